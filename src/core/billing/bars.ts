import { Big } from 'big.js';
import { isExact } from './amount.ts';
import { lineTotal, partsOf, type Part, type Series } from './reconcile.ts';
import type { ChargesSummary, Line } from './summary.ts';

/** One bar of the chart of charges: amounts other than zero, one for each series. */
export interface CostBar {
  /** A category; several that were put together because they are small; or all adjustments. */
  readonly of:
    | { readonly type: 'line'; readonly line: Line }
    | { readonly type: 'rest'; readonly count: number }
    | { readonly type: 'adjustments' };
  readonly total: Big;
  readonly parts: readonly { readonly series: Series; readonly value: Big }[];
}

/**
 * The chart of a report, in the order of the API: at most `most` categories, the largest; the others as one bar,
 * then the adjustments. Categories that cost nothing, or nobody knows what, stand in the table only.
 */
export function barsOf({ lines, adjustments, currency }: ChargesSummary, most: number): readonly CostBar[] {
  const costly = lines.flatMap((line): CostBar[] => {
    const total = lineTotal(line, currency);
    return isExact(total)
      ? [{ of: { type: 'line', line }, total: total.value, parts: merged(partsOf(line)) }]
      : [];
  });
  const drawn = costly.filter(({ parts }) => parts.length > 0);
  const bySize = drawn.toSorted((one, other) => other.total.abs().cmp(one.total.abs()));
  const large = new Set(bySize.slice(0, drawn.length > most ? most - 1 : most));
  const rest = drawn.filter((bar) => !large.has(bar));
  const corrected = merged(adjustments.map(({ amount }) => ({ series: 'adjustment', amount })));
  return [
    ...drawn.filter((bar) => large.has(bar)),
    ...asBar({ type: 'rest', count: rest.length }, mergedParts(rest.flatMap(({ parts }) => parts))),
    ...asBar({ type: 'adjustments' }, corrected),
  ];
}

function asBar(of: CostBar['of'], parts: CostBar['parts']): readonly CostBar[] {
  return parts.length === 0
    ? []
    : [{ of, parts, total: parts.reduce((sum, { value }) => sum.plus(value), new Big(0)) }];
}

function merged(parts: readonly Part[]): CostBar['parts'] {
  return mergedParts(
    parts.flatMap(({ series, amount }) => (isExact(amount) ? [{ series, value: amount.value }] : [])),
  );
}

function mergedParts(parts: CostBar['parts']): CostBar['parts'] {
  const sums = new Map<Series, Big>();
  for (const { series, value } of parts) sums.set(series, (sums.get(series) ?? new Big(0)).plus(value));
  return [...sums].map(([series, value]) => ({ series, value })).filter(({ value }) => !value.eq(0));
}
