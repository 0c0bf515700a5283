import { t } from '@vscode/l10n';
import {
  decodeRecharge,
  findRecharge,
  preferenceWords,
  rechargeAbsent,
  rechargeOutlook,
  type Recharge,
} from '../billing/recharge.ts';
import type { Item } from '../model/item.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { defineKind } from './kind.ts';
import { lines } from './show.ts';

/** Stand for the record that operation 34 does not find, or does not show to this key. */
const absent = { none: 'absent' } as const;
const forbidden = { none: 'forbidden' } as const;
type None = typeof absent | typeof forbidden;

const isNone = (raw: unknown): raw is None => raw === absent || raw === forbidden;

/** The record; that the key has no right to it is told once, by the balance above. */
async function find(door: Door, signal: AbortSignal): Promise<unknown> {
  try {
    return (await findRecharge(door, signal)) ?? absent;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'forbidden') return forbidden;
    throw thrown;
  }
}

function showNone({ none }: None): Omit<Item, 'id'> {
  return {
    label: t('Auto recharge'),
    description: none === 'absent' ? t('not found') : t('not for this API key'),
    icon: 'sync-ignored',
    abilities: ['recharge', 'refresh'],
    opens: 'recharge',
    ...(none === 'absent' && {
      card: () => ({ title: t('Auto recharge'), rows: [], note: rechargeAbsent() }),
    }),
  };
}

const onOff = (on: boolean | undefined) => (on === undefined ? t('unknown') : on ? t('on') : t('off'));

function stateOf(enabled: boolean | undefined, below: string | undefined, plus: string | undefined): string {
  if (enabled !== true) return onOff(enabled);
  return t('on · below {0}, plus {1}', below ?? t('unknown'), plus ?? t('unknown'));
}

/** How the account recharges itself, by operation 34: one row, no paging, also where there is none. */
export const recharge = defineKind<Recharge | None>({
  name: 'recharge',
  place: { view: 'billing' },
  pageSize: 1,
  counted: false,
  empty: () => rechargeAbsent(),
  list: async (door, _page, signal) => ({
    rows: [await find(door, signal)],
    total: 1,
    pages: 1,
    warnings: [],
  }),
  decode: (raw) => (isNone(raw) ? raw : decodeRecharge(raw)),
  identify: () => 'now',
  show: (now) => {
    if ('none' in now) return showNone(now);
    const {
      enabled,
      threshold_amount: below,
      recharge_amount: plus,
      preference,
      invoice_enabled: invoiced,
    } = now;
    return {
      label: t('Auto recharge'),
      description: stateOf(enabled, below, plus),
      icon: enabled === true ? 'sync' : 'sync-ignored',
      abilities: ['recharge', 'view-json', 'refresh'],
      opens: 'recharge',
      card: () => ({
        title: t('Auto recharge'),
        rows: lines(
          [t('State'), onOff(enabled)],
          [t('Threshold'), below],
          [t('Amount'), plus],
          [t('Payment method'), preference === undefined ? undefined : preferenceWords(preference)],
          [t('Invoice'), onOff(invoiced)],
        ),
        note: rechargeOutlook(now),
      }),
    };
  },
});
