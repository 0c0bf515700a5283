import type { Collection } from './collection.ts';
import type { Disposable } from './emitter.ts';

/** Timers, so that tests need not wait. */
export interface Timers {
  /** Runs once, after so many milliseconds, unless disposed before. */
  after(milliseconds: number, run: () => void): Disposable;
}

export const systemTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

interface PollingOptions {
  /** The pause before the first look, in milliseconds; also after each look that found something new. */
  readonly first: () => number;
  /** The longest pause, in milliseconds. */
  readonly most: number;
  /** Looks once; says whether something changed. Must not reject. */
  readonly look: () => Promise<boolean>;
  readonly timers?: Timers;
}

/**
 * Looks again and again while somebody wants to know, ever more seldom while nothing changes. Never two looks at
 * once: the pause begins when a look has ended.
 */
export class Polling implements Disposable {
  readonly #options: PollingOptions;
  readonly #timers: Timers;
  #wanted = false;
  #looking = false;
  #pause = 0;
  #timer: Disposable | undefined;

  constructor(options: PollingOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Whether there is anything to look at and anyone to see it. Saying the same again changes nothing. */
  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#timer?.dispose();
    this.#timer = undefined;
    if (!wanted) return;
    this.#pause = this.#options.first();
    if (!this.#looking) this.#wait();
  }

  dispose(): void {
    this.want(false);
  }

  #wait(): void {
    this.#timer = this.#timers.after(this.#pause, () => void this.#look());
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    this.#looking = true;
    const changed = await this.#options.look();
    this.#looking = false;
    if (!this.#wanted) return;
    const longer = Math.min(this.#pause * 1.5, this.#options.most);
    this.#pause = changed ? this.#options.first() : Math.max(longer, this.#options.first());
    this.#wait();
  }
}

/**
 * The rows of a collection that change by themselves. None while a failure stands that asking again cannot mend,
 * such as a refused key.
 */
function unfinished({ state }: Collection): readonly string[] {
  if (state.phase === 'idle' || (state.phase === 'failed' && state.failure.wayOut !== 'retry')) return [];
  return state.rows.filter((row) => row.unfinished).map((row) => row.id);
}

export function hasUnfinished(collections: readonly Collection[]): boolean {
  return collections.some((collection) => unfinished(collection).length > 0);
}

/** Reads unfinished rows again, one collection after the other; true when one of them is not what it was. */
export async function lookAgain(collections: readonly Collection[]): Promise<boolean> {
  let changed = false;
  for (const collection of collections) {
    const ids = unfinished(collection);
    const now = () => JSON.stringify(ids.map((id) => collection.row(id)?.raw));
    const before = now();
    await collection.refresh(ids);
    changed ||= now() !== before;
  }
  return changed;
}
