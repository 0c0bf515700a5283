import type { ChargeBook } from './chargeBook.ts';
import type { ChargePart } from './chargeWords.ts';
import type { UnitSums } from './unitSums.ts';

/** Running sums of groups in the windows of a range, a place for each group. Sums are in units of the book. */
export class MonthSums {
  /** The groups that have a charge, in the order in which they were met. */
  readonly met: number[] = [];
  readonly #book: ChargeBook;
  readonly #months: number;
  readonly #units: UnitSums;
  readonly #totals: UnitSums;
  readonly #charges: Uint32Array;
  readonly #unknown: Uint32Array;
  readonly #allUnknown: Uint32Array;
  readonly #isMet: Uint8Array;

  constructor(book: ChargeBook, groups: number, months: number) {
    this.#book = book;
    this.#months = months;
    this.#units = book.sums(groups * months);
    this.#totals = book.sums(groups);
    this.#charges = new Uint32Array(groups * months);
    this.#unknown = new Uint32Array(groups * months);
    this.#allUnknown = new Uint32Array(groups);
    this.#isMet = new Uint8Array(groups);
  }

  add(group: number, month: number, { cost }: ChargePart, charge: number): void {
    const { known } = this.#book;
    const at = group * this.#months + month;
    const code = cost[charge] ?? 0;
    if (this.#isMet[group] === 0) this.met.push(group);
    this.#isMet[group] = 1;
    this.#charges[at] = (this.#charges[at] ?? 0) + 1;
    if (known[code] === 1) {
      this.#units.add(at, code);
      this.#totals.add(group, code);
    } else {
      this.#unknown[at] = (this.#unknown[at] ?? 0) + 1;
      this.#allUnknown[group] = (this.#allUnknown[group] ?? 0) + 1;
    }
  }

  total(group: number): bigint {
    return this.#totals.at(group);
  }

  allUnknown(group: number): number {
    return this.#allUnknown[group] ?? 0;
  }

  /** How many charges there are. */
  charges(group: number, month: number): number {
    return this.#charges[group * this.#months + month] ?? 0;
  }

  units(group: number, month: number): bigint {
    return this.#units.at(group * this.#months + month);
  }

  /** How many of the charges are of unknown cost, and in no sum. */
  unknown(group: number, month: number): number {
    return this.#unknown[group * this.#months + month] ?? 0;
  }
}
