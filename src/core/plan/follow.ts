import type { Clock } from '../telnyx/clock.ts';
import { Cancelled } from '../telnyx/cancel.ts';
import { Failure } from '../telnyx/failure.ts';

/** Milliseconds: the first pause, the longest, and how long anybody waits in all. */
const firstPause = 1000;
const longestPause = 10_000;
const longestWait = 10 * 60_000;

/** What following something to its end needs. */
export interface Following {
  readonly clock: Clock;
  /** Aborts when the person does not want to wait any longer. */
  readonly leave: AbortSignal;
}

/**
 * Looks at something until it has come to its end, with growing pauses. Undefined when it was left, took too long
 * or could not be looked at any more: then nobody knows yet how it ends.
 */
export async function follow<T>(
  first: T,
  ended: (state: T) => boolean,
  again: () => Promise<T>,
  { clock, leave }: Following,
): Promise<T | undefined> {
  const until = clock.now() + longestWait;
  let state = first;
  for (let pause = firstPause; !ended(state); pause = Math.min(pause * 1.5, longestPause)) {
    if (leave.aborted || clock.now() + pause > until) return undefined;
    try {
      await clock.sleep(pause, leave);
      state = await again();
    } catch (thrown) {
      if (thrown instanceof Cancelled || thrown instanceof Failure) return undefined;
      throw thrown;
    }
  }
  return state;
}
