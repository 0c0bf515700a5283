import { t } from '@vscode/l10n';
import type { ChargeBook } from '../core/billing/chargeBook.ts';
import type { PlainDate } from '../core/billing/dates.ts';
import type { Dimension, NumberTrait, Traits } from '../core/billing/groups.ts';
import type { Period } from '../core/billing/period.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesState, RowText, TableText } from '../core/protocol/charges.ts';
import { breakdownCheck } from './chargesCheck.ts';
import type { ChargesData, Needs } from './chargesData.ts';
import { reportGrid } from './chargesGrid.ts';
import { ChargesGrouping, type ShownGroups } from './chargesGrouping.ts';
import { MonthTable } from './chargesMonths.ts';
import { headings } from './chargesNames.ts';
import type { Sight, Sorting } from './chargesSight.ts';
import { reportText } from './chargesText.ts';
import { MoneyWords } from './moneyWords.ts';

/** More rows than any screen shows, so that no message grows with the account. */
const mostRows = 500;

function isTrait(dimension: Dimension): dimension is NumberTrait {
  return dimension === 'tag' || dimension === 'connection' || dimension === 'billing-group';
}

/** What is shown of the charges: the figures of a view, put together when first looked at. */
export class ChargesFigures {
  readonly #data: ChargesData;
  readonly #language: string;
  readonly #today: () => PlainDate;
  readonly #grouping = new ChargesGrouping();

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
    if (!summaries) {
      // Added up while the totals to compare it with are still on their way.
      this.#groups(sight);
      return {};
    }
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
    const all = this.#data.currencies;
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

  #check(book: ChargeBook, whole: ShownGroups['whole']) {
    const all = this.#data.summaries?.map(({ report }) => report) ?? [];
    const own = all.filter(({ currency }) => currency === book.currency);
    return breakdownCheck(whole, book.unread, own, new MoneyWords(book.currency, this.#language));
  }

  #groups(sight: Sight): ShownGroups | undefined {
    const { view } = sight;
    if (view === 'categories' || view === 'months') return undefined;
    const { traits: needsTraits } = this.needs(sight);
    const currency = this.#currency(sight) ?? '';
    const book = this.#data.book(currency);
    const traits = needsTraits ? this.#data.traits : noTraits;
    if (!book || !traits) return undefined;
    const sources = {
      ...sight,
      view,
      book,
      traits,
      months: this.#data.months(currency),
      today: this.#today(),
    };
    const nameOf = (key: string) => (isTrait(view) ? this.#data.nameOf(view, key) : undefined);
    return this.#grouping.shown(sources, { sorting: sight.sorting, nameOf, language: this.#language });
  }
}

const noTraits: Traits = () => undefined;
