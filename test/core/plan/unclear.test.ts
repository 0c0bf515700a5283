import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { BulkOrders } from '../../../src/sample/bulk-orders.ts';
import type { FaultName } from '../../../src/sample/faults.ts';
import { emergencyWishes } from './emergencyWishes.ts';
import { applied, figures, manyNumbers, timesWritten, toDelete, wishFor, type Many } from './many.ts';

const count = 12;
const faults: readonly FaultName[] = [
  ...(['drop', 'reset', 'truncated', 'html200', 'empty200'] as const),
  ...(['502html', '500', '503'] as const),
];

/** Active numbers of the account that are so. */
async function some(many: Many, isSo: (row: Readonly<Record<string, unknown>>) => boolean) {
  const rows = await many.rows();
  const found = many.numbers.filter(({ id }) => {
    const row = rows.get(id);
    return row?.status === 'active' && isSo(row);
  });
  assert.ok(found.length >= count);
  return found.slice(0, count);
}

interface Batch {
  readonly operation: number;
  readonly what: string;
  readonly path: RegExp;
  readonly ask: (many: Many) => Promise<Proposal>;
}

const order: Batch = {
  operation: 1,
  what: 'an order for a messaging profile',
  path: /\/messaging_numbers_bulk_updates$/,
  ask: async (many) =>
    wishFor(await some(many, (row) => row.messaging_profile_id !== null && row.country_iso_alpha2 === 'US'), {
      'messaging.messaging_profile_id': null,
    }),
};

const batches: readonly Batch[] = [
  order,
  {
    operation: 8,
    what: 'a job that deletes',
    path: /\/jobs\/delete_phone_numbers$/,
    ask: async (many) => toDelete(await some(many, (row) => row.deletion_lock_enabled === false)),
  },
  {
    operation: 9,
    what: 'a job for emergency calling',
    path: /\/jobs\/update_emergency_settings$/,
    ask: async (many) => (await emergencyWishes(many)).good,
  },
  {
    operation: 10,
    what: 'a job that changes settings',
    path: /\/jobs\/update_phone_numbers$/,
    ask: async (many) => wishFor(await some(many, () => true), { 'general.customer_reference': 'NEW' }),
  },
];

/** An account whose answer to the start of this is spoiled. */
async function spoiled(t: TestContext, { path, ask }: Batch, fault: FaultName, isApplied: boolean) {
  const many = await manyNumbers(t, { numbers: 200, emergencyMs: 1000 });
  const proposal = await ask(many);
  many.simulator.faults.next({ fault, method: 'POST', path, applied: isApplied });
  return { many, proposal };
}

/** Whoever started an order is told its id; without that nobody sees it go on. What this returns carries orders out. */
function unseenOrders(t: TestContext): () => void {
  const { mock } = t.mock.method(BulkOrders.prototype, 'create');
  return () => {
    for (const { this: orders, result } of mock.calls)
      while (orders instanceof BulkOrders && result && result.pending.length > 0) orders.look(result.id);
  };
}

/** Orders are carried out while somebody waits, whoever knows of them. */
function carryOrdersOut(t: TestContext, { clock }: Many): void {
  const carryOut = unseenOrders(t);
  const sleep = clock.sleep.bind(clock);
  t.mock.method(clock, 'sleep', (ms: number) => {
    carryOut();
    return sleep(ms);
  });
}

const carriedOut = (many: Many) => many.writes().filter(({ status }) => status < 300);

for (const batch of batches)
  describe(`An unclear answer to the start of ${batch.what} (operation ${batch.operation})`, () => {
    for (const fault of faults) {
      test(`${fault}, though it was started: it is followed, or seen in the numbers`, async (t) => {
        const { many, proposal } = await spoiled(t, batch, fault, true);
        carryOrdersOut(t, many);
        const { state } = await applied(many.plans, proposal);
        assert.deepEqual([state.stepStates.length, state.stepStates[0]?.operation], [1, batch.operation]);
        assert.deepEqual([state.phase, figures(state)], ['done', { changed: count }]);
        assert.equal(many.writes().length, 1);
      });

      test(`${fault}, and it was not started: it is never sent again, and the numbers are unknown`, async (t) => {
        const { many, proposal } = await spoiled(t, batch, fault, false);
        const { run, state } = await applied(many.plans, proposal);
        assert.deepEqual([state.phase, figures(state)], ['stopped', { unknown: count }]);
        run.proceed();
        const after = await run.settled();
        assert.deepEqual([after.phase, figures(after)], ['done', { unknown: count }]);
        assert.equal(carriedOut(many).length, 0);
        // The person looks again, and tries again what nobody knows: nothing was lost.
        const checked = await many.window().check(state.id);
        assert.deepEqual(figures(checked.state), { unknown: count });
        const again = await many.plans.retry(state.id, ['unknown']);
        assert.deepEqual(figures((await applied(many.plans, again.proposal)).state), { changed: count });
        const times = timesWritten(carriedOut(many), many.numbers);
        assert.deepEqual([times.size, ...new Set(times.values())], [count, 1]);
      });
    }
  });

describe('An order whose start was answered with nothing', () => {
  test('and that goes on later: its numbers are unknown until they are looked at again', async (t) => {
    const { many, proposal } = await spoiled(t, order, 'drop', true);
    const carryOut = unseenOrders(t);
    const { state } = await applied(many.plans, proposal);
    assert.deepEqual([state.phase, figures(state)], ['stopped', { unknown: count }]);
    await many.plans.dispose();
    carryOut();
    const after = await (await many.window().resume(state.id)).settled();
    assert.deepEqual([after.phase, figures(after)], ['done', { unknown: count }]);
    assert.deepEqual(figures((await many.window().check(state.id)).state), { changed: count });
    assert.equal(many.writes().length, 1);
  });
});
