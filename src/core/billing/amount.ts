import type { Big } from 'big.js';
import { parseAmount } from './money.ts';

/** An amount of a report: known exactly, left out by the API, or in a form that is no plain decimal. */
export type Amount =
  | {
      readonly type: 'exact';
      readonly value: Big;
      /** Of a sum: how many of its parts were not given and add nothing to it. */
      readonly missing?: number;
    }
  | { readonly type: 'not-given' }
  | { readonly type: 'unreadable'; readonly raw: string };

export const notGiven: Amount = { type: 'not-given' };

/** Reads what stands where an amount belongs. Null or nothing is "not given", never zero. */
export function readAmount(raw: unknown): Amount {
  if (raw === undefined || raw === null) return notGiven;
  const value = typeof raw === 'string' ? parseAmount(raw) : undefined;
  if (value) return { type: 'exact', value };
  // A JSON number may have lost digits on its way, so it is shown but not calculated with.
  return { type: 'unreadable', raw: typeof raw === 'string' ? raw : JSON.stringify(raw) };
}

export function isExact(amount: Amount): amount is Extract<Amount, { type: 'exact' }> {
  return amount.type === 'exact';
}
