import type { RunSummary } from '../core/plan/run.ts';
import { partlyOf } from '../core/plan/touched.ts';

/** How much of what a run changed other runs have taken back. */
export type Undone = 'wholly' | 'partly';

/** Numbers that a run has changed, also those in part. */
const changedBy = (run: RunSummary): number => run.counts.changed + partlyOf(run);

/**
 * Which runs were taken back, by id. A run that takes another one back counts only as far as it was not taken back
 * itself.
 */
export function undoneOf(runs: readonly RunSummary[]): ReadonlyMap<string, Undone> {
  const undos = new Map<string, RunSummary[]>();
  for (const run of runs)
    if (run.source === 'undo' && run.of !== undefined && changedBy(run) > 0)
      undos.set(run.of, [...(undos.get(run.of) ?? []), run]);
  const known = new Map<string, Undone | undefined>();
  const fateOf = (run: RunSummary): Undone | undefined => {
    const { id } = run;
    if (known.has(id)) return known.get(id);
    // A damaged record may name itself: nobody is asked twice.
    known.set(id, undefined);
    const inForce = (undos.get(id) ?? []).filter((undo) => fateOf(undo) !== 'wholly');
    const taken = inForce.reduce((sum, undo) => sum + undo.counts.changed, 0);
    const whole = taken >= changedBy(run) && inForce.every((undo) => fateOf(undo) === undefined);
    const fate = inForce.length === 0 ? undefined : whole ? 'wholly' : 'partly';
    known.set(id, fate);
    return fate;
  };
  return new Map(
    runs.flatMap((run) => {
      const fate = fateOf(run);
      return fate ? [[run.id, fate] as const] : [];
    }),
  );
}
