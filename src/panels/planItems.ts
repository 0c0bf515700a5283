import { t } from '@vscode/l10n';
import type { Ability, Card, Item, Tone } from '../core/model/item.ts';
import { grouped } from '../core/model/text.ts';
import { wayBackOf } from '../core/plan/restored.ts';
import type { RunPhase, RunSummary } from '../core/plan/run.ts';
import { mayBeUndone, partlyOf } from '../core/plan/touched.ts';
import { dotted, lines, moment, shortMoment } from '../core/resources/show.ts';
import type { Draft } from './planReview.ts';
import type { Undone } from './planUndone.ts';
import { numbersWords } from './planWords.ts';
import { endWords, overOf, runSentence, troubleOf } from './runWords.ts';

interface Look {
  readonly icon: string;
  readonly tone: Tone;
  /** Beside the title; absent where the counts say it all. */
  readonly words?: (run: RunSummary) => string;
  readonly abilities: readonly Ability[];
}

const steps = ({ steps: { done, all } }: RunSummary) => t('{0} of {1} steps', grouped(done), grouped(all));
const numbers = (run: RunSummary) => t('{0} of {1}', grouped(overOf(run.counts)), grouped(run.numbers));

const looks: Readonly<Record<RunPhase, Look>> = {
  running: { icon: 'sync~spin', tone: 'waiting', words: numbers, abilities: [] },
  pausing: {
    icon: 'sync~spin',
    tone: 'waiting',
    words: (run) => t('pausing, {0}', numbers(run)),
    abilities: [],
  },
  paused: {
    icon: 'debug-pause',
    tone: 'waiting',
    words: (run) => t('paused, {0}', steps(run)),
    abilities: ['resume-plan'],
  },
  stopped: {
    icon: 'warning',
    tone: 'bad',
    words: (run) => t('stopped, {0}', steps(run)),
    abilities: ['resume-plan'],
  },
  interrupted: {
    icon: 'debug-pause',
    tone: 'waiting',
    words: (run) => t('interrupted, {0}', steps(run)),
    abilities: ['resume-plan', 'forget-plan'],
  },
  elsewhere: {
    icon: 'multiple-windows',
    tone: 'waiting',
    words: () => t('held by another window'),
    abilities: [],
  },
  cancelled: { icon: 'circle-slash', tone: 'muted', words: () => t('cancelled'), abilities: ['forget-plan'] },
  done: { icon: 'pass', tone: 'good', abilities: ['forget-plan'] },
};

const isOver = ({ phase }: RunSummary) => phase === 'done' || phase === 'cancelled';

/** Nothing can be read of it, not even when it was. */
const isUnreadable = ({ damaged, startedAt }: RunSummary) => damaged && startedAt === 0;

function abilitiesOf(run: RunSummary): readonly Ability[] {
  const { counts } = run;
  if (isUnreadable(run)) return ['forget-plan'];
  const over = isOver(run);
  const back: Ability = wayBackOf(run).again ? 'redo-plan' : 'undo-plan';
  return [
    'show-plan',
    ...looks[run.phase].abilities,
    ...(over && counts.failed + counts.otherwise > 0 ? (['rerun-plan'] as const) : []),
    ...(over && mayBeUndone(run) ? [back] : []),
    'export-plan',
  ];
}

function card(run: RunSummary): Card {
  const { counts, startedAt, endedAt, damaged } = run;
  const date = (at: number | undefined) =>
    at === undefined ? undefined : moment(new Date(at).toISOString());
  const told = (count: number) => (count > 0 ? grouped(count) : undefined);
  return {
    title: run.title,
    rows: lines(
      [t('Numbers'), grouped(run.numbers)],
      [t('Changed'), grouped(counts.changed)],
      [t('Changed in part'), told(partlyOf(run))],
      [t('As wanted already'), told(counts.already)],
      [t('Kept otherwise by Telnyx'), told(counts.otherwise)],
      [t('Failed'), told(counts.failed)],
      [t('Conflicts'), told(counts.conflict)],
      [t('Unknown'), told(counts.unknown)],
      [t('Not sent'), told(counts.left)],
      [t('Started'), startedAt > 0 ? date(startedAt) : undefined],
      [t('Ended'), date(endedAt)],
    ),
    ...(damaged && {
      note: t('Parts of the record of this plan cannot be read. What they held is called unknown.'),
    }),
  };
}

const undoneWords: Readonly<Record<Undone, () => string>> = {
  wholly: () => t('undone'),
  partly: () => t('partly undone'),
};

/** `undone`: how much of it others have taken back. */
export function runItem(run: RunSummary, undone: Undone | undefined): Item {
  const { icon, tone, words } = looks[run.phase];
  const { counts } = run;
  const partly = partlyOf(run);
  const trouble = troubleOf(counts) > 0;
  const at = new Date(run.endedAt ?? run.startedAt).toISOString();
  const back = undone && undoneWords[undone]();
  const result = isOver(run)
    ? dotted(
        numbersChanged(run),
        partly > 0 ? t('{0} in part', grouped(partly)) : undefined,
        counts.failed > 0 ? t('{0} failed', grouped(counts.failed)) : undefined,
        counts.unknown > 0 ? t('{0} unknown', grouped(counts.unknown)) : undefined,
        back,
        run.startedAt > 0 ? shortMoment(at) : undefined,
      )
    : undefined;
  const odd = run.phase === 'done' && trouble;
  return {
    id: `plan/${run.id}`,
    label: run.title,
    description: dotted(words?.(run), result),
    icon: odd ? 'warning' : icon,
    tone: odd ? 'bad' : tone,
    spoken: [run.title, isOver(run) ? endWords(run) : runSentence(run), back, moment(at)]
      .filter(Boolean)
      .join(', '),
    abilities: abilitiesOf(run),
    opens: 'plan',
    subject: { type: 'plan', key: `run/${run.id}` },
    card: () => card(run),
  };
}

const numbersChanged = ({ counts, numbers: all }: RunSummary) =>
  counts.changed === all ? numbersWords(all) : t('{0} of {1}', grouped(counts.changed), numbersWords(all));

/** A plan under review that was not applied. */
export function draftItem({ id, proposal }: Draft, at: number): Item {
  const count = numbersWords(proposal.wishes.length + proposal.deletions.length);
  return {
    id: `draft/${id}`,
    label: proposal.title,
    description: dotted(t('not applied'), count, shortMoment(new Date(at).toISOString())),
    icon: 'circle-large-outline',
    tone: 'muted',
    abilities: ['show-plan', 'forget-plan'],
    opens: 'plan',
    subject: { type: 'plan', key: `draft/${id}` },
    card: () => ({
      title: proposal.title,
      rows: [],
      note: t('This plan was looked at and not applied. Nothing of it was sent.'),
    }),
  };
}
