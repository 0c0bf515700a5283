import type { RawPage } from './door.ts';

/** How far a list was read, page after page in the server's order, and what the server says of its length. */
export interface Extent {
  /** Pages read, from the first on without a hole. */
  readonly taken: number;
  /** Rows that came, each once, and those that cannot be told from others. */
  readonly counted: number;
  /** Rows of the fullest page: a server may give fewer than asked. */
  readonly perPage: number;
  /** Rows of the last page. */
  readonly last: number;
  /** Pages in a row that brought nothing new. */
  readonly barren: number;
  readonly total?: number | undefined;
  readonly pages?: number | undefined;
  /** The server has told more than one total. */
  readonly contradicted: boolean;
}

/** 'complete': every row was read. 'uncertain': there is no more to ask for, but rows may be missing. */
export type Ending = 'complete' | 'uncertain';

/** A server that lies ends a list soon: so many pages in a row that bring nothing new are the last. */
const mostBarren = 3;

export const unread: Extent = {
  taken: 0,
  counted: 0,
  perPage: 0,
  last: 0,
  barren: 0,
  contradicted: false,
};

/** With the next page, after which there are so many rows. */
export function withPage(before: Extent, page: RawPage, counted: number, isFresh: boolean): Extent {
  const last = page.rows.length;
  const { total = before.total, pages = before.pages } = page;
  return {
    taken: before.taken + 1,
    counted,
    perPage: Math.max(before.perPage, last),
    last,
    barren: isFresh ? 0 : before.barren + 1,
    total,
    pages,
    contradicted: before.contradicted || (before.total !== undefined && before.total !== total),
  };
}

/** Pages there are by what the server says; undefined when it does not say, or has given more than it says. */
export function promisedPages({ total, pages, perPage, counted }: Extent): number | undefined {
  if (total === undefined) return pages;
  return counted > total ? undefined : Math.max(pages ?? 0, perPage === 0 ? 1 : Math.ceil(total / perPage));
}

/**
 * How the list ended; undefined while the next page is to be asked for. That a page is short proves nothing: without a
 * count that agrees, only an empty page is the end.
 */
export function endingOf(extent: Extent): Ending | undefined {
  const { taken, counted, total, last, barren } = extent;
  const promised = promisedPages(extent);
  const agrees = total === undefined ? promised !== undefined : counted === total;
  const isBehind = taken >= (promised ?? 0);
  if (isBehind ? agrees || last === 0 : agrees && total !== undefined && barren > 0)
    return extent.contradicted || (total !== undefined && !agrees) ? 'uncertain' : 'complete';
  return barren >= mostBarren ? 'uncertain' : undefined;
}

/** Whether the last page leaves it open where the list ends, so that one more request is worth knowing. */
export function isOpen(extent: Extent, size: number): boolean {
  const { taken, last, perPage, barren } = extent;
  const isShort = last < (taken === 1 ? size : perPage);
  return barren > 0 || (isShort && taken >= (promisedPages(extent) ?? 0));
}
