import { t } from '@vscode/l10n';
import { settingId, type Setting, type Table, type Value, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { hiddenIn, textOfCell } from './cell.ts';
import { Headings, idHeading, phoneHeading, type Column } from './columns.ts';
import { placeOf, readGrid, type Grid, type GridRow } from './grid.ts';
import { wrongId, wrongNumber } from './numberText.ts';
import type { FileProblem } from './problem.ts';
import { wishOf, type IdsNamed } from './value.ts';

/** What a row of a file asks for. */
export interface FileRow {
  /** From 1. */
  readonly line: number;
  /** +E.164, or the id, or both. */
  readonly phoneNumber?: string;
  readonly id?: string;
  /** Wished values by `settingId`. */
  readonly mine: Values;
  /** The problem of one of its cells (a setting, or what names the number), or of all of it. */
  readonly problem: (sentence: string, cell?: string) => FileProblem;
}

/** What a file says, before anything was compared with an account. */
export interface FileRows {
  /** Rows that can be understood. */
  readonly rows: readonly FileRow[];
  /** How many rows with something in them there are. */
  readonly count: number;
  /** What can be set by it. */
  readonly settings: readonly Setting[];
  readonly problems: readonly FileProblem[];
}

interface Heading {
  readonly text: string;
  readonly column: Column;
}

/** Reads CSV text. Rows that are not understood are problems; nothing is guessed. */
export function readCsv(source: string, idsNamed: IdsNamed, table: Table = numberTable): FileRows {
  const headings = new Headings(table);
  const grid = readGrid(source, (cells) => headings.known(cells));
  const [first, ...rest] = grid.rows;
  if (!first) return refused(t('The file is empty.'), 1);
  const columns = first.cells.map((text) => ({ text: text.trim(), column: headings.column(text) }));
  const refusal = wrongHeadings(columns);
  if (refusal !== undefined) return refused(refusal, first.line);
  const problems = columns.flatMap(({ text, column }, at): FileProblem[] =>
    column.holds === 'unknown' && rest.some(({ cells }) => (cells[at] ?? '').trim() !== '')
      ? [{ ...placeOf(grid, first, at), heading: text, sentence: column.sentence, about: 'note' }]
      : [],
  );
  const read = new RowReader(grid, columns, idsNamed);
  const rows = rest.flatMap((row) => {
    const found = read.row(row);
    if ('sentence' in found) problems.push(found);
    return 'sentence' in found ? [] : [found];
  });
  return { ...apart(rows, problems), count: rest.length, settings: settingsOf(columns) };
}

const settingsOf = (columns: readonly Heading[]) =>
  columns.flatMap(({ column }) => (column.holds === 'setting' ? [column.setting] : []));

/** What a column is about, by its own heading; undefined for one that is not read. */
function nameOf(column: Column): string | undefined {
  if (column.holds === 'setting') return settingId(column.setting);
  if (column.holds === 'id') return idHeading;
  return column.holds === 'phone-number' ? phoneHeading : undefined;
}

function refused(sentence: string, line: number): FileRows {
  return { rows: [], count: 0, settings: [], problems: [{ line, sentence, about: 'file' }] };
}

function wrongHeadings(columns: readonly Heading[]): string | undefined {
  if (!columns.some(({ column: { holds } }) => holds === 'phone-number' || holds === 'id'))
    return t(
      'The first line must hold headings, one of them "{0}" or "{1}". Export numbers to get a file to fill in.',
      phoneHeading,
      idHeading,
    );
  const seen = new Set<string>();
  for (const { text, column } of columns) {
    if (column.holds === 'unknown' || column.holds === 'remark') continue;
    const name = nameOf(column) ?? '';
    if (seen.has(name)) return t('Two columns are about the same: "{0}". Keep one of them.', text);
    seen.add(name);
  }
  return undefined;
}

class RowReader {
  readonly #grid: Grid;
  readonly #columns: readonly Heading[];
  readonly #idsNamed: IdsNamed;

  constructor(grid: Grid, columns: readonly Heading[], idsNamed: IdsNamed) {
    this.#grid = grid;
    this.#columns = columns;
    this.#idsNamed = idsNamed;
  }

  row(row: GridRow): FileRow | FileProblem {
    const { cells, line } = row;
    const whole = (sentence: string): FileProblem => ({ line, sentence, about: 'row' });
    if (row.badQuote)
      return whole(
        t(
          'A quote in this line does not end, or stands where none may; what follows may be swallowed by it.',
        ),
      );
    if (cells.slice(this.#columns.length).some((cell) => cell.trim() !== ''))
      return whole(
        t(
          'This line has {0} cells, the headings are {1}. Put cells that hold the delimiter in quotes.',
          cells.length,
          this.#columns.length,
        ),
      );
    const name: { phoneNumber?: string; id?: string } = {};
    const mine: Record<string, Value> = {};
    for (const [at, { text, column }] of this.#columns.entries()) {
      const cell = cells[at] ?? '';
      const sentence = cell.trim() === '' ? undefined : this.#take(cell, column, name, mine);
      if (sentence !== undefined)
        return { ...placeOf(this.#grid, row, at), heading: text, sentence, about: 'row' };
    }
    if (name.phoneNumber === undefined && name.id === undefined)
      return whole(t('This line names no number.'));
    const problem: FileRow['problem'] = (sentence, about) => {
      const at = this.#columns.findIndex(({ column }) => nameOf(column) === (about ?? ''));
      if (at < 0) return whole(sentence);
      const heading = this.#columns[at]?.text ?? '';
      return { ...placeOf(this.#grid, row, at), heading, sentence, about: 'row' };
    };
    return { line, ...name, mine, problem };
  }

  /** Takes a cell; a sentence when it cannot be taken. */
  #take(
    cell: string,
    column: Column,
    name: { phoneNumber?: string; id?: string },
    mine: Record<string, Value>,
  ): string | undefined {
    if (column.holds === 'setting') {
      const wish = wishOf(column.setting, cell, this.#idsNamed);
      if (wish.wish === 'value') mine[settingId(column.setting)] = wish.value;
      return wish.wish === 'unclear' ? wish.sentence : undefined;
    }
    if (column.holds !== 'phone-number' && column.holds !== 'id') return undefined;
    const unseen = hiddenIn(cell);
    if (unseen !== undefined)
      return t('The number holds characters that cannot be seen: {0}. Take them away.', unseen);
    const text = textOfCell(cell);
    if (column.holds === 'phone-number') {
      name.phoneNumber = text;
      return wrongNumber(text, 'cell');
    }
    name.id = text;
    return wrongId(text);
  }
}

/** Of several rows about one number nobody knows which one counts: none does. */
export function apart(rows: readonly FileRow[], problems: readonly FileProblem[]) {
  const named = new Map<string, FileRow[]>();
  for (const row of rows)
    for (const name of [row.phoneNumber, row.id])
      if (name !== undefined) {
        const same = named.get(name);
        if (same) same.push(row);
        else named.set(name, [row]);
      }
  const doubled = new Map<FileRow, FileProblem>();
  for (const [name, all] of named) {
    if (all.length < 2) continue;
    const lines = all.slice(0, 10).map(({ line }) => line);
    const sentence = t(
      'The number {0} stands in several lines: {1}. Keep one of them.',
      name,
      lines.join(', '),
    );
    for (const row of all)
      doubled.set(row, row.problem(sentence, row.phoneNumber === name ? phoneHeading : idHeading));
  }
  return {
    rows: rows.filter((row) => !doubled.has(row)),
    problems: [...problems, ...doubled.values()].sort((one, other) => one.line - other.line),
  };
}
