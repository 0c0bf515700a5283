import type { Row } from '../resources/kind.ts';
import type { Failure } from '../telnyx/failure.ts';

/** How many rows there are: those shown, and what the server says in all (absent when it does not say). */
export interface Count {
  readonly shown: number;
  readonly total?: number;
}

/** What is asked of the server: the list from its start, one more page of it, or a few of its rows again. */
export type Work = 'list' | 'more' | 'rows';

export interface Listing {
  readonly rows: readonly Row[];
  readonly count: Count;
  /**
   * What lies behind the last row: 'end': nothing, and every row of the account is here. 'more', or 'capped': more than is
   * ever shown here. 'uncertain': there is no more to ask for, but rows are missing, or may be.
   */
  readonly rest: 'end' | 'more' | 'capped' | 'uncertain';
  /** Partial failures that the server told beside the rows, and what may be missing, as sentences. */
  readonly warnings: readonly string[];
  /** Above the row with this id some may be missing, until the list is read again. */
  readonly gap?: string;
}

/**
 * The life of a list. Rows stay visible while more are loaded and when a refresh fails: a failure is told beside
 * them, never instead of them, and never as an empty list.
 */
export type CollectionState =
  | { readonly phase: 'idle' }
  | (Listing & { readonly phase: 'loading'; readonly work: Work })
  | (Listing & { readonly phase: 'ready' })
  | (Listing & { readonly phase: 'failed'; readonly work: Work; readonly failure: Failure });

/** What a listener has to draw again: everything, or the rows with these ids (none came, none went). */
export type Change = 'all' | readonly string[];

/** Rows beyond this are not drawn: search, filter or a table serve better. */
export const mostRows = 5000;

export const nothing: Listing = { rows: [], count: { shown: 0 }, rest: 'end', warnings: [] };

/** A server that says less than it gave is not believed. */
export function counted(shown: number, total: number | undefined): Count {
  return total === undefined || total < shown ? { shown } : { shown, total };
}
