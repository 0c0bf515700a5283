import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import { momentOf, type PlainDate } from '../core/billing/dates.ts';
import type { MonthCost, MonthGroup, MonthGroups } from '../core/billing/monthGroups.ts';
import { isMonth, lastDayOf, periodDays, periodTitle, type Period } from '../core/billing/period.ts';
import type { Bar, ColumnText, RowText, TableText } from '../core/protocol/charges.ts';
import { differenceText, percentText } from './changeText.ts';
import { headings, type GroupNames } from './chargesNames.ts';
import { dearestFirst, type FiguresTable, type Sorting } from './chargesSight.ts';
import type { MoneyWords } from './moneyWords.ts';

/** How many bars are drawn: more cannot be told apart, and the table has them all. */
const mostBars = 20;

interface CompareTableParts {
  readonly grouped: MonthGroups;
  /** Those of the months of each group. */
  readonly windows: readonly Period[];
  readonly today: PlainDate;
  readonly names: GroupNames;
  readonly sorting: Sorting;
  readonly money: MoneyWords;
}

/** Groups of charges month against month, newest first; only the rows in sight become words. */
export class CompareTable implements FiguresTable {
  readonly #parts: CompareTableParts;
  readonly #rows: readonly MonthGroup[];
  #bars: readonly Bar[] | undefined;

  constructor(parts: CompareTableParts) {
    this.#parts = parts;
    this.#rows = this.#sorted();
  }

  /** Other tables have columns that this one has not. */
  get sorting(): Sorting {
    const { sorting, grouped } = this.#parts;
    const known = ['name', 'total', ...(grouped.pair ? ['change', 'percent'] : [])];
    return known.includes(sorting.column) ? sorting : dearestFirst;
  }

  get columns(): readonly ColumnText[] {
    return [
      { label: headings[this.#parts.names.dimension](), sorts: 'name' },
      ...this.#changes<ColumnText>([
        { label: t('Change'), sorts: 'change' },
        { label: t('Percent'), sorts: 'percent' },
      ]),
      ...this.#parts.windows.map((window, at) => ({ label: this.#heading(window, at) })).toReversed(),
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

  opens(key: string): RowText['opens'] | undefined {
    return this.#rows.some((group) => group.key === key) ? this.#parts.names.opens(key) : undefined;
  }

  get sum(): NonNullable<TableText['sum']> {
    return this.#cells(this.#parts.grouped.whole);
  }

  /** What has changed most; put together once, since every scroll asks for the state again. */
  get bars(): readonly Bar[] {
    return (this.#bars ??= this.#drawn());
  }

  /** Which months are compared, or why none are. */
  get notes(): readonly string[] {
    const { money } = this.#parts;
    const { before, now } = this.#pair ?? {};
    if (!before || !now)
      return [
        t(
          'To compare, choose days that hold at least two whole months in a row, both over and in one currency.',
        ),
      ];
    return [
      t(
        'Changes compare {0} with {1}: the last two whole months of these days that are over.',
        periodTitle(now, money.language),
        periodTitle(before, money.language),
      ),
      ...this.#unchanged,
    ];
  }

  /** Why changes are not told. */
  get #unchanged(): readonly string[] {
    const { pair, whole } = this.#parts.grouped;
    if (!pair || whole.change) return [];
    return this.#isUnread(pair.before) || this.#isUnread(pair.now)
      ? [t('The charges of some numbers in these two months could not be read, so no change is told.')]
      : [t('Where the cost of a charge is not known, no change is told.')];
  }

  /** Every row in exact amounts, for files: nothing where a month tells no charge or no exact amount. */
  exported(): readonly (readonly string[])[] {
    const { names, money, windows } = this.#parts;
    const { before, now } = this.#pair ?? {};
    const changed = before && now ? t('Change from {0} to {1}', spanOf(before), spanOf(now)) : '';
    return [
      [
        headings[names.dimension](),
        ...windows.map(spanOf),
        ...this.#changes([changed, t('Change in percent')]),
        t('Total'),
        t('Charges of unknown cost'),
        t('Currency'),
      ],
      ...this.#rows.map((group) => [
        names.name(group.key),
        ...group.months.map((cost) => (cost?.unknown === 0 ? cost.total.toFixed() : '')),
        ...this.#changes([group.change?.difference.toFixed() ?? '', group.change?.percent?.toFixed() ?? '']),
        group.total.toFixed(),
        String(group.unknown),
        money.currency,
      ]),
    ];
  }

