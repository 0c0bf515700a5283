import { Big } from 'big.js';
import { isExact, notGiven, type Amount } from './amount.ts';
import type { ChargesSummary, Detail, Line, TotalName } from './summary.ts';

/**
 * Reports of windows beside each other as one, in their order. All are in one currency: amounts of several are never
 * added.
 *
 * Quantities are added up too: a number that is there in each of three months counts three times.
 *
 * @throws RangeError when the currencies differ, or when there is no report
 */
export function combined(reports: readonly ChargesSummary[]): ChargesSummary {
  const [first] = reports;
  const last = reports.at(-1);
  if (!first || !last) throw new RangeError('There is no report to combine');
  const stranger = reports.find(({ currency }) => currency !== first.currency);
  if (stranger) throw new RangeError(`${first.currency} and ${stranger.currency} cannot be added`);
  if (reports.length === 1) return first;
  const total = (name: TotalName) => strictSum(reports.map(({ totals }) => totals[name]));
  return {
    currency: first.currency,
    startDate: first.startDate,
    endDate: last.endDate,
    lines: combinedLines(reports.flatMap(({ lines }) => lines)),
    adjustments: reports.flatMap(({ adjustments }) => adjustments),
    totals: {
      grandTotal: total('grandTotal'),
      existingRecurring: total('existingRecurring'),
      newRecurring: total('newRecurring'),
      newOneTime: total('newOneTime'),
      other: total('other'),
      credits: total('credits'),
      ledgerAdjustments: total('ledgerAdjustments'),
    },
  };
}

/** Exact when all are; else what the first inexact one is, since a part of a sum is no sum. */
export function strictSum(amounts: readonly Amount[]): Amount {
  const inexact = amounts.find((amount) => !isExact(amount));
  if (inexact || amounts.length === 0) return inexact ?? notGiven;
  return { type: 'exact', value: plus(amounts) };
}

/**
 * For amounts that a report may leave out because there was nothing of the kind, as one-time costs: the sum of those
 * given, with how many were not.
 */
function looseSum(amounts: readonly Amount[]): Amount {
  const unreadable = amounts.find(({ type }) => type === 'unreadable');
  const given = amounts.filter(isExact);
  if (unreadable || given.length === 0) return unreadable ?? notGiven;
  const missing = amounts.length - given.length;
  return { type: 'exact', value: plus(given), ...(missing > 0 && { missing }) };
}

function plus(amounts: readonly Amount[]): Big {
  return amounts.filter(isExact).reduce((sum, { value }) => sum.plus(value), new Big(0));
}

function combinedLines(lines: readonly Line[]): readonly Line[] {
  const same = new Map<string, Line[]>();
  for (const line of lines) {
    const key = JSON.stringify([line.type, line.name, line.alias, line.type === 'unknown' && line.called]);
    const known = same.get(key);
    if (known) known.push(line);
    else same.set(key, [line]);
  }
  return [...same.values()].flatMap(oneLine);
}

/** Lines of one type and name as one. */
function oneLine(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  switch (first?.type) {
    case 'comparative': {
      const all = lines.filter((line) => line.type === 'comparative');
      const fresh = oneDetail(all.map((line) => line.fresh));
      return [{ ...first, fresh, existing: oneDetail(all.map((line) => line.existing)) }];
    }
    case 'simple': {
      const all = lines.filter((line) => line.type === 'simple');
      const quantity = count(all.map((line) => line.quantity));
      return [{ ...first, quantity, amount: strictSum(all.map((line) => line.amount)) }];
    }
    case 'unknown':
      return [first];
    case undefined:
      return [];
  }
}

function oneDetail(details: readonly Detail[]): Detail {
  return {
    quantity: count(details.map(({ quantity }) => quantity)),
    recurring: strictSum(details.map(({ recurring }) => recurring)),
    oneTime: looseSum(details.map(({ oneTime }) => oneTime)),
  };
}

function count(quantities: readonly (number | null)[]): number | null {
  return quantities.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
