import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deleteNumber, standingOf, type DeletionOutcome } from '../../../src/core/plan/deletion.ts';
import { readNumber } from '../../../src/core/plan/records.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { apiKey, failureOf } from '../telnyx/doors.ts';
import { json, serve } from '../telnyx/server.ts';
import { shareAccount, type Shared } from './account.ts';

function only<R extends DeletionOutcome['result']>(outcome: DeletionOutcome, result: R) {
  assert.equal(outcome.result, result);
  return outcome as Extract<DeletionOutcome, { result: R }>;
}

const isGone = async ({ colleague, number }: Shared) =>
  (await failureOf(readNumber(colleague, number.id))).kind === 'not-found';

/** Some number of the account whose deletion lock is on. */
async function lockedNumber({ colleague }: Shared) {
  const page = await colleague.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 250,
  });
  const rows = page.rows as { id: string; phone_number: string; deletion_lock_enabled: boolean }[];
  const row = rows.find((one) => one.deletion_lock_enabled);
  assert.ok(row);
  return { id: row.id, phoneNumber: row.phone_number };
}

describe('Deleting one number', () => {
  test('sends one request and the number is gone', async (t) => {
    const shared = await shareAccount(t, 2);
    assert.equal(only(await deleteNumber(shared.door, shared.number), 'deleted').looked, false);
    assert.equal(shared.count('DELETE'), 1);
    assert.ok(await isGone(shared));
  });

  test('sends nothing for a number whose deletion lock is on', async (t) => {
    const shared = await shareAccount(t, 2);
    only(await deleteNumber(shared.door, await lockedNumber(shared)), 'locked');
    assert.equal(shared.count('DELETE'), 0);
  });

  test('sends nothing for a number that is gone already', async (t) => {
    const shared = await shareAccount(t, 2);
    await deleteNumber(shared.colleague, shared.number);
    const before = shared.count('DELETE');
    only(await deleteNumber(shared.door, shared.number), 'gone');
    assert.equal(shared.count('DELETE'), before);
  });

  test('sends nothing when the id is another number by now', async (t) => {
    const shared = await shareAccount(t, 2);
    only(await deleteNumber(shared.door, { ...shared.number, phoneNumber: '+13125550000' }), 'gone');
    assert.equal(shared.count('DELETE'), 0);
  });

  test('sends nothing when the number cannot be read', async (t) => {
    const shared = await shareAccount(t, 2);
    shared.simulator.faults.add({ fault: '500', method: 'GET' });
    assert.equal(only(await deleteNumber(shared.door, shared.number), 'not-sent').failure.kind, 'server');
    assert.equal(shared.count('DELETE'), 0);
  });

  test('sends nothing through a door that is read-only', async (t) => {
    const shared = await shareAccount(t, 2);
    const [key] = shared.simulator.account.keys;
    const door = openDoor({ baseUrl: shared.simulator.url, apiKey: key?.key ?? '', readOnly: true });
    t.after(() => door.close());
    assert.equal(only(await deleteNumber(door, shared.number), 'not-sent').failure.kind, 'read-only');
    assert.equal(shared.count('DELETE'), 0);
  });

  for (const fault of ['drop', 'truncated', 'empty200'] as const) {
    test(`looks after an answer that got lost (${fault}), and never sends it again`, async (t) => {
      const shared = await shareAccount(t, 2);
      shared.simulator.faults.next({ fault, method: 'DELETE', applied: true });
      assert.equal(only(await deleteNumber(shared.door, shared.number), 'deleted').looked, true);
      assert.equal(shared.count('DELETE'), 1);
      assert.ok(await isGone(shared));
    });
  }

  test('calls a deletion unclear when the number is still there after a lost answer', async (t) => {
    const shared = await shareAccount(t, 2);
    shared.simulator.faults.next({ fault: '503', method: 'DELETE', applied: false });
    assert.equal(only(await deleteNumber(shared.door, shared.number), 'unclear').seen, true);
    assert.equal(shared.count('DELETE'), 0);
    assert.equal(
      (await readNumber(shared.colleague, shared.number.id)).phoneNumber,
      shared.number.phoneNumber,
    );
  });

  test('says that nobody could look when that fails too', async (t) => {
    const shared = await shareAccount(t, 2);
    shared.simulator.faults.next({ fault: 'drop', method: 'DELETE' });
    shared.simulator.faults.add({ fault: '500', method: 'GET', after: 1 });
    assert.equal(only(await deleteNumber(shared.door, shared.number), 'unclear').seen, false);
    assert.equal(shared.count('DELETE'), 1);
  });

  test('tells a refusal as one: the number is as it was', async (t) => {
    const number = { id: '1', phoneNumber: '+13125550001' };
    const data = { id: '1', phone_number: number.phoneNumber, status: 'active' };
    const server = await serve(t, (response, { method }) => {
      const errors = [{ code: '10035', title: 'Resource locked' }];
      json(response, method === 'DELETE' ? 403 : 200, method === 'DELETE' ? { errors } : { data });
    });
    const door = openDoor({ baseUrl: server.baseUrl, apiKey });
    t.after(() => door.close());
    const standing = await standingOf(door, number);
    assert.equal(standing.stands === 'deletable' && standing.lockKnown, false, 'the lock is not told');
    assert.equal(only(await deleteNumber(door, number), 'refused').failure.status, 403);
    assert.equal(server.seen.filter(({ method }) => method === 'DELETE').length, 1);
  });

  test('does not believe an answer that does not call the number deleted', async (t) => {
    const number = { id: '1', phoneNumber: '+13125550001' };
    const data = { id: '1', phone_number: number.phoneNumber, status: 'active' };
    const server = await serve(t, (response) => json(response, 200, { data }));
    const door = openDoor({ baseUrl: server.baseUrl, apiKey });
    t.after(() => door.close());
    assert.equal(only(await deleteNumber(door, number), 'unclear').seen, true);
    assert.equal(server.seen.filter(({ method }) => method === 'DELETE').length, 1);
  });
});
