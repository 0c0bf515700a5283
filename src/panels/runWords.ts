import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type {
  Became,
  Counts,
  Ending,
  NumberResult,
  RunState,
  RunSummary,
  StepOperation,
  StepState,
} from '../core/plan/run.ts';
import { isPartly, partlyOf } from '../core/plan/touched.ts';
import type { ChangeLine, RunText, StepText, Tone } from '../core/protocol/plan.ts';
import { clauses, listed } from '../core/resources/show.ts';
import { numbersWords } from './planWords.ts';

const endings: Readonly<Record<Became, { readonly tone: Tone; readonly words: () => string }>> = {
  waiting: { tone: 'muted', words: () => t('waiting') },
  underway: { tone: 'waiting', words: () => t('under way') },
  changed: { tone: 'good', words: () => t('changed') },
  otherwise: { tone: 'bad', words: () => t('kept otherwise') },
  failed: { tone: 'bad', words: () => t('failed') },
  conflict: { tone: 'warning', words: () => t('not sent: changed by somebody else meanwhile') },
  unknown: { tone: 'warning', words: () => t('unknown') },
  left: { tone: 'muted', words: () => t('not sent') },
  already: { tone: 'muted', words: () => t('as wanted already') },
};

/** What became of a number or of a part of it, with the API's code and sentence where there is one. */
function endingState({ became, code, sentence }: Ending): NonNullable<ChangeLine['state']> {
  const { tone, words } = endings[became];
  const why = [code, sentence].filter(Boolean).join(': ');
  const plain = became === 'failed' || became === 'unknown' || became === 'left' || became === 'changed';
  return { tone, words: why === '' ? words() : plain ? `${words()}: ${why}` : why };
}

const isDeleted = ({ became, parts }: NumberResult): boolean =>
  became === 'changed' && parts.length > 0 && parts.every(({ settings }) => settings.length === 0);

/** What became of one setting of a number; of the number where that is all that is known. */
export function stateOf(result: NumberResult, setting: string | undefined): NonNullable<ChangeLine['state']> {
  if (isDeleted(result)) return { tone: 'good', words: t('deleted') };
  const part = result.parts.find(({ mine }) => setting !== undefined && setting in mine);
  if (part || !isPartly(result)) return endingState(part ?? result);
  const { tone, words } = endingState(result);
  return { tone, words: t('changed in part; {0}', words) };
}

const operations: Readonly<Record<StepOperation, () => string>> = {
  1: () => t('Messaging profile'),
  8: () => t('Deletion'),
  9: () => t('Emergency calling'),
  10: () => t('Settings'),
  16: () => t('General settings'),
  17: () => t('Deletion'),
  18: () => t('Bundle'),
  19: () => t('Emergency calling'),
  21: () => t('Messaging settings'),
  23: () => t('Voice settings'),
  26: () => t('Mobile settings'),
};

const wayWords: Readonly<Record<StepState['way'], () => string>> = {
  job: () => t('job'),
  order: () => t('bulk order'),
  single: () => t('one by one'),
};

export const overOf = (counts: Counts) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.waiting - counts.underway;

/** How many numbers are not as they were wished, or nobody knows. */
export const troubleOf = ({ failed, otherwise, unknown, conflict }: Counts) =>
  failed + otherwise + unknown + conflict;

/** More steps than these nobody follows one by one: they are told together, by what they do. */
const mostSteps = 8;

