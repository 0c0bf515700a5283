import type { Big } from 'big.js';
import { costKinds, type ChargeBook, type CostKind } from './chargeBook.ts';
import type { ChargePart } from './chargeWords.ts';
import type { UnitSums } from './unitSums.ts';

/** What charges can be put together by. */
export type Dimension = 'service' | 'type' | 'number' | 'tag' | 'connection' | 'billing-group';

/** What is known of a number that was charged, by dimension; several only for tags. Undefined: not in the account now. */
export type Traits = (phone: string, dimension: NumberTrait) => readonly string[] | undefined;
export type NumberTrait = 'tag' | 'connection' | 'billing-group';

/** A group that has no name of its own: numbers without any, or numbers that are not in the account any more. */
export const noneKey = '';
export const goneKey = '\u0000gone';

/** One condition: only charges of this group. */
export interface Within {
  readonly dimension: Dimension;
  readonly key: string;
}

export interface Group {
  /** The word of the API or of the traits; `noneKey`, `goneKey`. */
  readonly key: string;
  /** How many different numbers. */
  readonly numbers: number;
  readonly charges: number;
  readonly total: Big;
  readonly sums: Readonly<Record<CostKind, Big>>;
  /** Charges whose cost is not known: they are in no sum. */
  readonly unknown: number;
}

export interface Grouped {
  /** In the order in which they were met. */
  readonly groups: readonly Group[];
  /** All charges that fit, each once, whichever groups it is in. */
  readonly whole: Group;
  /** True when a charge may stand in more than one group, so that the groups add up to more than the whole. */
  readonly overlapping: boolean;
}

/** Puts the charges that fit every condition together. `traits` is needed for what only the list of numbers tells. */
export function groupCharges(
  book: ChargeBook,
  dimension: Dimension,
  within: readonly Within[] = [],
  traits: Traits = () => undefined,
): Grouped {
  const placing = placesOf(book, dimension, traits);
  const fits = within.map((one) => fitting(book, one, traits));
  const whole = new Sums(book, 1);
  const sums = new Sums(book, placing.keys.length);
  for (const part of book.parts)
    for (let charge = 0; charge < part.count; charge++) {
      if (!fits.every((fit) => fit(part, charge))) continue;
      whole.add(0, part, charge);
      for (const place of placing.of(part, charge)) sums.add(place, part, charge);
    }
  const groups = sums.met.map((place) => sums.group(place, placing.keys[place] ?? noneKey));
  return { groups, whole: whole.group(0, noneKey), overlapping: isOverlapping(dimension) };
}

/** A number may have several tags. */
export const isOverlapping = (dimension: Dimension) => dimension === 'tag';

/** Groups by place, and which of them each charge is in. */
interface Placing {
  readonly keys: readonly string[];
  readonly of: (part: ChargePart, charge: number) => readonly number[];
}

export function placesOf(book: ChargeBook, dimension: Dimension, traits: Traits): Placing {
  if (dimension === 'service' || dimension === 'type' || dimension === 'number') {
    const keys = book.words[dimension].all;
    const single = keys.map((_, place) => [place]);
    return { keys, of: (part, charge) => single[part[dimension][charge] ?? 0] ?? [] };
  }
  const keys: string[] = [];
  const known = new Map<string, number>();
  const ofNumber = book.words.number.all.map((phone) =>
    keysOf(phone, dimension, traits).map((key) => {
      const place = known.get(key) ?? keys.push(key) - 1;
      known.set(key, place);
      return place;
    }),
  );
  return { keys, of: ({ number }, charge) => ofNumber[number[charge] ?? 0] ?? [] };
}

function keysOf(phone: string, dimension: NumberTrait, traits: Traits): readonly string[] {
  const keys = traits(phone, dimension);
  if (!keys) return [goneKey];
  return keys.length === 0 ? [noneKey] : [...new Set(keys)];
}

/** Whether a charge is in a group. */
export function fitting(
  book: ChargeBook,
  { dimension, key }: Within,
  traits: Traits,
): (part: ChargePart, charge: number) => boolean {
  if (dimension === 'service' || dimension === 'type' || dimension === 'number') {
    const wanted = book.words[dimension].all.indexOf(key);
    return (part, charge) => part[dimension][charge] === wanted;
  }
  const fits = Uint8Array.from(book.words.number.all, (phone) =>
    keysOf(phone, dimension, traits).includes(key) ? 1 : 0,
  );
  return ({ number }, charge) => fits[number[charge] ?? 0] === 1;
}

/** Running sums of groups. */
class Sums {
  /** The groups that have a charge, in the order in which they were met. */
  readonly met: number[] = [];
  readonly #book: ChargeBook;
  readonly #units: UnitSums;
  readonly #charges: Uint32Array;
  readonly #unknown: Uint32Array;
  readonly #numbers: Uint32Array;
  /** Which numbers were met in which group. */
  readonly #pairs = new Set<number>();
  readonly #allNumbers: number;

  constructor(book: ChargeBook, groups: number) {
    this.#book = book;
    this.#units = book.sums(groups * costKinds.length);
    this.#charges = new Uint32Array(groups);
    this.#unknown = new Uint32Array(groups);
    this.#numbers = new Uint32Array(groups);
    this.#allNumbers = book.words.number.all.length;
  }

  add(group: number, { number, cost, costType }: ChargePart, charge: number): void {
    const { kinds, known } = this.#book;
    const code = cost[charge] ?? 0;
    const before = this.#charges[group] ?? 0;
    if (before === 0) this.met.push(group);
    this.#charges[group] = before + 1;
    this.#meet(group, group * this.#allNumbers + (number[charge] ?? 0));
    const kind = kinds[costType[charge] ?? 0] ?? 0;
    if (known[code] === 1) this.#units.add(group * costKinds.length + kind, code);
    else this.#unknown[group] = (this.#unknown[group] ?? 0) + 1;
  }

  group(place: number, key: string): Group {
    const units = costKinds.map((_, kind) => this.#units.at(place * costKinds.length + kind));
    const [recurring = 0n, once = 0n, other = 0n] = units;
    return {
      key,
      numbers: this.#numbers[place] ?? 0,
      charges: this.#charges[place] ?? 0,
      total: this.#book.amount(recurring + once + other),
      sums: {
        recurring: this.#book.amount(recurring),
        'one-time': this.#book.amount(once),
        other: this.#book.amount(other),
      },
      unknown: this.#unknown[place] ?? 0,
    };
  }

  #meet(group: number, pair: number): void {
    if (this.#pairs.has(pair)) return;
    this.#pairs.add(pair);
    this.#numbers[group] = (this.#numbers[group] ?? 0) + 1;
  }
}
