import type { GenericSchema, InferOutput } from 'valibot';

/**
 * What crosses between the extension and a page. The page says `ready` and is told its whole state, again whenever
 * it changes; it keeps none of it. What a person does comes back as an act, decoded by its schema before anything
 * looks at it.
 */

/** Acts of a page: name -> schema of its detail. */
export type Acts = Readonly<Record<string, GenericSchema>>;

export type Act<A extends Acts> = {
  [K in keyof A & string]: { readonly act: K; readonly detail: InferOutput<A[K]> };
}[keyof A & string];

export interface ToPage<State> {
  readonly type: 'state';
  readonly state: State;
}

export type FromPage<A extends Acts> = { readonly type: 'ready' } | ({ readonly type: 'act' } & Act<A>);

/** One handler for each act: a missing one does not compile. */
export type ActHandlers<A extends Acts> = {
  readonly [K in keyof A]: (detail: InferOutput<A[K]>) => void | Promise<void>;
};

/** Ids of the data blocks that the HTML of every page carries. */
export const pageData = { language: 'telnyx-language', words: 'telnyx-words' } as const;
