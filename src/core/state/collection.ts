import type { ResourceKind, Row } from '../resources/kind.ts';
import type { RawPage } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Gathered } from './gathered.ts';
import { nothing, type Change, type CollectionState, type Listing, type Work } from './listing.ts';
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
  #state: CollectionState = { phase: 'idle' };
  #listing = nothing;
  #gathered: Gathered | undefined;
  #tail: Promise<void> = Promise.resolve();

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
    return this.#gathered?.rows.get(id);
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
    const known = ids.filter((id) => this.row(id));
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
    await this.#read(work === 'more' ? this.#gathered : undefined);
    return 'all';
  }

  /** Reads on behind `before`; without it, from the top, as many pages as were loaded. */
  async #read(before: Gathered | undefined): Promise<void> {
    const page = (number: number) => this.#page(number);
    const keep = (gathered: Gathered, listing: Listing) => {
      this.#gathered = gathered;
      this.#listing = listing;
    };
    // While the first page is on its way, what takes it apart loads: activation has no need of it.
    const [came, { readOn }] = await Promise.all([
      page((before?.extent.taken ?? 0) + 1),
      import('./gathered.ts'),
    ]);
    const pages = before ? 0 : (this.#gathered?.extent.taken ?? 0);
    await readOn({ kind: this.kind, page, keep }, before, came, pages);
  }

  #page(number: number): Promise<RawPage> {
    const page = { number, size: this.kind.pageSize };
    return this.kind.list(this.#session.door, page, this.#closing.signal);
  }

  async #readNewer(): Promise<Newer> {
    try {
      const { joinTop } = await import('./newer.ts');
      const { fresh, changed, listing, gathered } = await joinTop(
        { kind: this.kind, page: (number) => this.#page(number) },
        this.#listing,
        this.#gathered,
      );
      this.#listing = listing;
      this.#gathered = gathered;
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
      const rows = new Map(this.#gathered?.rows);
      if (row?.id === id && rows.has(id)) rows.set(id, row);
      else gone = true;
      read.push(id);
      if (this.#gathered) this.#gathered = { ...this.#gathered, rows };
      this.#listing = { ...this.#listing, rows: [...rows.values()] };
    }
    // Only the server knows how many there are now.
    if (gone) await this.#read(undefined);
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
