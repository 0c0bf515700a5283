import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { patchNumber } from '../../../src/core/plan/operations.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { applied, figures, manyNumbers, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });
const everyJob = /\/jobs\/(update_phone_numbers|delete_phone_numbers|update_emergency_settings)$/;

async function started(t: TestContext, count: number, options: SimulatorOptions = {}) {
  const many = await manyNumbers(t, options);
  const rows = await many.rows();
  const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, count);
  return { many, numbers };
}

/** Does something once somebody has waited so long, in milliseconds. */
function afterWaiting(many: Many, most: number, act: () => Promise<unknown>): void {
  const sleep = many.clock.sleep.bind(many.clock);
  let [waited, done] = [0, false];
  many.clock.sleep = async (ms) => {
    await sleep(ms);
    waited += ms;
    if (waited <= most || done) return;
    done = true;
    await act();
  };
}

/** Somebody else starts a job on these numbers. */
const theirJob = (many: Many, numbers: Many['numbers'], fields: object = { tags: ['theirs'] }) =>
  many.door.write(
    (sdk, options) =>
      sdk.phoneNumbers.jobs.updateBatch({ phone_numbers: numbers.map(({ id }) => id), ...fields }, options),
    (data) => data,
  );

const holding = async (many: Many, text: string) =>
  [...(await many.rows()).values()].filter((row) => row.customer_reference === text).length;

describe('What somebody else changes while a plan waits', () => {
  test('to be let in with its job is not overwritten', async (t) => {
    const { many, numbers } = await started(t, 20);
    const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
    many.simulator.faults.add({ fault: '429', method: 'POST', path: everyJob, times: 20 });
    afterWaiting(many, 60_000, () =>
      Promise.all(numbers.map(({ id }) => patchNumber(many.door, id, { customer_reference: 'THEIRS' }))),
    );
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { conflict: 20 }]);
    assert.equal(await holding(many, 'THEIRS'), 20);
  });

  test('to be let in with one request is not overwritten', async (t) => {
    const { many, numbers } = await started(t, 9);
    const last = numbers.at(-1);
    assert.ok(last);
    many.simulator.faults.add({ fault: '429', method: 'PATCH', path: new RegExp(last.id), times: 12 });
    const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
    afterWaiting(many, 40_000, () => {
      many.simulator.faults.clear();
      return patchNumber(many.door, last.id, { customer_reference: 'THEIRS' });
    });
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 8, conflict: 1 }]);
    assert.equal(await holding(many, 'THEIRS'), 1);
  });
});

describe('What somebody else changes between the review and the run', () => {
  for (const count of [5, 20])
    test(`a moment after the review of ${count} numbers is not overwritten`, async (t) => {
      const { many, numbers } = await started(t, count);
      const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
      const [first] = numbers;
      assert.ok(first);
      await patchNumber(many.door, first.id, { customer_reference: 'THEIRS' });
      const state = await (await many.plans.apply(plan)).settled();
      assert.deepEqual([state.phase, figures(state)], ['done', { changed: count - 1, conflict: 1 }]);
      const { proposal } = await many.plans.undo(state.id);
      await applied(many.plans, proposal);
      assert.equal(await holding(many, 'THEIRS'), 1);
    });

  test('while an earlier job of the same plan runs is not overwritten', async (t) => {
    const jobs = { startMs: 1000, stepMs: 1000, expireMs: 600_000 };
    const { many, numbers } = await started(t, 40, { numbers: 120, jobs });
    // As many open jobs as there may be: the last ones wait for the first.
    const window = many.window({ limits: () => ({ largeFrom: 1e6, chunk: 1 }) });
    const plan = await window.look(wishFor(numbers, reference('MINE')));
    const last = numbers.at(-1);
    assert.ok(last);
    afterWaiting(many, 3000, () => patchNumber(many.door, last.id, { customer_reference: 'THEIRS' }));
    const state = await (await window.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 39, conflict: 1 }]);
    assert.equal(await holding(many, 'THEIRS'), 1);
  });
});

