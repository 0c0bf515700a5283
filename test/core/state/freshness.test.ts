import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { Freshness, type OpenNumber } from '../../../src/core/state/freshness.ts';
import { TestTimers } from './timers.ts';

const number = (id: string): OpenNumber => ({ key: `a/${id}`, kind: 'number', id });

/** Three numbers that are open, of which the first is in sight. */
function keeping(t: TestContext) {
  const [soon, slow] = [new TestTimers(), new TestTimers()];
  const view = { open: ['1', '2', '3'].map(number), inSight: [number('1')] };
  const looked: string[] = [];
  let changes = false;
  const freshness = new Freshness({
    open: () => view.open,
    inSight: () => view.inSight,
    look: (key) => {
      looked.push(key);
      return Promise.resolve(changes);
    },
    timers: [soon, slow],
  });
  t.after(() => freshness.dispose());
  return { freshness, soon, slow, view, looked, change: (to: boolean) => (changes = to) };
}

describe('Numbers that are open in editors', () => {
  test('are looked at once when many of them were written to, and only those in sight', async (t) => {
    const { freshness, soon, looked, view } = keeping(t);
    view.inSight = [number('1'), number('2')];
    const ids = Array.from({ length: 2500 }, (_, at) => String(at));
    for (let step = 0; step < 5; step++) freshness.hear({ kind: 'number', ids });
    await soon.ring();
    assert.deepEqual(looked, ['a/1', 'a/2']);
    assert.equal(soon.waiting, false);
  });

  test('are looked at when they come into sight, once, if something was told of them meanwhile', async (t) => {
    const { freshness, soon, looked, view } = keeping(t);
    freshness.hear({ kind: 'number', ids: ['2'] });
    assert.equal(soon.waiting, false);
    view.inSight = [number('3')];
    freshness.follow(true);
    assert.equal(soon.waiting, false);
    view.inSight = [number('2')];
    freshness.follow(true);
    await soon.ring();
    freshness.follow(true);
    assert.equal(soon.waiting, false);
    assert.deepEqual(looked, ['a/2']);
  });

  test('hear nothing of other numbers, nor of other kinds with the same id', (t) => {
    const { freshness, soon } = keeping(t);
    freshness.hear({ kind: 'number', ids: ['7', '8'] });
    freshness.hear({ kind: 'mobile-number', ids: ['1'] });
    freshness.hear({ kind: 'mobile-number' });
    assert.equal(soon.waiting, false);
  });

  test('are all meant when a whole list is read again, also those that could not be read', async (t) => {
    const { freshness, soon, looked, view } = keeping(t);
    const unread = { key: 'a/9', kind: 'number' };
    view.open = view.inSight = [number('1'), unread];
    freshness.hear({ kind: 'number', ids: ['1'] });
    await soon.ring();
    freshness.hear({ kind: 'number' });
    await soon.ring();
    assert.deepEqual(looked, ['a/1', 'a/1', 'a/9']);
  });

  test('are looked at each minute while in sight of a person, ever more seldom, and soon again after a change', async (t) => {
    const { freshness, slow, looked, change } = keeping(t);
    freshness.follow(true);
    freshness.follow(true);
    await slow.ring();
    await slow.ring();
    change(true);
    await slow.ring();
    assert.deepEqual(slow.pauses, [60_000, 90_000, 135_000, 60_000]);
    change(false);
    for (let look = 0; look < 12; look++) await slow.ring();
    assert.equal(slow.pauses.at(-1), 600_000);
    assert.ok(looked.every((key) => key === 'a/1'));
  });

  test('are left alone while nobody is at the window, or none is in sight', (t) => {
    const { freshness, slow, view } = keeping(t);
    freshness.follow(false);
    assert.equal(slow.waiting, false);
    freshness.follow(true);
    assert.equal(slow.waiting, true);
    freshness.follow(false);
    assert.equal(slow.waiting, false);
    view.inSight = [];
    freshness.follow(true);
    assert.equal(slow.waiting, false);
  });

  test('are forgotten when they are closed', (t) => {
    const { freshness, soon, view } = keeping(t);
    freshness.hear({ kind: 'number', ids: ['2'] });
    const { open } = view;
    view.open = [number('1')];
    freshness.follow(true);
    view.open = open;
    view.inSight = [number('2')];
    freshness.follow(true);
    assert.equal(soon.waiting, false);
  });
});
