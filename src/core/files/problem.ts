/** Something in a file that cannot be taken as it stands, and where. */
export interface FileProblem {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters of the line; absent where the whole line is meant. */
  readonly column?: number;
  /** In characters from there; absent where that is not known or there is nothing to point at. */
  readonly length?: number;
  /** Whose it is: a heading of the file, or nothing. */
  readonly heading?: string;
  /** What is wrong and what to do. */
  readonly sentence: string;
  /**
   * `file`: nothing can be read. `row`: this row is left out. `note`: the rest is taken, but a person should know.
   */
  readonly about: 'file' | 'row' | 'note';
  /** The JSON schema of such files says it, too. */
  readonly inSchema?: true;
}
