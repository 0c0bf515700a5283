import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { unplaceable } from '../../../src/sample/addresses.ts';
import { applied, figures, manyNumbers, wishFor } from './many.ts';

interface Address {
  readonly id: string;
  readonly street_address: string;
  readonly country_code: string;
}

/** Twelve numbers without emergency calling, so that a job switches it on, and the addresses they may have. */
async function setting(t: TestContext, emergencyMs: number) {
  const many = await manyNumbers(t, { numbers: 200, emergencyMs });
  const rows = [...(await many.rows()).values()];
  const free = rows.filter(
    (row) => row.country_iso_alpha2 === 'US' && row.status === 'active' && row.emergency_enabled === false,
  );
  const ids = new Set(free.slice(0, 12).map(({ id }) => String(id)));
  const numbers = many.numbers.filter(({ id }) => ids.has(id));
  const page = await many.door.page((sdk, query, options) => sdk.addresses.list(query, options), {
    number: 1,
    size: 100,
  });
  const addresses = (page.rows as Address[]).filter(({ country_code: country }) => country === 'US');
  const bad = addresses.find(({ street_address: street }) => street === unplaceable);
  const good = addresses.find(({ street_address: street }) => street !== unplaceable);
  assert.ok(numbers.length === 12 && bad && good);
  const on = ({ id }: Address) =>
    wishFor(numbers, { 'emergency.emergency_enabled': true, 'emergency.emergency_address_id': id });
  return { many, good: on(good), bad: on(bad) };
}

describe('Emergency calling of many numbers', () => {
  test('is changed when the services are done, not when the job is', async (t) => {
    const { many, good } = await setting(t, 90_000);
    const { run, state } = await applied(many.plans, good);
    assert.deepEqual([state.stepStates[0]?.operation, figures(state)], [9, { changed: 12 }]);
    assert.ok((state.endedAt ?? 0) - state.startedAt > 90_000);
    assert.ok(run.results().every(({ sentence }) => sentence === undefined));
  });

  test('has failed where the services do not take the address; Undo takes back what is left of it', async (t) => {
    const { many, bad } = await setting(t, 5000);
    const { run, state } = await applied(many.plans, bad);
    assert.deepEqual(figures(state), { failed: 12 });
    assert.match(run.results()[0]?.sentence ?? '', /provisioning failed/);
    const { proposal } = await many.plans.undo(state.id);
    const undone = await applied(many.plans, proposal);
    assert.deepEqual(figures(undone.state), { changed: 12 });
    const after = await many.rows();
    for (const { number } of bad.wishes) assert.equal(after.get(number.id)?.emergency_enabled, false);
  });

  test('is unknown where nobody waited for the services, until somebody looks again', async (t) => {
    const { many, good } = await setting(t, 3_600_000);
    const { state } = await applied(many.plans, good);
    assert.deepEqual(figures(state), { unknown: 12 });
    assert.deepEqual(figures((await many.plans.check(state.id)).state), { unknown: 12 });
    await many.clock.sleep(3_600_000);
    assert.deepEqual(figures((await many.plans.check(state.id)).state), { changed: 12 });
  });
});
