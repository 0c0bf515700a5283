import Papa from 'papaparse';

/** A row of cells and where it stands. */
export interface GridRow {
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
  /** Where the row begins and ends in the text of the grid. */
  readonly from: number;
  readonly to: number;
  /** A quote that is not closed, or stands where none may. */
  readonly badQuote: boolean;
}

/** Cells of a CSV text. */
export interface Grid {
  readonly delimiter: string;
  /** The text with line feeds only; rows point into it. */
  readonly text: string;
  readonly rows: readonly GridRow[];
}

const delimiters = [',', ';', '\t', '|'] as const;

/** The first row with anything in it, by each delimiter: whoever knows the headings says which one is right. */
function firstRows(text: string): readonly { delimiter: string; cells: readonly string[] }[] {
  const filled = text.replace(/^[\s,;|]*\n/, '');
  return delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(filled, { delimiter, newline: '\n', preview: 1 });
    return { delimiter, cells: data[0] ?? [] };
  });
}

/**
 * Reads a CSV text. The delimiter is the one by which `known` counts most headings; Excel's own first line `sep=;`
 * decides before that.
 */
export function readGrid(source: string, known: (cells: readonly string[]) => number): Grid {
  const text = source.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  // No sign that numbers or words are written with: what it divides would be gone.
  const told = /^sep=([^\p{L}\p{N}"+])\n/u.exec(text);
  const [best] = firstRows(text.slice(told?.[0].length ?? 0))
    .map((row) => ({ ...row, count: known(row.cells) }))
    .sort((one, other) => other.count - one.count);
  const delimiter = told?.[1] ?? best?.delimiter ?? ',';
  const rows: GridRow[] = [];
  let from = told?.[0].length ?? 0;
  let line = told ? 2 : 1;
  const start = from;
  Papa.parse<string[]>(text.slice(start), {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => {
      const to = start + meta.cursor;
      rows.push({ cells: data, line, from, to, badQuote: errors.some(({ type }) => type === 'Quotes') });
      line += lineBreaks(text, from, to);
      from = to;
    },
  });
  // Rows without anything in them are how spreadsheets and editors end a file.
  return { delimiter, text, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Where a cell stands: line and column from 1, and its length with its quotes. */
export function placeOf({ text, delimiter }: Grid, row: GridRow, cell: number) {
  let inQuotes = false;
  let left = cell;
  let from = row.from;
  let at = row.from;
  for (; at < row.to; at++) {
    if (text[at] === '"') inQuotes = !inQuotes;
    if (inQuotes || (text[at] !== delimiter && text[at] !== '\n')) continue;
    if (left === 0 || text[at] === '\n') break;
    left -= 1;
    from = at + 1;
  }
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  return { line: row.line + lineBreaks(text, row.from, from), column: from - begin + 1, length: at - from };
}
