import assert from 'node:assert/strict';
import { noCounts } from '../../src/core/plan/ledger.ts';
import type { RunState } from '../../src/core/plan/run.ts';
import { Emitter } from '../../src/core/state/emitter.ts';
import { PlanWatch } from '../../src/panels/planWatch.ts';

const started = Date.UTC(2026, 0, 1);
const minute = 60_000;

const stateOf = (id: string, more: Partial<RunState>): RunState => ({
  id,
  title: `Plan ${id}`,
  source: 'verb',
  family: 'numbers',
  startedAt: started,
  phase: 'running',
  numbers: 5,
  deletions: 0,
  steps: { done: 0, all: 1 },
  counts: { ...noCounts(), underway: 5 },
  damaged: false,
  stepStates: [],
  ...more,
});

const changed = { ...noCounts(), changed: 5 };
const done = { phase: 'done', counts: changed, endedAt: started + minute } as const;

describe('The watch over plans', () => {
  let visible: Set<string>;
  let told: { readonly words: string; readonly well: boolean }[];
  let shown: string[];
  let wanted: boolean;
  let watch: PlanWatch;

  beforeEach(() => {
    [visible, told, shown, wanted] = [new Set(), [], [], false];
    watch = new PlanWatch({
      isVisible: (id) => visible.has(id),
      show: (id) => shown.push(id),
      tell: (words, well) => {
        told.push({ words, well });
        return Promise.resolve(wanted);
      },
    });
  });
  afterEach(() => watch.dispose());

  /** Follows a run that is at work, and says how it goes on. */
  function follow(id: string): (more: Partial<RunState>) => void {
    const moves = new Emitter<RunState>();
    let state = stateOf(id, {});
    watch.follow({
      get state() {
        return state;
      },
      onChange: (listener) => moves.event(listener),
      pause: () => undefined,
    });
    return (more) => {
      state = stateOf(id, more);
      moves.fire(state);
    };
  }

  it('tells once how a long plan ended that nobody looked at', () => {
    const becomes = follow('a');
    becomes({ counts: { ...noCounts(), changed: 2, underway: 3 } });
    assert.deepEqual(told, []);
    becomes(done);
    becomes(done);
    assert.deepEqual(told, [{ words: 'Plan a: Changed 5 of 5 numbers.', well: true }]);
  });

  it('tells nothing of a plan that was over at once', () => {
    follow('a')({ ...done, endedAt: started + 9_000 });
    assert.deepEqual(told, []);
  });

  it('tells nothing where its tab is in sight, and all the same where it is hidden by then', () => {
    visible.add('a').add('b');
    const [first, second] = [follow('a'), follow('b')];
    first(done);
    assert.deepEqual(told, []);
    visible.delete('b');
    second(done);
    assert.deepEqual(
      told.map(({ words }) => words),
      ['Plan b: Changed 5 of 5 numbers.'],
    );
  });

  it('tells each of several plans for itself', () => {
    const both = [follow('a'), follow('b')];
    for (const becomes of both) becomes(done);
    assert.deepEqual(
      told.map(({ words }) => words.split(':')[0]),
      ['Plan a', 'Plan b'],
    );
  });

  it('tells of trouble however soon it came, and of what went wrong as a warning', () => {
    follow('a')({ phase: 'stopped', trouble: 'The disk is full.', endedAt: started + 1 });
    follow('b')({ ...done, counts: { ...noCounts(), changed: 4, failed: 1 } });
    assert.match(told[0]?.words ?? '', /^Plan a: .*The disk is full\.$/);
    assert.equal(told[1]?.words, 'Plan b: Changed 4 of 5 numbers; 1 failed.');
    assert.deepEqual(
      told.map(({ well }) => well),
      [false, false],
    );
  });

  it('tells nothing where somebody paused it, and its end when it went on and ended', () => {
    follow('a')({ phase: 'paused' });
    assert.deepEqual(told, []);
    follow('a')(done);
    assert.equal(told.length, 1);
  });

  it('shows the plan when that is wanted', async () => {
    wanted = true;
    follow('a')(done);
    await Promise.resolve();
    assert.deepEqual(shown, ['a']);
  });
});
