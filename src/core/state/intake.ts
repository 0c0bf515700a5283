import type { NumberIndex } from '../find/numberIndex.ts';
import type { Pages } from '../find/pages.ts';
import type { Collection } from './collection.ts';
import type { Change } from './listing.ts';

/** Numbers of one family: the list of the view, and how the whole of it is read. */
export interface FamilyList {
  readonly collection: Collection;
  readonly pages: Pages;
}

/** Takes over into an index what the list of a view has read: each record once. */
export class Intake {
  readonly #index: NumberIndex;
  readonly #list: FamilyList;
  readonly #seen = new WeakSet();

  constructor(index: NumberIndex, list: FamilyList) {
    this.#index = index;
    this.#list = list;
  }

  /** Takes what changed in the list, or all of it. */
  take(change: Change): void {
    const { collection } = this.#list;
    if (change === 'all') for (const { raw } of collection.listing.rows) this.#put(raw);
    else for (const id of change) this.#put(collection.row(id)?.raw);
  }

  #put(raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || this.#seen.has(raw)) return;
    this.#seen.add(raw);
    const number = this.#list.pages.decode(raw);
    if (number) this.#index.put(number);
  }
}
