import type { ResourceKind, Row } from '../resources/kind.ts';
import type { RawPage } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import {
  counted,
  hasNext,
  mostRows,
  nothing,
  type Change,
  type CollectionState,
  type Listing,
  type Work,
} from './listing.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { narrowingOf } from './narrowing.ts';
import type { Newer } from './newer.ts';
import type { Session } from './session.ts';

/** Up to this many rows are read again one by one; for more, listing again takes fewer requests. */
const mostSingly = 5;

/**
 * The rows of one kind in one session, and the only thing that lists them. At most one piece of work runs at a
 * time; what is asked meanwhile waits its turn, and the same thing asked twice is done once. Never rejects:
 * a failure becomes the state `failed`.
 */
export class Collection implements Disposable {
  readonly kind: ResourceKind;
  readonly #session: Session;
  readonly #changed = new Emitter<Change>();
  readonly #asked = new Emitter<readonly string[] | undefined>();
  readonly #closing = new AbortController();
  readonly #waiting = new Map<Work, Promise<void>>();
  readonly #stale = new Set<string>();
  readonly #byId = new Map<string, Row>();
  #state: CollectionState = { phase: 'idle' };
  #listing = nothing;
  #tail: Promise<void> = Promise.resolve();
  #pages = 0;

  readonly onDidChange: Event<Change> = this.#changed.event;
  /** Somebody wants rows with these ids read again, whether they are loaded here or not; without ids, all. */
  readonly onDidAsk: Event<readonly string[] | undefined> = this.#asked.event;

  constructor(session: Session, kind: ResourceKind) {
    this.#session = session;
    this.kind = kind;
  }

  get state(): CollectionState {
    return this.#state;
  }

  /** What is known of the rows, whatever is going on. */
  get listing(): Listing {
    return this.#listing;
  }

  row(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  /** Loads the first page unless that was done or begun; resolves when nothing is under way. */
  load(): Promise<void> {
    return this.#state.phase === 'idle' ? this.#queue('list') : this.#tail;
  }

  /** Loads the next page, if there is one and it is not on its way already. */
  more(): Promise<void> {
    const coming = this.#state.phase === 'loading' && this.#state.work === 'more';
    // Below a hole the next page is not known: only the whole list, read again, has an order.
    const nothingMore = this.#listing.rest !== 'more' || this.#listing.gap !== undefined;
    return coming || nothingMore ? this.#tail : this.#queue('more');
  }

  /**
   * Reads again what may have changed: the rows with these ids (those that are gone disappear), or, without
   * ids, as many pages as were loaded.
   */
  refresh(ids?: readonly string[]): Promise<void> {
    const run = this.#refresh(ids);
    this.#asked.fire(ids);
    return run;
  }

  #refresh(ids?: readonly string[]): Promise<void> {
    if (ids === undefined) return this.#queue('list');
    const known = ids.filter((id) => this.#byId.has(id));
    if (known.length === 0) return this.#tail;
    if (known.length > mostSingly || !this.kind.fetch) return this.#queue('list');
    for (const id of known) this.#stale.add(id);
    return this.#queue('rows');
  }

  /**
   * Reads what came since, from the top of the list down to a row that is known, and puts it above the others. A
   * failure changes nothing: what could not be read whole is not shown in part.
   */
  newer(): Promise<Newer> {
    const run = this.#tail.then(() => this.#readNewer());
    this.#tail = run.then(() => undefined);
    return run;
  }

  /** Does again what failed. */
  retry(): Promise<void> {
    return this.#state.phase === 'failed' ? this.#queue(this.#state.work) : this.#tail;
  }

  dispose(): void {
    this.#closing.abort();
    this.#changed.dispose();
    this.#asked.dispose();
  }

  #queue(work: Work): Promise<void> {
    const waiting = this.#waiting.get(work);
    if (waiting) return waiting;
    const start = () => {
      this.#waiting.delete(work);
      return this.#run(work);
    };
    const run = this.#tail.then(start, start);
    this.#waiting.set(work, run);
    this.#tail = run;
    return run;
  }