function phaseOf(steps: readonly StepState[]): StepText['state'] {
  if (steps.every(({ phase }) => phase === 'waiting')) return 'waiting';
  if (steps.some(({ phase }) => phase !== 'done')) return 'running';
  const trouble = sum(steps.map(({ counts }) => troubleOf(counts)));
  if (trouble === 0) return 'done';
  return trouble < sum(steps.map(({ numbers }) => numbers)) ? 'partly' : 'failed';
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

function stepText(steps: readonly StepState[], label: string): StepText {
  const failed = sum(steps.map(({ counts }) => counts.failed));
  return {
    label,
    done: sum(steps.map(({ counts }) => overOf(counts))),
    of: sum(steps.map(({ numbers }) => numbers)),
    state: phaseOf(steps),
    ...(failed > 0 && { failed: t('{0} failed', grouped(failed)) }),
  };
}

/** The steps of a run: each, or where there are many, those of one kind together. */
export function stepTexts(all: readonly StepState[]): readonly StepText[] {
  const kinds = new Map<string, StepState[]>();
  for (const step of all) {
    const key = `${step.operation} ${step.way}`;
    const known = kinds.get(key);
    if (known) known.push(step);
    else kinds.set(key, [step]);
  }
  return [...kinds.values()].flatMap((steps) => {
    const [first] = steps;
    if (!first) return [];
    const name = operations[first.operation]();
    const way = wayWords[first.way]();
    if (steps.length === 1) return [stepText(steps, t('{0}, {1}', name, way))];
    if (all.length > mostSteps) {
      const done = steps.filter(({ phase }) => phase === 'done').length;
      return [
        stepText(steps, t('{0}, {1}: {2} of {3} done', name, way, grouped(done), grouped(steps.length))),
      ];
    }
    return steps.map((step, at) =>
      stepText([step], t('{0}, {1} {2} of {3}', name, way, grouped(at + 1), grouped(steps.length))),
    );
  });
}

type Ended = Pick<RunState, 'counts' | 'numbers' | 'deletions' | 'touched'> &
  Partial<Pick<RunState, 'stepStates'>>;

/** `Changed 2,404 of 2,412 numbers, 5 more in part; 8 failed.` */
export function endWords(run: Ended): string {
  const { counts } = run;
  const partly = partlyOf(run);
  const parts = [
    partly > 0 ? t('{0}, {1} more in part', changedWords(run), grouped(partly)) : changedWords(run),
    ...(counts.already > 0
      ? [counts.already === 1 ? t('1 was so already') : t('{0} were so already', grouped(counts.already))]
      : []),
    ...(counts.otherwise > 0 ? [t('{0} kept otherwise by Telnyx', grouped(counts.otherwise))] : []),
    ...(counts.failed > 0 ? [t('{0} failed', grouped(counts.failed))] : []),
    ...(counts.conflict > 0
      ? [
          counts.conflict === 1
            ? t('1 was changed by somebody else meanwhile')
            : t('{0} were changed by somebody else meanwhile', grouped(counts.conflict)),
        ]
      : []),
    ...(counts.unknown > 0 ? [t('{0} unknown', grouped(counts.unknown))] : []),
    ...(counts.left > 0 ? [t('{0} not sent', grouped(counts.left))] : []),
  ];
  return t('{0}.', clauses(parts));
}

const isDeletion = ({ operation }: StepState): boolean => operation === 8 || operation === 17;

/** What came right: `Changed 30 and deleted 3 of 33 numbers`. */
function changedWords({ counts, numbers, deletions, stepStates }: Ended): string {
  const all = numbersWords(numbers);
  if (deletions === 0) return t('Changed {0} of {1}', grouped(counts.changed), all);
  if (deletions === numbers) return t('Deleted {0} of {1}', grouped(counts.changed), all);
  // The list of plans is not told what became of which steps.
  if (!stepStates) return t('Changed or deleted {0} of {1}', grouped(counts.changed), all);
  const deleted = sum(stepStates.filter(isDeletion).map((step) => step.counts.changed));
  return t('Changed {0} and deleted {1} of {2}', grouped(counts.changed - deleted), grouped(deleted), all);
}

const rateWords = (rate: number) => grouped(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate));

function timeLeft(seconds: number): string {
  if (seconds < 2) return t('almost done');
  if (seconds < 90) return t('about {0} seconds left', String(Math.round(seconds)));
  return t('about {0} minutes left', String(Math.round(seconds / 60)));
}

/** How a run goes, in one line; for the tab, the status bar and the list of changes. */
export function runSentence(state: RunSummary & Partial<RunState>): string {
  const { phase, counts, numbers, steps, trouble, perSecond, secondsLeft } = state;
  const done = t('{0} of {1}', grouped(overOf(counts)), numbersWords(numbers));
  const stepsDone = t('{0} of {1} steps', grouped(steps.done), grouped(steps.all));
  switch (phase) {
    case 'running': {
      const rate = perSecond === undefined ? [] : [t('{0} a second', rateWords(perSecond))];
      const left = secondsLeft === undefined ? [] : [timeLeft(secondsLeft)];
      return t('{0}.', listed([done, ...rate, ...left]));
    }
    case 'pausing':
      return t('{0}. Pausing: what was sent is followed to its end.', done);
    case 'paused':
      return t('Paused after {0}, {1}.', stepsDone, done);
    case 'stopped':
      return t('Stopped after {0}, {1}. {2}', stepsDone, done, trouble ?? '').trim();
    case 'interrupted':
      return t('Interrupted after {0}, {1}. Nothing more is sent until you resume it.', stepsDone, done);
    case 'elsewhere':
      return t('A window may still be at work on it, perhaps one that was closed just now: {0}.', done);
    case 'cancelled':
      return t('Cancelled. {0}', endWords(state));
    case 'done':
      return endWords(state);
  }
}

/** A run as the page shows it; undefined when it is over. `ending`: it was cancelled, and has not ended yet. */
export function runText(state: RunState, ending = false): RunText | undefined {
  if (state.phase === 'done' || state.phase === 'cancelled') return undefined;
  const done = overOf(state.counts);
  return {
    sentence: ending
      ? t(
          '{0} of {1}. Cancelling: what was sent is followed to its end.',
          grouped(done),
          numbersWords(state.numbers),
        )
      : runSentence(state),
    done,
    of: state.numbers,
    moving: state.phase === 'running' || state.phase === 'pausing',
    steps: stepTexts(state.stepStates),
  };
}
