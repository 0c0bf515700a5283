import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type { Facts } from '../core/plan/facts.ts';
import { wayBackOf } from '../core/plan/restored.ts';
import type { RunState } from '../core/plan/run.ts';
import { mayBeUndone, partlyOf } from '../core/plan/touched.ts';
import type { FilterKey, Note, PlanState, Way, WayText } from '../core/protocol/plan.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import type { Review } from './planReview.ts';
import type { PlanRun } from './planRun.ts';
import { isOpen } from './planSides.ts';
import { headWords, lastingNotes, numbersWords } from './planWords.ts';
import { runSentence, runText } from './runWords.ts';

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

type Told = Pick<PlanState, 'head' | 'notes' | 'reading' | 'run' | 'applied' | 'ways' | 'filters'>;

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

function failureNote({ sentence, wayOut }: Failure): Note {
  const repair: Partial<Record<Failure['wayOut'], WayText>> = {
    'replace-key': { way: 'replace-key', label: t('Replace API Key…') },
    'check-account': { way: 'check-account', label: t('Manage Accounts…') },
    'show-log': { way: 'show-log', label: t('Show Log') },
  };
  const own = repair[wayOut];
  return {
    tone: 'error',
    sentence,
    ways: [...(own ? [own] : []), { way: 'reload', label: t('Look Again') }],
  };
}

function reviewState(review: Review, facts: Facts | undefined, applying: boolean): Told {
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

interface Filter {
  readonly key: FilterKey;
  readonly label: string;
  readonly count: number;
}

/** Filters that would show nothing are left out. */
const used = (all: number, filters: readonly Filter[]): readonly Filter[] => [
  { key: 'all', label: t('All'), count: all },
  ...filters.filter(({ count }) => count > 0),
];

function reviewFilters({ plan }: Review, facts: Facts): readonly Filter[] {
  const conflicts = plan?.rows.filter(({ state }) => state === 'conflict').length ?? 0;
  return used(plan?.rows.length ?? 0, [
    { key: 'conflict', label: t('Conflicts'), count: conflicts },
    { key: 'blocked', label: t('Blocked'), count: facts.rows.blocked },
    { key: 'same', label: t('As Wanted Already'), count: facts.rows.already },
    { key: 'out', label: t('Taken Out'), count: facts.out },
  ]);
}

function runState(run: PlanRun): Told {
  const { state } = run;
  const { counts } = state;
  const going = runText(state, run.ending);
  return {
    head: going ? '' : runSentence(state),
    applied: true,
    notes: [
      ...(state.damaged
        ? [
            {
              tone: 'warning' as const,
              sentence: t(
                'Parts of the record of this plan cannot be read. What they held is called unknown.',
              ),
            },
          ]
        : []),
      ...(going ? [] : partlyNotes(state)),
      ...(state.phase === 'running'
        ? [
            {
              tone: 'information' as const,
              sentence: t(
                'You may close this tab: the plan goes on, and the status bar tells how far it is.',
              ),
            },
          ]
        : []),
    ],
    ...(going && { run: going }),
    ways: runWays(state, run.ending),
    filters: used(state.numbers, [
      { key: 'changed', label: t('Changed'), count: counts.changed },
      { key: 'failed', label: t('Failed'), count: counts.failed + counts.otherwise },
      { key: 'conflict', label: t('Conflicts'), count: counts.conflict },
      { key: 'same', label: t('As Wanted Already'), count: counts.already },
      { key: 'unknown', label: t('Unknown'), count: counts.unknown },
      { key: 'pending', label: t('Pending'), count: counts.waiting + counts.underway },
      { key: 'out', label: t('Not Sent'), count: counts.left },
    ]),
  };
}

/** Where some of a number was changed and the rest was not, what is told of the number as a whole would hide it. */
function partlyNotes(state: RunState): readonly Note[] {
  const partly = partlyOf(state);
  if (partly === 0) return [];
  const sentence =
    partly === 1
      ? t(
          '1 number was changed in part: the rest of it failed or was not sent. Undo takes back what was changed.',
        )
      : t(
          '{0} numbers were changed in part: the rest of them failed or was not sent. Undo takes back what was changed.',
          grouped(partly),
        );
  return [{ tone: 'information', sentence }];
}

type Counts = RunState['counts'];

const way = (name: Way, label: string, more: Pick<WayText, 'primary' | 'busy'> = {}): WayText => ({
  way: name,
  label,
  ...more,
});

const primary = { primary: true } as const;

/** What failed, what Telnyx kept otherwise and what was not sent may become a plan of their own. */
function againWays({ failed, otherwise, left, unknown }: Counts): readonly WayText[] {
  const all = failed + otherwise;
  const retry = otherwise === 0 ? t('Retry {0} Failed', grouped(failed)) : t('Retry {0}', grouped(all));
  return [
    ...(all > 0 ? [way('retry', retry, primary)] : []),
    ...(left > 0 ? [way('rest', t('Send the {0} Not Sent', grouped(left)), all > 0 ? {} : primary)] : []),
    ...(unknown > 0
      ? [
          way('check', t('Check {0} Unknown', grouped(unknown))),
          way('unknown', t('Plan the {0} Unknown Again', grouped(unknown))),
        ]
      : []),
  ];
}

/** What can be done with a run in each of its phases. */
function runWays(state: RunState, ending: boolean): readonly WayText[] {
  const { phase, counts } = state;
  const cancel = way('cancel', t('Cancel'));
  const exporting = way('export', t('Export CSV…'));
  if (ending) return [way('cancel', t('Cancelling…'), { busy: true }), exporting];
  if (phase === 'running') return [way('pause', t('Pause')), cancel, exporting];
  // What was sent is followed to its end first; only then is there something to resume.
  if (phase === 'pausing') return [way('pause', t('Pausing…'), { busy: true }), cancel, exporting];
  if (phase === 'paused' || phase === 'stopped' || phase === 'interrupted')
    return [way('resume', t('Resume'), primary), cancel, exporting];
  if (phase === 'elsewhere') return [way('reload', t('Look Again')), exporting];
  const back = wayBackOf(state).again ? t('Redo') : t('Undo');
  return [...againWays(counts), ...(mayBeUndone(state) ? [way('undo', back)] : []), exporting];
}
