import { firstFound } from '../find/pages.ts';
import type { Query } from '../find/query.ts';
import type { NumberRecord } from '../find/record.ts';
import { serverFilter } from '../find/server.ts';
import type { Door } from '../telnyx/door.ts';
import type { Disposable } from './emitter.ts';
import type { Timers } from './polling.ts';

/** How long a person has to pause in typing before the server is asked, in milliseconds. */
const pause = 150;

interface FirstAnswerOptions {
  readonly door: Door;
  readonly timers: Timers;
  readonly onNumbers: (numbers: readonly NumberRecord[]) => void;
}

/** Asks the server for a first page of what is looked for, while everything is still being read. One question at a time. */
export class FirstAnswer implements Disposable {
  readonly #options: FirstAnswerOptions;
  #asking: { readonly controller: AbortController; readonly timer: Disposable } | undefined;

  constructor(options: FirstAnswerOptions) {
    this.#options = options;
  }

  /** Asks soon, in place of what was asked before; not at all where the server cannot be asked for it. */
  ask(query: Query): void {
    this.dispose();
    const filter = serverFilter(query);
    if (!filter) return;
    const { door, timers, onNumbers } = this.#options;
    const controller = new AbortController();
    const timer = timers.after(pause, () => {
      firstFound(door, filter, controller.signal).then(
        (numbers) => {
          if (!controller.signal.aborted) onNumbers(numbers);
        },
        // Only the sooner answer is lost: reading everything goes on, and tells its own failures.
        () => undefined,
      );
    });
    this.#asking = { controller, timer };
  }

  /** Gives up what was asked. */
  dispose(): void {
    this.#asking?.timer.dispose();
    this.#asking?.controller.abort();
    this.#asking = undefined;
  }
}
