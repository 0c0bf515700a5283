import { Big } from 'big.js';
import { isExact, readAmount } from './amount.ts';
import type { Breakdown } from './breakdown.ts';
import type { Money } from './money.ts';

/**
 * All that a report has for one number, monthly and one-time. Undefined where the report does not name the number;
 * 'unreadable' where an amount is missing or no plain decimal, since a sum without it would be a guess.
 */
export function costOf(report: Breakdown, phoneNumber: string): Money | 'unreadable' | undefined {
  const { number, cost, currency } = report;
  const wanted = number.words.indexOf(phoneNumber);
  if (wanted < 0) return undefined;
  let sum = new Big(0);
  for (const [place, code] of number.codes.entries()) {
    if (code !== wanted) continue;
    const written = cost.words[cost.codes[place] ?? -1];
    const amount = readAmount(written === undefined ? undefined : JSON.parse(written));
    if (!isExact(amount)) return 'unreadable';
    sum = sum.plus(amount.value);
  }
  return { amount: sum, currency };
}
