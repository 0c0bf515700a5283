import { Current } from '../find/current.ts';
import type { Facet, Found, Group } from '../find/found.ts';
import { NumberIndex } from '../find/numberIndex.ts';
import { firstFound } from '../find/pages.ts';
import { inForce, narrows, noQuery, type FilterField, type Query, type Value } from '../find/query.ts';
import { serverFilter } from '../find/server.ts';
import { queryWords } from '../find/words.ts';
import { numbers } from '../resources/numbers.ts';
import { choicesOf } from './choicesOf.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { FoundGroups } from './foundGroups.ts';
import type { FoundPages } from './foundPages.ts';
import { Intake } from './intake.ts';
import { loadedOf } from './loaded.ts';
import { indexedNumbers } from './loadedIndex.ts';
import type { Change } from './listing.ts';
import { Look, type LookedAt } from './look.ts';
import { Names } from './names.ts';
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
  readonly #collection: Collection;
  readonly #intake: Intake;
  readonly #names: Names;
  readonly #current: Current;
  readonly #looks = new Set<Look>();
  readonly #reader: Reader;
  readonly #lists: FoundGroups;
  readonly #drawing: Soon;
  readonly #changed = new Emitter<undefined>();
  readonly #listening: readonly Disposable[];

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(session: Session, timers: Timers = systemTimers) {
    const { index } = this;
    this.#session = session;
    this.#collection = collectionOf(session, numbers);
    this.#intake = new Intake(index, this.#collection);
    this.#names = new Names(index, choicesOf(session), () => this.#renamed());
    this.#current = new Current(index, (field, value) => this.nameOf(field, value));
    this.#drawing = new Soon(() => this.#fire(), pace, timers);
    this.#reader = new Reader({
      door: session.door,
      host: session.profile.name,
      index,
      collection: this.#collection,
      intake: this.#intake,
      changed: () => this.#drawing.ask(),
      timers,
    });
    this.#lists = this.#newLists();
    this.#listening = [
      this.#collection.onDidChange((change) => this.#follow(change)),
      this.#collection.onDidAsk((ids) => this.#asked(ids)),
    ];
    loadedOf(session).add(indexedNumbers(this));
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
    return this.#lists.pages(group);
  }

  /** `37 of 4,812 · tag is support`; says how far it has read when that is not all. */
  get line(): string {
    const whole = narrows(this.query) ? this.index.count : undefined;
    return foundWords(this.reading, this.found.rows.length, whole, this.words);
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
    this.#lists.fold();
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
    this.#intake.take('all');
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

  refresh(ids?: readonly string[]): Promise<void> {
    return this.#collection.refresh(ids);
  }

  /** Resolves when nothing is being read. */
  settled(): Promise<void> {
    return this.#reader.settled();
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#reader.dispose();
    this.#drawing.dispose();
    this.#changed.dispose();
  }

  get #isNeeded(): boolean {
    return inForce(this.query) || this.#looks.size > 0;
  }

  #newLists(): FoundGroups {
    const source = {
      index: this.index,
      isSearching: () => this.reading.phase === 'reading',
      failure: () => (this.reading.phase === 'failed' ? this.reading.failure : undefined),
      warnings: () => this.warnings,
      refresh: (ids?: readonly string[]) => this.refresh(ids),
      retry: () => this.retry(),
      changed: () => this.#drawing.now(),
    };
    return new FoundGroups(source, () => this.found);
  }

  #renamed(): void {
    for (const one of [this.#current, ...this.#looks]) one.renamed();
    this.#drawing.ask();
  }

  #follow(change: Change): void {
    if (this.reading.phase === 'idle' || this.#collection.state.phase !== 'ready') return;
    this.#intake.take(change);
    this.#drawing.ask();
  }

  #asked(ids: readonly string[] | undefined): void {
    if (this.reading.phase !== 'idle') this.#reader.again(ids, this.#isNeeded);
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
