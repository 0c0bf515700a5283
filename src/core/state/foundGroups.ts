import type { Group } from '../find/found.ts';
import type { Value } from '../find/query.ts';
import { FoundPages, type FoundSource } from './foundPages.ts';

interface Rows {
  readonly rows: Uint32Array;
  readonly groups?: readonly Group[];
}

const none = new Uint32Array(0);

/** Everything a query finds and each of its groups, made when it is looked at; how far it is unfolded lasts as long as the query. */
export class FoundGroups {
  readonly #source: Omit<FoundSource, 'rows'>;
  readonly #found: () => Rows;
  #all: FoundPages;
  #groups = new Map<Value, FoundPages>();

  constructor(source: Omit<FoundSource, 'rows'>, found: () => Rows) {
    this.#source = source;
    this.#found = found;
    this.#all = this.#pages(() => found().rows);
  }

  /** All that was found, or the group of a value, page by page. */
  pages(group?: Value): FoundPages {
    if (group === undefined) return this.#all;
    const known = this.#groups.get(group);
    if (known) return known;
    const made = this.#pages(() => this.#found().groups?.find(({ value }) => value === group)?.rows ?? none);
    this.#groups.set(group, made);
    return made;
  }

  /** Another query: everything is at its first page again. */
  fold(): void {
    this.#all = this.#pages(() => this.#found().rows);
    this.#groups = new Map();
  }

  #pages(rows: () => Uint32Array): FoundPages {
    return new FoundPages({ ...this.#source, rows });
  }
}
