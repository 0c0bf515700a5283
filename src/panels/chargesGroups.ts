import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import { costKinds, type CostKind } from '../core/billing/chargeBook.ts';
import { goneKey, noneKey, type Dimension, type Group, type Grouped } from '../core/billing/groups.ts';
import { visible } from '../core/model/text.ts';
import type { Bar, ColumnText, RowText, SortColumn, TableText } from '../core/protocol/charges.ts';
import { inWords } from '../core/resources/words.ts';
import { untoldKey } from '../core/state/numberTraits.ts';
import type { MoneyWords } from './moneyWords.ts';

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The dearest first: what people look for. */
export const dearestFirst: Sorting = { column: 'total', descending: true };

/** How many bars are drawn: more cannot be told apart, and the table has them all. */
const mostBars = 20;

interface GroupTableParts {
  readonly grouped: Grouped;
  readonly dimension: Dimension;
  readonly sorting: Sorting;
  readonly money: MoneyWords;
  /** What people call a connection or billing group. */
  readonly nameOf: (key: string) => string | undefined;
}

/** Groups of charges as rows in an order; only those in sight become words. */
export class GroupTable {
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

  get columns(): readonly ColumnText[] {
    return [
      { label: headings[this.#parts.dimension](), sorts: 'name' },
      ...this.#numbers({ label: t('Numbers'), sorts: 'numbers' } as const),
      ...this.#kinds.map((kind): ColumnText => ({ label: kindNames[kind](), sorts: kind })),
      { label: t('Total'), sorts: 'total' },
    ];
  }

  get count(): number {
    return this.#rows.length;
  }

  rows(from: number, to: number): readonly RowText[] {
    return this.#rows.slice(from, to).map((group) => ({
      key: group.key,
      label: this.#name(group.key),
      cells: this.#cells(group),
      opens: this.#opens(group.key),
    }));
  }

  /** What a row opens; undefined for a row that is not there. */
  opens(key: string): RowText['opens'] | undefined {
    return this.#rows.some((group) => group.key === key) ? this.#opens(key) : undefined;
  }

  /** Every row in exact amounts, for files. */
  exported(): readonly (readonly string[])[] {
    const { currency } = this.#parts.money;
    return [
      [...this.columns.map(({ label }) => label), t('Charges of unknown cost'), t('Currency')],
      ...this.#rows.map((group) => [
        this.#name(group.key),
        ...this.#numbers(String(group.numbers)),
        ...this.#kinds.map((kind) => group.sums[kind].toFixed()),
        group.total.toFixed(),
        String(group.unknown),
        currency,
      ]),
    ];
  }

  /** The dearest groups; put together once, since every scroll asks for the state again. */
  get bars(): readonly Bar[] {
    return (this.#bars ??= this.#drawn());
  }

  #drawn(): readonly Bar[] {
    const { money } = this.#parts;
    const drawn = this.#parts.grouped.groups
      .filter(({ total }) => !total.eq(0))
      .toSorted((one, other) => other.total.abs().cmp(one.total.abs()))
      .slice(0, mostBars);
    return drawn.map((group) => ({
      label: this.#name(group.key),
      total: money.exact(group.total),
      ...(this.#opens(group.key) !== 'none' && { key: group.key }),
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
    return this.#parts.dimension === 'number' ? [] : [cell];
  }

  #opens(key: string): RowText['opens'] {
    if (this.#parts.dimension !== 'number') return 'below';
    return /^\+\d{4,}$/.test(key) ? 'number' : 'none';
  }

  #name(key: string): string {
    const { dimension, nameOf } = this.#parts;
    if (key === noneKey) return noneNames[dimension]();
    if (key === goneKey) return t('(not in this account now)');
    if (key === untoldKey) return t('(not told by Telnyx)');
    if (dimension === 'type') return visible(inWords(key) ?? key);
    return visible(nameOf(key) ?? key);
  }

  #sorted(groups: readonly Group[]): readonly Group[] {
    const { column, descending } = this.#parts.sorting;
    if (column === 'name') {
      const named = groups.map((group) => ({ group, name: this.#name(group.key) }));
      const by = this.#parts.dimension === 'number' ? digitByDigit : collator.compare;
      named.sort((one, other) => by(one.name, other.name) * (descending ? -1 : 1));
      return named.map(({ group }) => group);
    }
    const by = valueOf(column);
    return groups.toSorted((one, other) => compare(by(one), by(other)) * (descending ? -1 : 1));
  }
}

/** Numbers of one country stand together. */
const digitByDigit = (one: string, other: string) => (one < other ? -1 : one === other ? 0 : 1);
const collator = new Intl.Collator(undefined, { numeric: true });

function valueOf(column: Exclude<SortColumn, 'name'>): (group: Group) => Big | number {
  if (column === 'numbers') return ({ numbers }) => numbers;
  return column === 'total' ? ({ total }) => total : ({ sums }) => sums[column];
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

export const headings: Readonly<Record<Dimension, () => string>> = {
  service: () => t('Service'),
  type: () => t('Type of number'),
  number: () => t('Number'),
  tag: () => t('Tag'),
  connection: () => t('Connection'),
  'billing-group': () => t('Billing group'),
};

const noneNames: Readonly<Record<Dimension, () => string>> = {
  service: () => t('(no name)'),
  type: () => t('(no type)'),
  number: () => t('(no number)'),
  tag: () => t('(no tags)'),
  connection: () => t('(no connection)'),
  'billing-group': () => t('(no billing group)'),
};
