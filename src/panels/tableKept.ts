import * as v from 'valibot';
import { columnIds, columns, firstColumns, type ColumnId } from '../core/find/columns.ts';
import { noQuery, querySchema, valueSchema, type Query, type Value } from '../core/find/query.ts';

/** A column of a table; its width in CSS pixels. */
export interface ShownColumn {
  readonly id: ColumnId;
  readonly width: number;
}

/** How a table is set up: what outlives hiding, moving and reloading. */
export interface Kept {
  readonly query: Query;
  readonly columns: readonly ShownColumn[];
  /** Groups whose rows are not shown. */
  readonly folded: readonly Value[];
}

const least = 48;
const most = 1200;

/** A column as wide as it may be. */
export function shown(id: ColumnId, width = columns[id].width): ShownColumn {
  return { id, width: Math.round(Math.min(most, Math.max(least, width))) };
}

export const columnNamed = (id: string): ColumnId | undefined => columnIds.find((known) => known === id);

/** Columns as somebody asks for them: known ones, once each; undefined when none is left. */
export function columnsFrom(
  asked: readonly { readonly id: string; readonly width?: number | undefined }[],
): readonly ShownColumn[] | undefined {
  const found = new Map<ColumnId, ShownColumn>();
  for (const { id, width } of asked) {
    const known = columnNamed(id);
    if (known && !found.has(known)) found.set(known, shown(known, width));
  }
  return found.size > 0 ? [...found.values()] : undefined;
}

const firstKept: Kept = {
  query: noQuery,
  columns: firstColumns.map((id) => shown(id)),
  folded: [],
};

const columnSchema = v.object({ id: v.string(), width: v.exactOptional(v.pipe(v.number(), v.finite())) });
const keptSchema = v.object({
  query: v.fallback(querySchema, noQuery),
  columns: v.fallback(v.array(columnSchema), []),
  folded: v.fallback(v.array(v.string()), []),
});

/** What was kept, each part by itself; what cannot be read is as in a new table. */
export function keptFrom(data: unknown): Kept {
  const decoded = v.safeParse(keptSchema, data);
  if (!decoded.success) return firstKept;
  const { query, columns, folded } = decoded.output;
  return { query, columns: columnsFrom(columns) ?? firstKept.columns, folded: folded.filter(isValue) };
}

export const isValue = (text: string): text is Value => v.is(valueSchema, text);
