import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { patchNumber } from '../../../src/core/plan/operations.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { applied, figures, manyNumbers, timesWritten, toDelete, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });
const everyJob = /\/jobs\/(update_phone_numbers|delete_phone_numbers|update_emergency_settings)$/;

/** Numbers that a job can change. */
async function active(many: Many, count: number) {
  const rows = await many.rows();
  return many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, count);
}

async function started(t: TestContext, options: Parameters<typeof manyNumbers>[1] = {}) {
  const many = await manyNumbers(t, options);
  return { many, numbers: await active(many, 20) };
}

/** A door that answers single changes with a refusal that gives no reason in the request. */
function forbidding(t: TestContext, { simulator, clock }: Many, forbids: (url: string) => boolean): Door {
  const errors = [{ code: '10035', title: 'Resource locked', detail: 'The resource is locked.' }];
  const door = openDoor({
    baseUrl: simulator.url,
    apiKey: 'KEY_SAMPLE_ACCOUNT',
    clock,
    fetch: (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      const isForbidden = init?.method?.toUpperCase() === 'PATCH' && forbids(url);
      return isForbidden ? Promise.resolve(Response.json({ errors }, { status: 403 })) : fetch(input, init);
    },
  });
  t.after(() => {
    door.close();
  });
  return door;
}

const carriedOut = (many: Many) => many.writes().filter(({ status }) => status < 300);

describe('An unclear answer to the start of a job', () => {
  test('a job of somebody else on other numbers is not taken for it', async (t) => {
    const { many, numbers } = await started(t);
    many.simulator.faults.next({ fault: '503', method: 'POST', path: everyJob });
    const plan = await many.plans.look(wishFor(numbers, reference('NEW')));
    await many.door
      .write(
        (sdk, options) =>
          sdk.phoneNumbers.jobs.updateBatch(
            { phone_numbers: numbers.slice(1).map(({ id }) => id), hd_voice_enabled: true },
            options,
          ),
        (data) => data,
      )
      .catch(() => undefined);
    many.simulator.faults.next({ fault: '503', method: 'POST', path: everyJob });
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual(figures(state), { unknown: 20 });
  });
});

describe('Jobs that go wrong', () => {
  test('a job that fails for some without a reason: the numbers are looked at', async (t) => {
    const many = await manyNumbers(t, { variants: { jobFailuresUnexplained: true } });
    const { run } = await applied(many.plans, wishFor(many.numbers.slice(0, 40), reference('NEW')));
    const failed = run.results(['failed']);
    assert.ok(failed.length > 0);
    assert.ok(failed.every(({ sentence }) => sentence === 'Telnyx could not change it and gave no reason.'));
  });

  test('a job that expires: what it came to is changed, the rest is looked at and failed', async (t) => {
    const { many, numbers } = await started(t, { jobs: { startMs: 100, stepMs: 1000, expireMs: 8000 } });
    const { state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    assert.deepEqual(figures(state), { changed: 7, failed: 13 });
    const rows = await many.rows();
    assert.equal(numbers.filter(({ id }) => rows.get(id)?.customer_reference === 'NEW').length, 7);
  });

  test('a job that vanishes from the list: the numbers tell, and what they do not show is unknown', async (t) => {
    const { many, numbers } = await started(t, {
      jobs: { startMs: 100, stepMs: 1000, expireMs: 60_000, keepMs: 9000 },
    });
    const { state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    assert.equal(state.phase, 'done');
    assert.ok(state.counts.changed > 0 && state.counts.unknown > 0);
    assert.equal(state.counts.changed + state.counts.unknown, 20);
    await many.clock.sleep(60_000);
    const checked = await many.plans.check(state.id);
    assert.deepEqual(figures(checked.state), { changed: 20 });
    assert.equal((await many.window().recent())[0]?.counts.changed, 20);
  });

  test('an order that tells of nothing pending and of nothing done: its numbers are unknown, not failed', async (t) => {
    const many = await manyNumbers(t);
    const rows = await many.rows();
    const numbers = many.numbers
      .filter(({ id }) => rows.get(id)?.status === 'active' && rows.get(id)?.messaging_profile_id !== null)
      .slice(0, 12);
    const silent: typeof fetch = async (input, init) => {
      const isOrder = /messaging_numbers_bulk_updates\/./.test(
        input instanceof Request ? input.url : String(input),
      );
      if (!isOrder) return fetch(input, init);
      return Response.json({ data: { order_id: '0e1d', record_type: 'messaging_numbers_bulk_update' } });
    };
    const door = openDoor({
      baseUrl: many.simulator.url,
      apiKey: 'KEY_SAMPLE_ACCOUNT',
      clock: many.clock,
      fetch: silent,
    });
    t.after(() => {
      door.close();
    });
    const wish = wishFor(numbers, { 'messaging.messaging_profile_id': null });
    const { state } = await applied(many.window({ door }), wish);
    assert.deepEqual([state.phase, figures(state)], ['done', { unknown: 12 }]);
  });

  test('twenty open jobs of others: it waits for a place and trips no limit', async (t) => {
    const { many, numbers } = await started(t, { jobs: { startMs: 30_000, stepMs: 100, expireMs: 600_000 } });
    const others = many.numbers.filter(({ id }) => !numbers.some((own) => own.id === id)).slice(0, 20);
    const open = (id: string) =>
      many.door.write(
        (sdk, options) =>
          sdk.phoneNumbers.jobs.updateBatch({ phone_numbers: [id], hd_voice_enabled: true }, options),
        (data) => data,
      );
    // As many as the account lets in.
    for (const { id } of others) await open(id).catch(() => undefined);
    const before = many.writes().length;
    const { state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 20 }]);
    assert.deepEqual(
      many
        .writes()
        .slice(before)
        .map(({ status }) => status),
      [202],
    );
  });
});

