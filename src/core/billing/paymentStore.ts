/**
 * Where the payments of an account are written down, one small text each, counted from 1. What was made or replaced is
 * on disk when the promise resolves. Anything thrown means that it may not be.
 */
export interface PaymentStore {
  /** The one with the highest generation; undefined when there was never one. */
  newest(): Promise<{ readonly generation: number; readonly text: string } | undefined>;
  /** Makes the record of this generation; false when somebody, in whichever window, has made it already. */
  make(generation: number, text: string): Promise<boolean>;
  /** Puts another text in place of a record: whoever reads meanwhile has the old one or the new one. */
  replace(generation: number, text: string): Promise<void>;
}

/** The payments of another account on this machine; it may be one that was removed while a payment was open. */
export interface Neighbour {
  readonly id: string;
  readonly store: PaymentStore;
  /** Nothing of it is open any more. */
  readonly close: () => Promise<void>;
}
