/** Something wrong in a number document, and where. */
export interface Problem {
  /** `shape`: what the JSON schema says too (syntax, unknown names, types). `value`: what only we can say. */
  readonly about: 'shape' | 'value';
  /** One sentence for people. */
  readonly sentence: string;
  /** Where in the text: offset and length in UTF-16 units. */
  readonly at: { readonly offset: number; readonly length: number };
  /** The setting it concerns; absent for the document as a whole. */
  readonly setting?: string;
}
