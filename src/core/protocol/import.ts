import * as v from 'valibot';

/** Something in a file that could not be taken as it stands. */
export interface ImportProblem {
  readonly line: number;
  readonly column?: number;
  readonly heading?: string;
  readonly sentence: string;
  readonly about: 'file' | 'row' | 'note';
}

/** What became of reading a file, where a person should look at it before going on. */
export interface ImportPage {
  readonly file: string;
  readonly account: string;
  /** What is being done, in words; absent when nothing is. */
  readonly busy?: string;
  readonly failure?: { readonly sentence: string; readonly requestId?: string };
  /** Why nothing can be done now. */
  readonly closed?: string;
  /** What was read, in sentences. */
  readonly summary: readonly string[];
  readonly tone: 'error' | 'warning' | 'information';
  /** The first of the problems. */
  readonly problems: readonly ImportProblem[];
  readonly more: number;
  /** What going on would do; absent when there is nothing to go on with. */
  readonly goOn?: string;
  readonly restore: ImportRestore;
}

/** Decoded by the panel's serializer. */
export const importRestoreSchema = v.object({ profile: v.string(), account: v.string(), file: v.string() });
export type ImportRestore = v.InferOutput<typeof importRestoreSchema>;

const nothing = v.undefined();

export const importActs = {
  /** Shows the place in the file. */
  open: v.object({ line: v.number(), column: v.exactOptional(v.number()) }),
  again: nothing,
  stop: nothing,
  goOn: nothing,
} as const;
export type ImportActs = typeof importActs;
