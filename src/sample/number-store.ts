import type { Choices } from './choice-lists.ts';
import { numberIndex } from './ids.ts';
import { makeRecord } from './number-birth.ts';
import { accountAge, type NumberRecord } from './number-record.ts';
import type { Rows } from './rows.ts';
import { Allocation } from './ranges.ts';
import { day } from './time.ts';

/**
 * The account's phone numbers, newest first. Each is made when it is first looked at, so a page of a very large
 * account costs as much as a page of a small one; what was changed is kept.
 */
export class NumberStore {
  readonly #seed: number;
  readonly #born: number;
  readonly #choices: Choices;
  readonly #allocation: Allocation;
  readonly #made: (NumberRecord | undefined)[] = [];
  readonly #gone = new Set<number>();
  #living: number[] | undefined;
  #byNumber: Map<string, number> | undefined;

  constructor(seed: number, count: number, born: number, choices: Choices) {
    this.#seed = seed;
    this.#born = born;
    this.#choices = choices;
    this.#allocation = new Allocation(seed, count);
  }

  #record(index: number): NumberRecord {
    return (this.#made[index] ??= this.born(index));
  }

  /** A number as it was at first, whatever was changed since. */
  born(index: number): NumberRecord {
    return makeRecord({
      seed: this.#seed,
      index,
      phoneNumber: this.#allocation.phoneNumber(index),
      range: this.#allocation.range(index),
      createdAt: this.#createdAt(index),
      choices: this.#choices,
    });
  }

  /** The business grew: recent months brought more numbers than early ones. */
  #createdAt(index: number): number {
    const fraction = (index + 0.5) / this.#allocation.length;
    const age = 0.4 * day + (accountAge - day) * fraction ** 1.35;
    return Math.floor(this.#born + accountAge - age);
  }

  /** Every number the account has, newest first, made only as far as it is cut. */
  rows(): Rows<NumberRecord> {
    const all = this.#allocation.length;
    if (this.#gone.size > 0) {
      this.#living ??= Array.from({ length: all }, (_, index) => index).filter(
        (index) => !this.#gone.has(index),
      );
      const living = this.#living;
      return {
        length: living.length,
        slice: (start, end) => living.slice(start, end).map((index) => this.#record(index)),
      };
    }
    return {
      length: all,
      slice: (start, end) => {
        const from = Math.min(start, all);
        return Array.from({ length: Math.min(end, all) - from }, (_, place) => this.#record(from + place));
      },
    };
  }

  /** Every number, made: for filters and sorts. */
  all(): readonly NumberRecord[] {
    const rows = this.rows();
    return rows.slice(0, rows.length);
  }

  /** Every number there ever was: past charges remember deleted ones. */
  ever(): readonly NumberRecord[] {
    return Array.from({ length: this.#allocation.length }, (_, index) => this.#record(index));
  }

  /** How many numbers there ever were. */
  get everLength(): number {
    return this.#allocation.length;
  }

  /** By position in the original list, deleted or not. */
  at(index: number): NumberRecord {
    return this.#record(index);
  }

  byId(id: string): NumberRecord | undefined {
    return this.#owned(numberIndex(id));
  }

  byPhoneNumber(phoneNumber: string): NumberRecord | undefined {
    this.#byNumber ??= new Map(
      Array.from({ length: this.#allocation.length }, (_, index) => [
        this.#allocation.phoneNumber(index),
        index,
      ]),
    );
    return this.#owned(this.#byNumber.get(phoneNumber));
  }

  #owned(index: number | undefined): NumberRecord | undefined {
    if (index === undefined || index >= this.#allocation.length || this.#gone.has(index)) return undefined;
    return this.#record(index);
  }

  delete(record: NumberRecord, time: number): void {
    record.status = 'deleted';
    record.deletedAt = record.updatedAt = time;
    this.#gone.add(record.index);
    this.#living = undefined;
  }
}
