import type { Range } from './rowWindow.ts';

/** Of a long list, the rows that a page was told. */
export interface Told {
  readonly from: number;
  readonly count: number;
  readonly total: number;
}

/** Asks for the rows of a long list that are in sight and were not told; once for the same ones. */
export class Asking {
  readonly #ahead: number;
  #asked: Range | undefined;

  /** `ahead`: so many rows before and behind those in sight are asked for with them. */
  constructor(ahead = 0) {
    this.#ahead = ahead;
  }

  ask(sight: Range, { from, count, total }: Told, look: (wanted: Range) => void): void {
    if (sight.from >= from && Math.min(total, sight.to) <= from + count) {
      this.#asked = undefined;
      return;
    }
    const wanted = { from: Math.max(0, sight.from - this.#ahead), to: sight.to + this.#ahead };
    if (this.#asked?.from === wanted.from && this.#asked.to === wanted.to) return;
    this.#asked = wanted;
    look(wanted);
  }
}
