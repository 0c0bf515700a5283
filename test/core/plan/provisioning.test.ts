import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { emergencyWishes } from './emergencyWishes.ts';
import { applied, figures, manyNumbers } from './many.ts';

async function setting(t: TestContext, emergencyMs: number) {
  const many = await manyNumbers(t, { numbers: 200, emergencyMs });
  return { many, ...(await emergencyWishes(many)) };
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