describe('Single requests that go wrong', () => {
  const few = (many: Many, numbers: Many['numbers']) =>
    many.plans.look({
      source: 'form',
      title: 'Try',
      wishes: numbers.map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) })),
      deletions: [],
    });

  test('a storm of 429: refused requests are sent again until they are taken', async (t) => {
    const { many, numbers } = await started(t);
    const plan = await few(many, numbers);
    many.simulator.faults.add({ fault: '429', method: 'PATCH', probability: 0.6, retryAfter: '1' });
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 20 }]);
    assert.ok([...timesWritten(carriedOut(many), numbers).values()].every((times) => times === 1));
  });

  test('a storm of 429 on jobs: refused ones are started again, once each', async (t) => {
    const { many, numbers } = await started(t);
    const plan = await many.plans.look(wishFor(numbers, reference('NEW')));
    many.simulator.faults.add({ fault: '429', method: 'POST', times: 6 });
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state), many.writes().length], ['done', { changed: 20 }, 1]);
  });

  test('a dropped answer: the number is read, and shows that it was changed', async (t) => {
    const { many, numbers } = await started(t);
    const plan = await few(many, numbers);
    many.simulator.faults.add({ fault: 'drop', method: 'PATCH', times: 2 });
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 20 }]);
    assert.equal(many.writes().length, 20);
  });

  test('a server that only fails: the run stops soon and says what is unknown', async (t) => {
    const { many, numbers } = await started(t);
    const plan = await few(many, numbers);
    many.simulator.faults.add({ fault: '500', method: 'PATCH' });
    const run = await many.plans.apply(plan);
    const state = await run.settled();
    assert.equal(state.phase, 'stopped');
    assert.ok(state.counts.unknown >= 3 && state.counts.waiting > 0, JSON.stringify(state.counts));
    many.simulator.faults.clear();
    run.proceed();
    const after = await run.settled();
    assert.equal(after.phase, 'done');
    assert.equal(after.counts.changed + after.counts.unknown, 20);
    assert.ok([...timesWritten(carriedOut(many), numbers).values()].every((times) => times === 1));
  });

  test('a key that is refused: the run stops with nothing failed, and goes on later', async (t) => {
    const { many, numbers } = await started(t);
    const plan = await few(many, numbers);
    many.simulator.faults.add({ fault: 'reset', times: 400 });
    const run = await many.plans.apply(plan);
    const state = await run.settled();
    assert.equal(state.phase, 'stopped');
    assert.equal(state.counts.failed, 0);
    many.simulator.faults.clear();
    const again = many.window();
    await many.plans.dispose();
    const resumed = await (await again.resume(state.id)).settled();
    assert.equal(resumed.phase, 'done');
    assert.equal(resumed.counts.changed + resumed.counts.unknown, 20);
    assert.ok([...timesWritten(carriedOut(many), numbers).values()].every((times) => times === 1));
  });
});

