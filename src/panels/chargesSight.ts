import type { Within } from '../core/billing/groups.ts';
import type { ChargesViewName, SortColumn, TableText } from '../core/protocol/charges.ts';

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** How a person looks at the charges. */
export interface Sight {
  readonly view: ChargesViewName;
  readonly within: readonly Within[];
  /** Whether groups are shown month against month. */
  readonly compare: boolean;
  readonly sorting: Sorting;
  readonly rows: { readonly from: number; readonly to: number };
  /** The one chosen where there are several; undefined: that of the last report. */
  readonly currency: string | undefined;
}

/** The dearest first: what people look for. */
export const dearestFirst: Sorting = { column: 'total', descending: true };
/** What has grown most first. */
const grownFirst: Sorting = { column: 'change', descending: true };

/** Rows told before the page says which are in sight. */
export const firstRows = { from: 0, to: 200 };

export const sightOf = (
  view: ChargesViewName = 'categories',
  within: readonly Within[] = [],
  compare = false,
): Sight => ({
  view,
  within,
  compare,
  sorting: compare ? grownFirst : dearestFirst,
  rows: firstRows,
  currency: undefined,
});

/** What a table of groups is to its view. */
export interface FiguresTable extends Pick<TableText, 'columns' | 'bars'> {
  readonly count: number;
  readonly sorting: Sorting;
  readonly sum: NonNullable<TableText['sum']>;
  rows(from: number, to: number): TableText['rows'];
  /** What a row opens; undefined for a row that is not there. */
  opens(key: string): TableText['rows'][number]['opens'] | undefined;
  /** Every row in exact amounts, for files. */
  exported(): readonly (readonly string[])[];
}

/** `shown`: what the table says it is sorted by; that column is turned round. */
export function sortedBy(shown: Sorting, column: SortColumn): Partial<Sight> {
  const descending = shown.column === column ? !shown.descending : column !== 'name';
  return { sorting: { column, descending }, rows: firstRows };
}

export function turnedTo({ within }: Sight, view: ChargesViewName): Partial<Sight> {
  return { view, within: view === 'categories' || view === 'months' ? [] : within, rows: firstRows };
}

export function compared(compare: boolean): Partial<Sight> {
  return { compare, sorting: compare ? grownFirst : dearestFirst, rows: firstRows };
}

/** Without one narrowing, by its place. */
export function widened({ within }: Sight, place: number): Partial<Sight> {
  return { within: within.filter((_, at) => at !== place), rows: firstRows };
}
