import { isOver } from './recent.ts';
import type { RunSummary } from './run.ts';
import { mayBeUndone } from './touched.ts';

/** So long a plan that is over is remembered, counted from its end: until then it can be taken back. */
export const keptDays = 180;
/** Of plans that are over and changed nothing no more than these are remembered beyond the newest. */
export const mostRemembered = 500;

const day = 24 * 60 * 60 * 1000;

const endOf = ({ endedAt, startedAt }: RunSummary) => endedAt ?? startedAt;

/** Over, and nobody has to look at it any more: all of it is known. */
const isSettled = ({ phase, counts, damaged, heldUntil }: RunSummary) =>
  isOver(phase) && counts.unknown === 0 && !damaged && heldUntil === undefined;

/**
 * The plans that need not be remembered any longer, by id: those that ended more than `keptDays` ago, and beyond the
 * newest `mostRemembered` those that changed nothing which could be taken back. Never one that is not over, of which
 * something is unknown, whose record is damaged, or that a window holds.
 */
export function outlived(runs: readonly RunSummary[], now: number): readonly string[] {
  const over = runs.filter(({ phase }) => isOver(phase)).sort((one, other) => endOf(other) - endOf(one));
  return over
    .filter(
      (run, at) =>
        isSettled(run) && (now - endOf(run) > keptDays * day || (at >= mostRemembered && !mayBeUndone(run))),
    )
    .map(({ id }) => id);
}
