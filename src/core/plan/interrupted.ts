import { systemClock, type Clock } from '../telnyx/clock.ts';
import type { Plans } from './plans.ts';
import type { RunSummary } from './run.ts';

/** Milliseconds after the end of a term at which it is sure to be over. */
const grace = 500;

/** Milliseconds until a run that is held until then is sure to be held by nobody, unless its window says so again. */
export const untilFree = (heldUntil: number, clock: Clock): number =>
  Math.max(0, heldUntil - clock.now()) + grace;

export interface InterruptedParts {
  readonly plans: Pick<Plans, 'recent'>;
  /** Told once of each run that was interrupted and can be resumed. */
  readonly onFound: (run: RunSummary) => void;
  readonly onFailure: (thrown: unknown) => void;
  readonly clock?: Clock;
}

/**
 * Finds the runs that nobody is at work on. Right after a crash the window that is gone seems to hold its run still, so
 * whatever is held is looked at again when that term is over.
 */
export class InterruptedRuns {
  readonly #parts: InterruptedParts;
  readonly #told = new Set<string>();
  #stop: () => void = () => undefined;
  #isOver = false;

  constructor(parts: InterruptedParts) {
    this.#parts = parts;
  }

  async look(): Promise<void> {
    const { plans, onFound, onFailure, clock = systemClock } = this.#parts;
    const runs = await plans.recent();
    if (this.#isOver) return;
    for (const run of runs) {
      if (run.phase !== 'interrupted' || run.damaged || this.#told.has(run.id)) continue;
      this.#told.add(run.id);
      onFound(run);
    }
    const next = Math.min(...runs.map(({ heldUntil = Infinity }) => heldUntil));
    this.#stop();
    if (next === Infinity) return;
    this.#stop = clock.alarm(untilFree(next, clock), () => void this.look().catch(onFailure));
  }

  dispose(): void {
    this.#isOver = true;
    this.#stop();
  }
}
