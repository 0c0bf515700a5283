import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noCounts } from '../../../src/core/plan/ledger.ts';
import type { Counts, RunPhase, RunState, StepState } from '../../../src/core/plan/run.ts';
import { endWords, runSentence, stateOf, stepTexts } from '../../../src/panels/runWords.ts';

const none: Counts = noCounts();

const step = (more: Partial<StepState> = {}): StepState => ({
  operation: 10,
  way: 'job',
  phase: 'waiting',
  numbers: 100,
  counts: { ...none, waiting: 100 },
  ...more,
});

const run = (phase: RunPhase, more: Partial<RunState> = {}): RunState => ({
  id: 'r1',
  title: 'Try',
  source: 'verb',
  family: 'numbers',
  startedAt: 0,
  phase,
  numbers: 2412,
  deletions: 0,
  steps: { done: 3, all: 7 },
  counts: { ...none, changed: 1200, failed: 4, waiting: 1208 },
  damaged: false,
  stepStates: [],
  ...more,
});

describe('The words of a run', () => {
  test('say how fast it goes and how long it may take, and nothing that is not known', () => {
    assert.equal(
      runSentence(run('running', { perSecond: 38.44, secondsLeft: 31.4 })),
      '1,204 of 2,412 numbers, 38 a second, about 31 seconds left.',
    );
    assert.equal(
      runSentence(run('running', { perSecond: 2.55, secondsLeft: 480 })),
      '1,204 of 2,412 numbers, 2.6 a second, about 8 minutes left.',
    );
    assert.equal(runSentence(run('running')), '1,204 of 2,412 numbers.');
  });

  test('say that nothing more is sent where it was interrupted, and no more than is known where it may be', () => {
    assert.equal(
      runSentence(run('interrupted')),
      'Interrupted after 3 of 7 steps, 1,204 of 2,412 numbers. Nothing more is sent until you resume it.',
    );
    assert.match(
      runSentence(run('elsewhere')),
      /^A window may still be at work on it, perhaps one that was closed just now/,
    );
    assert.match(runSentence(run('stopped', { trouble: 'The disk is full.' })), /The disk is full\.$/);
  });

  test('count everything that did not go well, each by its name', () => {
    const counts = { ...none, changed: 5, failed: 2, conflict: 1, unknown: 3, left: 4 };
    assert.equal(
      endWords({ counts, numbers: 15, deletions: 0 }),
      'Changed 5 of 15 numbers; 2 failed; 1 was changed by somebody else meanwhile; 3 unknown; 4 not sent.',
    );
    const one = { counts: { ...none, changed: 1 }, numbers: 1, deletions: 0 };
    assert.equal(endWords(one), 'Changed 1 of 1 number.');
  });

  test('call deleted what was deleted, of a number and of all', () => {
    const counts = { ...none, changed: 32, failed: 1 };
    const deleted = step({
      operation: 17,
      way: 'single',
      phase: 'done',
      numbers: 3,
      counts: { ...none, changed: 2, failed: 1 },
    });
    const set = step({ phase: 'done', numbers: 30, counts: { ...none, changed: 30 } });
    const mixed = { counts, numbers: 33, deletions: 3 };
    assert.equal(
      endWords({ ...mixed, stepStates: [set, deleted] }),
      'Changed 30 and deleted 2 of 33 numbers; 1 failed.',
    );
    assert.equal(
      endWords(mixed),
      'Changed or deleted 32 of 33 numbers; 1 failed.',
      'the list knows no steps',
    );
    assert.equal(
      endWords({ counts: { ...none, changed: 2, failed: 1 }, numbers: 3, deletions: 3 }),
      'Deleted 2 of 3 numbers; 1 failed.',
    );
    const part = { operation: 17 as const, settings: [], before: {}, mine: {} };
    const number = { id: '1', phoneNumber: '+13125550001' };
    const words = (became: 'changed' | 'failed', settings: readonly string[] = []) =>
      stateOf({ number, became, parts: [{ ...part, settings, became }] }, undefined).words;
    assert.deepEqual(
      [words('changed'), words('failed'), words('changed', ['general.tags'])],
      ['deleted', 'failed', 'changed'],
    );
  });

  test('tell a few steps one by one, and many of one kind together', () => {
    const done = step({ phase: 'done', counts: { ...none, changed: 100 } });
    const failed = step({ phase: 'done', counts: { ...none, changed: 98, failed: 2 } });
    const few = stepTexts([done, failed, step(), step({ operation: 1, way: 'order' })]);
    assert.deepEqual(
      few.map(({ label, done: over, of, state, failed: note }) => [label, over, of, state, note]),
      [
        ['Settings, job 1 of 3', 100, 100, 'done', undefined],
        ['Settings, job 2 of 3', 100, 100, 'partly', '2 failed'],
        ['Settings, job 3 of 3', 0, 100, 'waiting', undefined],
        ['Messaging profile, bulk order', 0, 100, 'waiting', undefined],
      ],
    );
    const [lost] = stepTexts([step({ phase: 'done', counts: { ...none, failed: 100 } })]);
    assert.deepEqual([lost?.state, lost?.failed], ['failed', '100 failed']);
    const many = stepTexts([done, ...Array.from({ length: 20 }, () => step())]);
    assert.deepEqual(
      many.map(({ label, done: over, of, state }) => [label, over, of, state]),
      [['Settings, job: 1 of 21 done', 100, 2100, 'running']],
    );
  });
});
