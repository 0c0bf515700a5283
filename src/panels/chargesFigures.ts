import { t } from '@vscode/l10n';
import type { ChargeBook } from '../core/billing/chargeBook.ts';
import type { PlainDate } from '../core/billing/dates.ts';
import {
  groupCharges,
  type Dimension,
  type Group,
  type Grouped,
  type NumberTrait,
  type Traits,
  type Within,
} from '../core/billing/groups.ts';
import { groupMonths, type MonthShare } from '../core/billing/monthGroups.ts';
import type { Period } from '../core/billing/period.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesState, RowText, TableText } from '../core/protocol/charges.ts';
import { breakdownCheck } from './chargesCheck.ts';
import type { ChargesData, Needs } from './chargesData.ts';
import { CompareTable } from './chargesCompare.ts';
import { GroupTable } from './chargesGroups.ts';
import { MonthTable } from './chargesMonths.ts';
import { GroupNames, headings } from './chargesNames.ts';
import { reportGrid } from './chargesGrid.ts';
import type { FiguresTable, Sight, Sorting } from './chargesSight.ts';
import { reportText } from './chargesText.ts';
import { MoneyWords } from './moneyWords.ts';

/** More rows than any screen shows, so that no message grows with the account. */
const mostRows = 500;

function isTrait(dimension: Dimension): dimension is NumberTrait {
  return dimension === 'tag' || dimension === 'connection' || dimension === 'billing-group';
}

interface Shown {
  readonly of: readonly unknown[];
  readonly table: FiguresTable;
  /** All charges that fit. */
  readonly whole: Pick<Group, 'total' | 'unknown'>;
  readonly notes: readonly string[];
}

/** What is shown of the charges: the figures of a view, put together when first looked at. */
export class ChargesFigures {
  readonly #data: ChargesData;
  readonly #language: string;
  readonly #today: () => PlainDate;
  #shown: Shown | undefined;

  constructor(data: ChargesData, language: string, today: () => PlainDate) {
    this.#data = data;
    this.#language = language;
    this.#today = today;
  }

  needs({ view, within }: Sight): Needs {
    if (view === 'categories' || view === 'months') return { numbers: false, traits: false };
    return { numbers: true, traits: isTrait(view) || within.some(({ dimension }) => isTrait(dimension)) };
  }

  state(sight: Sight): Pick<ChargesState, 'report' | 'table' | 'currencies'> {
    const { summaries } = this.#data;
    if (!summaries) return {};
    const all = [...new Set(summaries.map(({ report }) => report.currency))];
    const currency = this.#currency(sight) ?? '';
    const own = summaries.filter(({ report }) => report.currency === currency);
    const named = (one: string) => visible(one) || t('(not told)');
    const currencies =
      all.length > 1 ? { currencies: { chosen: named(currency), all: all.map(named) } } : undefined;
    if (sight.view === 'categories') return { report: reportText(own, this.#language), ...currencies };
    const table = sight.view === 'months' ? this.#monthText() : this.#groupText(sight, currency);
    return { ...(table && { table }), ...(sight.view !== 'months' && currencies) };
  }

  /** The window of a month in the table of months. */
  month(key: string): Period | undefined {
    return this.#months?.window(key);
  }

  /** What a row opens; undefined for a row that is not there. */
  opens(sight: Sight, key: string): RowText['opens'] | undefined {
    return this.#groups(sight)?.table.opens(key);
  }

  /** As the table says it, which may have other columns than the one asked for. */
  sorting(sight: Sight): Sorting {
    return this.#groups(sight)?.table.sorting ?? sight.sorting;
  }

  name(dimension: Dimension, key: string): string {
    return visible(
      (isTrait(dimension) ? this.#data.nameOf(dimension, key) : undefined) ?? key.replace('\u0000', ''),
    );
  }

  exported(sight: Sight): readonly (readonly string[])[] | undefined {
    const { summaries } = this.#data;
    if (!summaries) return undefined;
    if (sight.view === 'months') return this.#months?.exported();
    if (sight.view !== 'categories') return this.#groups(sight)?.table.exported();
    const currency = this.#currency(sight);
    return reportGrid(summaries.map(({ report }) => report).filter((one) => one.currency === currency));
  }

  get #months(): MonthTable | undefined {
    const { summaries } = this.#data;
    return summaries && new MonthTable(summaries, this.#today(), this.#language);
  }

  /** The currency of a view, as the API names it. */
  #currency({ currency }: Partial<Sight>): string | undefined {
    const all = this.#data.summaries?.map(({ report }) => report.currency) ?? [];
    const chosen = all.find(
      (one) => currency !== undefined && (visible(one) || t('(not told)')) === currency,
    );
    return chosen ?? all.at(-1);
  }

  #monthText(): TableText | undefined {
    const months = this.#months;
    if (!months) return undefined;
    const rows = months.rows();
    const { sum } = months;
    return {
      caption: t('Month against month'),
      columns: months.columns,
      total: rows.length,
      from: 0,
      rows,
      bars: months.bars,
      currency: this.#currency({}) ?? '',
      ...(sum && { sum }),
      notes: [
        t('Changes compare whole months that are over with the month before.'),
        ...(sum ? [] : [t('The months are in several currencies, which are never added.')]),
      ],
    };
  }

  #groupText(sight: Sight, currency: string): TableText | undefined {
    const shown = this.#groups(sight);
    if (!shown || sight.view === 'categories' || sight.view === 'months') return undefined;
    const { table, whole, notes } = shown;
    const from = Math.min(sight.rows.from, Math.max(0, table.count - 1));
    const book = this.#data.book(currency);
    const check = book && sight.within.length === 0 && this.#check(book, whole);
    return {
      caption: this.#caption(headings[sight.view](), sight.compare),
      columns: table.columns,
      sort: table.sorting,
      total: table.count,
      from,
      rows: table.rows(from, Math.min(sight.rows.to, from + mostRows)),
      sum: table.sum,
      bars: table.bars,
      currency,
      ...(check && { check }),
      notes: [
        t(
          'What numbers cost, as Telnyx breaks it down. Usage, credits and adjustments are not told by number.',
        ),
        ...notes,
        ...(book && book.unread > 0
          ? [t('The charges of {0} numbers could not be read; they are missing here.', book.unread)]
          : []),
        ...(isTrait(sight.view) ? [t('Tags, connections and groups are those of today.')] : []),
      ],
    };
  }

