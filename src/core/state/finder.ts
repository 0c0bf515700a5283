import { Current } from '../find/current.ts';
import type { Family } from '../find/family.ts';
import type { Facet, Found, Group } from '../find/found.ts';
import { NumberIndex } from '../find/numberIndex.ts';
import { firstFound } from '../find/pages.ts';
import { inForce, noQuery, type FilterField, type Query, type Value } from '../find/query.ts';
import { scopeOf } from '../find/scope.ts';
import { serverFilter } from '../find/server.ts';
import { queryWords } from '../find/words.ts';
import { choicesOf } from './choicesOf.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { FoundGroups } from './foundGroups.ts';
import type { FoundPages } from './foundPages.ts';
import { loadedOf } from './loaded.ts';
import { indexedNumbers } from './loadedIndex.ts';
import { Look, type LookedAt } from './look.ts';
import { Names } from './names.ts';
import { NumberLists } from './numberLists.ts';
import { systemTimers, type Timers } from './polling.ts';
import { Reader } from './reader.ts';
import { foundWords, searchedWords, type Reading } from './reading.ts';
import type { Session } from './session.ts';
import { showingOf, type Shown } from './showing.ts';
import { Soon } from './soon.ts';

/** The pause between two pictures of what streams in, in milliseconds. */
const pace = 250;

/**
 * Finds numbers of one account. Idle until a query is in force in the view or a look is open; then it reads whatever is
 * not read yet, and what is found so far can be asked for at any time.
 */
export class Finder implements Shown, LookedAt, Disposable {
  readonly index = new NumberIndex();
  readonly #session: Session;
  readonly #lists: NumberLists;
  readonly #names: Names;
  readonly #current: Current;
  readonly #looks = new Set<Look>();
  readonly #reader: Reader;
  readonly #pages: FoundGroups;
  readonly #drawing: Soon;
  readonly #changed = new Emitter<undefined>();

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(session: Session, timers: Timers = systemTimers) {
    const { index } = this;
    this.#session = session;
    this.#lists = new NumberLists(session, index, {
      changed: (family, change) => {
        if (this.reading.phase === 'idle') return;
        this.#lists.take(change, family);
        this.#drawing.ask();
      },
      asked: (family, ids) => {
        if (this.reading.phase !== 'idle') this.#reader.again(family, ids, this.#isNeeded);
      },
    });
    this.#names = new Names(index, choicesOf(session), () => this.#renamed());
    this.#current = new Current(index, (field, value) => this.nameOf(field, value));
    this.#drawing = new Soon(() => this.#fire(), pace, timers);
    this.#reader = new Reader({
      door: session.door,
      host: session.profile.name,
      index,
      numbers: this.#lists.numbers,
      mobile: this.#lists.mobile,
      changed: () => this.#drawing.ask(),
      timers,
    });
    this.#pages = this.#newPages();
    for (const { collection } of this.#lists.all)
      loadedOf(session).add(indexedNumbers(this, collection.kind));
  }

  get query(): Query {
    return this.#current.query;
  }

  /** Where reading stands. */
  get reading(): Reading {
    return this.#reader.state;
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    return this.#reader.warnings;
  }

  get found(): Found {
    return this.#current.found;
  }

  get groups(): readonly Group[] | undefined {
    return this.found.groups;
  }

  /** What a query finds, without putting it in force. */
  look(query: Query): Found {
    return this.#current.look(query);
  }

  /** Another look at the same numbers, beside the view's; everything is read while one is open. */
  open(query: Query): Look {
    const look = new Look(this, query, (closed) => {
      this.#looks.delete(closed);
      this.leave();
    });
    this.#looks.add(look);
    this.need(query);
    return look;
  }

  /** The values of a field and how many numbers have them, as far as they are read. */
  facets(field: FilterField): readonly Facet[] {
    return this.#current.facets(field);
  }

  /** All that was found, or the group of a value, page by page. */
  pages(group?: Value): FoundPages {
    return this.#pages.pages(group);
  }

  /** `37 of 4,812 · tag is support`; says how far it has read when that is not all. */
  get line(): string {
    return foundWords(this.reading, this.found.rows.length, scopeOf(this.index, this.query), this.words);
  }

  get progress(): string {
    return searchedWords(this.reading);
  }

  /** The query in words. */
  get words(): string {
    return queryWords(this.query, (field, value) => this.nameOf(field, value));
  }

  nameOf(field: FilterField | 'reference', value: Value): string {
    return this.#names.of(field, value);
  }

  /** Puts a query in force and reads what it needs; the empty query puts the whole list back. */
  set(query: Query): void {
    this.#current.query = query;
    this.#pages.fold();
    if (inForce(query)) this.need(query);
    else this.leave();
    showingOf(this.#session).show(inForce(query) ? this : undefined);
    this.#changed.fire(undefined);
  }

  need(query: Query, field?: FilterField): void {
    const payment = [field, query.sort, ...Object.keys(query.filters)].includes('payment');
    this.#reader.want(query, payment);
    this.#names.learn(query);
    this.#names.learn(field);
  }

  /** Reads what a list of values needs, whatever query is in force. */
  prepare(field?: FilterField): void {
    this.need(this.query, field);
  }

  /**
   * Asks the server for numbers that have these digits, and keeps them. Does nothing where all is read already, or where
   * the server cannot be asked for it.
   *
   * @throws Failure
   */
  async lookUp(text: string, signal: AbortSignal): Promise<void> {
    this.#lists.take('all');
    const filter = serverFilter({ ...noQuery, text });
    if (!filter || this.reading.phase === 'done') return;
    for (const number of await firstFound(this.#session.door, filter, signal)) this.index.put(number);
  }

  /** Stops reading unless somebody needs it. */
  leave(): void {
    if (!this.#isNeeded) this.#reader.stop();
  }

  /** Stops reading; what was read stays. */
  stop(): void {
    this.#reader.stop();
  }

  /** Reads on after a stop or a failure. */
  retry(): Promise<void> {
    return this.#reader.retry();
  }

  /** Reads everything again. */
  refresh(): Promise<void> {
    return this.#lists.refresh();
  }

  /** Resolves when nothing is being read. */
  settled(): Promise<void> {
    return this.#reader.settled();
  }

  dispose(): void {
    this.#lists.dispose();
    this.#reader.dispose();
    this.#drawing.dispose();
    this.#changed.dispose();
  }

  get #isNeeded(): boolean {
    return inForce(this.query) || this.#looks.size > 0;
  }

  #newPages(): FoundGroups {
    const source = {
      index: this.index,
      isSearching: () => this.reading.phase === 'reading',
      failure: () => (this.reading.phase === 'failed' ? this.reading.failure : undefined),
      warnings: () => this.warnings,
      refresh: (ids?: readonly string[], family?: Family) => this.#lists.refresh(ids, family),
      retry: () => this.retry(),
      changed: () => this.#drawing.now(),
    };
    return new FoundGroups(source, () => this.found);
  }

  #renamed(): void {
    for (const one of [this.#current, ...this.#looks]) one.renamed();
    this.#drawing.ask();
  }

  #fire(): void {
    // An answer may come after the account was closed.
    if (this.#session.closed) return;
    if (inForce(this.query)) showingOf(this.#session).show(this);
    this.#changed.fire(undefined);
  }
}

const make = (session: Session) => new Finder(session);

/** The one finder of a session; it ends with it. */
export const finderOf = (session: Session): Finder => session.keep(make);
