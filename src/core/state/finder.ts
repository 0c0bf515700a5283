import { t } from '@vscode/l10n';
import { Searcher, type Facet, type Found, type Group } from '../find/found.ts';
import { NumberIndex } from '../find/numberIndex.ts';
import { inForce, narrows, noQuery, type FilterField, type Query, type Value } from '../find/query.ts';
import { decodeNumber } from '../find/record.ts';
import { firstFound } from '../find/pages.ts';
import { serverFilter } from '../find/server.ts';
import { queryWords, valueName } from '../find/words.ts';
import { grouped } from '../model/text.ts';
import { ChoiceLists } from '../resources/choiceLists.ts';
import { numbers } from '../resources/numbers.ts';
import type { Failure } from '../telnyx/failure.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { FoundPages } from './foundPages.ts';
import type { Change } from './listing.ts';
import { systemTimers, type Timers } from './polling.ts';
import { Reader, type Reading } from './reader.ts';
import type { Session } from './session.ts';
import { showingOf, type Shown } from './showing.ts';

/** The pause between two pictures of what streams in, in milliseconds. */
const pace = 250;

/**
 * Finds numbers of one account. Idle until a query is in force; then it reads whatever is not read yet, and what it has
 * found so far can be asked for at any time.
 */
export class Finder implements Shown, Disposable {
  readonly index = new NumberIndex();
  readonly #session: Session;
  readonly #timers: Timers;
  readonly #collection: Collection;
  readonly #choices: ChoiceLists;
  readonly #reader: Reader;
  readonly #changed = new Emitter<undefined>();
  readonly #listening: readonly Disposable[];
  readonly #seen = new WeakSet();
  #searcher: Searcher;
  #query = noQuery;
  #found: { readonly key: string; readonly query: Query; readonly found: Found } | undefined;
  #all: FoundPages;
  #groups = new Map<Value, FoundPages>();
  #drawing: Disposable | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(session: Session, timers: Timers = systemTimers) {
    this.#session = session;
    this.#timers = timers;
    this.#collection = collectionOf(session, numbers);
    this.#choices = new ChoiceLists(session.door);
    this.#searcher = this.#newSearcher();
    this.#reader = new Reader({
      door: session.door,
      host: session.profile.name,
      index: this.index,
      collection: this.#collection,
      seed: () => this.#seed(),
      changed: () => this.#soon(),
      timers,
    });
    this.#all = this.#pages(() => this.found.rows);
    this.#listening = [
      this.#collection.onDidChange((change) => this.#follow(change)),
      this.#collection.onDidAsk((ids) => this.#asked(ids)),
    ];
  }

  get query(): Query {
    return this.#query;
  }

  /** Where reading stands. */
  get reading(): Reading {
    return this.#reader.state;
  }

  get found(): Found {
    const key = String(this.index.version);
    if (this.#found?.key !== key || this.#found.query !== this.#query)
      this.#found = { key, query: this.#query, found: this.#searcher.find(this.#query) };
    return this.#found.found;
  }

  get groups(): readonly Group[] | undefined {
    return this.found.groups;
  }

  /** What a query finds, without putting it in force. */
  look(query: Query): Found {
    return this.#searcher.find(query);
  }

  /** The values of a field and how many numbers have them, as far as they are read. */
  facets(field: FilterField): readonly Facet[] {
    return this.#searcher.facets(this.#query, field);
  }

  /** All that was found, or the group of a value, page by page. */
  pages(group?: Value): FoundPages {
    if (group === undefined) return this.#all;
    const known = this.#groups.get(group);
    if (known) return known;
    const none = new Uint32Array(0);
    const made = this.#pages(() => this.groups?.find(({ value }) => value === group)?.rows ?? none);
    this.#groups.set(group, made);
    return made;
  }

  /** `37 of 4,812 · tag is support`; says how far it has read when that is not all. */
  get line(): string {
    const { reading } = this;
    const count = this.found.rows.length;
    const whole = reading.phase === 'done' && narrows(this.#query);
    const counted = whole ? t('{0} of {1}', grouped(count), grouped(this.index.count)) : grouped(count);
    return [counted, this.words, ...(reading.phase === 'done' ? [] : [this.progress])]
      .filter((part) => part !== '')
      .join(' · ');
  }

  get progress(): string {
    return searchedWords(this.reading);
  }

  /** The query in words. */
  get words(): string {
    return queryWords(this.#query, (field, value) => this.nameOf(field, value));
  }

  nameOf(field: FilterField | 'reference', value: Value): string {
    return valueName(field, value, (id) => {
      if (field === 'billingGroup') return this.#choices.name('billing-groups', id);
      if (field !== 'connection' && field !== 'messagingProfile') return undefined;
      return this.index.name(field, this.index.words(field).find(id) ?? 0);
    });
  }

  /** Puts a query in force and reads what it needs; the empty query puts the whole list back. */
  set(query: Query): void {
    this.#query = query;
    this.#all = this.#pages(() => this.found.rows);
    this.#groups = new Map();
    if (inForce(query)) {
      this.#reader.want(query);
      if ([query.sort, query.group, ...Object.keys(query.filters)].includes('billingGroup'))
        this.#learnNames();
    } else {
      this.#reader.stop();
    }
    showingOf(this.#session).show(inForce(query) ? this : undefined);
    this.#changed.fire(undefined);
  }

  /** Reads what a list of values needs, whatever query is in force. */
  prepare(field?: FilterField): void {
    this.#reader.want(this.#query, field === 'payment');
    if (field === 'billingGroup') this.#learnNames();
  }

  /**
   * Asks the server for numbers that have these digits, and keeps them. Does nothing where all is read already, or where
   * the server cannot be asked for it.
   *
   * @throws Failure
   */
  async lookUp(text: string, signal: AbortSignal): Promise<void> {
    this.#seed();
    const filter = serverFilter({ ...noQuery, text });
    if (!filter || this.reading.phase === 'done') return;
    for (const number of await firstFound(this.#session.door, filter, signal)) this.index.put(number);
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
    this.#choices.dispose();
    this.#drawing?.dispose();
    this.#changed.dispose();
  }

  /** Only the number list tells no names of billing groups. Where they cannot be had, ids stand for them. */
  #learnNames(): void {
    void this.#choices.load('billing-groups').then(() => {
      this.#searcher = this.#newSearcher();
      this.#found = undefined;
      this.#soon();
    });
  }

  #newSearcher(): Searcher {
    return new Searcher(this.index, (field, value) => this.nameOf(field, value));
  }

  #pages(rows: () => Uint32Array): FoundPages {
    return new FoundPages({
      index: this.index,
      rows,
      isSearching: () => this.reading.phase === 'reading',
      failure: (): Failure | undefined =>
        this.reading.phase === 'failed' ? this.reading.failure : undefined,
      warnings: () => this.#reader.warnings,
      refresh: (ids) => this.refresh(ids),
      retry: () => this.retry(),
      changed: () => this.#fire(),
    });
  }

  /** Takes over what the list of the view has read. */
  #seed(): void {
    for (const { raw } of this.#collection.listing.rows) this.#take(raw);
  }

  #take(raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || this.#seen.has(raw)) return;
    this.#seen.add(raw);
    const number = decodeNumber(raw);
    if (number) this.index.put(number);
  }

  #follow(change: Change): void {
    if (this.reading.phase === 'idle' || this.#collection.state.phase !== 'ready') return;
    if (change === 'all') this.#seed();
    else for (const id of change) this.#take(this.#collection.row(id)?.raw);
    this.#soon();
  }

  #asked(ids: readonly string[] | undefined): void {
    if (this.reading.phase !== 'idle') this.#reader.again(ids, inForce(this.#query));
  }

  /** Draws soon, once for all that comes meanwhile. */
  #soon(): void {
    this.#drawing ??= this.#timers.after(pace, () => this.#fire());
  }

  #fire(): void {
    this.#drawing?.dispose();
    this.#drawing = undefined;
    // An answer may come after the account was closed.
    if (this.#session.closed) return;
    if (inForce(this.#query)) showingOf(this.#session).show(this);
    this.#changed.fire(undefined);
  }
}

/** How far reading has come: `searched 12,000 of 48,120`. */
export function searchedWords(reading: Reading): string {
  if (reading.phase === 'idle') return '';
  const { searched, total } = reading;
  return total === undefined
    ? t('searched {0}', grouped(searched))
    : t('searched {0} of {1}', grouped(searched), grouped(total));
}

const make = (session: Session) => new Finder(session);

/** The one finder of a session; it ends with it. */
export const finderOf = (session: Session): Finder => session.keep(make);
