import type { Clock } from '../telnyx/clock.ts';
import type { StepLedger } from './ledger.ts';
import { lookAgain } from './lookAgain.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/** Milliseconds: the shortest and the longest pause between two looks, and the share of the time gone by. */
const shortest = 500;
const longest = 10_000;
const share = 0.05;

/** Something at Telnyx that takes its time: how it is looked at, and what is done with what is seen. */
export interface Course<T> {
  readonly look: () => Promise<T>;
  /** Telnyx does not know it any more. */
  readonly gone: () => Promise<void>;
  readonly tell: (seen: T) => Promise<void>;
  readonly ended: (seen: T) => boolean;
  readonly end: (seen: T) => Promise<void>;
  /** Milliseconds until the next look, after this many. */
  readonly pause: (seen: T, gone: number) => number;
}

/** Looks until the end of a course has come, or nobody knows it any more. */
export async function followToEnd<T>(course: Course<T>, clock: Clock, signal: AbortSignal): Promise<void> {
  const since = clock.now();
  for (;;) {
    const seen = await lookAgain(course.look, clock, signal);
    if (seen === undefined) return course.gone();
    await course.tell(seen);
    if (course.ended(seen)) return course.end(seen);
    await clock.sleep(course.pause(seen, clock.now() - since), signal);
  }
}

/** The longer something takes, the less often it is looked at. */
export const pauseAfter = (gone: number): number => Math.min(Math.max(gone * share, shortest), longest);

/** Ends the open rows by what the account shows of them. */
export function verifyRest(
  site: Site,
  step: StepLedger,
  sentence: string,
  became: 'failed' | 'unknown',
  signal: AbortSignal,
): Promise<void> {
  // What the account does not tell, nobody can call failed.
  const ending = (_row: number, kept: false | undefined): Ending => ({
    became: kept === false ? became : 'unknown',
    sentence,
  });
  return site.verify(step, step.open(), ending, signal);
}
