import { getLocation, type Segment } from 'jsonc-parser';
import { mobileTable } from '../settings/mobile.ts';
import { settingId, type Setting, type Table } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { Headings } from './columns.ts';
import { readGrid, type Grid, type GridRow } from './grid.ts';

/** Where a value of a setting stands in a file, or would stand. */
export interface Spot {
  readonly setting: Setting;
  /** What a value would take the place of: offsets in the text. */
  readonly from: number;
  readonly to: number;
  /** How the file is written. */
  readonly written: { readonly as: 'json' } | { readonly as: 'csv'; readonly delimiter: string };
}

type IsNamed = (setting: Setting, path: readonly Segment[]) => boolean;

/** The place of a value in the JSON of one number, or of a list of numbers. */
export function spotInJson(text: string, offset: number, table: Table = numberTable): Spot | undefined {
  return jsonSpot(text, offset, table.settings, (setting, path) => {
    const [section, key] = path.slice(-2);
    return settingId(setting) === `${section ?? ''}.${key ?? ''}`;
  });
}

/** The place of a wished value in a plan file. What was is told by the account and not typed. */
export function spotInPlan(text: string, offset: number): Spot | undefined {
  // Both kinds of numbers have plans; a setting that both have takes the same values in both.
  const settings = [...numberTable.settings, ...mobileTable.settings];
  return jsonSpot(text, offset, settings, (setting, [changes, , set, id, ...more]) => {
    return changes === 'changes' && set === 'set' && id === settingId(setting) && more.length === 0;
  });
}

function jsonSpot(
  text: string,
  offset: number,
  settings: readonly Setting[],
  isNamed: IsNamed,
): Spot | undefined {
  const { path, previousNode: node, isAtPropertyKey } = getLocation(text, offset);
  const setting = isAtPropertyKey ? undefined : settingAt(path, settings, isNamed);
  if (!setting) return undefined;
  const written = { as: 'json' } as const;
  const end = node && node.offset + node.length;
  const inside = end !== undefined && offset <= end && (node?.type === 'string' || node?.type === 'null');
  return { setting, written, from: inside ? node.offset : offset, to: inside ? end : offset };
}

/** A tag is one member of its list. */
function settingAt(
  path: readonly Segment[],
  settings: readonly Setting[],
  isNamed: IsNamed,
): Setting | undefined {
  const inList = typeof path.at(-1) === 'number';
  const own = inList ? path.slice(0, -1) : path;
  const found = settings.find((setting) => isNamed(setting, own));
  return found && (found.type.kind === 'tags') === inList ? found : undefined;
}

/** The place of a value in a CSV file of numbers, below its headings. `text` has line feeds only and no mark. */
export function spotInCsv(text: string, offset: number): Spot | undefined {
  const headings = new Headings(numberTable);
  const grid = readGrid(text, (cells) => headings.known(cells));
  const [first, ...rest] = grid.rows;
  const row = rest.find(({ from, to }) => from <= offset && (offset < to || to === text.length));
  if (!first || !row) return undefined;
  const { at, from, to } = cellAt(grid, row, offset);
  const column = headings.column(first.cells[at] ?? '');
  if (column.holds !== 'setting') return undefined;
  const { setting } = column;
  const part = setting.type.kind === 'tags' ? tagAt(text, { from, to }, offset) : { from, to };
  return { setting, ...bare(text, part, offset), written: { as: 'csv', delimiter: grid.delimiter } };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** The cell of a row that an offset is in. */
function cellAt({ text, delimiter }: Grid, row: GridRow, offset: number) {
  let [at, from, to, inQuotes] = [0, row.from, row.from, false];
  for (; to < row.to && (inQuotes || text[to] !== '\n'); to++) {
    if (text[to] === '"') inQuotes = !inQuotes;
    else if (text[to] === delimiter && !inQuotes) {
      if (to >= offset) break;
      at += 1;
      from = to + 1;
    }
  }
  return { at, from, to };
}

/** One of several tags, which stand apart by semicolons. */
function tagAt(text: string, { from, to }: Part, offset: number): Part {
  const before = text.slice(from, offset).lastIndexOf(';');
  const after = text.slice(offset, to).indexOf(';');
  return { from: from + before + 1, to: after < 0 ? to : offset + after };
}

/** Without the blanks and quotes around it, which stay. */
function bare(text: string, { from, to }: Part, offset: number): Part {
  while (from < offset && /[\s"]/.test(text[from] ?? '')) from += 1;
  while (to > offset && /[\s"]/.test(text[to - 1] ?? '')) to -= 1;
  return { from, to };
}
