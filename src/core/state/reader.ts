import { t } from '@vscode/l10n';
import { listNumbers } from '../find/pages.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import type { Query } from '../find/query.ts';
import { decodeNumber, type NumberRecord } from '../find/record.ts';
import { paymentMethods } from '../find/server.ts';
import { asIs } from '../resources/decode.ts';
import type { Door } from '../telnyx/door.ts';
import { failureFrom, type Failure } from '../telnyx/failure.ts';
import type { Collection } from './collection.ts';
import type { Disposable } from './emitter.ts';
import { FirstAnswer } from './firstAnswer.ts';
import type { Timers } from './polling.ts';

interface Far {
  readonly searched: number;
  /** What the server says there is in all; absent when it does not say. */
  readonly total?: number;
}

/** How much of the account is in the index: nothing asked for yet, on the way, stopped, failed, or everything. */
export type Reading =
  | { readonly phase: 'idle' }
  | (Far & { readonly phase: 'reading' | 'stopped' | 'done' })
  | (Far & { readonly phase: 'failed'; readonly failure: Failure });

interface ReaderOptions {
  readonly door: Door;
  /** For sentences about the connection. */
  readonly host: string;
  readonly index: NumberIndex;
  readonly collection: Collection;
  /** Takes the rows of the collection into the index. */
  readonly seed: () => void;
  readonly changed: () => void;
  readonly timers: Timers;
}

/** For more rows than these, reading everything again takes fewer requests. */
const mostSingly = 20;

