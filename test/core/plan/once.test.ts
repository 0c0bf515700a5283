import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failureOf } from '../telnyx/doors.ts';
import { figures, manyNumbers, toDelete, wishFor } from './many.ts';

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
