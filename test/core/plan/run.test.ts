import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { numberTable } from '../../../src/core/settings/table.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { decide } from '../../../src/panels/planDecided.ts';
import { failureOf } from '../telnyx/doors.ts';
import { applied, figures, manyNumbers, timesWritten, toDelete, wishFor } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });

describe('A plan of many numbers', () => {
  test('is one job: each number is sent once, by its id, and every number is told', async (t) => {
    const many = await manyNumbers(t);
    const numbers = many.numbers.slice(0, 40);
    const { run, state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    assert.deepEqual([state.phase, state.steps.done, state.steps.all], ['done', 1, 1]);
    assert.equal(many.writes().length, 1);
    assert.equal(many.writes()[0]?.query, '');
    assert.ok([...timesWritten(many.writes(), numbers).values()].every((times) => times === 1));
    const rows = await many.rows();
    const holding = numbers
      .filter(({ id }) => rows.get(id)?.customer_reference === 'NEW')
      .map(({ id }) => id);
    assert.deepEqual(new Set(run.results(['changed']).map(({ number }) => number.id)), new Set(holding));
    const failed = run.results(['failed']);
    assert.ok(
      failed.length > 0 &&
        failed.every(({ code, sentence }) => code === '10001' && (sentence ?? '').includes('not active')),
    );
    assert.deepEqual(new Set(many.written), new Set(numbers.map(({ id }) => id)));
  });

  test('reads few numbers one by one and many by pages', async (t) => {
    const many = await manyNumbers(t, { numbers: 700 });
    const reads = () =>
      many.simulator.log.filter(({ method, operation }) => method === 'GET' && operation !== 7).length;
    const before = reads();
    await many.plans.look(wishFor(many.numbers.slice(0, 3), reference('A')));
    assert.equal(reads() - before, 3);
    await many.plans.look(wishFor(many.numbers, { ...reference('A'), 'voice.tech_prefix_enabled': true }));
    assert.equal(reads() - before, 3 + 3 + 3);
    await many.plans.look(wishFor(many.numbers.slice(0, 150), { 'messaging.messaging_profile_id': null }));
    assert.equal(reads() - before, 3 + 3 + 3 + 1 + 2);
  });

  test('can be called off while it is compared', async (t) => {
    const many = await manyNumbers(t, { numbers: 700 });
    const controller = new AbortController();
    const looking = many.plans.look(wishFor(many.numbers, reference('A')), {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    assert.equal((await failureOf(looking)).kind, 'cancelled');
  });

  test('locks all its numbers by one job, whatever else each of them is to hold', async (t) => {
    const many = await manyNumbers(t);
    const rows = await many.rows();
    const open = many.numbers.filter(
      ({ id }) => rows.get(id)?.status === 'active' && rows.get(id)?.deletion_lock_enabled === false,
    );
    const wishes = open.slice(0, 30).map((number, at) => ({
      number,
      base: {},
      mine: { 'general.deletion_lock_enabled': true, ...reference(`N${at}`) },
    }));
    const { state } = await applied(many.plans, { ...wishFor([], {}), wishes });
    assert.deepEqual(figures(state), { changed: 30 });
    assert.deepEqual(
      state.stepStates.map(({ operation, way, numbers }) => [operation, way, numbers]),
      [
        [16, 'single', 30],
        [10, 'job', 30],
      ],
    );
    const held = await many.rows();
    for (const { number, mine } of wishes) {
      const { customer_reference: text, deletion_lock_enabled: locked } = held.get(number.id) ?? {};
      assert.deepEqual([text, locked], [mine['general.customer_reference'], true]);
    }
    const undone = await applied(many.plans, (await many.plans.undo(state.id)).proposal);
    assert.deepEqual(figures(undone.state), { changed: 30 });
    const after = await many.rows();
    for (const { number } of wishes) assert.equal(after.get(number.id)?.deletion_lock_enabled, false);
  });

  test('sends single requests where few want the same, orders for messaging profiles, and jobs for the rest', async (t) => {
    const many = await manyNumbers(t);
    const rows = await many.rows();
    const canText = many.numbers.filter(({ id }) => rows.get(id)?.messaging_profile_id !== null);
    const [few, some] = [canText.slice(0, 3), canText.slice(3, 23)];
    const proposal = wishFor(some, { 'messaging.messaging_profile_id': null, ...reference('JOB') });
    const { state } = await applied(many.plans, {
      ...proposal,
      wishes: [
        ...proposal.wishes,
        ...wishFor(few, { ...reference('ONE'), 'voice.tech_prefix_enabled': true }).wishes,
      ],
    });
    assert.deepEqual(
      state.stepStates.map(({ operation, way, numbers }) => [operation, way, numbers]),
      [
        [16, 'single', 3],
        [23, 'single', 3],
        [1, 'order', 20],
        [10, 'job', 20],
      ],
    );
    assert.equal(state.phase, 'done');
    const after = await many.rows();
    for (const { id } of few) assert.equal(after.get(id)?.customer_reference, 'ONE');
  });

  test('deletes what is not locked, and says so of what is', async (t) => {
    const many = await manyNumbers(t);
    const { run, state } = await applied(many.plans, toDelete(many.numbers.slice(0, 30)));
    const rows = await many.rows();
    const gone = run.results(['changed']).map(({ number }) => number.id);
    assert.equal(state.deletions, gone.length);
    assert.ok(gone.length > 10 && gone.every((id) => !rows.has(id)));
    assert.deepEqual((await many.plans.undo(state.id)).cannot[0]?.numbers, gone.length);
  });

  test('sends nothing for numbers inside a running job of somebody else', async (t) => {
    const many = await manyNumbers(t);
    const busy = many.numbers.slice(0, 15);
    await many.door.write(
      (sdk, options) =>
        sdk.phoneNumbers.jobs.updateBatch(
          { phone_numbers: busy.map(({ phoneNumber }) => phoneNumber), hd_voice_enabled: true },
          options,
        ),
      (data) => data,
    );
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 20), reference('NEW')));
    assert.equal(plan.rows.filter(({ block }) => block?.why === 'in-job').length, 15);
    assert.equal(many.plans.facts(plan).numbers, 5);
  });

  test('is refused on a read-only account and without the count, below all commands', async (t) => {
    const many = await manyNumbers(t, {}, { limits: () => ({ largeFrom: 10, chunk: 1000 }) });
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 20), reference('NEW')));
    assert.equal((await failureOf(many.plans.apply(plan))).kind, 'misuse');
    assert.equal((await failureOf(many.plans.apply(plan, { typed: 19 }))).kind, 'misuse');
    const readOnly = many.window({ profile: { readOnly: true } });
    assert.equal((await failureOf(readOnly.apply(plan, { typed: 20 }))).kind, 'read-only');
    assert.equal(many.writes().length, 0);
    assert.deepEqual(await many.plans.recent(), []);
  });

  test('keeps an odd chunk of a person within bounds', async (t) => {
    const many = await manyNumbers(t, {}, { limits: () => ({ largeFrom: 1000, chunk: 0.2 }) });
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 12), reference('NEW')));
    assert.equal(many.plans.facts(plan).requests, 12);
  });
});

