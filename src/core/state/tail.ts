import { deliveries } from '../resources/deliveries.ts';
import type { Failure } from '../telnyx/failure.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Newer } from './newer.ts';
import { narrowingOf } from './narrowing.ts';
import { Polling, systemTimers, type Timers } from './polling.ts';
import type { Session } from './session.ts';

/** Whether new rows come by themselves, and why not. */
export type TailState =
  | { readonly phase: 'off' }
  | { readonly phase: 'live' }
  /** Nobody sees the view. */
  | { readonly phase: 'paused' }
  /** The last look failed; another comes. */
  | { readonly phase: 'failing'; readonly failure: Failure };

/** The longest pause between two looks, in milliseconds. */
const seldom = 60_000;

const off: TailState = { phase: 'off' };

interface TailOptions {
  /** The list that is followed, as it is narrowed at the moment. */
  readonly list: () => Collection;
  readonly timers?: Timers;
}

/**
 * Follows a list while somebody sees it: one request now and then, ever more seldom while nothing comes and while it
 * fails. What came while nobody looked, or while there was no connection, is caught up with at the next look.
 */
export class Tail implements Disposable {
  readonly #options: TailOptions;
  readonly #polling: Polling;
  readonly #changed = new Emitter<undefined>();
  #every: () => number = () => seldom;
  #on = false;
  #seen = false;
  #state: TailState = off;

  /** The state is another than before. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#polling = new Polling({
      first: () => this.#every(),
      most: seldom,
      look: () => this.#look(),
      timers: options.timers ?? systemTimers,
    });
  }

  get state(): TailState {
    return this.#state;
  }

  /** Starts to follow; `every` says how many milliseconds pass until the next look, at first. */
  start(every: () => number): void {
    this.#every = every;
    this.#on = true;
    this.#follow();
  }

  stop(): void {
    this.#on = false;
    this.#follow();
  }

  /** To be told when the view comes into sight and goes out of it. */
  see(seen: boolean): void {
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#follow();
  }

  dispose(): void {
    this.#on = false;
    this.#polling.dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    this.#polling.want(this.#on && this.#seen);
    if (!this.#on) this.#become(off);
    else this.#become({ phase: this.#seen ? 'live' : 'paused' });
  }

  async #look(): Promise<boolean> {
    const list = this.#options.list();
    const newer = await this.#newer(list);
    const failed = 'failure' in newer;
    // Another filter ends the look at the list before; the next one is at the list that is shown now.
    if (!this.#on || list !== this.#options.list()) return false;
    if (failed && newer.failure.wayOut !== 'retry') {
      // Asking again cannot mend it: the list tells it, in words and with a way out.
      this.stop();
      await this.#options.list().refresh();
      return false;
    }
    if (this.#seen) this.#become(failed ? { phase: 'failing', failure: newer.failure } : { phase: 'live' });
    return !failed && newer.fresh > 0;
  }

  async #newer(list: Collection): Promise<Newer> {
    if (list.state.phase === 'ready') return list.newer();
    // Never read yet, or it could not be read.
    await (list.state.phase === 'failed' ? list.retry() : list.load());
    const { state } = list;
    return state.phase === 'failed' ? { failure: state.failure } : { fresh: list.listing.rows.length };
  }

  #become(state: TailState): void {
    const same = state.phase === this.#state.phase;
    this.#state = state;
    if (!same || state.phase === 'failing') this.#changed.fire(undefined);
  }
}

const make = (session: Session) =>
  new Tail({ list: () => collectionOf(session, narrowingOf(session).kindOf(deliveries)) });

/** The tail of webhook deliveries; it ends with the session. */
export const tailOf = (session: Session): Tail => session.keep(make);
