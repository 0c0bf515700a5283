import { keyIn, type Family } from '../find/family.ts';
import type { Query } from '../find/query.ts';
import type { NumberRecord } from '../find/record.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import type { Disposable } from './emitter.ts';
import { FirstAnswer } from './firstAnswer.ts';
import type { Timers } from './polling.ts';
import type { Reading } from './reading.ts';
import { WholeAccount, type WholeAccountParts } from './wholeAccount.ts';

interface ReaderOptions extends WholeAccountParts {
  readonly changed: () => void;
  readonly timers: Timers;
}

/** For more rows than these, reading everything again takes fewer requests. */
const mostSingly = 20;

/** Brings the numbers of an account into an index, once, and again what has changed. Never rejects. */
export class Reader implements Disposable {
  readonly #options: ReaderOptions;
  readonly #whole: WholeAccount;
  readonly #first: FirstAnswer;
  readonly #closing = new AbortController();
  #state: Reading = { phase: 'idle' };
  #run = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: ReaderOptions) {
    this.#options = options;
    const { door, timers } = options;
    this.#whole = new WholeAccount(options);
    this.#first = new FirstAnswer({ door, timers, onNumbers: (numbers) => this.#takeFirst(numbers) });
  }

  get state(): Reading {
    return this.#state;
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    return this.#whole.warnings;
  }

  /** Reads what a query needs unless it is there or on its way; `payment` too where that is needed. */
  want(query: Query, payment: boolean): void {
    if (payment) this.#whole.wantPayment();
    const { phase } = this.#state;
    const lacks = phase === 'done' && this.#whole.lacks;
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
    const { numbers, mobile } = this.#options;
    this.#whole.retry();
    this.#start(Promise.all([numbers.collection.retry(), mobile?.collection.retry()]));
    await this.#running;
  }

  /** Reads again the numbers of a family with these ids, or all of it. */
  again(family: Family, ids: readonly string[] | undefined, now: boolean): void {
    if (ids !== undefined && ids.length <= mostSingly) {
      // Pages that were on their way may tell how it was before: the last word is had after them.
      const last = () => (family === 'numbers' ? this.#rereadPayment(ids) : undefined);
      this.#running = Promise.all([this.#running, this.#rereads(family, ids)]).then(last);
      return;
    }
    this.#whole.forget(family);
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

  #start(before: Promise<unknown> = Promise.resolve()): void {
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    const { index } = this.#options;
    this.#become({ phase: 'reading', searched: index.count });
    this.#running = before
      .then(() =>
        this.#whole.read(run.signal, (far) => {
          if (!run.signal.aborted) this.#become({ phase: 'reading', ...far });
        }),
      )
      .then(
        () => {
          if (run.signal.aborted) return;
          // Nobody needs a first answer any more.
          this.#first.dispose();
          this.#become({ phase: 'done', searched: index.count, total: index.count });
        },
        (thrown: unknown) => {
          if (run.signal.aborted) return;
          // The other list may still be on its way.
          run.abort();
          this.#fail(thrown);
        },
      );
  }

  /** A number that was listed meanwhile is better known than its first answer. */
  #takeFirst(numbers: readonly NumberRecord[]): void {
    if (this.#state.phase !== 'reading') return;
    const { index, changed } = this.#options;
    for (const number of numbers) if (!index.has(number.id)) index.put(number);
    changed();
  }

  async #rereads(family: Family, ids: readonly string[]): Promise<void> {
    const { index, changed } = this.#options;
    const { collection } = this.#options[family] ?? {};
    await collection?.load();
    for (const id of ids) {
      // Those that the view has loaded come from there.
      if (!index.has(keyIn(family, id)) || collection?.row(id)) continue;
      await this.#whole.reread(family, id, this.#closing.signal).catch((thrown: unknown) => {
        if (!this.#closing.signal.aborted) this.#fail(thrown);
      });
    }
    changed();
  }

  async #rereadPayment(ids: readonly string[]): Promise<void> {
    await this.#whole.rereadPayment(ids, this.#closing.signal).catch((thrown: unknown) => {
      if (!this.#closing.signal.aborted) this.#fail(thrown);
    });
    this.#options.changed();
  }

  #fail(thrown: unknown): void {
    const failure = failureFrom(thrown, { host: this.#options.host, writeSent: false });
    const far = this.#state.phase === 'idle' ? { searched: 0 } : this.#state;
    this.#become({ ...far, phase: 'failed', failure });
  }

  #become(state: Reading): void {
    this.#state = state;
    this.#options.changed();
  }
}