  #caption(heading: string, compare: boolean): string {
    const by = heading.toLocaleLowerCase(this.#language);
    return compare ? t('Charges by {0}, month against month', by) : t('Charges by {0}', by);
  }

  #check(book: ChargeBook, whole: Shown['whole']) {
    const all = this.#data.summaries?.map(({ report }) => report) ?? [];
    const own = all.filter(({ currency }) => currency === book.currency);
    return breakdownCheck(whole, book.unread, own, new MoneyWords(book.currency, this.#language));
  }

  /** Put together again only when something it is made of has changed. */
  #groups(sight: Sight): Shown | undefined {
    const { view, within, sorting, compare } = sight;
    if (view === 'categories' || view === 'months') return undefined;
    const needs = this.needs(sight);
    const currency = this.#currency(sight) ?? '';
    const book = this.#data.book(currency);
    const traits: Traits | undefined = needs.traits ? this.#data.traits : () => undefined;
    if (!book || !traits) return undefined;
    const of = [view, within, sorting, compare, book, needs.traits && traits];
    if (this.#shown?.of.every((one, at) => one === of[at])) return this.#shown;
    const names = new GroupNames(view, (key) => (isTrait(view) ? this.#data.nameOf(view, key) : undefined));
    const money = new MoneyWords(book.currency, this.#language);
    const shown = compare
      ? this.#compared(book, this.#data.months(currency), { names, money, sorting }, { within, traits })
      : groupedTable(groupCharges(book, view, within, traits), { names, money, sorting });
    this.#shown = { of, ...shown };
    return this.#shown;
  }

  #compared(
    book: ChargeBook,
    months: readonly MonthShare[],
    words: TableWords,
    by: { readonly within: readonly Within[]; readonly traits: Traits },
  ): Omit<Shown, 'of'> {
    const today = this.#today();
    const grouped = groupMonths(book, months, { dimension: words.names.dimension, ...by, today });
    const table = new CompareTable({ grouped, windows: months.map(({ window }) => window), today, ...words });
    return { table, whole: grouped.whole, notes: [...overlap(grouped), ...table.notes] };
  }
}

interface TableWords {
  readonly names: GroupNames;
  readonly money: MoneyWords;
  readonly sorting: Sorting;
}

function groupedTable(grouped: Grouped, words: TableWords): Omit<Shown, 'of'> {
  return { table: new GroupTable({ grouped, ...words }), whole: grouped.whole, notes: overlap(grouped) };
}

function overlap({ overlapping }: { readonly overlapping: boolean }): readonly string[] {
  return overlapping ? [t('A number with several tags counts in each of them; the sum counts it once.')] : [];
}
