import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { noCounts } from '../../../src/core/plan/ledger.ts';
import type { RunSummary } from '../../../src/core/plan/run.ts';
import { undoneOf } from '../../../src/panels/planUndone.ts';
import { applied, manyNumbers, wishFor } from '../plan/many.ts';

const summary = (at: number, changed: number, of?: number): RunSummary => ({
  id: String(at),
  title: 'Run',
  source: of === undefined ? 'verb' : 'undo',
  family: 'numbers',
  ...(of !== undefined && { of: String(of) }),
  startedAt: at,
  phase: 'done',
  numbers: changed,
  deletions: 0,
  steps: { done: 1, all: 1 },
  counts: { ...noCounts(), changed },
  damaged: false,
});

describe('A plan is called undone', () => {
  test('while what took it back is in force, and not after that was taken back too', async (t) => {
    const { plans, numbers } = await manyNumbers(t);
    const first = await applied(
      plans,
      wishFor(numbers.slice(0, 9), { 'general.customer_reference': 'UNDONE' }),
    );
    assert.ok(first.state.counts.changed > 0);
    const undo = await applied(plans, (await plans.undo(first.state.id)).proposal);
    assert.deepEqual([...undoneOf(await plans.recent())], [[first.state.id, 'wholly']]);
    const redo = await applied(plans, (await plans.undo(undo.state.id)).proposal);
    assert.deepEqual([...undoneOf(await plans.recent())], [[undo.state.id, 'wholly']]);
    await applied(plans, (await plans.undo(redo.state.id)).proposal);
    const undone = undoneOf(await plans.recent());
    assert.equal(undone.get(redo.state.id), 'wholly');
    assert.equal(undone.get(undo.state.id), undefined);
    assert.equal(undone.get(first.state.id), 'wholly');
  });

  test('in part where only some of its numbers were taken back, or some of them came again', () => {
    assert.deepEqual([...undoneOf([summary(1, 10), summary(2, 4, 1)])], [['1', 'partly']]);
    assert.deepEqual([...undoneOf([summary(1, 10), summary(2, 4, 1), summary(3, 6, 1)])], [['1', 'wholly']]);
    assert.deepEqual(
      [...undoneOf([summary(1, 10), summary(2, 10, 1), summary(3, 4, 2)])],
      [
        ['1', 'partly'],
        ['2', 'partly'],
      ],
    );
    assert.deepEqual([...undoneOf([summary(1, 10), summary(2, 0, 1)])], []);
    assert.deepEqual([...undoneOf([summary(1, 10, 2), summary(2, 10, 1)])].length, 1);
  });

  test('also where some of its numbers were changed only in part', () => {
    const run = { ...summary(1, 10), touched: 15 };
    assert.deepEqual([...undoneOf([run, summary(2, 15, 1)])], [['1', 'wholly']]);
    assert.deepEqual([...undoneOf([run, summary(2, 10, 1)])], [['1', 'partly']]);
    assert.deepEqual([...undoneOf([summary(1, 10), { ...summary(2, 0, 1), touched: 3 }])], [['1', 'partly']]);
  });

  test('after any row of undoing the last one, as the account has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (undos) => {
        const runs = [summary(0, 5), ...Array.from({ length: undos }, (_, at) => summary(at + 1, 5, at))];
        assert.equal(undoneOf(runs).get('0'), undos % 2 === 1 ? 'wholly' : undefined);
      }),
    );
  });
});
