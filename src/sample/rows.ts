/** Rows that can be cut without being made first. An array is one. */
export interface Rows<T> {
  readonly length: number;
  slice(start: number, end: number): readonly T[];
}
