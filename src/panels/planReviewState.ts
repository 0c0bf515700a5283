import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type { Facts } from '../core/plan/facts.ts';
import type { Note, WayText } from '../core/protocol/plan.ts';
import type { Review } from './planReview.ts';
import { isOpen } from './planSides.ts';
import { failureNote, used, type Filter, type Told } from './planTold.ts';
import { headWords, lastingNotes, numbersWords } from './planWords.ts';

/** Around a plan that is looked at. `facts`: as far as it was read. `applying`: it is about to be sent. */
export function reviewState(review: Review, facts: Facts | undefined, applying: boolean): Told {
  const { reading, failure, draft } = review;
  const isStill = !reading && !applying;
  const remarks = draft.remarks.map((sentence): Note => ({ tone: 'warning', sentence }));
  const notes = [
    ...(failure ? [failureNote(failure)] : []),
    ...remarks,
    ...(review.plan?.warnings ?? []).map((sentence): Note => ({ tone: 'warning', sentence })),
    ...(facts ? [...conflictNotes(review, facts), ...lastingNotes(facts)] : []),
  ];
  return {
    head: facts ? headWords(facts) : '',
    applied: false,
    notes,
    ...(reading && {
      reading: {
        sentence: t('Comparing {0} with the account…', numbersWords(sizeOf(review))),
        done: reading.made,
        ...(reading.of !== undefined && { of: reading.of }),
      },
    }),
    ways: [
      ...(facts && facts.numbers > 0 && isStill ? [applyWay(facts)] : []),
      ...(facts && isStill ? [{ way: 'reload', label: t('Look Again') } as const] : []),
      { way: 'save', label: t('Save Plan As…') },
      ...(facts ? [{ way: 'export', label: t('Export CSV…') } as const] : []),
    ],
    filters: facts ? reviewFilters(review, facts) : [],
  };
}

const sizeOf = ({ draft: { proposal } }: Review) => proposal.wishes.length + proposal.deletions.length;

function applyWay({ numbers, deletions, confirm }: Facts): WayText {
  const label =
    deletions === numbers ? t('Delete {0}', numbersWords(numbers)) : t('Apply to {0}', numbersWords(numbers));
  return { way: 'apply', label: confirm ? `${label}…` : label, primary: true };
}

/** Conflicts that nobody has decided yet. */
function conflictNotes({ plan, sides }: Review, facts: Facts): readonly Note[] {
  const open = plan?.rows.filter((row) => isOpen(row, sides)).length;
  if (!open || facts.rows.conflict === 0) return [];
  const sentence =
    open === 1
      ? t(
          '1 number was changed by somebody else since you looked. It is not sent unless you choose your value.',
        )
      : t(
          '{0} numbers were changed by somebody else since you looked. They are not sent unless you choose your values.',
          grouped(open),
        );
  return [
    {
      tone: 'warning',
      sentence,
      ways: [
        { way: 'mine', label: t('Use Mine for All') },
        { way: 'theirs', label: t('Keep Theirs for All') },
      ],
    },
  ];
}

function reviewFilters({ plan }: Review, facts: Facts): readonly Filter[] {
  const conflicts = plan?.rows.filter(({ state }) => state === 'conflict').length ?? 0;
  return used(plan?.rows.length ?? 0, [
    { key: 'conflict', label: t('Conflicts'), count: conflicts },
    { key: 'blocked', label: t('Blocked'), count: facts.rows.blocked },
    { key: 'same', label: t('As Wanted Already'), count: facts.rows.already },
    { key: 'out', label: t('Taken Out'), count: facts.out },
  ]);
}
