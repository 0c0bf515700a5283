import { Big } from 'big.js';
import { isExact, type Amount } from './amount.ts';

/** How an amount differs from the one before. */
export interface Change {
  readonly difference: Big;
  /** Rounded to a tenth; absent where the amount before is nothing or less, of which nothing is a part. */
  readonly percent?: Big;
}

/** Undefined where one of the two is not known. */
export function changeFrom(before: Amount, now: Amount): Change | undefined {
  if (!isExact(before) || !isExact(now)) return undefined;
  const difference = now.value.minus(before.value);
  if (before.value.lte(0)) return { difference };
  // Multiplied first, so that only the last division is rounded.
  const percent = difference.times(100).div(before.value).round(1, Big.roundHalfEven);
  return { difference, percent };
}
