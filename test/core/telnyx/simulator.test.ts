import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { DoorOptions, PageCall } from '../../../src/core/telnyx/door.ts';
import { listPages } from '../../../src/core/telnyx/pages.ts';
import { startSimulator, type SimulatorOptions } from '../../simulator.ts';
import { asIs, doorTo, failureOf, pay, TestClock } from './doors.ts';

/** A simulator and a door to it that go by the same clock, so that no rate limit is waited for in earnest. */
async function start(t: TestContext, options: SimulatorOptions = {}, door: Partial<DoorOptions> = {}) {
  const clock = new TestClock();
  const simulator = await startSimulator({ now: () => clock.now(), ...options });
  t.after(() => simulator.close());
  const apiKey = simulator.account.keys[0]?.key ?? assert.fail();
  return { simulator, clock, door: doorTo(t, simulator.url, { apiKey, clock, ...door }) };
}

const listNumbers: PageCall = (sdk, page, options) => sdk.phoneNumbers.list(page, options);
const first = { number: 1, size: 250 };

function listAll(door: ReturnType<typeof doorTo>, call: PageCall = listNumbers, size = 50) {
  return listPages({
    size,
    cap: 5000,
    identify: (row) => (row as { id?: string }).id,
    fetchPage: (page, signal) => door.page(call, page, signal),
  });
}

describe('The door to a whole account', () => {
  test('reads mobile numbers, which the SDK asks for under a doubled /v2', async (t) => {
    const { door } = await start(t);
    const { rows, total } = await door.page((sdk, page, o) => sdk.mobilePhoneNumbers.list(page, o), first);
    assert.equal(rows.length, total);
    assert.ok(rows.length > 0);
  });

  test('filters jobs by several statuses, which the SDK would join with a comma', async (t) => {
    const { door } = await start(t);
    const statuses = async (status: ('failed' | 'completed')[]) => {
      const call: PageCall = (sdk, page, o) => sdk.phoneNumbers.jobs.list({ ...page, filter: { status } }, o);
      const { rows } = await door.page(call, first);
      return new Set(rows.map((row) => (row as { status: string }).status));
    };
    assert.deepEqual(await statuses(['failed']), new Set(['failed']));
    assert.deepEqual(await statuses(['failed', 'completed']), new Set(['failed', 'completed']));
  });

  test('says that a key is bad, and that a key may not see money', async (t) => {
    const { simulator, door } = await start(t, {}, { apiKey: 'KEYthat_is_wrong' });
    const balance = () => failureOf(door.read((sdk, o) => sdk.balance.retrieve(o), asIs));
    assert.equal((await balance()).kind, 'unauthorized');
    const limited = simulator.account.keys.find(({ billing }) => !billing) ?? assert.fail();
    const other = doorTo(t, simulator.url, { apiKey: limited.key });
    const failure = await failureOf(other.read((sdk, o) => sdk.balance.retrieve(o), asIs));
    assert.deepEqual([failure.kind, failure.wayOut], ['forbidden', 'check-account']);
    assert.ok((await other.page(listNumbers, first)).rows.length > 0);
  });

  test('lists every number through faults of every sort, within the rate, and never twice', async (t) => {
    const { simulator, door } = await start(t, {
      numbers: 1000,
      rate: { limit: 6, windowMs: 1000 },
      faults: [
        { fault: 'reset', after: 2, times: 1 },
        { fault: '503', after: 4, times: 1 },
        { fault: '502html', after: 6, times: 1 },
        { fault: '429', after: 8, times: 1 },
        { fault: 'drop', after: 10, times: 1 },
      ],
    });
    const { rows, total, ending } = await listAll(door);
    assert.deepEqual([rows.length, total, ending], [1000, { count: 1000, exact: true }, 'complete']);
    assert.ok(simulator.log.every(({ status }) => status === 200));
  });

  test('asks for nothing that the rate does not allow', async (t) => {
    const { simulator, door } = await start(t, { numbers: 2000, rate: { limit: 5, windowMs: 1000 } });
    assert.equal((await listAll(door)).rows.length, 2000);
    assert.equal(simulator.log.length, 40);
    assert.deepEqual(
      simulator.log.filter(({ status }) => status === 429),
      [],
    );
  });

  test('lists honestly when meta is missing and when rows shift', async (t) => {
    const missing = await start(t, { variants: { metaMissing: true } });
    const { total, ending } = await listAll(missing.door);
    assert.deepEqual([total, ending], [{ count: 420, exact: true }, 'complete']);
    const shifting = await start(t, { variants: { rowsShift: true } });
    const listed = await listAll(shifting.door);
    const ids = new Set(listed.rows.map((row) => (row as { id: string }).id));
    assert.equal(ids.size, listed.rows.length);
    assert.ok(listed.rows.length >= 420);
  });

  test('keeps what the server says beside the rows', async (t) => {
    const { door } = await start(t, { variants: { messagingProfilesDown: true } });
    assert.equal((await failureOf(door.page(listNumbers, first))).kind, 'server');
    const call: PageCall = (sdk, page, o) =>
      sdk.phoneNumbers.list({ ...page, handle_messaging_profile_error: 'true' }, o);
    const { rows, warnings } = await door.page(call, first);
    assert.ok(rows.length > 0);
    assert.equal(warnings.length, 1);
  });

  test('pays once when the charge is made and the connection then drops', async (t) => {
    for (const fault of ['drop', 'truncated', '503', 'html200'] as const) {
      const { simulator, door } = await start(t, { faults: [{ fault, method: 'POST', applied: true }] });
      const failure = await failureOf(door.write(pay, asIs));
      assert.equal(failure.effect, 'unclear', fault);
      assert.deepEqual(simulator.account.payments, [12_000], fault);
    }
  });

  test('reads CSV as text', async (t) => {
    const { door } = await start(t);
    const text = await door.text((sdk, o) =>
      sdk.chargesBreakdown.retrieve({ start_date: '2026-02-01', end_date: '2026-03-01', format: 'csv' }, o),
    );
    assert.match(text, /^[\w ]+(,[\w ]+)+\r?\n/);
  });
});
