import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { asIs, decoder, literal, text } from './decode.ts';
import { defineKind } from './kind.ts';
import { dotted, lines } from './show.ts';

const record = v.object({
  balance: literal,
  pending: literal,
  credit_limit: literal,
  available_credit: literal,
  currency: text,
});

type Balance = v.InferOutput<typeof record>;

/** An amount as the API wrote it, with its currency where that is known. */
function money(amount: string | undefined, currency: string | undefined): string | undefined {
  return amount === undefined || currency === undefined ? amount : `${amount} ${currency}`;
}

/** The account's balance by operation 28: one row, no paging. */
export const balance = defineKind<Balance>({
  name: 'balance',
  place: { view: 'billing' },
  pageSize: 1,
  counted: false,
  empty: () => t('Telnyx reports no balance for this account.'),
  list: async (door, _page, signal) => ({
    rows: [await door.read((sdk, options) => sdk.balance.retrieve(options), asIs, signal)],
    total: 1,
    pages: 1,
    warnings: [],
  }),
  decode: decoder(record),
  identify: () => 'now',
  show: (now) => {
    const shown = (amount: string | undefined) => money(amount, now.currency);
    const available = shown(now.available_credit);
    return {
      label: t('Balance'),
      description: dotted(
        shown(now.balance) ?? t('unknown'),
        available === undefined ? undefined : t('{0} available', available),
      ),
      icon: 'credit-card',
      ...(now.balance?.trim().startsWith('-') && { tone: 'bad' as const }),
      abilities: ['copy-label', 'view-json', 'refresh'],
      ...(now.balance !== undefined && { copies: shown(now.balance) ?? now.balance }),
      card: () => ({
        title: t('Balance'),
        rows: lines(
          [t('Balance'), shown(now.balance) ?? t('unknown')],
          [t('Pending'), shown(now.pending)],
          [t('Credit limit'), shown(now.credit_limit)],
          [t('Available credit'), available],
        ),
      }),
    };
  },
});
