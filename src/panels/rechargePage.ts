import { t } from '@vscode/l10n';
import { rechargeAbsent, rechargeFields, wrongRecharge } from '../core/billing/recharge.ts';
import { visible } from '../core/model/text.ts';
import type { RechargePage } from '../core/protocol/recharge.ts';
import { failureText } from './failureText.ts';
import { changesIn, conflictsIn, fieldForm, outlookOf } from './rechargeForm.ts';
import type { RechargeView } from './rechargeView.ts';

/** The page of the editor of auto recharge. */
export function rechargePage(view: RechargeView): RechargePage {
  const { session, held, wishes, notice, busy, parts } = view;
  const name = session?.profile.name ?? parts.profile.name;
  const readOnly = session?.profile.readOnly === true;
  return {
    account: visible(name),
    ...(!session && {
      closed: t('The account "{0}" is not open. Switch to it to go on; nothing here is lost.', visible(name)),
    }),
    ...(readOnly && {
      readOnly: t('This account is read-only here: its auto recharge can be looked at, but not changed.'),
    }),
    ...(session && held.phase === 'failed' && { failure: failureText(held.failure) }),
    ...(session && held.phase === 'absent' && { absent: rechargeAbsent() }),
    busy: busy || (session !== undefined && held.phase === 'reading'),
    ...(notice && { notice }),
    ...formOf(view),
    heard: view.heard,
    restore: { profile: parts.profile.id, account: name, wishes: Object.fromEntries(wishes) },
  };
}

function formOf(view: RechargeView): Pick<RechargePage, 'fields' | 'outlook' | 'summary' | 'canSave'> {
  const { held, wishes, session, busy } = view;
  if (!session || held.phase !== 'known') return { fields: [], canSave: false };
  const { live } = held;
  const count = Object.keys(changesIn(live, wishes)).length;
  const wrong = [...wishes].some(([field, { mine }]) => wrongRecharge(field, mine) !== undefined);
  const undecided = conflictsIn(live, wishes).length > 0;
  return {
    fields: rechargeFields.map((field) => fieldForm(field, live, wishes, view.refusedOf(field))),
    outlook: outlookOf(live, wishes),
    ...(count > 0 && { summary: count === 1 ? t('1 change') : t('{0} changes', count) }),
    canSave: count > 0 && !wrong && !undecided && !busy && !session.profile.readOnly,
  };
}
