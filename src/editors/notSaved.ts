/** Thrown when saving did not succeed: nothing typed is lost, and the sentence says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
  /** Whether a part was saved all the same, or the fields in conflict wait for a choice in the form. */
  readonly left: 'all' | 'a part' | 'a choice';

  constructor(sentence: string, left: NotSaved['left'] = 'all') {
    super(sentence);
    this.left = left;
  }
}
