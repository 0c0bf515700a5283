import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JournalStore } from '../../../src/core/plan/journalStore.ts';
import { noCounts } from '../../../src/core/plan/ledger.ts';
import { keptDays, mostRemembered, outlived } from '../../../src/core/plan/outlived.ts';
import { isOver } from '../../../src/core/plan/recent.ts';
import type { RunPhase, RunSummary } from '../../../src/core/plan/run.ts';
import { mayBeUndone } from '../../../src/core/plan/touched.ts';
import { applied, manyNumbers, wishFor, type Many } from './many.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-06-01T12:00:00Z');
const reference = (text: string) => ({ 'general.customer_reference': text });

const phases: readonly RunPhase[] = ['done', 'cancelled', 'interrupted', 'elsewhere', 'stopped', 'running'];

/** A run that ended so many days ago. */
const runOf = (id: string, days: number, more: Partial<RunSummary> = {}): RunSummary => ({
  id,
  title: id,
  source: 'verb',
  family: 'numbers',
  startedAt: now - days * day - 1,
  endedAt: now - days * day,
  phase: 'done',
  numbers: 1,
  deletions: 0,
  steps: { done: 1, all: 1 },
  counts: { ...noCounts(), changed: 1 },
  damaged: false,
  ...more,
});

const anyRun = fc.record({
  days: fc.integer({ min: -10, max: 2 * keptDays }),
  phase: fc.constantFrom(...phases),
  changed: fc.constantFrom(0, 1),
  left: fc.constantFrom(0, 1),
  /** How many of those that were left were changed in part. */
  partly: fc.constantFrom(0, 1),
  /** An older record does not tell how many were changed in part. */
  older: fc.constantFrom(false, false, true),
  already: fc.constantFrom(0, 1),
  unknown: fc.constantFrom(0, 0, 0, 1),
  damaged: fc.constantFrom(false, false, false, true),
  held: fc.constantFrom(false, false, false, true),
});

const manyRuns = fc.array(anyRun, { minLength: 1, maxLength: 2 * mostRemembered }).map((all) =>
  all.map(
    ({ days, phase, changed, left, partly, older, already, unknown, damaged, held }, at): RunSummary => {
      const run = runOf(String(at), days, {
        phase,
        damaged,
        counts: { ...noCounts(), changed, left, already, unknown },
        ...(held && { heldUntil: now + 1 }),
      });
      return older ? run : { ...run, touched: changed + unknown + Math.min(left, partly) };
    },
  ),
);

async function textOf(store: JournalStore, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(name)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function rewrite({ store }: Many, id: string, change: (text: string) => string): Promise<void> {
  const text = change(await textOf(store, id));
  await store.truncate(id, 0);
  await store.append(id, text);
}

/** Resolves when the list says so. */
async function listed(plans: Many['plans'], isSo: (runs: readonly RunSummary[]) => boolean): Promise<void> {
  const news = new Promise<void>((resolve) => void plans.onChange(resolve));
  while (!isSo(await plans.recent())) await news;
}

describe('Plans that are over', () => {
  test('are forgotten only when they are settled, and too old or one of too many that changed nothing', () => {
    fc.assert(
      fc.property(manyRuns, (runs) => {
        const gone = new Set(outlived(runs, now));
        const over = runs.filter(({ phase }) => isOver(phase));
        for (const run of runs) {
          const { id, counts, damaged, phase, heldUntil, endedAt = 0 } = run;
          const isOld = now - endedAt > keptDays * day;
          const newer = over.filter((other) => (other.endedAt ?? 0) > endedAt).length;
          const settled = isOver(phase) && !damaged && counts.unknown === 0 && heldUntil === undefined;
          if (gone.has(id)) {
            assert.ok(settled);
            assert.ok(isOld || !mayBeUndone(run));
            assert.ok(isOld || over.length > mostRemembered);
          } else if (settled) {
            assert.ok(!isOld);
            assert.ok(mayBeUndone(run) || newer < mostRemembered);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('stay at their last day, and go after it', () => {
    assert.deepEqual(outlived([runOf('a', keptDays)], now), []);
    assert.deepEqual(outlived([runOf('a', keptDays + 1)], now), ['a']);
  });

  test('are removed from disk when they are too old, but not one that is damaged or at work', async (t) => {
    const many = await manyNumbers(t);
    const run = async (at: number) =>
      (await applied(many.plans, wishFor(many.numbers.slice(at, at + 2), reference('Q')))).state.id;
    const [plain, damaged, held] = [await run(0), await run(2), await run(4)];
    assert.deepEqual(await many.plans.prune(), []);
    await many.clock.sleep((keptDays + 1) * day);
    const young = await run(6);
    await rewrite(many, damaged, (text) => text.replace('"kind":"told"', '"kind":"tolt"'));
    const { generation = 0 } = (await many.store.lease(held)) ?? {};
    const lease = { holder: 'another', until: many.clock.now() + 20_000 };
    await many.store.writeLease(held, generation, JSON.stringify(lease));
    const window = many.window();
    assert.deepEqual(await window.prune(), [plain]);
    assert.deepEqual([...(await many.store.names())].sort(), [damaged, held, young].sort());
    await many.clock.sleep(20_001);
    assert.deepEqual(await window.prune(), [held]);
  });

  test('say that their record is damaged though nobody has opened them', async (t) => {
    const many = await manyNumbers(t);
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 12), reference('Q')));
    await rewrite(many, state.id, (text) => text.replaceAll('"kind":"told"', '"kind":"tolt"'));
    const window = many.window();
    await listed(window, ([run]) => run?.damaged === true && run.counts.unknown === 12);
  });

  test('can be forgotten even when nothing of their record can be read', async (t) => {
    const many = await manyNumbers(t);
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 2), reference('Q')));
    await many.store.append('nonsense', 'no journal\n');
    const window = many.window();
    const ids = async () => (await window.recent()).map(({ id }) => id).sort();
    assert.deepEqual(await ids(), ['nonsense', state.id].sort());
    await window.forget('nonsense');
    assert.deepEqual([await ids(), await many.store.names()], [[state.id], [state.id]]);
  });
});
