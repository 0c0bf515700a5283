import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settledAfter } from '../../../src/core/plan/settled.ts';

const told = (status: string, address?: string, enabled = true) => ({
  emergency: { emergency_enabled: enabled, emergency_address_id: address, emergency_status: status },
});
const at = (address: string) => ({ emergency_enabled: true, emergency_address_id: address });

/** After how many records, the answer counted, it is settled; undefined when it is not. */
function settledAt(wish: ReturnType<typeof at>, ...records: readonly unknown[]): number | undefined {
  const settled = settledAfter(records[0], wish);
  const place = records.findIndex((record) => settled(record));
  return place === -1 ? undefined : place;
}

describe('The end of a change of emergency calling after a 202', () => {
  test('is no status of before, however long it is told', () => {
    for (const before of [told('provisioning-failed', 'A'), told('active', 'A'), told('disabled', '', false)])
      assert.equal(
        settledAt(at('B'), before, before, structuredClone(before), structuredClone(before)),
        undefined,
      );
  });

  test('is the status after the services were seen at work', () => {
    assert.equal(settledAt(at('B'), told('active', 'A'), told('provisioning', 'B'), told('active', 'B')), 2);
    assert.equal(settledAt(at('B'), told('provisioning', 'B'), told('provisioning-failed', 'A')), 1);
    const off = { emergency_enabled: false, emergency_address_id: 'A' };
    assert.equal(
      settledAt(
        off,
        told('active', 'A'),
        told('deprovisioning', 'A', false),
        told('disabled', undefined, false),
      ),
      2,
    );
  });

  test('is a status that is told with the wish, where the work was too short to be seen', () => {
    assert.equal(settledAt(at('B'), told('active', 'A'), told('active', 'A'), told('active', 'B')), 2);
    assert.equal(settledAt(at('B'), told('active', 'A'), told('provisioning-failed', 'B')), 1);
  });

  test('is no final status in the answer itself: 202 says that it goes on', () => {
    assert.equal(settledAt(at('B'), told('active', 'B')), undefined);
  });

  test('is nothing that was so before, where it is switched off', () => {
    const off = { emergency_enabled: false, emergency_address_id: 'A' };
    assert.equal(
      settledAt(off, told('provisioning-failed', 'A'), told('provisioning-failed', 'A', false)),
      undefined,
    );
  });

  test('is not guessed from a record that tells nothing of it', () => {
    assert.equal(settledAt(at('B'), {}, null, { emergency: 'odd' }, told('one-day-new', 'B')), undefined);
  });
});
