import type { ResourceKind, Row } from '../resources/kind.ts';
import type { RawPage } from '../telnyx/door.ts';
import { endingOf, isOpen, unread, withPage, type Extent } from '../telnyx/extent.ts';
import { counted, mostRows, type Listing } from './listing.ts';

/** What was read of a list from its top. */
export interface Gathered {
  /** By their ids, in the server's order. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Rows that came and could not be read. */
  readonly unreadable: number;
  /** Rows were left out because there are too many. */
  readonly isCut: boolean;
  readonly extent: Extent;
  /** What the server told beside the rows. */
  readonly told: ReadonlySet<string>;
}

export const ungathered: Gathered = {
  rows: new Map(),
  unreadable: 0,
  isCut: false,
  extent: unread,
  told: new Set(),
};

/** With the next page. A row that shifted onto another page meanwhile is not there twice. */
export function gather(kind: ResourceKind, before: Gathered, page: RawPage): Gathered {
  const rows = new Map(before.rows);
  let { unreadable, isCut } = before;
  for (const raw of page.rows) {
    const row = kind.row(raw);
    if (!row) unreadable += 1;
    else if (rows.size < mostRows || rows.has(row.id)) rows.set(row.id, row);
    else isCut = true;
  }
  const isFresh = isCut || rows.size > before.rows.size;
  const extent = withPage(before.extent, page, rows.size + unreadable, isFresh);
  return { rows, unreadable, isCut, extent, told: new Set([...before.told, ...page.warnings]) };
}

/** What lies behind the last row, as far as it is proven. */
export function restOf({ extent, rows, unreadable, isCut }: Gathered): Listing['rest'] {
  const ending = endingOf(extent);
  if (isCut || (ending === undefined && rows.size >= mostRows)) return 'capped';
  if (ending === undefined) return 'more';
  return ending === 'complete' && unreadable === 0 ? 'end' : 'uncertain';
}

/** Whether the next page is worth a request that nobody wished for: what came told nothing new, or not whether it is the end. */
const isOpenEnd = (kind: ResourceKind, gathered: Gathered): boolean =>
  restOf(gathered) === 'more' && isOpen(gathered.extent, kind.pageSize);

/** A list, page by page. */
export interface Pages {
  readonly kind: ResourceKind;
  readonly page: (number: number) => Promise<RawPage>;
}

/** Takes over what was read of a list. */
interface KeptPages extends Pages {
  readonly keep: (gathered: Gathered, listing: Listing) => void;
}

/**
 * Reads a list on behind what was read before, from its top where nothing was: the page that came, as many pages more as
 * there shall be in all, and then until something new came and it is known whether there is more. What comes in a refresh
 * is kept once as many pages are there as before; after that, page by page.
 *
 * @throws Failure
 */
export async function readOn(
  list: KeptPages,
  before: Gathered | undefined,
  came: RawPage,
  pages: number,
): Promise<void> {
  const next = async (read: Gathered) => gather(list.kind, read, await list.page(read.extent.taken + 1));
  let read = gather(list.kind, before ?? ungathered, came);
  // A list that shrank has fewer pages by now.
  while (read.extent.taken < pages && restOf(read) === 'more') read = await next(read);
  list.keep(read, await listingOf(read));
  while (isOpenEnd(list.kind, read)) {
    read = await next(read);
    list.keep(read, await listingOf(read));
  }
}

async function listingOf(gathered: Gathered): Promise<Listing> {
  const { rows, extent } = gathered;
  return {
    rows: [...rows.values()],
    count: counted(rows.size, extent.total),
    rest: restOf(gathered),
    warnings: await warningsOf(gathered),
  };
}

/** What the server told, and what may be missing; words for what hardly ever happens load when it does. */
async function warningsOf({ told, unreadable, extent }: Gathered): Promise<readonly string[]> {
  const isCertain = endingOf(extent) !== 'uncertain';
  if (isCertain && unreadable === 0) return [...told];
  const { doubtsOf } = await import('./doubts.ts');
  return [...told, ...doubtsOf(unreadable, isCertain)];
}
