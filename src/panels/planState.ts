import { t } from '@vscode/l10n';
import type { Facts } from '../core/plan/facts.ts';
import type { Note } from '../core/protocol/plan.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import type { Review } from './planReview.ts';
import { reviewState } from './planReviewState.ts';
import type { PlanRun } from './planRun.ts';
import { runState } from './planRunState.ts';
import { failureNote, type Told } from './planTold.ts';

interface Parts {
  readonly review?: Review;
  readonly run?: PlanRun;
  readonly failure?: Failure;
  /** Of the review, as far as it was read. */
  readonly facts: Facts | undefined;
  /** It is about to be sent, so that it cannot be applied or read anew. */
  readonly applying: boolean;
  /** Why nothing can be done now. */
  readonly closed: string | undefined;
  /** Filter or search leave some of its numbers out, and so out of an export. */
  readonly narrowed?: boolean;
}

/** What the page tells around its lines. */
export function planState(parts: Parts): Told {
  const told = parts.run
    ? runState(parts.run)
    : parts.review
      ? reviewState(parts.review, parts.facts, parts.applying)
      : nothing;
  const { closed, failure } = parts;
  const notes: Note[] = [
    ...(closed === undefined ? [] : [{ tone: 'information' as const, sentence: closed }]),
    ...(failure ? [failureNote(failure)] : []),
    ...told.notes,
  ];
  return {
    ...told,
    notes,
    ways: told.ways
      .filter(({ way: one }) => closed === undefined || one === 'save')
      .map((one) =>
        one.way === 'export' && parts.narrowed ? { ...one, label: t('Export Shown as CSV…') } : one,
      ),
  };
}

const nothing: Told = { head: '', notes: [], applied: false, ways: [], filters: [] };
