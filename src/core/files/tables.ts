import Papa from 'papaparse';
import { visible } from '../model/text.ts';

/**
 * Texts in rows of equal length, the headings first. Unlike the files of numbers, which are read again, these are for
 * calculating with: what is a number stays one.
 */
export type TextGrid = readonly (readonly string[])[];

/** What a spreadsheet takes for a formula when a cell begins with it, in full width too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
/** A plain number, or a phone number as Telnyx writes it: neither computes anything. */
const harmless = /^[+-]?\d+(\.\d+)?$/;

/** A cell that no spreadsheet runs: what would be a formula gets an apostrophe in front, as OWASP advises. */
function guarded(cell: string): string {
  return formula.test(cell) && !harmless.test(cell) ? `'${cell}` : cell;
}

/** A CSV file (RFC 4180). It begins with the mark without which Excel takes UTF-8 for something else. */
export function csvOf(grid: TextGrid): string {
  return `\uFEFF${Papa.unparse(
    grid.map((row) => row.map(guarded)),
    { newline: '\r\n' },
  )}\r\n`;
}

/** Lines of cells apart by tabs, as spreadsheets paste them; a cell cannot hold a tab or a line end there. */
export function tabbedOf(grid: TextGrid): string {
  return grid
    .map((row) => `${row.map((cell) => guarded(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`)
    .join('');
}

/** A Markdown table; characters that would mean something in one are escaped. `numeric`: columns that stand right. */
export function markdownOf(grid: TextGrid, numeric: (column: number) => boolean): string {
  const [headings = [], ...rows] = grid;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rule = headings.map((_, column) => (numeric(column) ? '---:' : '---'));
  return line(headings.map(escaped)) + line(rule) + rows.map((row) => line(row.map(escaped))).join('');
}

function escaped(cell: string): string {
  return visible(cell).replaceAll(/[\\`*_{}[\]<>|~#]/g, '\\$&');
}
