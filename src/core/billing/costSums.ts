import { Big } from 'big.js';
import { readAmount } from './amount.ts';
import { parseAmount } from './money.ts';

/** What some records cost together, each currency for itself: amounts of two are never added. */
export interface CostSums {
  readonly sums: readonly { readonly currency: string; readonly amount: Big; readonly records: number }[];
  /** Records whose cost is not given or cannot be read: they add nothing, and are not free. */
  readonly unknown: number;
  /** Records with a cost whose currency is not told. They may be in several, so they are not added to each other either. */
  readonly unknownCurrency: number;
}

/** A double shows its shortest form, which has all digits of a decimal of up to 15. */
const exactDouble = 15;

/** An amount of a detail record: a text, or, of wireless data, a JSON number short enough to have lost nothing. */
export function readCost(raw: unknown): Big | undefined {
  if (typeof raw === 'number') {
    const text = String(raw);
    return text.replace(/[-.]/g, '').length <= exactDouble ? parseAmount(text) : undefined;
  }
  const amount = readAmount(raw);
  return amount.type === 'exact' ? amount.value : undefined;
}

/** Adds exactly, and only what is surely in one currency. */
export function costSums(records: Iterable<Readonly<Record<string, unknown>>>, field: string): CostSums {
  const sums = new Map<string, { amount: Big; records: number }>();
  let unknown = 0;
  let unknownCurrency = 0;
  for (const record of records) {
    const cost = readCost(record[field]);
    if (!cost) {
      unknown += 1;
      continue;
    }
    const currency = typeof record.currency === 'string' ? record.currency.trim() : '';
    if (currency === '') {
      unknownCurrency += 1;
      continue;
    }
    const sum = sums.get(currency) ?? { amount: new Big(0), records: 0 };
    sums.set(currency, { amount: sum.amount.plus(cost), records: sum.records + 1 });
  }
  return { sums: [...sums].map(([currency, sum]) => ({ currency, ...sum })), unknown, unknownCurrency };
}
