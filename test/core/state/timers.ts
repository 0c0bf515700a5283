import assert from 'node:assert/strict';
import type { Timers } from '../../../src/core/state/polling.ts';

/** Timers that run when told to, and remember every pause. */
export class TestTimers implements Timers {
  readonly pauses: number[] = [];
  #run: (() => void) | undefined;

  after(milliseconds: number, run: () => void) {
    assert.equal(this.#run, undefined, 'one timer at a time');
    this.pauses.push(milliseconds);
    this.#run = run;
    return { dispose: () => (this.#run = undefined) };
  }

  get waiting(): boolean {
    return this.#run !== undefined;
  }

  /** The pause is over. */
  async ring(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    run?.();
    // What the look set in motion gets its turn.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What the look asks over HTTP is answered: the next pause has begun. */
  async answered(): Promise<void> {
    await this.ring();
    while (!this.waiting) await new Promise((resolve) => setImmediate(resolve));
  }
}
