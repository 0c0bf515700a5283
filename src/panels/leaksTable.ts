import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import { perYear, rentOf, type Leak, type LeakReason } from '../core/billing/leaks.ts';
import { grouped, visible } from '../core/model/text.ts';
import type { ColumnText, RowText } from '../core/protocol/charges.ts';
import type { LeaksState, ReasonText } from '../core/protocol/leaks.ts';
import { inWords } from '../core/resources/words.ts';
import type { MoneyWords } from './moneyWords.ts';

export interface LeakSorting {
  readonly column: 'name' | 'total';
  readonly descending: boolean;
}

interface Words {
  readonly label: () => string;
  readonly hint: () => string;
}

const reasonWords: Readonly<Record<LeakReason, Words>> = {
  unconnected: {
    label: () => t('Connected to nothing'),
    hint: () => t('No connection and no messaging profile'),
  },
  'emergency-only': {
    label: () => t('Emergency calls only'),
    hint: () => t('No connection, no messaging profile; emergency calling is on'),
  },
  silent: {
    label: () => t('No messages or calls'),
    hint: () => t('Nothing in the records that were looked at'),
  },
  'no-connection': {
    label: () => t('No connection'),
    hint: () => t('Messages only, which may be meant'),
  },
  'no-messaging': {
    label: () => t('No messaging profile'),
    hint: () => t('Calls only, which may be meant'),
  },
};

export function columns(): readonly ColumnText[] {
  return [
    { label: t('Number'), sorts: 'name' },
    { label: t('Reason'), kind: 'text' },
    { label: t('Status'), kind: 'text' },
    { label: t('Per month'), sorts: 'total' },
    { label: t('Per year') },
  ];
}

/** An amount with how many charges of unknown cost are not in it. */
function amountText(amount: Big, unknown: number, money: MoneyWords): string {
  const { text } = money.exact(amount);
  return unknown > 0 ? t('{0} + {1} unknown', text, grouped(unknown)) : text;
}

function costs(month: Big, unknown: number, money: MoneyWords): readonly [string, string] {
  return [amountText(month, unknown, money), amountText(perYear(month), unknown, money)];
}

const reasonsText = ({ reasons }: Leak) => reasons.map((reason) => reasonWords[reason].label()).join(', ');
const statusText = ({ status }: Leak) => visible(inWords(status) ?? t('unknown'));

export function rowText(leak: Leak, chosen: boolean, money: MoneyWords): RowText {
  return {
    key: leak.phone,
    label: visible(leak.phone),
    cells: [reasonsText(leak), statusText(leak), ...costs(leak.month, leak.unknown, money)],
    opens: 'number',
    chosen,
  };
}

export function sumText(leaks: readonly Leak[], money: MoneyWords): readonly string[] {
  const { month, unknown } = rentOf(leaks);
  return [t('Numbers: {0}', grouped(leaks.length)), '', ...costs(month, unknown, money)];
}

export function chosenText(chosen: readonly Leak[], money: MoneyWords | undefined): LeaksState['chosen'] {
  const { count, month, unknown } = rentOf(chosen);
  if (count === 0 || !money) return { count: 0, words: '' };
  const [perMonth, year] = costs(month, unknown, money);
  return { count, words: t('{0} selected: {1} a month, {2} a year', grouped(count), perMonth, year) };
}

export function reasonText(
  reason: LeakReason,
  shown: boolean,
  leaks: readonly Leak[] | undefined,
  money: MoneyWords | undefined,
): ReasonText {
  const words = { reason, label: reasonWords[reason].label(), hint: reasonWords[reason].hint(), shown };
  if (!leaks || !money) return words;
  const { count, month, unknown } = rentOf(leaks.filter(({ reasons }) => reasons.includes(reason)));
  const [perMonth, year] = costs(month, unknown, money);
  return { ...words, count: grouped(count), month: t('{0} a month', perMonth), year: t('{0} a year', year) };
}

/** Every row in exact amounts, for files. */
export function exportedLeaks(
  leaks: readonly Leak[],
  { currency }: MoneyWords,
): readonly (readonly string[])[] {
  return [
    [...columns().map(({ label }) => label), t('Charges of unknown cost'), t('Currency')],
    ...leaks.map((leak) => [
      leak.phone,
      reasonsText(leak),
      statusText(leak),
      leak.month.toFixed(),
      perYear(leak.month).toFixed(),
      String(leak.unknown),
      currency,
    ]),
  ];
}

export function sorted(leaks: readonly Leak[], { column, descending }: LeakSorting): readonly Leak[] {
  const sign = descending ? -1 : 1;
  const byName = (one: Leak, other: Leak) =>
    one.phone < other.phone ? -1 : one.phone === other.phone ? 0 : 1;
  return leaks.toSorted((one, other) =>
    column === 'name' ? byName(one, other) * sign : one.month.cmp(other.month) * sign || byName(one, other),
  );
}
