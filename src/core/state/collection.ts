import type { Failure } from '../telnyx/failure.ts';

/** How many rows there are: those shown, and what the server says in all (absent when it does not say). */
export interface Count {
  readonly shown: number;
  readonly total?: number;
}

/**
 * The life of a list. Rows stay visible while more are loaded and when a refresh fails: a failure is told beside
 * them, never instead of them, and never as an empty list.
 */
export type CollectionState<R> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading'; readonly rows: readonly R[]; readonly count: Count }
  | { readonly phase: 'ready'; readonly rows: readonly R[]; readonly count: Count; readonly more: boolean }
  | { readonly phase: 'failed'; readonly rows: readonly R[]; readonly count: Count; readonly failure: Failure };
