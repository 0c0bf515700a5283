import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { doorThatTells, type Json } from './jobAnswers.ts';
import { applied, figures, manyNumbers, wishFor, type Many } from './many.ts';

const wish = { 'general.customer_reference': 'NEW' };
const everyJob = /\/jobs\/update_phone_numbers$/;
const lists = ['phone_numbers', 'pending_operations', 'successful_operations', 'failed_operations'];

/** Numbers of an account whose jobs take half a minute to begin; the last is one that its jobs refuse. */
async function slow(t: TestContext) {
  const many = await manyNumbers(t, { jobs: { startMs: 30_000, stepMs: 100, expireMs: 600_000 } });
  const rows = await many.rows();
  const of = (status: string) => many.numbers.filter(({ id }) => rows.get(id)?.status === status);
  const numbers = [...of('active').slice(0, 19), ...of('purchase-pending').slice(0, 1)];
  assert.equal(numbers.length, 20);
  return { many, numbers };
}

const loseAnswer = ({ simulator }: Many): void => {
  simulator.faults.next({ fault: 'drop', method: 'POST', path: everyJob, applied: true });
};

describe('A job whose start was answered with nothing', () => {
  const names: readonly (readonly [string, (id: string, phoneNumber: string) => Json])[] = [
    ['ids', (id) => ({ id })],
    ['phone numbers', (_, phoneNumber) => ({ phone_number: phoneNumber })],
    ['both', (id, phoneNumber) => ({ id, phone_number: phoneNumber })],
  ];
  for (const [what, entry] of names)
    test(`is found when it names its numbers by ${what}`, async (t) => {
      const { many, numbers } = await slow(t);
      const phones = new Map(many.numbers.map(({ id, phoneNumber }) => [id, phoneNumber]));
      const renamed = (one: Json): Json => {
        const id = String(one.id);
        const { errors } = one;
        return { ...(errors !== undefined && { errors }), ...entry(id, phones.get(id) ?? '') };
      };
      const door = doorThatTells(t, many, (job) => ({
        ...job,
        ...Object.fromEntries(lists.map((list) => [list, (job[list] as readonly Json[]).map(renamed)])),
      }));
      loseAnswer(many);
      const { state } = await applied(many.window({ door }), wishFor(numbers, wish));
      assert.ok(state.stepStates[0]?.job !== undefined);
      assert.deepEqual([state.phase, figures(state)], ['done', { changed: 19, failed: 1 }]);
      assert.equal(many.writes().length, 1);
    });

  test('and is listed only later is found when the run is checked, and told as it ended', async (t) => {
    const { many, numbers } = await slow(t);
    let lags = true;
    const door = doorThatTells(t, many, (job, isList) => (isList && lags ? undefined : job));
    const plans = many.window({ door });
    loseAnswer(many);
    const { run, state } = await applied(plans, wishFor(numbers, wish));
    assert.deepEqual([state.phase, figures(state)], ['stopped', { unknown: 20 }]);
    run.proceed();
    assert.equal((await run.settled()).phase, 'done');
    lags = false;
    const early = await plans.check(state.id);
    assert.ok(early.state.stepStates[0]?.job !== undefined);
    assert.deepEqual(figures(early.state), { unknown: 20 });
    await many.clock.sleep(60_000);
    const late = await plans.check(state.id);
    assert.deepEqual(figures(late.state), { changed: 19, failed: 1 });
    assert.match(late.results(['failed'])[0]?.sentence ?? '', /\w/);
    assert.deepEqual(figures((await many.window().open(state.id)).state), { changed: 19, failed: 1 });
    assert.equal(many.writes().length, 1);
  });

  test('is not found in one that was started for other numbers, or for fewer', async (t) => {
    const { many, numbers } = await slow(t);
    const [first] = numbers;
    const other = many.numbers.find((one) => !numbers.includes(one));
    assert.ok(first && other);
    const changes = [
      (entries: readonly Json[]) => [...entries.slice(1), { phone_number: other.phoneNumber }],
      (entries: readonly Json[]) => entries.slice(1),
      (entries: readonly Json[]) => [
        ...entries.slice(2),
        { id: first.id },
        { phone_number: first.phoneNumber },
      ],
      (entries: readonly Json[]) => [...entries.slice(1), {}],
    ];
    for (const [round, change] of changes.entries()) {
      const door = doorThatTells(t, many, (job) => ({
        ...job,
        phone_numbers: change(job.phone_numbers as readonly Json[]),
      }));
      const plans = many.window({ door });
      const plan = await plans.look(wishFor(numbers, { 'general.customer_reference': `NEW ${round}` }));
      loseAnswer(many);
      const state = await (await plans.apply(plan)).settled();
      assert.deepEqual([state.phase, state.stepStates[0]?.job], ['stopped', undefined]);
      await plans.dispose();
      await many.clock.sleep(60_000);
    }
  });
});

describe('A job that was taken and is not known at once', () => {
  test('is looked at again, and not believed to be gone', async (t) => {
    const { many, numbers } = await slow(t);
    let looks = 0;
    // The first answer tells that it was started.
    const door = doorThatTells(t, many, (job, isList) =>
      isList || ![1, 2, 3, 6].includes(looks++) ? job : undefined,
    );
    const { state } = await applied(many.window({ door }), wishFor(numbers, wish));
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 19, failed: 1 }]);
    assert.ok(looks > 6);
  });

  test('and never is: what the account does not show is unknown, and Check asks for it again', async (t) => {
    const { many, numbers } = await slow(t);
    let [looks, isKnown] = [0, false];
    const door = doorThatTells(t, many, (job, isList) =>
      isList || isKnown || looks++ === 0 ? job : undefined,
    );
    const plans = many.window({ door });
    const { state } = await applied(plans, wishFor(numbers, wish));
    assert.deepEqual([state.phase, figures(state)], ['done', { unknown: 20 }]);
    isKnown = true;
    await many.clock.sleep(60_000);
    assert.deepEqual(figures((await plans.check(state.id)).state), { changed: 19, failed: 1 });
  });
});
