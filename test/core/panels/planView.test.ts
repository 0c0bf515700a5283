import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { PlanView } from '../../../src/panels/planView.ts';
import { manyNumbers, wishFor } from '../plan/many.ts';
import { sampleSession } from '../state/sessions.ts';

/** A plan of twenty numbers in a tab, as far as it can be applied. */
async function reviews(t: TestContext) {
  const many = await manyNumbers(t);
  const { session: sample } = await sampleSession(t, { numbers: 1 });
  const session = new Session(sample.profile, many.door, sample.kinds);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const numbers = many.numbers.slice(0, 20);
  const proposal = wishFor(numbers, { 'general.customer_reference': 'ONCE' });
  const view = new PlanView({
    account,
    profile: session.profile,
    plansOf: () => many.plans,
    origin: { draft: { id: 'one', proposal, remarks: [], out: [], sides: {} } },
    keep: () => undefined,
    forget: () => undefined,
  });
  t.after(() => view.dispose());
  const offersToApply = () => view.state().ways.some(({ way }) => way === 'apply');
  await new Promise<void>((resolve) => {
    const listening = view.onDidChange(() => {
      if (!offersToApply()) return;
      listening.dispose();
      resolve();
    });
  });
  return { many, numbers, view, offersToApply };
}

describe('Apply, pressed twice', () => {
  test('begins one run, and cannot be pressed while it begins', async (t) => {
    const { many, view, offersToApply } = await reviews(t);
    const first = view.apply();
    assert.equal(offersToApply(), false);
    await Promise.all([first, view.apply()]);
    await view.applied.running?.settled();
    assert.equal((await many.plans.recent()).length, 1);
    assert.equal(many.writes().length, 1);
  });
});

describe('What a plan exports', () => {
  test('is what is shown, and the button and the counts say so where that is not all', async (t) => {
    const { numbers, view } = await reviews(t);
    const label = () => view.state().ways.find(({ way }) => way === 'export')?.label;
    const exported = () => new Set(view.table.lines().map(({ number }) => number.id)).size;
    assert.equal(label(), 'Export CSV…');
    assert.equal(exported(), 20);
    view.table.setSearch(numbers[3]?.phoneNumber ?? assert.fail());
    assert.equal(label(), 'Export Shown as CSV…');
    assert.deepEqual(view.table.counts, { shown: 1, all: 20 });
    assert.equal(exported(), 1);
    view.table.setSearch('');
    assert.equal(label(), 'Export CSV…');
  });
});
