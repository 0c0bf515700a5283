import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { applyWish } from '../../../src/core/plan/engine.ts';
import { InterruptedRuns } from '../../../src/core/plan/interrupted.ts';
import type { JournalStore } from '../../../src/core/plan/journalStore.ts';
import { look } from '../../../src/core/plan/read.ts';
import type { RunSummary } from '../../../src/core/plan/run.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { applied, figures, manyNumbers, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });

async function textOf(store: JournalStore, id: string): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of store.read(id)) pieces.push(new TextDecoder().decode(piece));
  return pieces.join('');
}

async function rewrite({ store }: Many, id: string, text: string): Promise<void> {
  await store.truncate(id, 0);
  await store.append(id, text);
}

describe('The record of a plan', () => {
  test('that is over but damaged: its list, the run and Undo tell the same', async (t) => {
    const many = await manyNumbers(t);
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 12), reference('Q')));
    const text = await textOf(many.store, state.id);
    await rewrite(many, state.id, text.replaceAll('"kind":"told"', '"kind":"tolt"'));
    const window = many.window();
    let changes = 0;
    window.onChange(() => changes++);
    const { state: opened } = await window.open(state.id);
    assert.deepEqual([opened.phase, opened.damaged, figures(opened)], ['done', true, { unknown: 12 }]);
    assert.equal(changes, 1);
    const [listed] = await window.recent();
    assert.deepEqual([listed?.damaged, listed?.counts], [true, opened.counts]);
    assert.equal((await window.undo(state.id)).proposal.wishes.length, 12);
  });

  test('that was cut off before anything could be sent is removed, but not while a window writes it', async (t) => {
    const many = await manyNumbers(t);
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 12), reference('Q')));
    const text = await textOf(many.store, state.id);
    const plan = text.slice(0, text.lastIndexOf('\n', text.indexOf('"kind":"go"')) + 1);
    await rewrite(many, state.id, plan);
    const { generation = 0 } = (await many.store.lease(state.id)) ?? {};
    const held = { holder: 'another', until: many.clock.now() + 20_000 };
    await many.store.writeLease(state.id, generation, JSON.stringify(held));
    assert.deepEqual([await many.window().recent(), await many.store.names()], [[], [state.id]]);
    await many.clock.sleep(20_001);
    assert.deepEqual([await many.window().recent(), await many.store.names()], [[], []]);
  });

  test('that cannot be read is listed all the same', async (t) => {
    const many = await manyNumbers(t);
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 3), reference('Q')));
    many.store.ends = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const [listed] = await many.window({ store: many.store }).recent();
    assert.deepEqual([listed?.id, listed?.damaged], [state.id, true]);
    many.store.ends = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' }));
    assert.deepEqual(await many.window({ store: many.store }).recent(), []);
  });

  test('of a save ends with the first line that cannot be written: nobody may resume it', async (t) => {
    class Full extends JournalFiles {
      override append(name: string, text: string): Promise<void> {
        return text.includes('"kind":"told"') ? Promise.reject(new Error('no')) : super.append(name, text);
      }
    }
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-save-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const store = new Full(folder);
    const many = await manyNumbers(t, {}, { store });
    const [number] = many.numbers;
    assert.ok(number);
    const base = valuesOf((await look(many.door, number.id, ['number', 'voice'])).records);
    const mine = { ...reference('EDITED'), 'voice.tech_prefix_enabled': true };
    const outcome = await applyWish(
      many.door,
      { number, base, mine },
      { clock: many.clock, witness: many.plans.witness('numbers') },
    );
    assert.equal(outcome.result, 'sent');
    assert.equal(many.writes().length, 2);
    assert.deepEqual(await store.names(), []);
  });
});

describe('A window that starts right after a crash', () => {
  test('offers to resume once the term of the window that is gone is over, and once only', async (t) => {
    const many = await manyNumbers(t, { jobs: { startMs: 20_000, stepMs: 2000, expireMs: 600_000 } });
    const plan = await many.plans.look(wishFor(many.numbers.slice(0, 20), reference('NEW')));
    const run = await many.plans.apply(plan);
    await many.plans.dispose();
    const { id } = run.state;
    const { generation = 0 } = (await many.store.lease(id)) ?? {};
    const until = many.clock.now() + 25_000;
    await many.store.writeLease(id, generation, JSON.stringify({ holder: 'gone', until }));
    const found: RunSummary[] = [];
    const alarms: { at: number; run: () => void }[] = [];
    const { promise, resolve } = deferred();
    const runs = new InterruptedRuns({
      plans: many.window(),
      onFound: (one) => {
        found.push(one);
        resolve();
      },
      onFailure: (thrown) => assert.fail(String(thrown)),
      clock: {
        now: () => many.clock.now(),
        sleep: (ms) => many.clock.sleep(ms),
        alarm: (ms, ring) => {
          alarms.push({ at: many.clock.now() + ms, run: ring });
          return () => undefined;
        },
      },
    });
    await runs.look();
    assert.equal(found.length, 0);
    const [alarm] = alarms;
    assert.ok(alarm && alarm.at > until);
    await many.clock.sleep(alarm.at - many.clock.now());
    alarm.run();
    await promise;
    await runs.look();
    assert.deepEqual(
      found.map((one) => [one.id, one.phase]),
      [[id, 'interrupted']],
    );
    assert.equal(alarms.length, 1);
    runs.dispose();
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
