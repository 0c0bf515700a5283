/**
 * What a wish means for one field, seen against what the account held when it was made and what it holds now.
 * `already`: somebody else has set just that. `conflict`: somebody else set something different meanwhile.
 */
export type Verdict = 'unchanged' | 'change' | 'already' | 'conflict';

/** One field from three sides. Absent means unknown; an absent `mine` means no wish. */
export interface Sides<T> {
  /** What the person saw when they began. */
  readonly base?: T | undefined;
  /** What the account holds now. */
  readonly live?: T | undefined;
  /** What the person wants. */
  readonly mine?: T | undefined;
}

/** Judges one field. Where base or live is unknown and the other is not, nobody can say it is safe: a conflict. */
export function judge<T>({ base, live, mine }: Sides<T>, same: (one: T, other: T) => boolean): Verdict {
  if (mine === undefined || (base !== undefined && same(base, mine))) return 'unchanged';
  if (live !== undefined && same(live, mine)) return 'already';
  if (base === undefined || live === undefined) return base === live ? 'change' : 'conflict';
  return same(base, live) ? 'change' : 'conflict';
}
