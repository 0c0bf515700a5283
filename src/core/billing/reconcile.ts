import { Big } from 'big.js';
import { isExact, notGiven, type Amount } from './amount.ts';
import { add, type Money } from './money.ts';
import type { ChargesSummary, Line } from './summary.ts';

/** What the parts of a line cost, by how they recur. */
export type Series = 'existing' | 'new' | 'one-time' | 'other' | 'adjustment';

export interface Part {
  readonly series: Series;
  readonly amount: Amount;
}

/** The amounts of a line. Those not given count for nothing, but stay named as not given. */
export function partsOf(line: Line): readonly Part[] {
  switch (line.type) {
    case 'comparative':
      return [
        { series: 'existing', amount: line.existing.recurring },
        { series: 'new', amount: line.fresh.recurring },
        { series: 'one-time', amount: line.fresh.oneTime },
        { series: 'one-time', amount: line.existing.oneTime },
      ];
    case 'simple':
      return [{ series: 'other', amount: line.amount }];
    case 'unknown':
      return [];
  }
}

/**
 * What a line costs in all: our own sum of its parts. A one-time amount that is not given adds nothing; without any
 * other amount there is no total.
 */
export function lineTotal(line: Line, currency: string): Amount {
  const given = partsOf(line).filter(
    ({ series, amount }) => series !== 'one-time' || amount.type !== 'not-given',
  );
  return sumOf(
    given.map(({ amount }) => amount),
    currency,
  );
}

/** The exact sum of amounts in one currency; the first that is not exact when there is one, or none at all. */
function sumOf(amounts: readonly Amount[], currency: string): Amount {
  const inexact = amounts.find((amount) => !isExact(amount));
  if (inexact || amounts.length === 0) return inexact ?? notGiven;
  const sum = amounts
    .filter(isExact)
    .map(({ value }): Money => ({ amount: value, currency }))
    .reduce(add);
  return { type: 'exact', value: sum.amount };
}

/** How our own sum of lines and adjustments compares with the grand total that the API reports. */
export type Reconciliation =
  | { readonly type: 'equal' }
  | { readonly type: 'different'; readonly sum: Big; readonly difference: Big }
  /** An amount or a line is not understood, so that no sum can be told. */
  | { readonly type: 'unknown' };

export function reconcile(summary: ChargesSummary): Reconciliation {
  const { currency, lines, adjustments, totals } = summary;
  const zero: Amount = { type: 'exact', value: new Big(0) };
  const sum = sumOf(
    [zero, ...lines.map((line) => lineTotal(line, currency)), ...adjustments.map(({ amount }) => amount)],
    currency,
  );
  if (!isExact(sum) || !isExact(totals.grandTotal)) return { type: 'unknown' };
  const difference = totals.grandTotal.value.minus(sum.value);
  return difference.eq(0) ? { type: 'equal' } : { type: 'different', sum: sum.value, difference };
}