  async #run(work: Work): Promise<void> {
    const before = this.#state;
    // A few rows are read again quietly: nothing is drawn until they are there.
    this.#become({ ...this.#listing, phase: 'loading', work }, work === 'rows' ? [] : 'all');
    let change: Change;
    try {
      change = await this.#do(work);
    } catch (thrown) {
      const failure = await this.#failure(thrown);
      if (failure.kind === 'cancelled') this.#become(before, 'all');
      else this.#become({ ...this.#listing, phase: 'failed', work, failure }, 'all');
      return;
    }
    // A failure that is over was a row of its own, so more than the rows changed.
    this.#become({ ...this.#listing, phase: 'ready' }, before.phase === 'failed' ? 'all' : change);
  }

  /** What says why loads with the first failure: activation has no need of it. */
  async #failure(thrown: unknown): Promise<Failure> {
    const { failureFrom } = await import('../telnyx/failureFrom.ts');
    return failureFrom(thrown, { host: this.#session.profile.name, writeSent: false });
  }

  async #do(work: Work): Promise<Change> {
    if (work === 'rows') return await this.#reread();
    if (work === 'more') this.#keep([await this.#page(this.#pages + 1)], this.#pages + 1);
    else await this.#list();
    return 'all';
  }

  /** As many pages as were loaded before, at least one. */
  async #list(): Promise<void> {
    const first = await this.#page(1);
    const pages = [first];
    // A list that shrank has fewer pages by now.
    const last = Math.min(this.#pages, first.pages ?? this.#pages);
    while (pages.length < last) pages.push(await this.#page(pages.length + 1));
    this.#byId.clear();
    this.#keep(pages, pages.length);
  }

  #page(number: number): Promise<RawPage> {
    const page = { number, size: this.kind.pageSize };
    return this.kind.list(this.#session.door, page, this.#closing.signal);
  }

  /** Adds pages behind the rows there are. A row that shifted onto another page meanwhile is not shown twice. */
  #keep(pages: readonly RawPage[], number: number): void {
    const before = this.#byId.size;
    for (const raw of pages.flatMap((page) => page.rows)) {
      const row = this.kind.row(raw);
      if (row && this.#byId.size < mostRows) this.#byId.set(row.id, row);
    }
    this.#pages = number;
    const last = pages.at(-1);
    const more = last !== undefined && hasNext(last, number, this.kind.pageSize, this.#byId.size > before);
    const warnings = new Set([
      ...(number > pages.length ? this.#listing.warnings : []),
      ...pages.flatMap((page) => page.warnings),
    ]);
    this.#listing = {
      rows: [...this.#byId.values()],
      count: counted(this.#byId.size, last?.total),
      rest: !more ? 'end' : this.#byId.size >= mostRows ? 'capped' : 'more',
      warnings: [...warnings],
    };
  }

  async #readNewer(): Promise<Newer> {
    try {
      const { putOnTop, readTop } = await import('./newer.ts');
      const top = await readTop(this.kind, (number) => this.#page(number), this.#byId);
      const { fresh, changed, listing, pages } = putOnTop(this.kind, this.#listing, top, this.#byId);
      this.#byId.clear();
      for (const row of listing.rows) this.#byId.set(row.id, row);
      this.#listing = listing;
      this.#pages = pages;
      const more = fresh > 0 || this.#state.phase === 'failed';
      this.#become({ ...listing, phase: 'ready' }, more ? 'all' : changed);
      return { fresh };
    } catch (thrown) {
      return { failure: await this.#failure(thrown) };
    }
  }

  /** Reads stale rows one by one: never two requests at once, and what was read stays if a later one fails. */
  async #reread(): Promise<Change> {
    const read: string[] = [];
    let gone = false;
    for (const id of [...this.#stale]) {
      const row = this.kind.row(await this.#fetch(id));
      this.#stale.delete(id);
      if (row?.id === id && this.#byId.has(id)) this.#byId.set(id, row);
      else gone = true;
      read.push(id);
      this.#listing = { ...this.#listing, rows: [...this.#byId.values()] };
    }
    // Only the server knows how many there are now.
    if (gone) await this.#list();
    return gone ? 'all' : read;
  }

  /** Undefined for a record that is gone. */
  async #fetch(id: string): Promise<unknown> {
    try {
      return await this.kind.fetch?.(this.#session.door, id, this.#closing.signal);
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
      throw thrown;
    }
  }

  #become(state: CollectionState, change: Change): void {
    this.#state = state;
    if (change === 'all' || change.length > 0) this.#changed.fire(change);
  }
}

/** The one collection of this kind in this session; it ends with the session, or when its kind is dropped. */
export const collectionOf = (session: Session, kind: ResourceKind): Collection =>
  session.keep((owner) => new Collection(owner, kind), kind);

/** Reads rows of a kind again after something was written to them; rows that nobody has loaded stay unread. */
export async function refreshRows(session: Session, kindName: string, ids: readonly string[]): Promise<void> {
  const kind = session.kinds.find(({ name }) => name === kindName);
  if (kind) await collectionOf(session, narrowingOf(session).kindOf(kind)).refresh(ids);
}

/** Lists a kind again after something new came; a list that nobody has looked at stays unread. */
export async function refreshList(session: Session, kindName: string): Promise<void> {
  const kind = session.kinds.find(({ name }) => name === kindName);
  if (!kind || session.closed) return;
  const collection = collectionOf(session, narrowingOf(session).kindOf(kind));
  if (collection.state.phase !== 'idle') await collection.refresh();
}
