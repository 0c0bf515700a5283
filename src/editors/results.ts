import { t } from '@vscode/l10n';
import { brief } from '../core/model/text.ts';
import type { FieldResult, Outcome } from '../core/plan/engine.ts';
import { conflictsOf, type Change } from '../core/plan/plan.ts';
import { showValue } from '../core/settings/kinds.ts';
import { valuesOfNumber, type NumberRecord } from '../core/settings/record.ts';
import { settingId } from '../core/settings/setting.ts';

/** What the status line of the form says. */
export interface Notice {
  readonly tone: 'information' | 'warning' | 'error';
  readonly sentence: string;
}

function labels(changes: readonly Change[]): string {
  return changes.map(({ setting }) => setting.label()).join(', ');
}

function oddities(fields: readonly FieldResult[], live: NumberRecord): string[] {
  const values = valuesOfNumber(live);
  return fields.flatMap(({ change, became }) => {
    const { setting } = change;
    if (became === 'kept') return [];
    if (became === 'untold') return [t('Telnyx does not tell what {0} is now.', setting.label())];
    const now = brief(showValue(setting, values[settingId(setting)]));
    return [t('{0} did not become what was asked: Telnyx holds "{1}".', setting.label(), now)];
  });
}

function saved(outcome: Extract<Outcome, { result: 'saved' }>): Notice {
  const { fields, live, looked } = outcome;
  const count = fields.length === 1 ? t('Saved 1 change.') : t('Saved {0} changes.', fields.length);
  const lost = t('The answer of Telnyx got lost, so the number was looked at: it holds what was sent.');
  const odd = oddities(fields, live);
  const wrong = fields.some(({ became }) => became === 'different');
  return {
    tone: wrong ? 'warning' : 'information',
    sentence: [count, ...(looked ? [lost] : []), ...odd].join(' '),
  };
}

function unclear(outcome: Extract<Outcome, { result: 'unclear' }>): Notice {
  const missing = outcome.fields.filter(({ became }) => became !== 'kept').map(({ change }) => change);
  const looked = outcome.live
    ? t('The number was looked at and does not show it yet: {0}.', labels(missing))
    : t('Looking at the number failed too.');
  const rest = t('Nothing was sent again. Save once more to compare anew.');
  return {
    tone: 'warning',
    sentence: [t('It is unclear whether the change was made: no answer came.'), looked, rest].join(' '),
  };
}

/** What became of saving, in words for people. */
export function noticeOf(outcome: Outcome): Notice {
  switch (outcome.result) {
    case 'saved':
      return saved(outcome);
    case 'nothing':
      return {
        tone: 'information',
        sentence:
          outcome.plan.changes.length === 0
            ? t('Nothing was changed here, so nothing was sent.')
            : t('Nothing had to be sent: the account holds these values already.'),
      };
    case 'conflict': {
      const fields = labels(conflictsOf(outcome.plan));
      const sentence = t(
        'Changed elsewhere since you began: {0}. Nothing was sent. Choose in the form which value to keep, then save again.',
        fields,
      );
      return { tone: 'warning', sentence };
    }
    case 'refused': {
      const fields = Object.values(outcome.faults.fields).flat();
      const details = [...fields, ...outcome.faults.others].map((sentence) => brief(sentence));
      const told = details.filter((sentence) => !outcome.failure.sentence.includes(sentence));
      const sentence = [t('Nothing was saved.'), outcome.failure.sentence, ...told].join(' ');
      return { tone: 'error', sentence };
    }
    case 'not-sent':
      return { tone: 'error', sentence: `${t('Nothing was sent.')} ${outcome.failure.sentence}` };
    case 'unclear':
      return unclear(outcome);
  }
}
