import { t } from '@vscode/l10n';
import { brief } from '../core/model/text.ts';
import type { FieldResult, Outcome, StepResult } from '../core/plan/engine.ts';
import { conflictsOf, type Change } from '../core/plan/plan.ts';
import type { Waiting } from '../core/plan/steps.ts';
import { showValue } from '../core/settings/kinds.ts';
import { settingId, type Operation, type Table, type Values } from '../core/settings/setting.ts';
import { aboutId } from './about.ts';

/** What the status line of the form says. */
export interface Notice {
  readonly tone: 'information' | 'warning' | 'error';
  readonly sentence: string;
}

type Step<R extends StepResult['result']> = Extract<StepResult, { readonly result: R }>;

function labels(changes: readonly Change[]): string {
  return changes.map(({ setting }) => setting.label()).join(', ');
}

const fieldsOf = (steps: readonly StepResult[]) => steps.flatMap(({ fields }) => fields);
const changesOf = (steps: readonly StepResult[]) => fieldsOf(steps).map(({ change }) => change);

function oddities(fields: readonly FieldResult[], live: Values): string[] {
  return fields.flatMap(({ change, became }) => {
    const { setting } = change;
    if (became === 'kept') return [];
    if (became === 'untold') return [t('Telnyx does not tell what {0} is now.', setting.label())];
    const now = brief(showValue(setting, live[settingId(setting)]));
    return [t('{0} did not become what was asked: Telnyx holds "{1}".', setting.label(), now)];
  });
}

function savedWords(steps: readonly Step<'saved'>[], live: Values): string[] {
  const lost = t('The answer of Telnyx got lost, so the number was looked at: it holds what was sent.');
  return [
    ...(steps.some(({ looked }) => looked) ? [lost] : []),
    ...oddities(fieldsOf(steps), live),
    ...steps.flatMap(({ warning }) => warning ?? []),
  ];
}

function underwayWords(steps: readonly Step<'underway'>[]): string[] {
  if (steps.length === 0) return [];
  return [
    t(
      'Telnyx still works on this, and nobody waited for the end: {0}. Look again later.',
      labels(changesOf(steps)),
    ),
  ];
}

/** A sentence of a server may lack its end. */
const ended = (sentence: string) => (/[.!?\u3002]$/u.test(sentence) ? sentence : `${sentence}.`);

function refusedWords({ failure, faults, fields }: Step<'refused'>, partly: boolean, table: Table): string[] {
  const what = t('Not saved: {0}.', labels(fields.map(({ change }) => change)));
  const complaints: readonly { readonly id?: string; readonly sentence: string }[] = [
    ...Object.entries(faults.fields).flatMap(([id, all]) => all.map((sentence) => ({ id, sentence }))),
    ...faults.others.map((sentence) => ({ sentence })),
  ];
  // A refusal of values is told by its reasons; anything else has a sentence of its own, which may hold them.
  const ofValues = failure.kind === 'rejected' && failure.status !== 409 && failure.faults.length > 0;
  const more = complaints.filter(({ sentence }) => ofValues || !failure.sentence.includes(sentence));
  return [
    ...(partly ? [what] : []),
    ofValues ? t('Telnyx did not accept this.') : failure.sentence,
    ...more.map(({ id, sentence }) => ended(aboutId(table.settings, id, brief(sentence)))),
  ];
}

function unclearWords({ fields, failure, seen }: Step<'unclear'>): string[] {
  const missing = fields.filter(({ became }) => became !== 'kept').map(({ change }) => change);
  return [
    // What it was done by cannot be found: then an answer did come.
    failure.kind === 'not-found'
      ? failure.sentence
      : t('It is unclear whether the change was made: no answer came.'),
    seen
      ? t('The number was looked at and does not show it yet: {0}.', labels(missing))
      : t('Looking at the number failed too.'),
    t('Nothing was sent again. Save once more to compare anew.'),
  ];
}

function isStep<R extends StepResult['result']>(result: R) {
  return (step: StepResult): step is Step<R> => step.result === result;
}

function sent(steps: readonly StepResult[], live: Values, table: Table): Notice {
  const saved = steps.filter(isStep('saved'));
  const underway = steps.filter(isStep('underway'));
  const refused = steps.filter(isStep('refused'));
  const unclear = steps.filter(isStep('unclear'));
  const done = fieldsOf([...saved]);
  const whole = refused.length + unclear.length === 0;
  const count = done.length === 1 ? t('Saved 1 change.') : t('Saved {0} changes.', done.length);
  const some = t('Saved: {0}.', labels(changesOf(saved)));
  const head =
    done.length > 0
      ? [whole ? count : some]
      : refused.length > 0 && unclear.length + underway.length === 0
        ? [t('Nothing was saved.')]
        : [];
  const partly = saved.length + underway.length + unclear.length > 0 || refused.length > 1;
  const odd =
    done.some(({ became }) => became === 'different') || saved.some(({ warning }) => warning !== undefined);
  return {
    tone: refused.length > 0 ? 'error' : unclear.length > 0 || odd ? 'warning' : 'information',
    sentence: [
      ...head,
      ...savedWords(saved, live),
      ...underwayWords(underway),
      ...refused.flatMap((step) => refusedWords(step, partly, table)),
      ...unclear.flatMap(unclearWords),
    ].join(' '),
  };
}

/**
 * What became of saving, in words for people; `live` is what the account holds now. Of a conflict nothing: the form
 * shows it for as long as there is one.
 */
export function noticeOf(outcome: Outcome, live: Values, table: Table): Notice | undefined {
  switch (outcome.result) {
    case 'sent':
      return sent(outcome.steps, live, table);
    case 'nothing':
      return {
        tone: 'information',
        sentence:
          outcome.plan.changes.length === 0
            ? t('Nothing was changed here, so nothing was sent.')
            : t('Nothing had to be sent: the account holds these values already.'),
      };
    case 'conflict':
      return undefined;
    case 'not-sent':
      return { tone: 'error', sentence: `${t('Nothing was sent.')} ${outcome.failure.sentence}` };
  }
}

/** Why a save did not do all of it, for where the form may not be seen. */
export function reasonOf(outcome: Outcome, live: Values, table: Table): string {
  if (outcome.result !== 'conflict') return noticeOf(outcome, live, table)?.sentence ?? '';
  return t(
    'Changed elsewhere since you began: {0}. Nothing was sent. Choose in the form which value to keep, then save again.',
    labels(conflictsOf(outcome.plan)),
  );
}

const parts: Readonly<Record<Operation, () => string>> = {
  16: () => t('General'),
  23: () => t('Voice'),
  21: () => t('Messaging'),
  18: () => t('Bundle'),
  19: () => t('Emergency'),
  10: () => t('Deletion lock'),
  26: () => t('Mobile number'),
};

const waits: Readonly<Record<Waiting, () => string>> = {
  job: () =>
    t('Telnyx changes the deletion lock by a job. You can wait for its end or go on; it runs on anyway.'),
  provisioning: () =>
    t('Telnyx sets emergency calling up. You can wait for the end or go on; it runs on anyway.'),
  deprovisioning: () =>
    t('Telnyx switches emergency calling off. You can wait for the end or go on; it runs on anyway.'),
};

/** What a save is doing, in words for people. */
export function progressWords(operation: Operation, waiting: Waiting | undefined): string {
  if (waiting) return waits[waiting]();
  return t('Saving: {0}', parts[operation]());
}
