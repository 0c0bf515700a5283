import { t } from '@vscode/l10n';
import {
  amountFields,
  preferences,
  preferenceWords,
  rechargeFields,
  rechargeOutlook,
  sameRecharge,
  wrongRecharge,
  type Recharge,
  type RechargeField,
  type RechargeValue,
} from '../core/billing/recharge.ts';
import { brief } from '../core/model/text.ts';
import { judge, type Verdict } from '../core/plan/threeWay.ts';
import type { FieldForm } from '../core/protocol/number.ts';

/** What a person wants a field to be, and what the account held when they began; absent where that is not known. */
export interface RechargeWish {
  readonly mine: RechargeValue;
  readonly base?: RechargeValue;
}
export type RechargeWishes = ReadonlyMap<RechargeField, RechargeWish>;

export const isRechargeField = (id: string): id is RechargeField => rechargeFields.some((one) => one === id);

function verdictOf(field: RechargeField, live: Recharge, wishes: RechargeWishes): Verdict {
  const wish = wishes.get(field);
  const same = (one: RechargeValue, other: RechargeValue) => sameRecharge(field, one, other);
  return judge({ base: wish?.base, live: live[field], mine: wish?.mine }, same);
}

/** The fields that would be sent, and how. An amount goes without what stands around it. */
export function changesIn(live: Recharge, wishes: RechargeWishes): Partial<Recharge> {
  const changed = rechargeFields.filter((field) => verdictOf(field, live, wishes) === 'change');
  return Object.fromEntries(
    changed.map((field) => {
      const mine = wishes.get(field)?.mine;
      return [field, typeof mine === 'string' ? mine.trim() : mine];
    }),
  );
}

export const conflictsIn = (live: Recharge, wishes: RechargeWishes): readonly RechargeField[] =>
  rechargeFields.filter((field) => verdictOf(field, live, wishes) === 'conflict');

/** The settings as they stand in the form. */
function wished(live: Recharge, wishes: RechargeWishes): Recharge {
  return { ...live, ...Object.fromEntries([...wishes].map(([field, { mine }]) => [field, mine])) };
}

export function labelOf(field: RechargeField): string {
  const labels: Readonly<Record<RechargeField, () => string>> = {
    enabled: () => t('Recharge automatically'),
    threshold_amount: () => t('Threshold'),
    recharge_amount: () => t('Amount'),
    preference: () => t('Payment method'),
    invoice_enabled: () => t('Send invoices'),
  };
  return labels[field]();
}

function helpOf(field: RechargeField): string {
  const helps: Readonly<Record<RechargeField, () => string>> = {
    enabled: () => t('Whether Telnyx charges the stored payment method by itself when the balance is low.'),
    threshold_amount: () =>
      t('A payment is made when the balance falls below this amount, in the currency of the account.'),
    recharge_amount: () => t('A payment brings the balance to the threshold plus this amount.'),
    preference: () => t('What is charged.'),
    invoice_enabled: () => t('Whether Telnyx makes an invoice for each automatic payment.'),
  };
  return helps[field]();
}

/** A value in words. */
export function sayRecharge(field: RechargeField, value: RechargeValue | undefined): string {
  if (value === undefined) return t('unknown');
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  return field === 'preference' ? brief(preferenceWords(value), 60) : brief(value.trim() || t('(empty)'), 60);
}

/** One field as the page draws it. `refused` are the complaints of Telnyx about what was last sent. */
export function fieldForm(
  field: RechargeField,
  live: Recharge,
  wishes: RechargeWishes,
  refused: readonly string[],
): FieldForm {
  const wish = wishes.get(field);
  const [held, verdict] = [live[field], verdictOf(field, live, wishes)];
  const value = wish ? wish.mine : held;
  const say = (one: RechargeValue | undefined) => sayRecharge(field, one);
  const wrong = wish && wrongRecharge(field, wish.mine);
  return {
    id: field,
    label: labelOf(field),
    help: helpOf(field),
    kind: amountFields.has(field) ? 'text' : field === 'preference' ? 'enum' : 'switch',
    clearable: false,
    ...(field === 'preference' && { options: preferenceOptions(live.preference) }),
    ...(value !== undefined && { value }),
    ...(verdict === 'change' && { change: { before: say(held), after: say(wish?.mine) } }),
    ...(verdict === 'conflict' && {
      conflict: { base: say(wish?.base), theirs: say(held), mine: say(wish?.mine) },
    }),
    errors: [...(wrong === undefined ? [] : [wrong]), ...refused],
  };
}

/** Those that Telnyx takes, and the present one whatever it is. */
function preferenceOptions(held: string | undefined): NonNullable<FieldForm['options']> {
  const words: readonly string[] = preferences;
  const all = held === undefined || words.includes(held) ? words : [...words, held];
  return all.map((value) => ({ value, label: sayRecharge('preference', value) }));
}

/** What the settings in the form do. */
export function outlookOf(live: Recharge, wishes: RechargeWishes): { sentence: string; typed: boolean } {
  const changes = changesIn(live, wishes);
  const typed = Object.keys(changes).length > 0;
  return { sentence: rechargeOutlook(wished(live, wishes)), typed };
}