  get #pair(): { readonly before?: Period | undefined; readonly now?: Period | undefined } | undefined {
    const { grouped, windows } = this.#parts;
    return grouped.pair && { before: windows[grouped.pair.before], now: windows[grouped.pair.now] };
  }

  /** Only where two months can be compared. */
  #changes<T>(cells: readonly T[]): readonly T[] {
    return this.#parts.grouped.pair ? cells : [];
  }

  #cells({ change, months, total, unknown }: MonthGroup): readonly string[] {
    const { money } = this.#parts;
    return [
      ...this.#changes(
        change
          ? [differenceText(change, money).text, percentText(change, money.language)]
          : [t('unknown'), ''],
      ),
      ...months.map((cost, at) => (cost ? this.#cost(cost) : this.#untold(at))).toReversed(),
      this.#cost({ total, unknown }),
    ];
  }

  #cost({ total, unknown }: MonthCost): string {
    const { text } = this.#parts.money.exact(total);
    return unknown > 0 ? `${text} + ${t('{0} unknown', unknown)}` : text;
  }

  /** A group without a charge cost nothing only where all of the month could be read. */
  #untold(at: number): string {
    if (!this.#isTold(at)) return '';
    return this.#isUnread(at) ? t('unknown') : t('none');
  }

  #isUnread(at: number): boolean {
    return this.#parts.grouped.unread[at] !== 0;
  }

  /** Whether a window is in the currency looked at. */
  #isTold(at: number): boolean {
    return this.#parts.grouped.whole.months[at] !== undefined;
  }

  #heading(window: Period, at: number): string {
    const { today, money } = this.#parts;
    const format = new Intl.DateTimeFormat(money.language, {
      year: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
    const title = isMonth(window) ? format.format(momentOf(window.from)) : periodDays(window, money.language);
    if (!this.#isTold(at)) return t('{0} (in another currency)', title);
    return window.to > today ? t('{0} (so far)', title) : title;
  }

  #drawn(): readonly Bar[] {
    const { money, names, grouped } = this.#parts;
    return grouped.groups
      .flatMap(({ key, change }) => (change && !change.difference.eq(0) ? [{ key, change }] : []))
      .toSorted((one, other) => other.change.difference.abs().cmp(one.change.difference.abs()))
      .slice(0, mostBars)
      .map(({ key, change }) => {
        const amount = differenceText(change, money);
        return {
          label: names.name(key),
          total: amount,
          ...(names.opens(key) !== 'none' && { key }),
          parts: [{ series: change.difference.gt(0) ? 'increase' : 'decrease', amount }],
        };
      });
  }

  #sorted(): readonly MonthGroup[] {
    const { names, grouped } = this.#parts;
    const { column, descending } = this.sorting;
    if (column === 'name') return names.sorted(grouped.groups, descending);
    const by = valueOf[column === 'change' || column === 'percent' ? column : 'total'];
    const known = grouped.groups.flatMap((group) => {
      const value = by(group);
      return value ? [{ group, value }] : [];
    });
    known.sort((one, other) => one.value.cmp(other.value) * (descending ? -1 : 1));
    // What is not known is neither much nor little.
    return [...known.map(({ group }) => group), ...grouped.groups.filter((group) => !by(group))];
  }
}

const valueOf: Readonly<Record<'change' | 'percent' | 'total', (group: MonthGroup) => Big | undefined>> = {
  change: ({ change }) => change?.difference,
  percent: ({ change }) => change?.percent,
  total: ({ total }) => total,
};

/** As a month or as days, in the form of the API; the last day belongs to it. */
const spanOf = (window: Period) =>
  isMonth(window) ? window.from.slice(0, 7) : `${window.from} – ${lastDayOf(window)}`;
