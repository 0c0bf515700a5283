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

/** Whether the number is far enough, and still enough this account's, to be changed. */
export function editable(record: NumberRecord): boolean {
  return !uneditable.has(record.status);
}
