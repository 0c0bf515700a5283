import { keysIn, type Literal } from './literals.ts';

/** A key that was added to the accounts, and where it is kept: `machine` is the secure storage. */
interface Added {
  readonly key: string;
  readonly where: string;
}

/**
 * Where a key stands in a text that may do without it: everywhere, once the very key is in the secure storage; else the
 * text would hold its only copy.
 */
export const takenOut = (text: string, key: string, added: Added): readonly Literal[] | undefined =>
  added.key === key && added.where === 'machine' ? keysIn(text).filter((one) => one.text === key) : undefined;
