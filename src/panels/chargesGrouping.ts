import { t } from '@vscode/l10n';
import type { ChargeBook } from '../core/billing/chargeBook.ts';
import type { PlainDate } from '../core/billing/dates.ts';
import {
  groupCharges,
  type Dimension,
  type Group,
  type Grouped,
  type Traits,
  type Within,
} from '../core/billing/groups.ts';
import { groupMonths, type MonthGroups, type MonthShare } from '../core/billing/monthGroups.ts';
import { CompareTable } from './chargesCompare.ts';
import { GroupTable } from './chargesGroups.ts';
import { GroupNames } from './chargesNames.ts';
import type { FiguresTable, Sorting } from './chargesSight.ts';
import { MoneyWords } from './moneyWords.ts';

/** What groups are put together from. */
interface Sources {
  readonly view: Dimension;
  readonly within: readonly Within[];
  readonly compare: boolean;
  readonly book: ChargeBook;
  /** What of the book belongs to each window. */
  readonly months: readonly MonthShare[];
  readonly traits: Traits;
  readonly today: PlainDate;
}

interface Wording {
  readonly sorting: Sorting;
  /** What people call a connection or a billing group. */
  readonly nameOf: (key: string) => string | undefined;
  readonly language: string;
}

/** Groups as a table. */
export interface ShownGroups {
  readonly table: FiguresTable;
  /** All charges that fit. */
  readonly whole: Pick<Group, 'total' | 'unknown'>;
  readonly notes: readonly string[];
}

type Together =
  | { readonly type: 'sums'; readonly grouped: Grouped }
  | { readonly type: 'months'; readonly grouped: MonthGroups };

/** The groups of a view: put together again, or sorted again, only when something they are made of has changed. */
export class ChargesGrouping {
  #together: { readonly of: readonly unknown[]; readonly made: Together } | undefined;
  #shown: { readonly of: Together; readonly sorting: Sorting; readonly made: ShownGroups } | undefined;

  shown(sources: Sources, wording: Wording): ShownGroups {
    const of = this.#put(sources);
    const { sorting } = wording;
    if (this.#shown?.of !== of || this.#shown.sorting !== sorting)
      this.#shown = { of, sorting, made: asTable(of, sources, wording) };
    return this.#shown.made;
  }

  #put(sources: Sources): Together {
    const { view, within, compare, book, traits, today } = sources;
    const of = [view, within, compare, book, traits, today];
    if (!this.#together?.of.every((one, at) => one === of[at]))
      this.#together = { of, made: putTogether(sources) };
    return this.#together.made;
  }
}

function putTogether({ view, within, compare, book, months, traits, today }: Sources): Together {
  return compare
    ? { type: 'months', grouped: groupMonths(book, months, { dimension: view, within, traits, today }) }
    : { type: 'sums', grouped: groupCharges(book, view, within, traits) };
}

function asTable(together: Together, sources: Sources, { sorting, nameOf, language }: Wording): ShownGroups {
  const { view, book, months, today } = sources;
  const names = new GroupNames(view, nameOf);
  const money = new MoneyWords(book.currency, language);
  const { whole, overlapping } = together.grouped;
  const notes = overlapping
    ? [t('A number with several tags counts in each of them; the sum counts it once.')]
    : [];
  if (together.type === 'sums')
    return { table: new GroupTable({ grouped: together.grouped, names, money, sorting }), whole, notes };
  const windows = months.map(({ window }) => window);
  const table = new CompareTable({ grouped: together.grouped, windows, today, names, money, sorting });
  return { table, whole, notes: [...notes, ...table.notes] };
}
