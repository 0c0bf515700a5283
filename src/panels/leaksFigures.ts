import { t } from '@vscode/l10n';
import { groupCharges } from '../core/billing/groups.ts';
import { leakReasons, leaksIn, type Leak, type LeakReason, type Leaks } from '../core/billing/leaks.ts';
import { isWhole, silenceIn } from '../core/billing/silence.ts';
import { grouped } from '../core/model/text.ts';
import type { TableText } from '../core/protocol/charges.ts';
import type { LeaksState } from '../core/protocol/leaks.ts';
import type { ChargesData } from './chargesData.ts';
import type { LeaksSearch } from './leaksSearch.ts';
import {
  chosenText,
  columns,
  exportedLeaks,
  reasonText,
  rowText,
  sorted,
  sumText,
  type LeakSorting,
} from './leaksTable.ts';
import { MoneyWords } from './moneyWords.ts';

interface FiguresParts {
  readonly data: ChargesData;
  readonly search: LeaksSearch;
  readonly language: string;
  readonly shown: readonly LeakReason[];
}

interface Found {
  readonly of: readonly unknown[];
  readonly leaks: Leaks;
  readonly money: MoneyWords;
}

const firstRows = { from: 0, to: 200 };
/** More rows than any screen shows, so that no message grows with the account. */
const mostRows = 500;

/** Which numbers are shown, in which order, which of them are chosen, and what they cost. */
export class LeaksFigures {
  readonly #parts: FiguresParts;
  readonly #chosen = new Set<string>();
  #shown: readonly LeakReason[];
  #sorting: LeakSorting = { column: 'total', descending: true };
  #rows = firstRows;
  #found: Found | undefined;
  #listed: { readonly of: readonly unknown[]; readonly rows: readonly Leak[] } | undefined;

  constructor(parts: FiguresParts) {
    this.#parts = parts;
    this.#shown = parts.shown;
  }

  /** The reasons whose numbers are shown. */
  get shown(): readonly LeakReason[] {
    return this.#shown;
  }

  /** What is shown, in its order. */
  get list(): readonly Leak[] {
    const all = this.#leaks?.leaks.leaks;
    const of = [all, this.#shown, this.#sorting];
    if (this.#listed?.of.every((one, at) => one === of[at])) return this.#listed.rows;
    const shown = (all ?? []).filter(({ reasons }) => reasons.some((one) => this.#shown.includes(one)));
    this.#listed = { of, rows: sorted(shown, this.#sorting) };
    return this.#listed.rows;
  }

  /** What is chosen of it. What is not shown is never chosen: what is done is done to what is seen. */
  get chosen(): readonly Leak[] {
    return this.#chosen.size === 0 ? [] : this.list.filter(({ phone }) => this.#chosen.has(phone));
  }

  /** The numbers that were charged and are the account's; undefined until that is known. */
  get phones(): readonly string[] | undefined {
    const { known } = this.#parts.data;
    return known && this.#book?.numbers.filter((phone) => known(phone) !== undefined);
  }

  show(reason: LeakReason, shown: boolean): void {
    const others = this.#shown.filter((one) => one !== reason);
    this.#shown = shown ? [...others, reason] : others;
    this.#rows = firstRows;
    const kept = this.chosen;
    this.#chosen.clear();
    for (const { phone } of kept) this.#chosen.add(phone);
  }

  sort(column: LeakSorting['column']): void {
    const { column: before, descending } = this.#sorting;
    this.#sorting = { column, descending: before === column ? !descending : column === 'total' };
    this.#rows = firstRows;
  }

  look(rows: { readonly from: number; readonly to: number }): void {
    this.#rows = rows;
  }

  choose(phone: string, chosen: boolean): void {
    if (chosen && this.has(phone)) this.#chosen.add(phone);
    else this.#chosen.delete(phone);
  }

  chooseAll(all: boolean): void {
    this.#chosen.clear();
    if (all) for (const { phone } of this.list) this.#chosen.add(phone);
  }

  has(phone: string): boolean {
    return this.list.some((leak) => leak.phone === phone);
  }

  /** What is shown as a grid of texts, headings first, in exact amounts; undefined while it is not there. */
  exported(): readonly (readonly string[])[] | undefined {
    const { money } = this.#leaks ?? {};
    return money && exportedLeaks(this.list, money);
  }

  /** `month`: how people call the month of the rent. */
  state(month: string): Pick<LeaksState, 'reasons' | 'table' | 'chosen'> {
    const { leaks, money } = this.#leaks ?? {};
    const { looked } = this.#parts.search;
    const told = looked !== undefined && (looked.seen.all || isWhole(looked));
    return {
      reasons: leakReasons.map((reason) => {
        const known = reason === 'silent' && !told ? undefined : leaks?.leaks;
        return reasonText(reason, this.#shown.includes(reason), known, money);
      }),
      ...(leaks && money && { table: this.#table(leaks, money, month) }),
      chosen: chosenText(this.chosen, money),
    };
  }

  get #book() {
    const { data } = this.#parts;
    const { summaries } = data;
    return summaries && data.book(summaries.at(-1)?.report.currency ?? '');
  }

  /** Put together again only when something it is made of has changed. */
  get #leaks(): Found | undefined {
    const { data, search, language } = this.#parts;
    const book = this.#book;
    const { known } = data;
    if (!known || !book) return undefined;
    const { looked } = search;
    const of = [known, book, looked];
    if (this.#found?.of.every((one, at) => one === of[at])) return this.#found;
    const silence = looked && ((phone: string) => silenceIn(looked, phone));
    const leaks = leaksIn(groupCharges(book, 'number').groups, known, silence);
    this.#found = { of, leaks, money: new MoneyWords(book.currency, language) };
    return this.#found;
  }

  #table({ gone, rented }: Leaks, money: MoneyWords, month: string): TableText {
    const { list } = this;
    const from = Math.min(this.#rows.from, Math.max(0, list.length - 1));
    const rows = list.slice(from, Math.min(this.#rows.to, from + mostRows));
    return {
      caption: t('Numbers that may cost rent for nothing'),
      columns: columns(),
      sort: this.#sorting,
      total: list.length,
      from,
      rows: rows.map((leak) => rowText(leak, this.#chosen.has(leak.phone), money)),
      sum: sumText(list, money),
      bars: [],
      currency: money.currency,
      notes: [
        t('Rent is what Telnyx charged as recurring for {0}. A year is twelve times that month.', month),
        t(
          'Numbers of this account that cost rent then: {0}. Numbers bought since are not listed.',
          grouped(rented),
        ),
        ...(gone > 0
          ? [t('Charged, but not among the phone numbers of this account now: {0}.', grouped(gone))]
          : []),
      ],
    };
  }
}
