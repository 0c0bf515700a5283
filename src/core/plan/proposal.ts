import type { NumberName, Wish } from './plan.ts';

/** Where a plan comes from. */
export type Source = 'verb' | 'form' | 'documents' | 'import' | 'drop' | 'undo' | 'retry';

/** Which table of settings a proposal speaks of: that of phone numbers or that of mobile numbers. */
export type Family = 'numbers' | 'mobile';

/** What a plan that puts values back does with another one. */
export interface Restored {
  /** The name of the plan that was once made. */
  readonly title: string;
  /** It does that plan again, after it was taken back; else it takes it back. */
  readonly again: boolean;
}

/**
 * What a person asks for, before anything was compared with the account. Plain data: it is kept in files and in the
 * journal, and crosses to pages. Wishes share their `mine` where they are equal, so that many numbers stay small.
 *
 * A field that a wish's `base` does not tell is one nobody looked at yet: the review shows what the account holds, and
 * that is what the person decides on. A field that it does tell is in conflict when the account holds another value.
 */
export interface Proposal {
  readonly source: Source;
  /** Absent means phone numbers. */
  readonly family?: Family;
  /** The id of the run that this takes back or does again. */
  readonly of?: string;
  /**
   * Present when every wished value is one that the account held before, so that the API took it then: our own rules, which
   * say what people may type, do not refuse it. The API may, and says so.
   */
  readonly restores?: Restored;
  /** In words, the name of the plan, e.g. `Add the tag "support"`. */
  readonly title: string;
  /** At most one for each number. */
  readonly wishes: readonly Wish[];
  /** Numbers to delete (operation 17), which nothing can undo. None of them has a wish. */
  readonly deletions: readonly NumberName[];
}

/** Shows what a proposal would do, compared with the account as it is. Nothing is written before it is applied there. */
export interface PlanReview {
  /** `remarks`: what it cannot do, as sentences that stand beside it. */
  review(proposal: Proposal, remarks?: readonly string[]): Promise<void>;
}
