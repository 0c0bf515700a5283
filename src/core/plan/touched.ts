import type { Ending, NumberResult, RunSummary } from './run.ts';

/** Whether a request has changed something, or nobody can say that it has not. */
export const mayHaveChanged = ({ became, kept }: Ending): boolean =>
  // What failed may have left something behind all the same.
  became === 'changed' || became === 'otherwise' || became === 'unknown' || kept !== undefined;

/** Whether there is something to take back. Where the record does not say, there may be. */
export const mayBeUndone = ({ touched }: Pick<RunSummary, 'touched'>): boolean => touched !== 0;

/** How many numbers were changed in part: other requests for them failed, were not sent, or are still to come. */
export const partlyOf = ({ touched, counts }: Pick<RunSummary, 'touched' | 'counts'>): number =>
  touched === undefined ? 0 : touched - counts.changed - counts.otherwise - counts.unknown;

/** Whether some of a number was changed, though what stands for all of it says otherwise. */
export const isPartly = (result: NumberResult): boolean =>
  !mayHaveChanged(result) && result.parts.some(mayHaveChanged);
