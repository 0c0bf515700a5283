import { t } from '@vscode/l10n';
import {
  rechargeFields,
  sameRecharge,
  type Known,
  type Recharge,
  type RechargeField,
} from '../core/billing/recharge.ts';
import type { RechargePage } from '../core/protocol/recharge.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { labelOf, sayRecharge } from './rechargeForm.ts';

export type Notice = NonNullable<RechargePage['notice']>;

const sentFields = (sent: Partial<Recharge>) => rechargeFields.filter((field) => sent[field] !== undefined);

/** Whether the account holds what was sent. */
function holds(live: Recharge, sent: Partial<Recharge>, field: RechargeField): boolean {
  const [is, wished] = [live[field], sent[field]];
  return is !== undefined && wished !== undefined && sameRecharge(field, is, wished);
}

/** `Threshold: 200.00 → 250.00`. */
function moved(field: RechargeField, before: Recharge, after: Recharge): string {
  return t(
    '{0}: {1} → {2}',
    labelOf(field),
    sayRecharge(field, before[field]),
    sayRecharge(field, after[field]),
  );
}

/** What a save came to: what was, what is, and where Telnyx holds something else than was sent. */
export function saidSaved(before: Recharge, known: Known, sent: Partial<Recharge>): Notice {
  if (known.phase !== 'known') {
    const answered = t('Telnyx answered that it was saved.');
    return { tone: 'warning', sentences: [answered, known.phase === 'absent' ? noneAfter() : unseenAfter()] };
  }
  const { live } = known;
  const fields = sentFields(sent);
  const differing = fields.filter((field) => !holds(live, sent, field));
  return {
    tone: differing.length > 0 ? 'warning' : 'information',
    sentences: [
      t('Saved.'),
      ...fields.filter((field) => holds(live, sent, field)).map((field) => moved(field, before, live)),
      ...differing.map((field) =>
        other(field, live, () =>
          t(
            '{0}: sent {1}, but Telnyx holds {2}.',
            labelOf(field),
            sayRecharge(field, sent[field]),
            sayRecharge(field, live[field]),
          ),
        ),
      ),
    ],
  };
}

/** What is said of a setting that is another than was sent, unless Telnyx does not tell it at all. */
const other = (field: RechargeField, live: Recharge, differs: () => string) =>
  live[field] === undefined
    ? t('{0}: Telnyx does not tell what it holds, so whether this was saved is unknown.', labelOf(field))
    : differs();

const noneAfter = () =>
  t('Telnyx shows no auto recharge when read again; what the account holds now is unknown.');
const unseenAfter = () => t('The settings could not be read again, so what it holds now is unknown.');

/** What a save came to that was not answered clearly. */
export function saidUnclear(
  before: Recharge,
  known: Known,
  sent: Partial<Recharge>,
  { sentence }: Failure,
): Notice {
  if (known.phase !== 'known') {
    const unknown =
      known.phase === 'failed'
        ? t(
            'Whether it was saved is unknown: the settings could not be read again. Nothing is sent again by itself.',
          )
        : t(
            'Whether it was saved is unknown: Telnyx shows no auto recharge when read again. Nothing is sent again by itself.',
          );
    return { tone: 'warning', sentences: [sentence, unknown] };
  }
  const { live } = known;
  const fields = sentFields(sent);
  const lines = fields.map((field) =>
    holds(live, sent, field)
      ? t('{0} Saved all the same.', moved(field, before, live))
      : other(field, live, () =>
          t(
            '{0}: Telnyx still holds {1}. It may change in a moment.',
            labelOf(field),
            sayRecharge(field, live[field]),
          ),
        ),
  );
  const all = fields.every((field) => holds(live, sent, field));
  return { tone: all ? 'information' : 'warning', sentences: [sentence, ...lines] };
}

/** What a refusal says, by the field it points at; what points nowhere belongs to the one field that was sent. */
export function sortedRefusal(
  failure: Failure,
  sent: Partial<Recharge>,
): {
  readonly fields: ReadonlyMap<RechargeField, readonly string[]>;
  readonly others: readonly string[];
} {
  const asked = sentFields(sent);
  const fields = new Map<RechargeField, readonly string[]>();
  const others: string[] = failure.faults.length === 0 ? [failure.sentence] : [];
  for (const { sentence, pointer = '' } of failure.faults) {
    const field =
      asked.find((one) => pointer.split(/[/.]/).includes(one)) ?? (asked.length === 1 ? asked[0] : undefined);
    if (field) fields.set(field, [...(fields.get(field) ?? []), sentence]);
    else others.push(sentence);
  }
  return { fields, others };
}
