import { Big } from 'big.js';
import { notGiven, type Amount } from './amount.ts';
import { changeFrom, type Change } from './change.ts';
import type { ChargeBook } from './chargeBook.ts';
import type { PlainDate } from './dates.ts';
import {
  fitting,
  isOverlapping,
  noneKey,
  placesOf,
  type Dimension,
  type Group,
  type Traits,
  type Within,
} from './groups.ts';
import { isMonth, type Period } from './period.ts';

/** What of a book belongs to one window of its range. */
export interface MonthShare {
  readonly window: Period;
  /** How many charges, behind those of the windows before; absent where Telnyx answered in another currency. */
  readonly charges?: number;
  /** Numbers whose charges cannot be read. */
  readonly unread: number;
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
  /** One for each window: numbers whose charges cannot be read, so that a group not told there may have cost something. */
  readonly unread: readonly number[];
  readonly overlapping: boolean;
}

interface Asked {
  readonly dimension: Dimension;
  readonly within: readonly Within[];
  readonly traits: Traits;
  readonly today: PlainDate;
}

/** Charges put together month by month, and how the last month that is over differs from the one before it. */
export function groupMonths(book: ChargeBook, months: readonly MonthShare[], asked: Asked): MonthGroups {
  const { dimension, within, traits, today } = asked;
  const placing = placesOf(book, dimension, traits);
  const fits = within.map((one) => fitting(book, one, traits));
  const whole = new MonthSums(book, 1, months);
  const sums = new MonthSums(book, placing.keys.length, months);
  let charge = 0;
  for (const [month, { charges = 0 }] of months.entries())
    for (const end = charge + charges; charge < end; charge++) {
      if (!fits.every((fit) => fit(charge))) continue;
      whole.add(0, month, charge);
      for (const place of placing.of(charge)) sums.add(place, month, charge);
    }
  const pair = pairOf(months, today);
  const compared = pair && comparison(months, pair);
  const changed = (group: MonthGroup): MonthGroup => {
    const change = compared?.(group.months);
    return change ? { ...group, change } : group;
  };
  return {
    groups: placing.keys.flatMap((key, place) => {
      const group = sums.group(place, key);
      return group.months.some(Boolean) ? [changed(group)] : [];
    }),
    whole: changed(whole.group(0, noneKey, true)),
    ...(pair && { pair }),
    unread: months.map(({ unread }) => unread),
    overlapping: isOverlapping(dimension),
  };
}

/** Only whole months in one currency are compared, and none with a month that is not over. */
function pairOf(months: readonly MonthShare[], today: PlainDate): MonthGroups['pair'] {
  const whole = months.map(
    ({ window, charges }) => charges !== undefined && isMonth(window) && window.to <= today,
  );
  const now = whole.findLastIndex((one, at) => one && whole[at - 1]);
  return now > 0 ? { before: now - 1, now } : undefined;
}

/** What is not listed in a month cost nothing there, but only where all of the month could be read. */
function comparison(months: readonly MonthShare[], pair: { readonly before: number; readonly now: number }) {
  const read = [pair.before, pair.now].every((at) => months[at]?.unread === 0);
  return (costs: MonthGroup['months']): Change | undefined =>
    read ? changeFrom(amountOf(costs[pair.before]), amountOf(costs[pair.now])) : undefined;
}

function amountOf(cost: MonthCost | undefined): Amount {
  if (!cost) return { type: 'exact', value: new Big(0) };
  return cost.unknown > 0 ? notGiven : { type: 'exact', value: cost.total };
}

/** Running sums of groups in windows. */
class MonthSums {
  readonly #book: ChargeBook;
  readonly #months: readonly MonthShare[];
  readonly #units: bigint[];
  readonly #charges: Uint32Array;
  readonly #unknown: Uint32Array;

  constructor(book: ChargeBook, groups: number, months: readonly MonthShare[]) {
    this.#book = book;
    this.#months = months;
    const size = groups * months.length;
    this.#units = new Array<bigint>(size).fill(0n);
    this.#charges = new Uint32Array(size);
    this.#unknown = new Uint32Array(size);
  }

  add(group: number, month: number, charge: number): void {
    const { cost, units } = this.#book;
    const at = group * this.#months.length + month;
    const value = units[cost.codes[charge] ?? 0];
    this.#charges[at] = (this.#charges[at] ?? 0) + 1;
    if (value === undefined) this.#unknown[at] = (this.#unknown[at] ?? 0) + 1;
    else this.#units[at] = (this.#units[at] ?? 0n) + value;
  }

  /** `all`: also the windows without a charge, but for those in another currency. */
  group(place: number, key: string, all = false): MonthGroup {
    const first = place * this.#months.length;
    let total = 0n;
    let unknown = 0;
    const months = this.#months.map(({ charges }, month): MonthCost | undefined => {
      const at = first + month;
      const units = this.#units[at] ?? 0n;
      const own = this.#unknown[at] ?? 0;
      total += units;
      unknown += own;
      const told = all ? charges !== undefined : (this.#charges[at] ?? 0) > 0;
      return told ? { total: this.#book.amount(units), unknown: own } : undefined;
    });
    return { key, months, total: this.#book.amount(total), unknown };
  }
}
