import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { jobsAmong, startJob } from '../../../src/core/plan/jobs.ts';
import { numbersIn } from '../../../src/core/plan/jobTally.ts';
import { doorThatTells, type Json } from './jobAnswers.ts';
import { figures, manyNumbers, wishFor } from './many.ts';

const wish = { 'general.customer_reference': 'MINE' };
const [one, two, three] = [
  { id: '1', phone_number: '+13125550001' },
  { id: '2', phone_number: '+13125550002' },
  { id: '3', phone_number: '+13125550003' },
];
const busyIn = (job: Json) => [...numbersIn(jobsAmong([{ id: 'j', status: 'in_progress', ...job }])).keys()];

describe('The numbers that a job has still to come to', () => {
  test('are those that it was given and does not say the end of, whatever it calls pending', () => {
    const given = { phone_numbers: [{ id: '1' }, { id: '2' }, { id: '3' }] };
    const some = { successful_operations: [one], failed_operations: [two] };
    assert.deepEqual(busyIn({ ...given, pending_operations: [] }), ['1', '2', '3']);
    assert.deepEqual(busyIn(given), ['1', '2', '3']);
    assert.deepEqual(busyIn({ ...given, pending_operations: [], ...some }), ['3']);
    assert.deepEqual(busyIn({ ...given, pending_operations: [{ id: '3' }], ...some }), ['3']);
    assert.deepEqual(
      busyIn({ ...given, pending_operations: [], successful_operations: [one, two, three] }),
      [],
    );
  });

  test('are those that it calls pending, where it does not say what it was given', () => {
    assert.deepEqual(
      busyIn({ pending_operations: [{ phone_number: two.phone_number }], successful_operations: [one] }),
      [two.phone_number],
    );
    assert.deepEqual(busyIn({ phone_numbers: [], pending_operations: [one] }), ['1', one.phone_number]);
    assert.deepEqual(busyIn({}), []);
  });
});

/** Numbers, and an account that calls nothing of a job pending that has not begun. */
async function silent(t: TestContext) {
  const many = await manyNumbers(t, { jobs: { startMs: 60_000, stepMs: 100, expireMs: 6_000_000 } });
  const rows = await many.rows();
  const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, 20);
  const door = doorThatTells(t, many, (job) =>
    job.status === 'pending' ? { ...job, pending_operations: [] } : job,
  );
  const begins = () =>
    startJob(
      many.door,
      10,
      numbers.map(({ id }) => id),
      { customer_reference: 'THEIRS' },
    );
  return { many, numbers, door, begins };
}

describe('A job of somebody else that has not begun and calls nothing pending', () => {
  test('keeps its numbers from being sent', async (t) => {
    const { many, numbers, door, begins } = await silent(t);
    const { id: job } = await begins();
    const plan = await many.window({ door }).look(wishFor(numbers, wish));
    assert.deepEqual(
      [...new Set(plan.rows.map(({ block }) => JSON.stringify(block)))],
      [JSON.stringify({ why: 'in-job', job })],
    );
  });

  test('keeps them also where it came after the review', async (t) => {
    const { many, numbers, door, begins } = await silent(t);
    const plans = many.window({ door });
    const plan = await plans.look(wishFor(numbers, wish));
    await begins();
    const sent = many.writes().length;
    const state = await (await plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { conflict: 20 }]);
    assert.equal(many.writes().length, sent);
  });
});
