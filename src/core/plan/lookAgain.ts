import type { Clock } from '../telnyx/clock.ts';
import { Failure } from '../telnyx/failure.ts';

/** Pauses before something that Telnyx calls unknown is looked for again: what has just begun may not be known everywhere. */
const doubts = [1000, 3000, 6000];

/** Undefined when Telnyx calls it unknown each time. */
export async function lookAgain<T>(
  look: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T | undefined> {
  let seen = await unlessGone(look);
  for (const pause of doubts) {
    if (seen !== undefined) return seen;
    await clock.sleep(pause, signal);
    seen = await unlessGone(look);
  }
  return seen;
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
    throw thrown;
  }
}
