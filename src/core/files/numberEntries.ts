import { readGrid, type GridRow } from './grid.ts';

/** Something in a list that should be a number, as it was written. */
export interface Entry {
  /** From 1. */
  readonly line: number;
  readonly written: string;
}

/** Everything in a list that should be a number. No line with anything in it is lost. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** The heading of the column that was read; absent where the list has none. */
  readonly heading?: string;
}

/** What people call a column of phone numbers, the most telling first. */
const headings: readonly RegExp[] = [
  /^(phone|telephone|mobile|cell)?[ _-]?(number|nr|no\.?)$/i,
  /^(e\.?164|msisdn|did|tn|phone|telephone|mobile|号码|电话号码|电话)$/i,
  /phone|e\.?164|msisdn|电话|号码/i,
];

/** Digits with the signs that people put between them; dates are not numbers. */
const numberLike = /^['"(]*\+?[\d\s().\-/\u00a0\u2010-\u2015]{7,24}["']?$/;
const dateLike = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/;
const isNumberLike = (cell: string) => numberLike.test(cell.trim()) && !dateLike.test(cell.trim());

const rank = (cell: string) => headings.findIndex((heading) => heading.test(cell.trim()));

/** The column of the most telling heading; -1 where no cell of the row is one. */
function headedColumn(row: GridRow): number {
  if (row.cells.some(isNumberLike)) return -1;
  const ranked = row.cells.map((cell, at) => ({ at, rank: rank(cell) })).filter((one) => one.rank !== -1);
  ranked.sort((one, other) => one.rank - other.rank);
  return ranked[0]?.at ?? -1;
}

/** The columns that hold numbers mostly; none where no column does. */
function numberColumns(rows: readonly GridRow[]): ReadonlySet<number> {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = new Set<number>();
  for (let at = 0; at < width; at++) {
    const filled = rows.filter(({ cells }) => (cells[at] ?? '').trim() !== '');
    const numbers = filled.filter(({ cells }) => isNumberLike(cells[at] ?? ''));
    if (numbers.length > 0 && numbers.length * 2 >= filled.length) columns.add(at);
  }
  return columns;
}

/** How much sense a first row makes by some delimiter. */
function senseOf(cells: readonly string[]): number {
  const known = cells.filter((cell) => isNumberLike(cell) || rank(cell) !== -1).length;
  return known === 0 ? 0 : known * 100 + cells.length;
}

/** Line by line, where quotes do not close: then nobody can say where a row ends. */
function plainRows(text: string): readonly GridRow[] {
  return text
    .split(/\r\n?|\n/)
    .map((line, at): GridRow => {
      const cells = line.replaceAll('"', '').split(/[,;\t|]/);
      return { cells, line: at + 1, from: 0, to: 0, badQuote: false };
    })
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

/**
 * Finds what should be numbers in a pasted list or a CSV: in the column whose heading says so, else in the columns
 * that mostly hold numbers, else in every cell. A line without anything there is an entry as a whole.
 */
export function readEntries(source: string): Entries {
  const text = source.replace(/^\uFEFF/, '');
  const { rows: gridRows } = readGrid(text, senseOf);
  const rows = gridRows.some(({ badQuote }) => badQuote) ? plainRows(text) : gridRows;
  const [first] = rows;
  const headed = first ? headedColumn(first) : -1;
  const body = headed === -1 ? rows : rows.slice(1);
  const columns = headed === -1 ? numberColumns(body) : new Set([headed]);
  const entries = body.flatMap(({ cells, line }): Entry[] => {
    const wanted = columns.size === 0 ? cells : cells.filter((_, at) => columns.has(at));
    const written = wanted.map((cell) => cell.trim()).filter((cell) => cell !== '');
    return (written.length > 0 ? written : [cells.join(', ').trim()]).map((cell) => ({
      line,
      written: cell,
    }));
  });
  const heading = headed === -1 ? undefined : first?.cells[headed]?.trim();
  return { entries, ...(heading !== undefined && { heading }) };
}
