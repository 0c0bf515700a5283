import Papa from 'papaparse';
import { cellOfText } from './cell.ts';

/** Spreadsheets read UTF-8 only where this mark says so. */
const mark = '\uFEFF';
/** A number as Telnyx writes it. */
const phone = /^\+\d{1,15}$/;

const cell = (text: string) => (text === '' ? '' : cellOfText(text));

/** A number that a spreadsheet keeps as it is. */
const number = /^-?\d{1,8}(\.\d{1,7})?$/;

/**
 * Rows of texts as CSV (RFC 4180), each with its line end; no text becomes a formula (see `cell.ts`). In `numeric`
 * columns a number stays one, to be calculated with.
 */
export function csvRows(
  rows: readonly (readonly string[])[],
  numeric: (column: number) => boolean = () => false,
): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(
    rows.map((texts) =>
      texts.map((text, column) => (numeric(column) && number.test(text) ? text : cell(text))),
    ),
    { newline: '\r\n' },
  )}\r\n`;
}

/** The beginning of a CSV file in UTF-8, and its headings. */
export const csvHead = (headings: readonly string[]) => mark + csvRows([headings]);

/**
 * Rows of texts for a spreadsheet to paste: cells apart by tabs, one line each. No text becomes a formula or leaves its
 * cell. Numbers are as Telnyx writes them, since they are pasted elsewhere as well.
 */
export function pasted(rows: readonly (readonly string[])[]): string {
  const line = (texts: readonly string[]) =>
    texts.map((text) => (phone.test(text) ? text : cell(text))).join('\t');
  return rows.map((texts) => `${line(texts)}\n`).join('');
}
