import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { patchNumber } from '../../../src/core/plan/operations.ts';
import { look } from '../../../src/core/plan/read.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { applied, figures, manyNumbers, toDelete, wishFor } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });

async function setting(t: TestContext, count: number) {
  const many = await manyNumbers(t, { numbers: 200 });
  const rows = await many.rows();
  const active = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active');
  return { many, active, numbers: active.slice(0, count) };
}

describe('What somebody else did first', () => {
  test('is told apart from what the plan did, and Undo leaves it alone', async (t) => {
    const { many, numbers } = await setting(t, 3);
    const [theirs] = numbers;
    assert.ok(theirs);
    const plan = await many.plans.look(wishFor(numbers, reference('SAME')));
    await patchNumber(many.door, theirs.id, { customer_reference: 'SAME' });
    // Longer than what was read is trusted.
    await many.clock.sleep(31_000);
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual(figures(state), { changed: 2, already: 1 });
    const { proposal } = await many.plans.undo(state.id);
    assert.ok(!proposal.wishes.some(({ number }) => number.id === theirs.id));
    await applied(many.plans, proposal);
    assert.equal((await many.rows()).get(theirs.id)?.customer_reference, 'SAME');
    assert.deepEqual(figures((await many.window().open(state.id)).state), { changed: 2, already: 1 });
  });

  test('is no deletion of the plan', async (t) => {
    const { many, active } = await setting(t, 0);
    const rows = await many.rows();
    const free = active.filter(({ id }) => rows.get(id)?.deletion_lock_enabled === false).slice(0, 3);
    const [theirs] = free;
    assert.ok(theirs);
    const plan = await many.plans.look(toDelete(free));
    await many.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(theirs.id, options),
      (data) => data,
    );
    const state = await (await many.plans.apply(plan, { typed: 3 })).settled();
    assert.deepEqual(figures(state), { changed: 2, already: 1 });
    assert.equal((await many.plans.undo(state.id)).cannot[0]?.numbers, 2);
  });
});

describe('A request that Telnyx took but kept otherwise', () => {
  test('is called so, and Undo takes it back, though not over what others changed since', async (t) => {
    const { many, numbers } = await setting(t, 2);
    const before = await many.rows();
    const shortening: typeof fetch = (input, init) => {
      const { customer_reference: text, ...rest } = JSON.parse(
        typeof init?.body === 'string' ? init.body : '{}',
      ) as { customer_reference?: string };
      if (text === undefined) return fetch(input, init);
      const body = JSON.stringify({ ...rest, customer_reference: text.slice(0, 5) });
      return fetch(input, { ...init, body });
    };
    const door = openDoor({
      baseUrl: many.simulator.url,
      apiKey: 'KEY_SAMPLE_ACCOUNT',
      clock: many.clock,
      fetch: shortening,
    });
    t.after(() => {
      door.close();
    });
    const wishes = { ...reference('LONGER THAN 5'), 'general.tags': ['brand new'] };
    const { state, run } = await applied(many.window({ door }), wishFor(numbers, wishes));
    assert.deepEqual(figures(state), { otherwise: 2 });
    assert.match(run.results()[0]?.sentence ?? '', /kept another value/);
    const again = await many.window().retry(state.id);
    assert.deepEqual(
      again.proposal.wishes.map(({ mine }) => mine),
      [wishes, wishes],
    );
    const [mine, theirs] = numbers;
    assert.ok(mine && theirs);
    await patchNumber(many.door, theirs.id, { customer_reference: 'THEIRS' });
    const { proposal } = await many.window().undo(state.id);
    const plan = await many.plans.look(proposal);
    assert.deepEqual(
      plan.rows.map((row) => row.state),
      ['send', 'conflict'],
    );
    await (await many.plans.apply(plan)).settled();
    const after = await many.rows();
    for (const key of ['customer_reference', 'tags'])
      assert.deepEqual(after.get(mine.id)?.[key], before.get(mine.id)?.[key]);
    assert.equal(after.get(theirs.id)?.customer_reference, 'THEIRS');
  });
});

describe('Switching emergency calling off', () => {
  for (const count of [2, 12])
    test(`for ${count} numbers is taken back with the addresses they had`, async (t) => {
      const { many, active } = await setting(t, 0);
      const held = async (id: string) => valuesOf((await look(many.door, id, ['number', 'voice'])).records);
      const numbers: typeof active = [];
      for (const number of active) {
        const values = await held(number.id);
        if (numbers.length < count && values['emergency.emergency_enabled'] === true) numbers.push(number);
      }
      const [first] = numbers;
      assert.ok(first && numbers.length > 1);
      const before = await held(first.id);
      const off = await applied(many.plans, wishFor(numbers, { 'emergency.emergency_enabled': false }));
      assert.equal(figures(off.state).changed, numbers.length);
      await many.clock.sleep(600_000);
      const undo = await many.plans.undo(off.state.id);
      assert.deepEqual(undo.cannot, []);
      const on = await applied(many.plans, undo.proposal);
      assert.equal(figures(on.state).changed, numbers.length);
      await many.clock.sleep(600_000);
      const after = await held(first.id);
      for (const id of ['emergency.emergency_enabled', 'emergency.emergency_address_id'])
        assert.equal(after[id], before[id]);
    });
});
