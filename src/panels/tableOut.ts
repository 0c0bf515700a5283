import { columns } from '../core/find/columns.ts';
import { csvHead, csvRows, pasted } from '../core/files/writeTable.ts';
import type { Look } from '../core/state/look.ts';
import type { ShownColumn } from './tableKept.ts';

/** Rows made into text at a time, so that nothing else has to wait long. */
const portion = 2000;

interface Out {
  readonly look: Look;
  readonly columns: readonly ShownColumn[];
  /** Rows of the index, in order. */
  readonly rows: Uint32Array;
}

function cells({ look, columns: shown }: Out, row: number): readonly string[] {
  const cell = { index: look.at.index, row, nameOf: look.nameOf.bind(look) };
  return shown.map(({ id }) => (columns[id].exported ?? columns[id].text)(cell));
}

const headings = (shown: readonly ShownColumn[]) => shown.map(({ id }) => columns[id].heading());

/** The numbers alone, one a line. */
export function numbersText({ look, rows }: Out): string {
  return Array.from(rows, (row) => look.at.index.phones[row] ?? '')
    .filter((phone) => phone !== '')
    .join('\n');
}

/** Rows for a spreadsheet to paste, below their headings. */
export function rowsText(out: Out): string {
  return pasted([headings(out.columns), ...Array.from(out.rows, (row) => cells(out, row))]);
}

/**
 * Rows as a CSV file, a portion at a time, each with how many rows have been written by then. Times are UTC, ISO 8601.
 */
export function* csvPortions(out: Out): Generator<{ readonly text: string; readonly done: number }> {
  yield { text: csvHead(headings(out.columns)), done: 0 };
  for (let from = 0; from < out.rows.length; from += portion) {
    const rows = out.rows.subarray(from, from + portion);
    const text = csvRows(Array.from(rows, (row) => cells(out, row)));
    yield { text, done: from + rows.length };
  }
}
