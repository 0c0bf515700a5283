import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPlan, renderPlan } from '../../../src/core/files/planFile.ts';
import { readPlan } from '../../../src/core/files/readPlan.ts';
import type { NumberName } from '../../../src/core/plan/plan.ts';
import { sayBlock } from '../../../src/core/plan/sayBlock.ts';
import { applied, figures, manyNumbers, toDelete, wishFor } from './many.ts';

const mine = { 'general.customer_reference': 'NEW' };
const here = { id: 'account', name: 'Account' };

/** The first number by the id of the last one, as in a file of which somebody has edited one of the two names. */
function mixedUp(numbers: readonly NumberName[]): readonly NumberName[] {
  const [first, last] = [numbers[0], numbers.at(-1)];
  assert.ok(first && last);
  return [{ id: last.id, phoneNumber: first.phoneNumber }, ...numbers.slice(1, -1)];
}

describe('A number that a plan names by the ID of another one', () => {
  // Few numbers are read one by one, many in lists.
  for (const count of [4, 30]) {
    test(`among ${count} is blocked, and neither of the two is changed`, async (t) => {
      const many = await manyNumbers(t);
      const numbers = many.numbers.slice(0, count);
      const saved = readPlan(renderPlan(wishFor(mixedUp(numbers), mine), here));
      assert.ok(saved.ok);
      const { proposal } = openPlan(saved.file);
      const plan = await many.plans.look(proposal);
      assert.deepEqual(many.plans.facts(plan).blocks, { misnamed: 1 });
      const [row] = plan.rows;
      assert.ok(row?.block);
      assert.equal(
        sayBlock(row.block),
        `Its ID is that of ${numbers.at(-1)?.phoneNumber}, so nobody can say which of the two is meant.`,
      );
      await applied(many.plans, proposal);
      const rows = await many.rows();
      for (const number of [numbers[0], numbers.at(-1)])
        assert.notEqual(rows.get(number?.id ?? '')?.customer_reference, 'NEW');
    });

    test(`among ${count} is not deleted, nor is the other one`, async (t) => {
      const many = await manyNumbers(t, { numbers: 90 });
      const free = (await many.plans.look(toDelete(many.numbers))).rows
        .filter(({ state }) => state === 'send')
        .slice(0, count)
        .map(({ number }) => number);
      const { state } = await applied(many.plans, toDelete(mixedUp(free)));
      assert.deepEqual(figures(state), { changed: count - 2 });
      const left = new Set((await many.rows()).keys());
      assert.deepEqual(
        free.filter(({ id }) => left.has(id)),
        [free[0], free.at(-1)],
      );
    });
  }
});
