import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import type { Amount } from '../core/billing/amount.ts';
import { barsOf, type CostBar } from '../core/billing/bars.ts';
import { parseDate } from '../core/billing/dates.ts';
import { exact, formatMoney } from '../core/billing/money.ts';
import { periodDays, samePeriod, type Period } from '../core/billing/period.ts';
import { lineTotal, reconcile } from '../core/billing/reconcile.ts';
import type { ChargesSummary, Detail, Line, TotalName } from '../core/billing/summary.ts';
import { brief, visible } from '../core/model/text.ts';
import type { Bar, DetailText, LineText, MoneyText, ReportText } from '../core/protocol/charges.ts';

/** More bars than this cannot be told apart; the table has every line. */
const mostBars = 20;

/** The totals besides the grand total, in the order people ask about them. */
const totalLabels: Readonly<Record<Exclude<TotalName, 'grandTotal'>, () => string>> = {
  existingRecurring: () => t('Existing recurring'),
  newRecurring: () => t('New recurring'),
  newOneTime: () => t('New one-time'),
  other: () => t('Other'),
  credits: () => t('Credits'),
  ledgerAdjustments: () => t('Ledger adjustments'),
};

/** A report in words for people. Names are the account's own, made visible; amounts keep every digit. */
export function reportText(summary: ChargesSummary, asked: Period, language: string): ReportText {
  const words = new ReportWords(visible(summary.currency), language);
  return {
    currency: visible(summary.currency),
    grandTotal: words.money(summary.totals.grandTotal),
    totals: totalNames.map((name) => ({
      label: totalLabels[name](),
      amount: words.money(summary.totals[name]),
    })),
    bars: barsOf(summary, mostBars).map((bar) => words.bar(bar)),
    lines: summary.lines.map((line) => words.line(line)),
    adjustments: summary.adjustments.map(({ date, description, amount }) => ({
      date: visible(date),
      description: visible(description),
      amount: words.money(amount),
    })),
    check: words.check(summary),
    warnings: [...otherPeriod(summary, asked, language), ...noCurrency(summary)],
  };
}

const totalNames: readonly Exclude<TotalName, 'grandTotal'>[] = [
  'existingRecurring',
  'newRecurring',
  'newOneTime',
  'other',
  'credits',
  'ledgerAdjustments',
];

function otherPeriod(
  { startDate, endDate }: ChargesSummary,
  asked: Period,
  language: string,
): readonly string[] {
  const from = startDate === undefined ? undefined : parseDate(startDate);
  const to = endDate === undefined ? undefined : parseDate(endDate);
  if (!from || !to) return [t('Telnyx does not say which days this report is about.')];
  const told = { from, to };
  if (samePeriod(told, asked)) return [];
  return [t('Telnyx reported other days than asked for: {0}.', periodDays(told, language))];
}

function noCurrency({ currency }: ChargesSummary): readonly string[] {
  return currency.trim() === '' ? [t('Telnyx does not say in which currency these amounts are.')] : [];
}

/** What all words of one report share: its currency and the person's language. */
class ReportWords {
  readonly #currency: string;
  readonly #language: string;

  constructor(currency: string, language: string) {
    this.#currency = currency;
    this.#language = language;
  }

  money(amount: Amount): MoneyText {
    switch (amount.type) {
      case 'exact':
        return this.exact(amount.value);
      case 'not-given':
        return { text: t('not given') };
      case 'unreadable':
        return { text: t('unknown: {0}', brief(amount.raw, 40)) };
    }
  }

  exact(value: Big): MoneyText {
    return {
      text: formatMoney({ amount: value, currency: this.#currency }, this.#language),
      exact: exact(value),
    };
  }

  line(line: Line): LineText {
    const common = {
      name: visible(line.name) || t('(no name)'),
      alias: visible(line.alias),
      total: this.money(lineTotal(line, this.#currency)),
    };
    switch (line.type) {
      case 'comparative':
        return { ...common, fresh: this.#detail(line.fresh), existing: this.#detail(line.existing) };
      case 'simple':
        return { ...common, other: { quantity: line.quantity, amount: this.money(line.amount) } };
      case 'unknown':
        return {
          ...common,
          total: { text: t('unknown') },
          unknownType: visible(line.called) || t('no type'),
        };
    }
  }

  bar({ of, total, parts }: CostBar): Bar {
    return {
      label: barLabel(of),
      total: this.exact(total),
      parts: parts.map(({ series, value }) => ({ series, amount: this.exact(value) })),
    };
  }

  check(summary: ChargesSummary): ReportText['check'] {
    const result = reconcile(summary);
    switch (result.type) {
      case 'equal':
        return {
          tone: 'good',
          sentence: t('Lines and adjustments add up to the total that Telnyx reports.'),
        };
      case 'different':
        return {
          tone: 'warning',
          sentence: t(
            'Lines and adjustments add up to {0}; Telnyx reports a total of {1}. The difference is {2}.',
            this.exact(result.sum).text,
            this.money(summary.totals.grandTotal).text,
            this.exact(result.difference).text,
          ),
        };
      case 'unknown':
        return {
          tone: 'warning',
          sentence: t('Some amounts are not known, so the total that Telnyx reports could not be checked.'),
        };
    }
  }

  #detail({ quantity, recurring, oneTime }: Detail): DetailText {
    return { quantity, recurring: this.money(recurring), oneTime: this.money(oneTime) };
  }
}

function barLabel(of: CostBar['of']): string {
  switch (of.type) {
    case 'line':
      return visible(of.line.name) || t('(no name)');
    case 'rest':
      return t('{0} smaller categories', of.count);
    case 'adjustments':
      return t('Adjustments');
  }
}
