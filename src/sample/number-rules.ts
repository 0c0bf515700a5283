import { unprocessable } from './envelope.ts';
import type { NumberRecord } from './number-record.ts';

/** What the account says of a number that may not be deleted. Telnyx documents neither status nor words. */
export const lockedText = 'The phone number has its deletion lock enabled and cannot be deleted.';

const uneditable: ReadonlySet<NumberRecord['status']> = new Set([
  'purchase-pending',
  'purchase-failed',
  'port-pending',
  'port-failed',
  'ported-out',
  'deleted',
]);

/** What it says of a change of a number that is not, or never was, this account's. Telnyx documents neither. */
const lostText = 'The phone number is not active.';
const lost: ReadonlySet<NumberRecord['status']> = new Set([
  'purchase-failed',
  'port-failed',
  'ported-out',
  'deleted',
]);

/** Refuses a change of a number that nothing can be changed about. */
export function refuseLost(record: NumberRecord): void {
  if (lost.has(record.status)) throw unprocessable(lostText, '/base');
}

/** Whether the number is far enough, and still enough this account's, to be changed. */
export function editable(record: NumberRecord): boolean {
  return !uneditable.has(record.status);
}
