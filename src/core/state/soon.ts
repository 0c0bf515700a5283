import type { Disposable } from './emitter.ts';
import type { Timers } from './polling.ts';

/** Does something soon, once for all who ask meanwhile. */
export class Soon implements Disposable {
  readonly #run: () => void;
  readonly #pause: number;
  readonly #timers: Timers;
  #waiting: Disposable | undefined;

  /** `pause` in milliseconds. */
  constructor(run: () => void, pause: number, timers: Timers) {
    this.#run = run;
    this.#pause = pause;
    this.#timers = timers;
  }

  ask(): void {
    this.#waiting ??= this.#timers.after(this.#pause, () => this.now());
  }

  now(): void {
    this.dispose();
    this.#run();
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#waiting = undefined;
  }
}
