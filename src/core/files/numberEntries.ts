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
  /** The headings of the columns that were read; none where the list has none. */
  readonly headings: readonly string[];
  /** The headings of columns that were not read though they hold what looks like numbers. */
  readonly unread: readonly string[];
}

/** What people call a column of phone numbers; the last one only sounds like it, as `phone type` does. */
const exact: readonly RegExp[] = [
  /^(phone|telephone|mobile|cell)?[ _-]?(number|nr|no\.?)$/i,
  /^(e\.?164|msisdn|did|tn|phone|telephone|mobile|号码|电话号码|电话)$/i,
];
const loose = /phone|e\.?164|msisdn|电话|号码/i;
const isExact = (cell: string) => exact.some((heading) => heading.test(cell.trim()));
const isHeading = (cell: string) => isExact(cell) || loose.test(cell);

/** Digits with the signs that people put between them; dates are not numbers. */
const numberLike = /^['"(]*\+?[\d\s().\-/\u00a0\u2010-\u2015\u2212]{7,24}["']?$/;
const dateLike =
  /^(\d{4}([-/.])(0?\d|1[0-2])\2[0-3]?\d|[0-3]?\d([-/.])[0-3]?\d\4(\d{4}|\d\d))([T ]\d?\d:\d\d[\d:.,]*Z?)?$/;
const isDate = (cell: string) => dateLike.test(cell.trim());
const isNumberLike = (cell: string) => numberLike.test(cell.trim()) && !isDate(cell);

const digitsIn = (cell: string): number => cell.match(/\p{Nd}/gu)?.length ?? 0;

/** Seven digits of any script or a plus: nothing less can be a number, and anything more may be one with a mistake. */
function mayBeNumber(cell: string): boolean {
  const plain = cell.normalize('NFKC');
  return (plain.includes('+') || digitsIn(plain) >= 7) && !isDate(plain);
}

/** Of which columns every cell counts, and of which only those that may be numbers. */
interface Columns {
  readonly every: (at: number) => boolean;
  readonly some: (at: number) => boolean;
}

/** The headings of a list; undefined where its first row holds none, or a number. */
function headingsOf(row: GridRow | undefined): readonly string[] | undefined {
  const cells = row?.cells.map((cell) => cell.trim()) ?? [];
  return cells.some(isHeading) && !cells.some((cell) => digitsIn(cell) >= 7 || /^\+\d/.test(cell))
    ? cells
    : undefined;
}

/** All columns with a telling heading. What has no heading at all may be a number that a heading was too short for. */
function headed(headings: readonly string[]): Columns {
  const telling = headings.some(isExact) ? isExact : isHeading;
  return {
    every: (at) => telling(headings[at] ?? ''),
    some: (at) => isHeading(headings[at] ?? '') || (headings[at] ?? '') === '',
  };
}

/** The columns that hold numbers mostly; every one where none does. */
function unheaded(rows: readonly GridRow[]): Columns {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = new Set<number>();
  for (let at = 0; at < width; at++) {
    const filled = rows.filter(({ cells }) => (cells[at] ?? '').trim() !== '');
    const numbers = filled.filter(({ cells }) => isNumberLike(cells[at] ?? ''));
    if (numbers.length > 0 && numbers.length * 2 >= filled.length) columns.add(at);
  }
  return { every: (at) => columns.size === 0 || columns.has(at), some: () => true };
}

/** How much sense a first row makes by some delimiter. */
function senseOf(cells: readonly string[]): number {
  const known = cells.filter((cell) => isNumberLike(cell) || isHeading(cell)).length;
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

/** A cell that holds several numbers, as where a line mixes commas and semicolons, is each of them. */
function numbersIn(cell: string): readonly string[] {
  const parts = cell.split(/[,;|\t\n，；、]|\s+(?=[+＋])/).filter(mayBeNumber);
  return (parts.length > 1 ? parts : [cell]).map((part) => part.trim());
}

/**
 * Finds what should be numbers in a pasted list or a CSV: in the columns whose headings say so; without headings in
 * the columns that mostly hold numbers, and in every other cell that may be one. A line without any of that is an
 * entry as a whole.
 */
export function readEntries(source: string): Entries {
  const text = source.replace(/^\uFEFF/, '');
  const { rows: gridRows } = readGrid(text, senseOf);
  const rows = gridRows.some(({ badQuote }) => badQuote) ? plainRows(text) : gridRows;
  const headings = headingsOf(rows[0]);
  const body = headings ? rows.slice(1) : rows;
  const { every, some } = headings ? headed(headings) : unheaded(body);
  const entries = body.flatMap(({ cells, line }): Entry[] => {
    const wanted = cells.filter((cell, at) =>
      every(at) ? cell.trim() !== '' : some(at) && mayBeNumber(cell),
    );
    const written = wanted.length > 0 ? wanted.flatMap(numbersIn) : [cells.join(', ').trim()];
    return written.map((one) => ({ line, written: one }));
  });
  const looksUnread = (at: number) =>
    !every(at) &&
    !some(at) &&
    body.some(({ cells }) => isNumberLike(cells[at] ?? '') && digitsIn(cells[at] ?? '') <= 15);
  return {
    entries,
    headings: headings?.filter((_, at) => every(at)) ?? [],
    unread: headings?.filter((_, at) => looksUnread(at)) ?? [],
  };
}
