import type { Restored, Source } from './proposal.ts';

/** What taking a plan back does: whoever takes back an undo does the plan again, and whoever takes that back undoes it. */
export function wayBackOf({
  source,
  title,
  restores = source === 'undo' ? { title, again: false } : undefined,
}: {
  readonly source: Source;
  readonly title: string;
  readonly restores?: Restored | undefined;
}): Restored {
  return restores ? { title: restores.title, again: !restores.again } : { title, again: false };
}
