import type { Big } from 'big.js';
import type { Amount } from './amount.ts';
import { changeFrom, type Change } from './change.ts';
import type { ChargeBook } from './chargeBook.ts';
import type { ChargePart } from './chargeWords.ts';
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
import { MonthSums } from './monthSums.ts';
import { isMonth, type Period } from './period.ts';

/** What of a book belongs to one window of its range. */
export interface MonthShare {
  readonly window: Period;
  /** Its charges; absent where Telnyx answered in another currency. */
  readonly part?: ChargePart;
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
  /** Between the months compared; undefined where it is not known exactly. */
  readonly change: Change | undefined;
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
  const whole = new MonthSums(book, 1, months.length);
  const sums = new MonthSums(book, placing.keys.length, months.length);
  for (const [month, { part }] of months.entries())
    for (let charge = 0; part && charge < part.count; charge++) {
      if (!fits.every((fit) => fit(part, charge))) continue;
      whole.add(0, month, part, charge);
      for (const place of placing.of(part, charge)) sums.add(place, month, part, charge);
    }
  const pair = pairOf(months, today);
  const of = { book, months: months.length, changeOf: comparison(book, months, pair) };
  const groups: Summed = { ...of, sums, isTold: (place, month) => sums.charges(place, month) > 0 };
  const all: Summed = { ...of, sums: whole, isTold: (_, month) => months[month]?.part !== undefined };
  return {
    groups: sums.met.map((place) => new GroupOfMonths(placing.keys[place] ?? noneKey, place, groups)),
    whole: new GroupOfMonths(noneKey, 0, all),
    ...(pair && { pair }),
    unread: months.map(({ unread }) => unread),
    overlapping: isOverlapping(dimension),
  };
}

/** Only whole months in one currency are compared, and none with a month that is not over. */
function pairOf(months: readonly MonthShare[], today: PlainDate): MonthGroups['pair'] {
  const whole = months.map(({ window, part }) => part !== undefined && isMonth(window) && window.to <= today);
  const now = whole.findLastIndex((one, at) => one && whole[at - 1]);
  return now > 0 ? { before: now - 1, now } : undefined;
}

type ChangeOf = (sums: MonthSums, place: number) => Change | undefined;

/** What is not listed in a month cost nothing there, but only where all of the month could be read. */
function comparison(book: ChargeBook, months: readonly MonthShare[], pair: MonthGroups['pair']): ChangeOf {
  if (!pair || [pair.before, pair.now].some((at) => months[at]?.unread !== 0)) return () => undefined;
  const known = new Map<string, Change | undefined>();
  const amount = (units: bigint): Amount => ({ type: 'exact', value: book.amount(units) });
  return (sums, place) => {
    if (sums.unknown(place, pair.before) + sums.unknown(place, pair.now) > 0) return undefined;
    const [before, now] = [sums.units(place, pair.before), sums.units(place, pair.now)];
    // Many numbers cost the same, so most changes are known already.
    const key = `${before} ${now}`;
    const change = known.get(key) ?? changeFrom(amount(before), amount(now));
    known.set(key, change);
    return change;
  };
}

/** What groups have been added up in. */
interface Summed {
  readonly book: ChargeBook;
  /** How many there are. */
  readonly months: number;
  readonly sums: MonthSums;
  readonly changeOf: ChangeOf;
  readonly isTold: (place: number, month: number) => boolean;
}

/** A group as its place in running sums; its months become amounts when they are looked at, as those of few groups are. */
class GroupOfMonths implements MonthGroup {
  readonly key: string;
  readonly total: Big;
  readonly unknown: number;
  readonly change: Change | undefined;
  readonly #place: number;
  readonly #of: Summed;

  constructor(key: string, place: number, of: Summed) {
    this.key = key;
    this.#place = place;
    this.#of = of;
    this.total = of.book.amount(of.sums.total(place));
    this.unknown = of.sums.allUnknown(place);
    this.change = of.changeOf(of.sums, place);
  }

  get months(): MonthGroup['months'] {
    return Array.from({ length: this.#of.months }, (_, month) => this.#cost(month));
  }

  #cost(month: number): MonthCost | undefined {
    const { book, sums, isTold } = this.#of;
    if (!isTold(this.#place, month)) return undefined;
    return { total: book.amount(sums.units(this.#place, month)), unknown: sums.unknown(this.#place, month) };
  }
}
