import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import { costKinds, type CostKind } from '../core/billing/chargeBook.ts';
import type { Group, Grouped } from '../core/billing/groups.ts';
import type { Bar, ColumnText, RowText, SortColumn, TableText } from '../core/protocol/charges.ts';
import { headings, type GroupNames } from './chargesNames.ts';
import { dearestFirst, type FiguresTable, type Sorting } from './chargesSight.ts';
import type { MoneyWords } from './moneyWords.ts';

/** How many bars are drawn: more cannot be told apart, and the table has them all. */
const mostBars = 20;

interface GroupTableParts {
  readonly grouped: Grouped;
  readonly names: GroupNames;
  readonly sorting: Sorting;
  readonly money: MoneyWords;
}

/** Groups of charges as rows in an order; only those in sight become words. */
export class GroupTable implements FiguresTable {
  readonly #parts: GroupTableParts;
  readonly #rows: readonly Group[];
  readonly #kinds: readonly CostKind[];
  #bars: readonly Bar[] | undefined;

  constructor(parts: GroupTableParts) {
    this.#parts = parts;
    const { groups, whole } = parts.grouped;
    // Other kinds are not documented: their column is there when they are.
    this.#kinds = costKinds.filter((kind) => kind !== 'other' || !whole.sums.other.eq(0));
    this.#rows = this.#sorted(groups);
  }

  /** Other tables have columns that this one has not. */
  get sorting(): Sorting {
    const { sorting } = this.#parts;
    return sorting.column === 'change' || sorting.column === 'percent' ? dearestFirst : sorting;
  }

  get columns(): readonly ColumnText[] {
    return [
      { label: headings[this.#parts.names.dimension](), sorts: 'name' },
      ...this.#numbers({ label: t('Numbers'), sorts: 'numbers' } as const),
      ...this.#kinds.map((kind): ColumnText => ({ label: kindNames[kind](), sorts: kind })),
      { label: t('Total'), sorts: 'total' },
    ];
  }

  get count(): number {
    return this.#rows.length;
  }

  rows(from: number, to: number): readonly RowText[] {
    const { names } = this.#parts;
    return this.#rows.slice(from, to).map((group) => names.row(group.key, this.#cells(group)));
  }

  /** What a row opens; undefined for a row that is not there. */
  opens(key: string): RowText['opens'] | undefined {
    return this.#rows.some((group) => group.key === key) ? this.#parts.names.opens(key) : undefined;
  }

  /** Every row in exact amounts, for files. */
  exported(): readonly (readonly string[])[] {
    const { names, money } = this.#parts;
    return [
      [...this.columns.map(({ label }) => label), t('Charges of unknown cost'), t('Currency')],
      ...this.#rows.map((group) => [
        names.name(group.key),
        ...this.#numbers(String(group.numbers)),
        ...this.#kinds.map((kind) => group.sums[kind].toFixed()),
        group.total.toFixed(),
        String(group.unknown),
        money.currency,
      ]),
    ];
  }

  /** The dearest groups; put together once, since every scroll asks for the state again. */
  get bars(): readonly Bar[] {
    return (this.#bars ??= this.#drawn());
  }

  #drawn(): readonly Bar[] {
    const { money, names, grouped } = this.#parts;
    const drawn = grouped.groups
      .filter(({ total }) => !total.eq(0))
      .toSorted((one, other) => other.total.abs().cmp(one.total.abs()))
      .slice(0, mostBars);
    return drawn.map((group) => ({
      label: names.name(group.key),
      total: money.exact(group.total),
      ...(names.opens(group.key) !== 'none' && { key: group.key }),
      parts: costKinds
        .filter((kind) => !group.sums[kind].eq(0))
        .map((series) => ({ series, amount: money.exact(group.sums[series]) })),
    }));
  }

  /** All of them together, each charge once. */
  get sum(): NonNullable<TableText['sum']> {
    return this.#cells(this.#parts.grouped.whole);
  }

  #cells(group: Group): readonly string[] {
    const { money } = this.#parts;
    const unknown = group.unknown > 0 ? [t('{0} unknown', group.unknown)] : [];
    return [
      ...this.#numbers(count(group.numbers)),
      ...this.#kinds.map((kind) => money.exact(group.sums[kind]).text),
      [money.exact(group.total).text, ...unknown].join(' + '),
    ];
  }

  /** How many numbers there are says nothing where each row is one. */
  #numbers<T>(cell: T): readonly T[] {
    return this.#parts.names.dimension === 'number' ? [] : [cell];
  }

  #sorted(groups: readonly Group[]): readonly Group[] {
    const { column, descending } = this.sorting;
    if (column === 'name') return this.#parts.names.sorted(groups, descending);
    const by = valueOf(column);
    return groups.toSorted((one, other) => compare(by(one), by(other)) * (descending ? -1 : 1));
  }
}

function valueOf(column: SortColumn): (group: Group) => Big | number {
  if (column === 'numbers') return ({ numbers }) => numbers;
  const kind = costKinds.find((one) => one === column);
  return kind ? ({ sums }) => sums[kind] : ({ total }) => total;
}

function compare(one: Big | number, other: Big | number): number {
  if (typeof one === 'number' || typeof other === 'number') return Number(one) - Number(other);
  return one.cmp(other);
}

const count = (value: number) => value.toLocaleString('en-US');

const kindNames: Readonly<Record<CostKind, () => string>> = {
  recurring: () => t('Recurring'),
  'one-time': () => t('One-time'),
  other: () => t('Other'),
};
