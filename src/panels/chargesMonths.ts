import { t } from '@vscode/l10n';
import type { Amount } from '../core/billing/amount.ts';
import { isExact } from '../core/billing/amount.ts';
import { changeFrom, type Change } from '../core/billing/change.ts';
import { strictSum } from '../core/billing/combine.ts';
import type { PlainDate } from '../core/billing/dates.ts';
import { isMonth, lastDayOf, periodTitle, type Period } from '../core/billing/period.ts';
import type { ChargesSummary, TotalName } from '../core/billing/summary.ts';
import type { Bar, ColumnText, RowText, Series, TableText } from '../core/protocol/charges.ts';
import type { WindowReport } from '../core/state/rangeReports.ts';
import { differenceText, percentText } from './changeText.ts';
import { MoneyWords } from './moneyWords.ts';

type Month = WindowReport<ChargesSummary>;

const parts: readonly { readonly name: TotalName; readonly series: Series; readonly label: () => string }[] =
  [
    { name: 'existingRecurring', series: 'existing', label: () => t('Existing recurring') },
    { name: 'newRecurring', series: 'new', label: () => t('New recurring') },
    { name: 'newOneTime', series: 'one-time', label: () => t('New one-time') },
    { name: 'other', series: 'other', label: () => t('Other') },
    { name: 'credits', series: 'adjustment', label: () => t('Credits') },
    { name: 'ledgerAdjustments', series: 'adjustment', label: () => t('Ledger adjustments') },
  ];

/** Month against month: the totals that Telnyx reports, and how each differs from the month before. Newest first. */
export class MonthTable {
  readonly #months: readonly Month[];
  readonly #language: string;
  readonly #today: PlainDate;

  constructor(months: readonly Month[], today: PlainDate, language: string) {
    this.#months = months;
    this.#today = today;
    this.#language = language;
  }

  get columns(): readonly ColumnText[] {
    return [
      t('Month'),
      t('Total'),
      t('Change'),
      t('Change in percent'),
      ...parts.map(({ label }) => label()),
    ].map((label) => ({ label }));
  }

  rows(): readonly RowText[] {
    return this.#months
      .map((month, at): RowText => {
        const { report, window } = month;
        const money = new MoneyWords(report.currency, this.#language);
        const change = this.#change(at);
        return {
          key: window.from,
          label: this.#title(window),
          opens: 'month',
          cells: [
            money.amount(report.totals.grandTotal).text,
            change ? differenceText(change, money).text : '',
            change ? percentText(change, this.#language) : '',
            ...parts.map(({ name }) => money.amount(report.totals[name]).text),
          ],
        };
      })
      .toReversed();
  }

  get bars(): readonly Bar[] {
    return this.#months.map(({ report, window }) => {
      const money = new MoneyWords(report.currency, this.#language);
      const drawn = parts.flatMap(({ name, series }) => {
        const amount = report.totals[name];
        return isExact(amount) && !amount.value.eq(0) ? [{ series, amount: money.exact(amount.value) }] : [];
      });
      return {
        key: window.from,
        label: periodTitle(window, this.#language),
        total: money.amount(report.totals.grandTotal),
        parts: drawn,
      };
    });
  }

  /** All months together; absent where they are in several currencies. */
  get sum(): NonNullable<TableText['sum']> | undefined {
    const currency = this.#months[0]?.report.currency;
    if (currency === undefined || this.#months.some(({ report }) => report.currency !== currency))
      return undefined;
    const money = new MoneyWords(currency, this.#language);
    const total = (name: TotalName): Amount =>
      strictSum(this.#months.map(({ report }) => report.totals[name]));
    const text = (name: TotalName) => money.amount(total(name)).text;
    return [text('grandTotal'), '', '', ...parts.map(({ name }) => text(name))];
  }

  window(key: string): Period | undefined {
    return this.#months.find(({ window }) => window.from === key)?.window;
  }

  exported(): readonly (readonly string[])[] {
    const digits = (amount: Amount) => (isExact(amount) ? amount.value.toFixed() : '');
    return [
      [t('From'), t('Last day'), ...this.columns.slice(1).map(({ label }) => label), t('Currency')],
      ...this.#months.map(({ report, window }, at) => {
        const change = this.#change(at);
        return [
          window.from,
          lastDayOf(window),
          digits(report.totals.grandTotal),
          change?.difference.toFixed() ?? '',
          change?.percent?.toFixed() ?? '',
          ...parts.map(({ name }) => digits(report.totals[name])),
          report.currency,
        ];
      }),
    ];
  }

  /** Only whole months in one currency are compared, and none with a month that is not over. */
  #change(at: number): Change | undefined {
    const [before, now] = [this.#months[at - 1], this.#months[at]];
    if (!before || !now || ![before, now].every(({ window }) => this.#isWhole(window))) return undefined;
    if (before.report.currency !== now.report.currency) return undefined;
    return changeFrom(before.report.totals.grandTotal, now.report.totals.grandTotal);
  }

  #isWhole(window: Period): boolean {
    return isMonth(window) && window.to <= this.#today;
  }

  #title(window: Period): string {
    const title = periodTitle(window, this.#language);
    return window.to > this.#today ? t('{0} (so far)', title) : title;
  }
}
