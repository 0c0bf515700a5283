import { isDeepStrictEqual } from 'node:util';
import type { ResourceKind, Row } from '../resources/kind.ts';
import type { Extent } from '../telnyx/extent.ts';
import type { Failure } from '../telnyx/failure.ts';
import { gather, restOf, ungathered, type Gathered, type Pages } from './gathered.ts';
import { counted, mostRows, type Listing } from './listing.ts';

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
interface Top {
  readonly read: Gathered;
  /** Whether nothing can be missing between these rows and those that were known. */
  readonly joined: boolean;
}

/**
 * Reads a list from its top until half a page of rows that are known has been met: one page when there is little
 * new, more after a time without a connection, never more than eight. Rows that come meanwhile only push others further down, so
 * none is skipped.
 */
async function readTop({ kind, page }: Pages, known: ReadonlyMap<string, Row>): Promise<Top> {
  let top = ungathered;
  for (;;) {
    top = gather(kind, top, await page(top.extent.taken + 1));
    const met = [...top.rows.keys()].filter((id) => known.has(id)).length;
    const isLast = restOf(top) !== 'more';
    if (isLast || top.extent.taken >= mostPages || met >= Math.min(overlap(kind), known.size)) {
      const rows = new Map([...top.rows].map(([id, row]) => [id, kept(known.get(id), row)]));
      return { read: { ...top, rows }, joined: isLast || met > 0 || known.size === 0 };
    }
  }
}

/** The row as it was known where nothing changed: what has been worked out of it stays. */
const kept = (known: Row | undefined, row: Row): Row =>
  known && isDeepStrictEqual(known.raw, row.raw) ? known : row;

/** What a list becomes with its top read again. */
interface Joined {
  readonly listing: Listing;
  readonly gathered: Gathered;
  /** How many rows were not known before. */
  readonly fresh: number;
  /** The ids of rows that are not what they were. */
  readonly changed: readonly string[];
}

/**
 * Reads what came since on top of what is known of a list: `before` as it stands, `was` as it was read.
 *
 * @throws Failure
 */
export async function joinTop(list: Pages, before: Listing, was = ungathered): Promise<Joined> {
  return putOnTop(before, await readTop(list, was.rows), was);
}

/** Puts the top of a list above the rows that were known, with a gap where some may be missing between the two. */
function putOnTop(before: Listing, { read, joined }: Top, was: Gathered): Joined {
  const { rows: known } = was;
  const { rows } = read;
  const others = before.rows.filter(({ id }) => !rows.has(id));
  // One line tells of one gap: what stands below an older one is read again when somebody goes on.
  const hole = joined ? -1 : others.findIndex(({ id }) => id === before.gap);
  const below = hole < 0 ? others : others.slice(0, hole);
  const all = [...rows.values(), ...below].slice(0, mostRows);
  const gap = joined ? before.gap : below[0]?.id;
  const cut = hole >= 0 || rows.size + below.length > mostRows;
  const rest = known.size === 0 ? restOf(read) : cut ? 'more' : before.rest;
  const unreadable = Math.max(was.unreadable, read.unreadable);
  const changed = [...rows.values()].filter((row) => known.get(row.id) !== row).map(({ id }) => id);
  return {
    listing: {
      rows: all,
      count: counted(all.length, read.extent.total),
      rest: rest === 'more' && all.length >= mostRows ? 'capped' : rest,
      warnings: before.warnings,
      ...(gap !== undefined && all.some(({ id }) => id === gap) && { gap }),
    },
    gathered: {
      ...was,
      isCut: false,
      unreadable,
      rows: new Map(all.map((row) => [row.id, row])),
      extent: extentOf(all.length + unreadable, read, was, rest),
    },
    fresh: changed.filter((id) => !known.has(id)).length,
    changed,
  };
}

/**
 * How far the list is known with its top read again. What was on a page is further down now: the next page overlaps what
 * is known rather than leave a hole.
 */
function extentOf(counted: number, { extent }: Gathered, was: Gathered, rest: Listing['rest']): Extent {
  const perPage = Math.max(extent.perPage, was.extent.perPage, 1);
  const pages = counted / perPage;
  const taken = Math.max(1, rest === 'more' || rest === 'capped' ? Math.floor(pages) : Math.ceil(pages));
  return { ...extent, perPage, taken, counted, barren: 0 };
}
