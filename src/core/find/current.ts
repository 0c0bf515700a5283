import { Searcher, type Facet, type Found } from './found.ts';
import type { NumberIndex } from './numberIndex.ts';
import { noQuery, type FilterField, type Query, type Value } from './query.ts';

type NameOf = (field: FilterField | 'reference', value: Value) => string;

/** A query and what it finds in an index now, worked out once for each state of the two. */
export class Current {
  readonly #index: NumberIndex;
  readonly #nameOf: NameOf;
  #searcher: Searcher;
  #query = noQuery;
  #made: { readonly version: number; readonly found: Found } | undefined;

  constructor(index: NumberIndex, nameOf: NameOf) {
    this.#index = index;
    this.#nameOf = nameOf;
    this.#searcher = new Searcher(index, nameOf);
  }

  get query(): Query {
    return this.#query;
  }

  set query(query: Query) {
    this.#query = query;
    this.#made = undefined;
  }

  get found(): Found {
    const { version } = this.#index;
    if (this.#made?.version !== version) this.#made = { version, found: this.#searcher.find(this.#query) };
    return this.#made.found;
  }

  /** What another query finds. */
  look(query: Query): Found {
    return this.#searcher.find(query);
  }

  facets(field: FilterField): readonly Facet[] {
    return this.#searcher.facets(this.#query, field);
  }

  /** Values are called otherwise now: orders and groups stand by names. */
  renamed(): void {
    this.#searcher = new Searcher(this.#index, this.#nameOf);
    this.#made = undefined;
  }
}