/** Brings the numbers of an account into an index, once, and again what has changed. Never rejects. */
export class Reader implements Disposable {
  readonly #options: ReaderOptions;
  #state: Reading = { phase: 'idle' };
  readonly #first: FirstAnswer;
  readonly #closing = new AbortController();
  #run = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #payment: 'unasked' | 'wanted' | 'known' = 'unasked';
  #warnings: readonly string[] = [];
  #complete = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { door, timers } = options;
    this.#first = new FirstAnswer({ door, timers, onNumbers: (numbers) => this.#takeFirst(numbers) });
  }

  get state(): Reading {
    return this.#state;
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Reads what a query needs unless it is there or on its way. */
  want(query: Query, payment = query.filters.payment !== undefined): void {
    if (payment && this.#payment === 'unasked') this.#payment = 'wanted';
    const { phase } = this.#state;
    const lacks = phase === 'done' && this.#payment === 'wanted';
    if (phase === 'idle' || phase === 'stopped' || lacks) this.#start();
    if (this.#state.phase === 'reading') this.#first.ask(query);
  }

  /** Stops what is on its way; what was read stays. */
  stop(): void {
    this.#first.dispose();
    if (this.#state.phase !== 'reading') return;
    this.#run.abort();
    this.#become({ ...this.#state, phase: 'stopped' });
  }

  async retry(): Promise<void> {
    if (this.#state.phase !== 'failed' && this.#state.phase !== 'stopped') return;
    const again = this.#options.collection.retry();
    this.#start(again);
    await this.#running;
  }

  /** Reads again the numbers with these ids, or everything. */
  again(ids: readonly string[] | undefined, now: boolean): void {
    if (ids !== undefined && ids.length <= mostSingly) {
      this.#running = Promise.all([this.#running, this.#rereads(ids)]).then(() => undefined);
      return;
    }
    this.#complete = false;
    if (this.#payment === 'known') this.#payment = 'wanted';
    if (now) this.#start();
    else {
      this.stop();
      this.#state = { phase: 'idle' };
    }
  }

  settled(): Promise<void> {
    return this.#running;
  }

  dispose(): void {
    this.stop();
    this.#closing.abort();
  }

  #start(before: Promise<void> = Promise.resolve()): void {
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    const { index } = this.#options;
    this.#become({ phase: 'reading', searched: index.count });
    this.#running = before
      .then(() => this.#read(run.signal))
      .then(
        () => {
          if (!run.signal.aborted) this.#become({ phase: 'done', searched: index.count, total: index.count });
        },
        (thrown: unknown) => {
          if (run.signal.aborted) return;
          const failure = failureFrom(thrown, { host: this.#options.host, writeSent: false });
          const far = this.#state.phase === 'idle' ? { searched: 0 } : this.#state;
          this.#become({ ...far, phase: 'failed', failure });
        },
      );
  }

  async #read(signal: AbortSignal): Promise<void> {
    if (!this.#complete) await this.#readNumbers(signal);
    if (!signal.aborted && this.#payment === 'wanted') await this.#readPayment(signal);
  }

  async #readNumbers(signal: AbortSignal): Promise<void> {
    const { collection, index, seed } = this.#options;
    await collection.load();
    if (signal.aborted) return;
    const { state, listing } = collection;
    if (state.phase === 'failed' && state.rows.length === 0) throw state.failure;
    seed();
    this.#warnings = listing.warnings;
    // What the view has loaded whole need not be read twice.
    if (state.phase === 'ready' && listing.rest === 'end') {
      this.#keepOnly(new Set(listing.rows.map(({ id }) => id)));
      for (const [place, { id }] of listing.rows.entries()) index.setPlace(id, place);
    } else {
      await this.#readAll(signal);
    }
    this.#complete = !signal.aborted;
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    const { door, index } = this.#options;
    let searched = 0;
    const listed = await listNumbers(door, undefined, signal, (numbers, { count }) => {
      for (const number of numbers) index.put(number, searched++);
      this.#become({ phase: 'reading', searched, total: count });
    });
    if (signal.aborted) return;
    if (listed.ending === 'complete') this.#keepOnly(new Set(listed.rows.flatMap((row) => row?.id ?? [])));
    const uncertain = t(
      'Numbers came or went while they were read. Refresh to be sure that none is missing.',
    );
    this.#warnings = [...listed.warnings, ...(listed.ending === 'complete' ? [] : [uncertain])];
  }

  /** No list tells how a number is paid for, but the server can be asked for those of each method. */
  async #readPayment(signal: AbortSignal): Promise<void> {
    const { door, index } = this.#options;
    for (const method of paymentMethods) {
      await listNumbers(door, { 'voice.usage_payment_method': method }, signal, (numbers) => {
        for (const { id } of numbers) index.setPayment(id, method);
        this.#options.changed();
      });
    }
    this.#payment = 'known';
  }

  #keepOnly(ids: ReadonlySet<string>): void {
    const { index } = this.#options;
    if (index.count === ids.size) return;
    for (let row = 0; row < index.rows; row++)
      if (index.isThere(row) && !ids.has(index.id(row))) index.remove(index.id(row));
  }

  /** A number that was listed meanwhile is better known than its first answer. */
  #takeFirst(numbers: readonly NumberRecord[]): void {
    if (this.#state.phase !== 'reading') return;
    const { index, changed } = this.#options;
    for (const number of numbers) if (!index.has(number.id)) index.put(number);
    changed();
  }

  async #rereads(ids: readonly string[]): Promise<void> {
    await this.#options.collection.load();
    for (const id of ids) {
      // Those that the view has loaded come from there.
      if (this.#options.index.has(id) && !this.#options.collection.row(id)) await this.#reread(id);
    }
    this.#options.changed();
  }

  async #reread(id: string): Promise<void> {
    const { door, index, host } = this.#options;
    try {
      const number = decodeNumber(
        await door.read((sdk, options) => sdk.phoneNumbers.retrieve(id, options), asIs, this.#closing.signal),
      );
      if (number?.id === id) index.put(number);
    } catch (thrown) {
      const failure = failureFrom(thrown, { host, writeSent: false });
      if (failure.kind === 'not-found') index.remove(id);
      else if (failure.kind !== 'cancelled') {
        const far = this.#state.phase === 'idle' ? { searched: 0 } : this.#state;
        this.#become({ ...far, phase: 'failed', failure });
      }
    }
  }

  #become(state: Reading): void {
    this.#state = state;
    this.#options.changed();
  }
}