describe('Taking a plan back', () => {
  test('puts everything back, and doing it again does it again', async (t) => {
    const many = await manyNumbers(t);
    const numbers = many.numbers.slice(0, 40);
    const before = await many.rows();
    const first = await applied(
      many.plans,
      wishFor(numbers, { ...reference('NEW'), 'general.tags': ['one', 'Two'] }),
    );
    const undo = await many.plans.undo(first.state.id);
    assert.deepEqual(undo.cannot, []);
    assert.equal(undo.proposal.title, 'Undo: Try');
    const second = await applied(many.plans, undo.proposal);
    const back = await many.rows();
    for (const { id } of numbers) assert.deepEqual(settled(back.get(id)), settled(before.get(id)));
    const redo = await many.plans.undo(second.state.id);
    assert.equal(redo.proposal.title, 'Redo: Try');
    await applied(many.plans, redo.proposal);
    const again = await many.rows();
    assert.ok(
      first.run
        .results(['changed'])
        .every(({ number }) => again.get(number.id)?.customer_reference === 'NEW'),
    );
    assert.deepEqual(
      (await many.plans.recent()).map(({ source, of }) => [source, of !== undefined]),
      [
        ['undo', true],
        ['undo', true],
        ['form', false],
      ],
    );
  });

  test('overwrites nothing that others changed since', async (t) => {
    const many = await manyNumbers(t);
    const numbers = many.numbers.slice(0, 3);
    const { state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    const [, theirs] = numbers;
    assert.ok(theirs);
    await applied(many.window(), wishFor([theirs], reference('THEIRS')));
    const { proposal } = await many.plans.undo(state.id);
    const plan = await many.plans.look(proposal);
    assert.deepEqual(
      plan.rows.map((row) => row.state),
      ['send', 'conflict', 'send'],
    );
    const sides = new Map([[theirs.id, { 'general.customer_reference': 'mine' }]] as const);
    const { plan: decided } = decide(proposal, plan, sides, numberTable);
    assert.equal(decided.rows[1]?.state, 'send');
  });

  test('tries again only what failed', async (t) => {
    const many = await manyNumbers(t);
    const { run, state } = await applied(many.plans, wishFor(many.numbers.slice(0, 40), reference('NEW')));
    const failed = run.results(['failed']).map(({ number }) => number.id);
    const { proposal } = await many.plans.retry(state.id);
    assert.deepEqual(proposal.wishes.map(({ number }) => number.id).sort(), failed.sort());
    assert.equal(proposal.of, state.id);
  });

  test('never keeps a secret, and says what it cannot do without', async (t) => {
    const many = await manyNumbers(t);
    const [number] = many.numbers;
    assert.ok(number);
    const pin = 'S3CR3Tpin';
    const { state, run } = await applied(
      many.plans,
      wishFor([number], { 'general.external_pin': pin, ...reference('A') }),
    );
    assert.equal(figures(state).changed, 1);
    const bytes: string[] = [];
    for await (const piece of many.store.read(state.id)) bytes.push(new TextDecoder().decode(piece));
    assert.ok(!bytes.join('').includes(pin));
    assert.ok(!JSON.stringify(run.results()).includes(pin));
    const undo = await many.plans.undo(state.id);
    assert.deepEqual(undo.cannot, [
      { numbers: 1, sentence: 'The PIN of 1 number is kept nowhere: set it anew.' },
    ]);
    assert.deepEqual(Object.keys(undo.proposal.wishes[0]?.mine ?? {}), ['general.customer_reference']);
  });
});

describe('A run', () => {
  test('pauses between chunks, goes on, and is cancelled for good', async (t) => {
    const many = await manyNumbers(t, {}, { limits: () => ({ largeFrom: 1000, chunk: 5 }) });
    const numbers = many.numbers.slice(0, 40);
    // Each wants something else, so that all are single requests.
    const wishes = numbers.map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) }));
    const plan = await many.plans.look({ source: 'form', title: 'Try', wishes, deletions: [] });
    const run = await many.plans.apply(plan);
    const heard = run.onChange(({ counts }) => {
      if (counts.changed > 3) run.pause();
    });
    const paused = await run.settled();
    heard.dispose();
    assert.equal(paused.phase, 'paused');
    assert.ok(paused.counts.waiting > 0 && paused.counts.changed > 3 && paused.counts.underway === 0);
    run.proceed();
    const again = run.onChange(({ counts }) => {
      if (counts.changed > 20) run.cancel();
    });
    const cancelled = await run.settled();
    again.dispose();
    assert.equal(cancelled.phase, 'cancelled');
    assert.ok(cancelled.counts.left > 0 && cancelled.counts.waiting === 0);
    assert.equal(many.writes().length, cancelled.counts.changed);
    run.proceed();
    assert.equal((await run.settled()).phase, 'cancelled');
    const [summary] = await many.window().recent();
    assert.deepEqual([summary?.phase, summary?.counts], ['cancelled', cancelled.counts]);
  });

  test('is forgotten only when it is over', async (t) => {
    const many = await manyNumbers(t);
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 20), reference('NEW')));
    const run = await many.plans.apply(plan);
    assert.equal((await failureOf(many.plans.forget(run.state.id))).kind, 'misuse');
    assert.equal((await failureOf(many.plans.undo(run.state.id))).kind, 'misuse');
    await run.settled();
    await many.plans.forget(run.state.id);
    assert.deepEqual(await many.plans.recent(), []);
    await assert.rejects(many.plans.open(run.state.id), Failure);
  });
});

/** What stands in a row, without the time of its last change. */
function settled(row: Readonly<Record<string, unknown>> | undefined) {
  return { ...row, updated_at: undefined, tags: (row?.tags as string[] | undefined)?.toSorted() };
}
