import { t } from '@vscode/l10n';
import { isExact, type Amount } from '../core/billing/amount.ts';
import { combined } from '../core/billing/combine.ts';
import { lineTotal } from '../core/billing/reconcile.ts';
import type { ChargesSummary, Detail, Line } from '../core/billing/summary.ts';

/** Reports put together as a grid of texts, headings first: exact amounts, an empty cell for what is not known. */
export function reportGrid(reports: readonly ChargesSummary[]): readonly (readonly string[])[] {
  const summary = combined(reports);
  const { currency, lines, adjustments, totals } = summary;
  const blanks = (count: number) => Array.from({ length: count }, () => '');
  return [
    [
      t('Category'),
      t('Alias'),
      t('Existing: quantity'),
      t('Existing: recurring'),
      t('Existing: one-time'),
      t('New: quantity'),
      t('New: recurring'),
      t('New: one-time'),
      t('Other: quantity'),
      t('Other: amount'),
      t('Total'),
      t('Currency'),
    ],
    ...lines.map((line) => [
      line.name,
      line.alias,
      ...cellsOf(line),
      digits(lineTotal(line, currency)),
      currency,
    ]),
    ...adjustments.map(({ description, date, amount }) => [
      t('Adjustment: {0}', description),
      date,
      ...blanks(8),
      digits(amount),
      currency,
    ]),
    [t('Grand total that Telnyx reports'), '', ...blanks(8), digits(totals.grandTotal), currency],
  ];
}

function cellsOf(line: Line): readonly string[] {
  switch (line.type) {
    case 'comparative':
      return [...detail(line.existing), ...detail(line.fresh), '', ''];
    case 'simple':
      return ['', '', '', '', '', '', quantity(line.quantity), digits(line.amount)];
    case 'unknown':
      return ['', '', '', '', '', '', '', ''];
  }
}

const detail = (one: Detail) => [quantity(one.quantity), digits(one.recurring), digits(one.oneTime)];

const quantity = (count: number | null) => (count === null ? '' : String(count));

const digits = (amount: Amount) => (isExact(amount) ? amount.value.toFixed() : '');
