import type { NumberIndex } from '../find/numberIndex.ts';
import { decodeNumber } from '../find/record.ts';
import type { Collection } from './collection.ts';
import type { Change } from './listing.ts';

/** Takes over into an index what the list of a view has read: each record once. */
export class Intake {
  readonly #index: NumberIndex;
  readonly #collection: Collection;
  readonly #seen = new WeakSet();

  constructor(index: NumberIndex, collection: Collection) {
    this.#index = index;
    this.#collection = collection;
  }

  /** Takes what changed in the list, or all of it. */
  take(change: Change): void {
    if (change === 'all') for (const { raw } of this.#collection.listing.rows) this.#put(raw);
    else for (const id of change) this.#put(this.#collection.row(id)?.raw);
  }

  #put(raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || this.#seen.has(raw)) return;
    this.#seen.add(raw);
    const number = decodeNumber(raw);
    if (number) this.#index.put(number);
  }
}
