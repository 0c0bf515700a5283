import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PlanRun } from '../../../src/panels/planRun.ts';
import { planState } from '../../../src/panels/planState.ts';
import { manyNumbers, wishFor } from '../plan/many.ts';

describe('What can be done with a plan', () => {
  test('offers to resume it once it is paused, and not while it is pausing', async (t) => {
    const { plans, numbers } = await manyNumbers(t);
    const plan = await plans.look(wishFor(numbers.slice(0, 20), { 'general.customer_reference': 'PAUSED' }));
    const run = await plans.apply(plan);
    const ways = () =>
      planState({
        run: new PlanRun(run, run, () => undefined),
        facts: undefined,
        closed: undefined,
        applying: false,
      }).ways.map(({ way }) => way);
    assert.deepEqual(ways(), ['pause', 'cancel', 'export']);
    run.pause();
    assert.equal(run.state.phase, 'pausing');
    assert.deepEqual(ways(), ['cancel', 'export']);
    const { phase } = await run.settled();
    assert.equal(phase, 'paused');
    assert.deepEqual(ways(), ['resume', 'cancel', 'export']);
  });
});
