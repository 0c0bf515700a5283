import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import { failureOf, TestClock } from '../telnyx/doors.ts';
import { applied, figures, manyNumbers, timesWritten, wishFor, type Many } from './many.ts';

const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;

const reference = (text: string) => ({ 'general.customer_reference': text });

async function setting(t: TestContext, count: number, options: Parameters<typeof manyNumbers>[1] = {}) {
  const many = await manyNumbers(t, options);
  const rows = await many.rows();
  const active = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active');
  return { many, numbers: active.slice(0, count) };
}

/** A door of its own, which an account that is left closes. */
function ownDoor(t: TestContext, many: Many, options: Partial<DoorOptions> = {}) {
  const { simulator, clock } = many;
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', clock, ...options });
  t.after(() => {
    door.close();
  });
  return door;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('An account that is left while requests are under way', () => {
  test('hears the answer to a job that was sent, so that nobody has to look for it', async (t) => {
    const { many, numbers } = await setting(t, 60);
    let [isSent, isLeft] = [false, false];
    const door = ownDoor(t, many, {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        if (init?.method?.toUpperCase() !== 'POST') return answer;
        isSent = true;
        await until(() => isLeft);
        return answer;
      },
    });
    const session = new Session({ ...profile, baseUrl: many.simulator.url }, door);
    const window = session.keep(() => many.window({ door }));
    const run = await window.apply(await window.look(wishFor(numbers, reference('NEW'))));
    await until(() => isSent);
    session.dispose();
    isLeft = true;
    await session.end;
    const { state } = await many.window().open(run.state.id);
    const [step] = state.stepStates;
    assert.deepEqual([state.phase, step?.operation], ['interrupted', 10]);
    assert.ok(step?.job !== undefined, 'the journal knows its job');
    const after = await (await many.window().resume(state.id)).settled();
    assert.deepEqual([figures(after), many.writes().length], [{ changed: state.numbers }, 1]);
  });

  test('calls none of them unknown: whoever resumes looks what came of them', async (t) => {
    const { many, numbers } = await setting(t, 8, { latencyMs: 150 });
    const door = ownDoor(t, many);
    const window = many.window({ door });
    const { state } = await window.apply(await window.look(wishFor(numbers, reference('NEW'))));
    const patches = () => many.writes().length;
    await until(() => patches() > 0);
    const left = window.dispose();
    door.close();
    await left;
    const other = many.window();
    const found = await other.open(state.id);
    assert.deepEqual([found.state.phase, found.state.counts.unknown], ['interrupted', 0]);
    const after = await (await other.resume(state.id)).settled();
    assert.deepEqual([after.phase, figures(after)], ['done', { changed: 8 }]);
    const taken = many.writes().filter(({ status }) => status < 300);
    assert.ok([...timesWritten(taken, numbers).values()].every((times) => times === 1));
  });

  test('doubts only what was sent, not what was written down and waited for its turn', async (t) => {
    const { many, numbers } = await setting(t, 2);
    let unanswered = 0;
    let cut: () => void = () => undefined;
    const door = ownDoor(t, many, {
      concurrency: 1,
      fetch: async (input, init) => {
        if (init?.method?.toUpperCase() !== 'PATCH') return fetch(input, init);
        unanswered++;
        return new Promise((_, reject) => {
          cut = () => {
            reject(new TypeError('The network is gone.'));
          };
        });
      },
    });
    const window = many.window({ door });
    const run = await window.apply(await window.look(wishFor(numbers, reference('NEW'))));
    await until(() => unanswered === 1 && run.state.counts.underway === 2);
    const left = window.dispose();
    door.close();
    cut();
    await left;
    const after = await (await many.window().resume(run.state.id)).settled();
    assert.deepEqual([after.phase, figures(after)], ['done', { changed: 1, unknown: 1 }]);
    assert.equal(many.writes().length, 1);
  });
});

describe('A window that another has taken over from', () => {
  test('lets go of the plan, and tells and does what any window can', async (t) => {
    const { many, numbers } = await setting(t, 40);
    const wishes = numbers.map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) }));
    const plan = await many.plans.look({ source: 'form', title: 'Try', wishes, deletions: [] });
    const run = await many.plans.apply(plan);
    let heard = 0;
    many.plans.onChange(() => heard++);
    const ahead = new TestClock();
    await ahead.sleep(3_600_000);
    const other = await many.window({ clock: ahead }).resume(run.state.id);
    const [first, second] = await Promise.all([run.settled(), other.settled()]);
    assert.deepEqual([first.phase, second.phase], ['elsewhere', 'done']);
    assert.ok(heard > 0);
    assert.equal(many.plans.running(first.id), undefined);
    const [summary] = await many.plans.recent();
    assert.deepEqual([summary?.phase, summary?.counts], ['done', second.counts]);
    assert.equal((await many.plans.open(first.id)).state.phase, 'done');
    await many.plans.undo(first.id);
    await many.plans.forget(first.id);
  });
});

describe('A run that is over', () => {
  test('is let go of, so that what is unknown can be checked where it ran', async (t) => {
    const { many, numbers } = await setting(t, 12, {
      jobs: { startMs: 100, stepMs: 5000, expireMs: 600_000, keepMs: 5000 },
    });
    const { state } = await applied(many.plans, wishFor(numbers, reference('NEW')));
    assert.ok(state.counts.unknown > 0);
    assert.equal(many.plans.running(state.id), undefined);
    await many.clock.sleep(60_000);
    const checked = await many.plans.check(state.id);
    assert.deepEqual(figures(checked.state), { changed: 12 });
    assert.deepEqual(figures((await many.plans.open(state.id)).state), { changed: 12 });
  });
});

describe('A run that another window is carrying out', () => {
  test('is neither taken back nor done again nor forgotten meanwhile', async (t) => {
    const { many, numbers } = await setting(t, 12);
    const run = await many.plans.apply(await many.plans.look(wishFor(numbers, reference('NEW'))));
    const { id } = run.state;
    const other = many.window();
    for (const refused of [() => other.undo(id), () => other.retry(id), () => other.forget(id)])
      assert.match((await failureOf(refused())).sentence, /Another window/);
    await run.settled();
    assert.equal((await other.undo(id)).proposal.wishes.length, 12);
  });
});

describe('A plan that was interrupted', () => {
  test('can be cancelled: what was sent is told, and what was not sent is left', async (t) => {
    const { many, numbers } = await setting(t, 40, { latencyMs: 20 });
    const wishes = numbers.map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) }));
    const window = many.window({ door: ownDoor(t, many) });
    const run = await window.apply(await window.look({ ...wishFor([], {}), wishes }));
    await until(() => run.state.counts.changed > 10);
    await window.dispose();
    const since = many.writes().length;
    const state = await (await many.window().cancel(run.state.id)).settled();
    assert.equal(state.phase, 'cancelled');
    assert.deepEqual([state.counts.changed, state.counts.left], [since, numbers.length - since]);
    assert.equal(many.writes().length, since);
    assert.match((await failureOf(many.window().resume(state.id))).sentence, /over/);
  });
});
