import type { Operation } from '../core/settings/setting.ts';
import type { Waiting } from '../core/plan/steps.ts';
import { keyOf, type Address } from './address.ts';
import { progressWords } from './results.ts';

/** What a save is doing. */
interface Progress {
  readonly sentence: string;
  readonly canLeave: boolean;
}

interface Running {
  readonly leaving: AbortController;
  progress?: Progress;
}

/** What a save tells while it goes on, and how it hears that nobody waits for its end. */
export interface SaveSignals {
  readonly leave: AbortSignal;
  readonly onProgress: (operation: Operation, waiting?: Waiting) => void;
}

/** Saves of number documents, those of one document one after the other. */
export class Sending {
  readonly #changed: (address: Address) => void;
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #running = new Map<string, Running>();

  /** `changed` is called when a save begins, ends or tells what it does. */
  constructor(changed: (address: Address) => void) {
    this.#changed = changed;
  }

  busy(address: Address): boolean {
    return this.#last.has(keyOf(address));
  }

  /** What the save under way is doing, in words. */
  progress(address: Address): Progress | undefined {
    return this.#running.get(keyOf(address))?.progress;
  }

  /** Waits no longer for what Telnyx works on; what was sent stays sent. */
  leave(address: Address): void {
    this.#running.get(keyOf(address))?.leaving.abort();
  }

  /** Runs a save when those before it have ended. Rejects as it does. */
  async run(address: Address, save: (signals: SaveSignals) => Promise<void>): Promise<void> {
    const key = keyOf(address);
    const before = this.#last.get(key) ?? Promise.resolve();
    const work = before.catch(() => undefined).then(() => this.#run(address, save));
    this.#last.set(key, work);
    this.#changed(address);
    try {
      await work;
    } finally {
      if (this.#last.get(key) === work) this.#last.delete(key);
      this.#changed(address);
    }
  }

  async #run(address: Address, save: (signals: SaveSignals) => Promise<void>): Promise<void> {
    const key = keyOf(address);
    const running: Running = { leaving: new AbortController() };
    this.#running.set(key, running);
    try {
      await save({
        leave: running.leaving.signal,
        onProgress: (operation, waiting) => {
          const sentence = progressWords(operation, waiting);
          running.progress = { sentence, canLeave: waiting !== undefined };
          this.#changed(address);
        },
      });
    } finally {
      this.#running.delete(key);
    }
  }
}
