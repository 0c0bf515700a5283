import { t } from '@vscode/l10n';
import { barsOf, type CostBar } from '../core/billing/bars.ts';
import { combined } from '../core/billing/combine.ts';
import { parseDate } from '../core/billing/dates.ts';
import { periodDays, periodTitle, samePeriod, type Period } from '../core/billing/period.ts';
import { lineTotal, reconcile } from '../core/billing/reconcile.ts';
import type { ChargesSummary, Detail, Line, TotalName } from '../core/billing/summary.ts';
import { visible } from '../core/model/text.ts';
import type { Bar, DetailText, LineText, ReportText } from '../core/protocol/charges.ts';
import type { WindowReport } from '../core/state/rangeReports.ts';
import { MoneyWords } from './moneyWords.ts';

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

/**
 * The reports of one or several windows in words for people, put together. Names are the account's own, made visible;
 * amounts keep every digit. All windows are in one currency.
 */
export function reportText(reports: readonly WindowReport<ChargesSummary>[], language: string): ReportText {
  const summary = combined(reports.map(({ report }) => report));
  const money = new MoneyWords(summary.currency, language);
  const words = new ReportWords(money);
  return {
    currency: money.currency,
    grandTotal: money.amount(summary.totals.grandTotal),
    totals: totalNames.map((name) => ({
      label: totalLabels[name](),
      amount: money.amount(summary.totals[name]),
    })),
    bars: barsOf(summary, mostBars).map((bar) => words.bar(bar)),
    lines: summary.lines.map((line) => words.line(line)),
    adjustments: summary.adjustments.map(({ date, description, amount }) => ({
      date: visible(date),
      description: visible(description),
      amount: money.amount(amount),
    })),
    check: words.check(reports),
    warnings: [
      ...reports.flatMap(({ report, window }) => otherPeriod(report, window, language)),
      ...noCurrency(summary),
    ],
    ...(reports.length > 1 && {
      note: t(
        'Put together from {0} reports of at most a month each. A number that is in several of them is counted in each.',
        reports.length,
      ),
    }),
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

/** The words of one report. */
class ReportWords {
  readonly money: MoneyWords;

  constructor(money: MoneyWords) {
    this.money = money;
  }

  line(line: Line): LineText {
    const common = {
      name: visible(line.name) || t('(no name)'),
      alias: visible(line.alias),
      total: this.money.amount(lineTotal(line, this.money.currency)),
    };
    switch (line.type) {
      case 'comparative':
        return { ...common, fresh: this.#detail(line.fresh), existing: this.#detail(line.existing) };
      case 'simple':
        return { ...common, other: { quantity: line.quantity, amount: this.money.amount(line.amount) } };
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
      total: this.money.exact(total),
      parts: parts.map(({ series, value }) => ({ series, amount: this.money.exact(value) })),
    };
  }

  check(reports: readonly WindowReport<ChargesSummary>[]): ReportText['check'] {
    const wrong = reports.flatMap((one) => this.#trouble(one, reports.length > 1));
    if (wrong.length > 0)
      return { tone: 'warning', sentence: [...wrong.slice(0, 3), ...more(wrong.length - 3)].join(' ') };
    return {
      tone: 'good',
      sentence:
        reports.length > 1
          ? t('In each report, lines and adjustments add up to the total that Telnyx reports.')
          : t('Lines and adjustments add up to the total that Telnyx reports.'),
    };
  }

  /** What does not add up in one report. */
  #trouble({ report, window }: WindowReport<ChargesSummary>, named: boolean): readonly string[] {
    const result = reconcile(report);
    const title = periodTitle(window, this.money.language);
    switch (result.type) {
      case 'equal':
        return [];
      case 'different': {
        const sentence = t(
          'Lines and adjustments add up to {0}; Telnyx reports a total of {1}. The difference is {2}.',
          this.money.exact(result.sum).text,
          this.money.amount(report.totals.grandTotal).text,
          this.money.exact(result.difference).text,
        );
        return [named ? t('{0}: {1}', title, sentence) : sentence];
      }
      case 'unknown': {
        const sentence = t(
          'Some amounts are not known, so the total that Telnyx reports could not be checked.',
        );
        return [named ? t('{0}: {1}', title, sentence) : sentence];
      }
    }
  }

  #detail({ quantity, recurring, oneTime }: Detail): DetailText {
    return { quantity, recurring: this.money.amount(recurring), oneTime: this.money.amount(oneTime) };
  }
}

const more = (count: number) => (count > 0 ? [t('{0} more reports do not add up.', count)] : []);

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
