import { isDeepStrictEqual } from 'node:util';
import type { ResourceKind, Row } from '../resources/kind.ts';
import type { RawPage } from '../telnyx/door.ts';
import type { Failure } from '../telnyx/failure.ts';
import { counted, hasNext, mostRows, type Listing } from './listing.ts';

/** What a look for newer rows came to: so many that were not known before, or why it failed. */
export type Newer = { readonly fresh: number } | { readonly failure: Failure };

/** Pages that one look reads at most: after a long time away a refresh serves better. */
const mostPages = 8;

/**
 * Rows that are known already and read again with each look: what comes late, with an older time, stands among them. Half
 * a page, so that a look where little is new stays one request.
 */
const overlap = ({ pageSize }: ResourceKind) => Math.ceil(pageSize / 2);

/** The top of a list as it is now. */
export interface Top {
  /** In the server's order, none twice. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Whether nothing can be missing between these rows and those that were known. */
  readonly joined: boolean;
  /** The first page as it was read. */
  readonly page: RawPage;
}

/**
 * Reads a list from its top until half a page of rows that are known has been met: one page when there is little
 * new, more after a time without a connection, never more than eight. Rows that come meanwhile only push others further down, so
 * none is skipped.
 */
export async function readTop(
  kind: ResourceKind,
  read: (page: number) => Promise<RawPage>,
  known: ReadonlyMap<string, Row>,
): Promise<Top> {
  const rows = new Map<string, Row>();
  let first: RawPage | undefined;
  let met = 0;
  for (let number = 1; ; number++) {
    const page = await read(number);
    first ??= page;
    const before = rows.size;
    for (const raw of page.rows) {
      const row = kind.row(raw);
      if (!row) continue;
      if (rows.has(row.id)) continue;
      if (known.has(row.id)) met += 1;
      rows.set(row.id, kept(known.get(row.id), row));
    }
    const last = !hasNext(page, number, kind.pageSize, rows.size > before);
    if (last || number >= mostPages || met >= Math.min(overlap(kind), known.size))
      return { rows, joined: last || met > 0 || known.size === 0, page: first };
  }
}

/** The row as it was known where nothing changed: what has been worked out of it stays. */
const kept = (known: Row | undefined, row: Row): Row =>
  known && isDeepStrictEqual(known.raw, row.raw) ? known : row;

/** What a list becomes with its top read again. */
interface Joined {
  readonly listing: Listing;
  readonly pages: number;
  /** How many rows were not known before. */
  readonly fresh: number;
  /** The ids of rows that are not what they were. */
  readonly changed: readonly string[];
}

/** Puts the top of a list above the rows that were known, with a gap where some may be missing between the two. */
export function putOnTop(
  { pageSize }: ResourceKind,
  before: Listing,
  { rows, joined, page }: Top,
  known: ReadonlyMap<string, Row>,
): Joined {
  const others = before.rows.filter(({ id }) => !rows.has(id));
  // One line tells of one gap: what stands below an older one is read again when somebody goes on.
  const hole = joined ? -1 : others.findIndex(({ id }) => id === before.gap);
  const below = hole < 0 ? others : others.slice(0, hole);
  const all = [...rows.values(), ...below].slice(0, mostRows);
  const gap = joined ? before.gap : below[0]?.id;
  const cut = hole >= 0 || rows.size + below.length > mostRows;
  const behind = cut || (known.size === 0 ? hasNext(page, 1, pageSize, true) : before.rest !== 'end');
  // What was on a page is further down now: the next page overlaps what is known rather than leave a hole.
  const pages = behind ? Math.floor(all.length / pageSize) : Math.ceil(all.length / pageSize);
  const changed = [...rows.values()].filter((row) => known.get(row.id) !== row).map(({ id }) => id);
  return {
    listing: {
      rows: all,
      count: counted(all.length, page.total),
      rest: !behind ? 'end' : all.length >= mostRows ? 'capped' : 'more',
      warnings: before.warnings,
      ...(gap !== undefined && all.some(({ id }) => id === gap) && { gap }),
    },
    pages: Math.max(1, pages),
    fresh: changed.filter((id) => !known.has(id)).length,
    changed,
  };
}
