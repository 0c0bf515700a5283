import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { parseAmount } from '../billing/money.ts';
import type { Item } from '../model/item.ts';
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

/** The amounts beside the balance itself, in the order people ask about them. */
function amountsOf(
  now: Balance,
): readonly (readonly [name: string, label: string, amount: string | undefined])[] {
  const { available_credit: available, credit_limit: limit, pending, currency } = now;
  return [
    ['available', t('Available credit'), money(available, currency)],
    ['limit', t('Credit limit'), money(limit, currency)],
    ['pending', t('Pending amount'), money(pending, currency)],
  ];
}

const decode = decoder(record);

/** A balance in words, for places with little room. */
export interface BalanceTold {
  readonly short: string;
  readonly lines: readonly string[];
  /** Whether what can be spent is below the limit; false where that is not known. */
  readonly low: boolean;
}

/** Tells a balance as operation 28 gave it; `limit` is in whatever currency the account has. Undefined for none. */
export function balanceTold(raw: unknown, limit: number): BalanceTold | undefined {
  const now = decode(raw);
  if (now?.balance === undefined) return undefined;
  const spendable = parseAmount(now.available_credit ?? now.balance);
  const short = money(now.balance, now.currency) ?? now.balance;
  const amounts = [['balance', t('Balance'), short] as const, ...amountsOf(now)];
  return {
    short,
    lines: amounts.map(([, label, amount]) => t('{0}: {1}', label, amount ?? t('unknown'))),
    low: spendable?.lt(limit) ?? false,
  };
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
  decode,
  identify: () => 'now',
  show: (now, itemId) => {
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
      abilities: ['copy-label', 'view-json', 'top-up', 'refresh'],
      ...(now.balance !== undefined && { copies: shown(now.balance) ?? now.balance }),
      parts: () =>
        amountsOf(now).map(([name, label, amount]): Item => ({
          id: `${itemId}/${name}`,
          label,
          description: amount ?? t('unknown'),
          icon: 'dash',
          abilities: amount === undefined ? [] : ['copy-label'],
          ...(amount !== undefined && { copies: amount }),
        })),
      card: () => ({
        title: t('Balance'),
        rows: lines(
          [t('Balance'), shown(now.balance) ?? t('unknown')],
          ...amountsOf(now).map(([, label, amount]) => [label, amount] as const),
        ),
      }),
    };
  },
});
