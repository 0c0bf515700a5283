import { Big } from 'big.js';
import { notGiven, type Amount } from './amount.ts';
import { changeFrom, type Change } from './change.ts';
import type { ChargeBook } from './chargeBook.ts';
import type { PlainDate } from './dates.ts';
import { groupCharges, type Dimension, type Group, type Traits, type Within } from './groups.ts';
import { isMonth, type Period } from './period.ts';

/** The charges of one window of a range. */
export interface MonthBook {
  readonly window: Period;
  /** Absent where Telnyx answered in another currency than the one looked at. */
  readonly book?: ChargeBook;
}

/** What a group cost in one window. */
export type MonthCost = Pick<Group, 'total' | 'unknown'>;

/** One group through the windows of a range. */
export interface MonthGroup {
  readonly key: string;
  /** One for each window, in order; undefined where no charge of the group is told there. */
  readonly months: readonly (MonthCost | undefined)[];
  readonly total: Big;
  /** Charges whose cost is not known: they are in no sum. */
  readonly unknown: number;
  /** Between the months compared; absent where it is not known exactly. */
  readonly change?: Change;
}

export interface MonthGroups {
  readonly groups: readonly MonthGroup[];
  /** All charges that fit, each once. */
  readonly whole: MonthGroup;
  /** Places of the two windows that are compared; absent where there are no two whole months beside each other. */
  readonly pair?: { readonly before: number; readonly now: number };
  readonly overlapping: boolean;
}

interface Asked {
  readonly dimension: Dimension;
  readonly within: readonly Within[];
  readonly traits: Traits;
  readonly today: PlainDate;
}

/** Charges put together month by month, and how the last month that is over differs from the one before it. */
export function groupMonths(months: readonly MonthBook[], asked: Asked): MonthGroups {
  const { dimension, within, traits, today } = asked;
  const grouped = months.map(({ book }) => book && groupCharges(book, dimension, within, traits));
  const pair = pairOf(months, today);
  const compared = pair && comparison(months, pair);
  const costs = new Map<string, (MonthCost | undefined)[]>();
  grouped.forEach((one, at) => {
    for (const { key, total, unknown } of one?.groups ?? []) {
      const known = costs.get(key) ?? new Array<MonthCost | undefined>(months.length).fill(undefined);
      known[at] = { total, unknown };
      costs.set(key, known);
    }
  });
  const through = (key: string, own: readonly (MonthCost | undefined)[]): MonthGroup => {
    const change = compared?.(own);
    return { key, months: own, ...together(own), ...(change && { change }) };
  };
  return {
    groups: [...costs].map(([key, own]) => through(key, own)),
    whole: through(
      '',
      grouped.map((one) => one?.whole),
    ),
    ...(pair && { pair }),
    overlapping: grouped.some((one) => one?.overlapping),
  };
}

/** Only whole months in one currency are compared, and none with a month that is not over. */
function pairOf(months: readonly MonthBook[], today: PlainDate): MonthGroups['pair'] {
  const whole = months.map(({ window, book }) => book && isMonth(window) && window.to <= today);
  const now = whole.findLastIndex((one, at) => one && whole[at - 1]);
  return now > 0 ? { before: now - 1, now } : undefined;
}

/** What is not listed in a month cost nothing there, but only where all of the month could be read. */
function comparison(months: readonly MonthBook[], pair: { readonly before: number; readonly now: number }) {
  const read = [pair.before, pair.now].every((at) => months[at]?.book?.unread === 0);
  return (costs: MonthGroup['months']): Change | undefined =>
    read ? changeFrom(amountOf(costs[pair.before]), amountOf(costs[pair.now])) : undefined;
}

function amountOf(cost: MonthCost | undefined): Amount {
  if (!cost) return { type: 'exact', value: new Big(0) };
  return cost.unknown > 0 ? notGiven : { type: 'exact', value: cost.total };
}

function together(costs: MonthGroup['months']): MonthCost {
  const told = costs.filter((cost) => cost !== undefined);
  return {
    total: told.reduce((sum, { total }) => sum.plus(total), new Big(0)),
    unknown: told.reduce((sum, { unknown }) => sum + unknown, 0),
  };
}