describe('What others do in the middle', () => {
  test('one number that is refused without a reason fails, and the others go', async (t) => {
    const many = await manyNumbers(t);
    const numbers = await active(many, 9);
    const [, refused] = numbers;
    assert.ok(refused);
    const plans = many.window({ door: forbidding(t, many, (url) => url.includes(refused.id)) });
    const { run, state } = await applied(plans, wishFor(numbers, reference('NEW')));
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 8, failed: 1 }]);
    assert.equal(run.results(['failed'])[0]?.number.id, refused.id);
  });

  test('a key that may not do it: the run stops soon, and what was refused is tried again later', async (t) => {
    const many = await manyNumbers(t, { numbers: 120 });
    const wishes = (await active(many, 60)).map((number, at) => ({
      number,
      base: {},
      mine: reference(`N${at}`),
    }));
    let forbids = true;
    const plans = many.window({ door: forbidding(t, many, () => forbids) });
    const { run, state } = await applied(plans, { ...wishFor([], {}), wishes });
    assert.equal(state.phase, 'stopped');
    assert.ok(state.counts.failed < 12, `${state.counts.failed} were tried`);
    forbids = false;
    run.proceed();
    const after = await run.settled();
    assert.equal(after.phase, 'done');
    const { proposal } = await many.plans.retry(state.id, ['failed']);
    await applied(many.plans, proposal);
    assert.equal(carriedOut(many).length, state.numbers);
  });

  test('deleted, locked, edited and busy numbers are left alone, and the others go', async (t) => {
    const { many, numbers } = await started(t);
    const [gone, edited, busy] = numbers;
    assert.ok(gone && edited && busy);
    const plan = await many.plans.look(wishFor(numbers, reference('NEW')));
    await many.door
      .write(
        (sdk, options) => sdk.phoneNumbers.delete(gone.id, options),
        (data) => data,
      )
      .catch(() => undefined);
    await patchNumber(many.door, edited.id, { customer_reference: 'THEIRS' });
    await many.door.write(
      (sdk, options) =>
        sdk.phoneNumbers.jobs.updateBatch({ phone_numbers: [busy.id], hd_voice_enabled: true }, options),
      (data) => data,
    );
    await many.clock.sleep(1);
    const isGone = !(await many.rows()).has(gone.id);
    const run = await many.plans.apply(plan);
    const state = await run.settled();
    const of = (id: string) => run.results().find(({ number }) => number.id === id)?.became;
    assert.deepEqual(
      [of(gone.id), of(edited.id), of(busy.id)],
      [isGone ? 'left' : 'changed', 'conflict', 'conflict'],
    );
    assert.equal(state.phase, 'done');
    assert.equal((await many.rows()).get(edited.id)?.customer_reference, 'THEIRS');
  });

  test('a number that is gone does not keep a job from the others', async (t) => {
    const { many, numbers } = await started(t);
    const rows = await many.rows();
    const free = numbers.find(({ id }) => rows.get(id)?.deletion_lock_enabled === false);
    assert.ok(free);
    const plan = await many.plans.look(wishFor(numbers, reference('NEW')));
    await many.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(free.id, options),
      (data) => data,
    );
    const state = await (await many.plans.apply(plan)).settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 19, left: 1 }]);
  });

  test('a lock that was set meanwhile keeps a number', async (t) => {
    const { many } = await started(t);
    const rows = await many.rows();
    const free = many.numbers.filter(({ id }) => rows.get(id)?.deletion_lock_enabled === false).slice(0, 3);
    const [locked] = free;
    assert.ok(locked);
    const plan = await many.plans.look(toDelete(free));
    await applied(many.window(), wishFor([locked], { 'general.deletion_lock_enabled': true }));
    const run = await many.plans.apply(plan, { typed: 3 });
    const state = await run.settled();
    assert.equal(state.phase, 'done');
    assert.ok((await many.rows()).has(locked.id));
    assert.match(run.results(['failed', 'conflict'])[0]?.sentence ?? '', /deletion lock/);
  });
});
