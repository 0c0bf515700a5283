import type { Big } from 'big.js';
import { costKinds, type ChargeBook, type CostKind } from './chargeBook.ts';
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
  for (let charge = 0; charge < book.count; charge++) {
    if (!fits.every((fit) => fit(charge))) continue;
    whole.add(0, charge);
    for (const place of placing.of(charge)) sums.add(place, charge);
  }
  const groups = placing.keys
    .map((key, place) => sums.group(place, key))
    .filter(({ charges }) => charges > 0);
  return { groups, whole: whole.group(0, noneKey), overlapping: isOverlapping(dimension) };
}

/** A number may have several tags. */
export const isOverlapping = (dimension: Dimension) => dimension === 'tag';

/** Groups by place, and which of them each charge is in. */
interface Placing {
  readonly keys: readonly string[];
  readonly of: (charge: number) => readonly number[];
}

export function placesOf(book: ChargeBook, dimension: Dimension, traits: Traits): Placing {
  if (dimension === 'service' || dimension === 'type' || dimension === 'number') {
    const { words, codes } = book[dimension];
    const single = words.map((_, place) => [place]);
    return { keys: words, of: (charge) => single[codes[charge] ?? 0] ?? [] };
  }
  const keys: string[] = [];
  const known = new Map<string, number>();
  const ofNumber = book.number.words.map((phone) =>
    keysOf(phone, dimension, traits).map((key) => {
      const place = known.get(key) ?? keys.push(key) - 1;
      known.set(key, place);
      return place;
    }),
  );
  return { keys, of: (charge) => ofNumber[book.number.codes[charge] ?? 0] ?? [] };
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
): (charge: number) => boolean {
  if (dimension === 'service' || dimension === 'type' || dimension === 'number') {
    const { words, codes } = book[dimension];
    const wanted = words.indexOf(key);
    return (charge) => codes[charge] === wanted;
  }
  const fits = Uint8Array.from(book.number.words, (phone) =>
    keysOf(phone, dimension, traits).includes(key) ? 1 : 0,
  );
  return (charge) => fits[book.number.codes[charge] ?? 0] === 1;
}

/** Running sums of groups. */
class Sums {
  readonly #book: ChargeBook;
  readonly #units: UnitSums;
  readonly #charges: Uint32Array;
  readonly #unknown: Uint32Array;
  readonly #numbers: Uint32Array;
  /** Which numbers were met in which group. */
  readonly #met = new Set<number>();

  constructor(book: ChargeBook, groups: number) {
    this.#book = book;
    this.#units = book.sums(groups * costKinds.length);
    this.#charges = new Uint32Array(groups);
    this.#unknown = new Uint32Array(groups);
    this.#numbers = new Uint32Array(groups);
  }

  add(group: number, charge: number): void {
    const { cost, kind, known, number } = this.#book;
    const code = cost.codes[charge] ?? 0;
    this.#charges[group] = (this.#charges[group] ?? 0) + 1;
    this.#meet(group, group * number.words.length + (number.codes[charge] ?? 0));
    if (known[code] === 1) this.#units.add(group * costKinds.length + (kind[charge] ?? 0), code);
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
    if (this.#met.has(pair)) return;
    this.#met.add(pair);
    this.#numbers[group] = (this.#numbers[group] ?? 0) + 1;
  }
}
