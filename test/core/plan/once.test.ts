import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { failureOf } from '../telnyx/doors.ts';
import { figures, manyNumbers, toDelete, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });

describe('A plan that is applied twice', () => {
  for (const count of [5, 20])
    test(`at the same time sends ${count} numbers once`, async (t) => {
      const many = await manyNumbers(t);
      const plan = await many.plans.look(wishFor(many.numbers.slice(0, count), reference('ONCE')));
      const first = many.plans.apply(plan);
      const second = await failureOf(many.plans.apply(plan));
      assert.equal(second.kind, 'misuse');
      await (await first).settled();
      assert.equal(many.writes().length, count === 5 ? 5 : 1);
      assert.equal((await many.plans.recent()).length, 1);
    });

  test('and again after it is over is refused as well', async (t) => {
    const many = await manyNumbers(t);
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 20), reference('ONCE')));
    await (await many.plans.apply(plan)).settled();
    assert.equal((await failureOf(many.plans.apply(plan))).kind, 'misuse');
    assert.equal(many.writes().length, 1);
  });

  test('may be applied once more when nothing was sent the first time', async (t) => {
    const many = await manyNumbers(t);
    const rows = await many.rows();
    const free = many.numbers.filter(({ id }) => rows.get(id)?.deletion_lock_enabled === false).slice(0, 2);
    const plan = await many.plans.look(toDelete(free));
    await failureOf(many.plans.apply(plan, { typed: 1 }));
    const run = await many.plans.apply(plan, { typed: 2 });
    assert.deepEqual(figures(await run.settled()), { changed: 2 });
  });
});

const draft = 'a-draft';

/** An account, and windows that have compared the same draft with it. */
async function reviewed(
  t: TestContext,
): Promise<{ many: Many; apply: () => ReturnType<Many['plans']['apply']> }> {
  const many = await manyNumbers(t);
  const proposal = wishFor(many.numbers.slice(0, 20), reference('ONCE'));
  const windows = await Promise.all(
    [1, 2, 3].map(async () => {
      const plans = many.window();
      return { plans, plan: await plans.look(proposal) };
    }),
  );
  let at = 0;
  const apply = () => {
    const { plans, plan } = windows[at++] ?? {};
    assert.ok(plans && plan);
    return plans.apply(plan, { draft });
  };
  return { many, apply };
}

describe('A draft that several windows show', () => {
  test('is applied by one of them, however close they come', async (t) => {
    const { many, apply } = await reviewed(t);
    const all = await Promise.allSettled([apply(), apply(), apply()]);
    const runs = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.equal(runs.length, 1);
    for (const one of all)
      if (one.status === 'rejected') assert.match(String(one.reason), /another window|applied before/);
    await runs[0]?.settled();
    assert.equal(many.writes().length, 1);
    assert.deepEqual(
      (await many.plans.recent()).map(({ id, phase }) => [id, phase]),
      [[draft, 'done']],
    );
  });

  test('is not applied again when it is over, nor when its window went away in the middle', async (t) => {
    const { many, apply } = await reviewed(t);
    await (await apply()).settled();
    assert.match((await failureOf(apply())).sentence, /applied before/);
    assert.equal(many.writes().length, 1);
    const other = await reviewed(t);
    const run = await other.apply();
    run.pause();
    await run.settled();
    assert.match((await failureOf(other.apply())).sentence, /being applied in another window/);
    await other.many.clock.sleep(60_000);
    assert.match((await failureOf(other.apply())).sentence, /applied before/);
    const state = await (await other.many.window().resume(draft)).settled();
    assert.equal(state.phase, 'done');
    assert.equal(other.many.writes().length, 1);
  });

  test('may be applied where a window was cut off before it began', async (t) => {
    const { many, apply } = await reviewed(t);
    const elsewhere = await manyNumbers(t);
    const plan = await elsewhere.plans.look(wishFor(elsewhere.numbers.slice(0, 20), reference('ONCE')));
    await (await elsewhere.plans.apply(plan, { draft })).settled();
    const pieces: Uint8Array[] = [];
    for await (const piece of elsewhere.store.read(draft)) pieces.push(piece);
    const [begin = '', step = ''] = Buffer.concat(pieces).toString().split('\n');
    await many.store.append(draft, `${begin}\n${step.slice(0, 100)}`);
    await many.store.close(draft);
    assert.deepEqual(figures(await (await apply()).settled()), { changed: 20 });
    assert.deepEqual(figures((await many.window().open(draft)).state), { changed: 20 });
  });

  test('is the run of the window that took it over from one whose disk stalled, and its record stays', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-stalled-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const many = await manyNumbers(t, {}, { store: new JournalFiles(folder) });
    const proposal = wishFor(many.numbers.slice(0, 20), reference('ONCE'));
    const other = many.window();
    let quick: Awaited<ReturnType<typeof other.apply>> | undefined;
    class Stalled extends JournalFiles {
      override async append(name: string, text: string): Promise<void> {
        if (!quick) {
          await many.clock.sleep(60_000);
          quick = await other.apply(await other.look(proposal), { draft });
          await quick.settled();
        }
        await super.append(name, text);
      }
    }
    const slow = many.window({ store: new Stalled(folder) });
    const refusal = await failureOf(slow.apply(await slow.look(proposal), { draft }));
    assert.match(refusal.sentence, /being applied in another window/);
    const { state } = await many.window().open(draft);
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 20 }]);
    assert.equal(many.writes().length, 1);
    assert.equal((await many.plans.undo(draft)).proposal.wishes.length, 20);
  });
});

describe('A run that is forgotten in one window', () => {
  test('and resumed in another at the same moment is either forgotten or resumed', async (t) => {
    for (const delay of [0, 1, 2, 4]) {
      const { many, apply } = await reviewed(t);
      const run = await apply();
      run.pause();
      await run.settled();
      await many.clock.sleep(60_000);
      const [one, other] = [many.window(), many.window()];
      const forgetting = one.forget(draft);
      for (let turn = 0; turn < delay; turn++) await new Promise(setImmediate);
      const both = await Promise.allSettled([forgetting, other.resume(draft)]);
      const done = both.filter(({ status }) => status === 'fulfilled');
      assert.equal(done.length, 1, `after ${delay} turns`);
      const [, resumed] = both;
      if (resumed.status === 'fulfilled') assert.equal((await resumed.value.settled()).phase, 'done');
      assert.equal((await many.window().recent()).length, resumed.status === 'fulfilled' ? 1 : 0);
    }
  });
});
