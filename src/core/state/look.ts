import { Current } from '../find/current.ts';
import type { Facet, Found } from '../find/found.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import type { FilterField, Query, Value } from '../find/query.ts';
import { scopeOf, type Scope } from '../find/scope.ts';
import { queryWords } from '../find/words.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { countWords, foundWords, type Reading } from './reading.ts';

/** What looks are made over: the one index of an account, and the one who fills it. */
export interface LookedAt {
  readonly index: NumberIndex;
  readonly reading: Reading;
  /** How far reading has come, in words. */
  readonly progress: string;
  /** More was read, or something is called something else. */
  readonly onDidChange: Event<undefined>;
  nameOf(field: FilterField | 'reference', value: Value): string;
  /** Reads what a query needs, and what is needed to tell one field more. */
  need(query: Query, field?: FilterField): void;
}

/** One way of looking at the numbers of an account: a query of its own over what is read once for all. */
export class Look implements Disposable {
  readonly at: LookedAt;
  readonly #current: Current;
  readonly #changed = new Emitter<undefined>();
  readonly #listening: Disposable;
  readonly #onClose: (look: Look) => void;

  /** Another query, or more was read. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(at: LookedAt, query: Query, onClose: (look: Look) => void) {
    this.at = at;
    this.#onClose = onClose;
    this.#current = new Current(at.index, (field, value) => at.nameOf(field, value));
    this.#current.query = query;
    this.#listening = at.onDidChange(() => {
      this.#changed.fire(undefined);
    });
  }

  get query(): Query {
    return this.#current.query;
  }

  /** Looks for something else, and has read what that needs. */
  set(query: Query): void {
    this.#current.query = query;
    this.at.need(query);
    this.#changed.fire(undefined);
  }

  /** What is found so far; the same object until something has changed. */
  get found(): Found {
    return this.#current.found;
  }

  /** What another query finds. */
  find(query: Query): Found {
    return this.#current.look(query);
  }

  /** The values of a field and how many numbers have them, as far as they are read. */
  facets(field: FilterField): readonly Facet[] {
    return this.#current.facets(field);
  }

  nameOf(field: FilterField | 'reference', value: Value): string {
    return this.at.nameOf(field, value);
  }

  get reading(): Reading {
    return this.at.reading;
  }

  get progress(): string {
    return this.at.progress;
  }

  /** Reads what a list of values needs, whatever the query is. */
  prepare(field?: FilterField): void {
    this.at.need(this.query, field);
  }

  /** The query in words. */
  get words(): string {
    return queryWords(this.query, (field, value) => this.nameOf(field, value));
  }

  /** `37 of 4,812`, or `37` while not all are read. */
  get counted(): string {
    const done = this.reading.phase === 'done';
    return countWords(this.found.rows.length, done ? this.#scope.whole : undefined);
  }

  /** Which numbers were not looked through, in words; empty for none. */
  get without(): string {
    return this.#scope.without;
  }

  /** `37 of 4,812 · tag is support`; says how far reading has come when that is not all. */
  get line(): string {
    return foundWords(this.reading, this.found.rows.length, this.#scope, this.words);
  }

  /** Values are called otherwise now. */
  renamed(): void {
    this.#current.renamed();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
    this.#onClose(this);
  }

  get #scope(): Scope {
    return scopeOf(this.at.index, this.query);
  }
}
