import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wayBackOf } from '../../../src/core/plan/restored.ts';
import { runItem } from '../../../src/panels/planItems.ts';
import { applied, manyNumbers, wishFor } from './many.ts';

const plan = { source: 'form', title: 'Spring' } as const;

describe('What takes a plan back, and what takes that back', () => {
  test('is called after the plan that was once made, however often it goes back and forth', async (t) => {
    const many = await manyNumbers(t);
    const numbers = many.numbers.slice(0, 12);
    let { state } = await applied(many.plans, wishFor(numbers, { 'general.customer_reference': 'NEW' }));
    const told: (readonly (string | undefined)[])[] = [];
    const first = state.id;
    for (let times = 0; times < 4; times++) {
      const { proposal } = await many.window().undo(state.id);
      ({ state } = await applied(many.plans, proposal));
      const listed = (await many.plans.recent()).find(({ id }) => id === state.id);
      assert.ok(listed);
      const [way] = runItem(listed, undefined).abilities.filter((one) => /^(un|re)do-/.test(one));
      told.push([proposal.title, way]);
      // Nobody needs the plan itself to know what it was called.
      if (times === 0) await many.plans.forget(first);
      await many.clock.sleep(1);
    }
    assert.deepEqual(told, [
      ['Undo: Try', 'redo-plan'],
      ['Redo: Try', 'undo-plan'],
      ['Undo: Try', 'redo-plan'],
      ['Redo: Try', 'undo-plan'],
    ]);
  });

  test('is a redo, too, where an undo was tried once more', () => {
    const undo = wayBackOf(plan);
    assert.deepEqual(undo, { title: 'Spring', again: false });
    const retry = { source: 'retry', title: 'Once more: Undo: Spring', restores: undo } as const;
    assert.deepEqual(wayBackOf(retry), { title: 'Spring', again: true });
    assert.deepEqual(wayBackOf({ ...retry, source: 'undo', restores: wayBackOf(retry) }), undo);
  });

  test('takes an undo of which an older record tells no more by its title', () => {
    assert.deepEqual(wayBackOf({ source: 'undo', title: 'Undo: Spring' }), {
      title: 'Undo: Spring',
      again: true,
    });
  });
});