describe('Single requests that had to wait', () => {
  test('behind others are checked once more, however lately that was done', async (t) => {
    const { many, numbers } = await started(t, 30, { numbers: 120 });
    const last = numbers.at(-1);
    assert.ok(last);
    // As many as are at hand at once, so that all others wait for them.
    for (const { id } of numbers.slice(0, many.door.concurrency + 1))
      many.simulator.faults.add({ fault: '429', method: 'PATCH', path: new RegExp(id), times: 12 });
    afterWaiting(many, 40_000, () => {
      many.simulator.faults.clear();
      return patchNumber(many.door, last.id, { customer_reference: 'THEIRS' });
    });
    const wishes = numbers.map((number, at) => ({ number, base: {}, mine: reference(`MINE ${at}`) }));
    const plan = await many.plans.look({ ...wishFor([], {}), wishes });
    const state = await (await many.plans.apply(plan)).settled();
    const sent = plan.rows.filter((row) => row.state === 'send').length;
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: sent - 1, conflict: 1 }]);
    assert.equal(await holding(many, 'THEIRS'), 1);
  });

  test('hold up nobody but themselves', async (t) => {
    const { many, numbers } = await started(t, 60, { numbers: 120 });
    const [first] = numbers;
    assert.ok(first);
    many.simulator.faults.add({ fault: '429', method: 'PATCH', path: new RegExp(first.id), times: 12 });
    const wishes = numbers.map((number, at) => ({ number, base: {}, mine: reference(`MINE ${at}`) }));
    const plan = await many.plans.look({ ...wishFor([], {}), wishes });
    const run = await many.plans.apply(plan);
    const state = await run.settled();
    const sent = plan.rows.filter((row) => row.state === 'send').length;
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: sent }]);
    const patched = many.simulator.log.filter(({ method }) => method === 'PATCH').map(({ path }) => path);
    assert.ok(patched.at(-1)?.includes(first.id), 'all others came before it');
    assert.equal(new Set(patched).size, patched.length);
  });
});

describe('Jobs of somebody else', () => {
  const slow: SimulatorOptions = { jobs: { startMs: 60_000, stepMs: 100, expireMs: 600_000 } };

  for (const count of [9, 20])
    test(`that begin right after the review keep a plan off their ${count} numbers`, async (t) => {
      const { many, numbers } = await started(t, count, slow);
      const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
      await theirJob(many, numbers);
      const before = many.writes().length;
      const state = await (await many.plans.apply(plan)).settled();
      assert.deepEqual([state.phase, figures(state)], ['done', { conflict: count }]);
      assert.equal(many.writes().length, before);
    });

  test('are looked for on every page', async (t) => {
    const long = { startMs: 600_000, stepMs: 100, expireMs: 6_000_000 };
    const { many, numbers } = await started(t, 260, { numbers: 400, jobs: long });
    for (const { id } of numbers)
      await many.door.write(
        (sdk, options) =>
          sdk.phoneNumbers.jobs.updateEmergencySettingsBatch(
            { phone_numbers: [id], emergency_enabled: false },
            options,
          ),
        (data) => data,
      );
    const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
    assert.ok(plan.rows.every(({ block }) => block?.why === 'in-job'));
  });
});

describe('A job of somebody else on the same numbers, while the answer to ours is lost', () => {
  const lose = (many: Many) =>
    many.simulator.faults.next({ fault: '503', method: 'POST', path: everyJob, applied: false });

  test('is never told as our change', async (t) => {
    const { many, numbers } = await started(t, 20);
    const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
    lose(many);
    afterWaiting(many, 0, () => theirJob(many, numbers));
    const state = await (await many.plans.apply(plan)).settled();
    assert.equal(await holding(many, 'MINE'), 0);
    assert.deepEqual([state.phase, figures(state)], ['done', { unknown: 20 }]);
  });

  test('is not taken for ours where it is the job of another plan', async (t) => {
    const { many, numbers } = await started(t, 20);
    const plan = await many.plans.look(wishFor(numbers, reference('MINE')));
    lose(many);
    const other = many.window();
    afterWaiting(many, 0, () => applied(other, wishFor(numbers, reference('OURS AS WELL'))));
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['stopped', { unknown: 20 }]);
    assert.equal(state.stepStates[0]?.job, undefined);
  });

  test('that began long after it is not taken for ours', async (t) => {
    const { many, numbers } = await started(t, 20);
    lose(many);
    const { run } = await applied(many.plans, wishFor(numbers, reference('MINE')));
    await many.clock.sleep(600_000);
    await theirJob(many, numbers);
    run.proceed();
    const state = await run.settled();
    assert.deepEqual([figures(state), state.stepStates[0]?.job], [{ unknown: 20 }, undefined]);
  });

  test('is not told as our change when the person looks again later', async (t) => {
    const { many, numbers } = await started(t, 20);
    lose(many);
    const { run, state } = await applied(many.plans, wishFor(numbers, reference('MINE')));
    run.proceed();
    await run.settled();
    await applied(many.plans, wishFor(numbers, { 'general.tags': ['vip'] }));
    const checked = await many.window().check(state.id);
    assert.deepEqual(figures(checked.state), { unknown: 20 });
  });
});
