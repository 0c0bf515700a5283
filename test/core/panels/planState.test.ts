import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Run } from '../../../src/core/plan/run.ts';
import { PlanRun } from '../../../src/panels/planRun.ts';
import { planState } from '../../../src/panels/planState.ts';
import { manyNumbers, wishFor, type Many } from '../plan/many.ts';

interface Begun {
  readonly many: Many;
  readonly run: Run;
  readonly planRun: PlanRun;
  /** What the page tells now. */
  readonly told: () => ReturnType<typeof planState>;
  readonly ways: () => readonly string[];
}

/** Begins a plan of twenty numbers in jobs of five. */
async function begins(t: TestContext): Promise<Begun> {
  const many = await manyNumbers(t, {}, { limits: () => ({ largeFrom: 1000, chunk: 5 }) });
  const { plans, numbers } = many;
  const plan = await plans.look(wishFor(numbers.slice(0, 20), { 'general.customer_reference': 'PAUSED' }));
  const run = await plans.apply(plan);
  const planRun = new PlanRun(run, run, () => undefined);
  t.after(() => planRun.dispose());
  const told = () => planState({ run: planRun, facts: undefined, closed: undefined, applying: false });
  return { many, run, planRun, told, ways: () => told().ways.map(({ way }) => way) };
}

describe('What can be done with a plan', () => {
  test('offers to resume it once it is paused, and not while it is pausing', async (t) => {
    const { run, told, ways } = await begins(t);
    assert.deepEqual(ways(), ['pause', 'cancel', 'export']);
    run.pause();
    assert.equal(run.state.phase, 'pausing');
    assert.deepEqual(ways(), ['pause', 'cancel', 'export'], 'nothing takes the place of what was pressed');
    assert.deepEqual(told().ways[0], { way: 'pause', label: 'Pausing…', busy: true });
    const { phase } = await run.settled();
    assert.equal(phase, 'paused');
    assert.deepEqual(ways(), ['resume', 'cancel', 'export']);
  });

  test('says that it was cancelled, and offers to send what was not sent as a plan of its own', async (t) => {
    const { many, run, planRun, told, ways } = await begins(t);
    run.pause();
    await run.settled();
    await planRun.cancel(many.plans);
    await run.settled();
    const { left } = run.state.counts;
    assert.ok(left > 0);
    assert.match(told().head, /^Cancelled\. Changed \d+ of 20 numbers; .*not sent\.$/);
    assert.ok(ways().includes('rest'));
    const sent = many.writes().length;
    const { proposal } = await many.plans.retry(run.state.id, ['left']);
    assert.equal(proposal.title, 'The rest of: Try');
    assert.equal(proposal.wishes.length, left);
    assert.equal(many.writes().length, sent, 'it is reviewed first');
  });

  test('is said to be cancelled while what was sent goes on to its end', async (t) => {
    const { many, run, planRun, told } = await begins(t);
    await planRun.cancel(many.plans);
    assert.equal(run.state.phase, 'pausing');
    assert.deepEqual(told().ways[0], { way: 'cancel', label: 'Cancelling…', busy: true });
    assert.match(told().run?.sentence ?? '', /Cancelling: what was sent is followed to its end/);
    await run.settled();
    await planRun.cancel(many.plans);
    assert.equal(run.state.phase, 'cancelled', 'cancelling what is over does nothing');
  });

  test('calls the way back from an undo what the list of changes calls it', async (t) => {
    const { plans, numbers } = await manyNumbers(t);
    for (const [source, label] of [
      ['form', 'Undo'],
      ['undo', 'Redo'],
    ] as const) {
      const wished = wishFor(numbers.slice(0, 3), { 'general.customer_reference': label });
      const run = await plans.apply(await plans.look({ ...wished, source }));
      await run.settled();
      const told = new PlanRun(run, run, () => undefined);
      const { ways } = planState({ run: told, facts: undefined, closed: undefined, applying: false });
      assert.equal(ways.find(({ way }) => way === 'undo')?.label, label);
    }
  });
});
