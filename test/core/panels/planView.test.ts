import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { PlanView } from '../../../src/panels/planView.ts';
import { manyNumbers, wishFor } from '../plan/many.ts';
import { sampleSession } from '../state/sessions.ts';

describe('Apply, pressed twice', () => {
  test('begins one run, and cannot be pressed while it begins', async (t) => {
    const many = await manyNumbers(t);
    const { session: sample } = await sampleSession(t, { numbers: 1 });
    const session = new Session(sample.profile, many.door, sample.kinds);
    const account = new CurrentAccount();
    account.become({ phase: 'open', session });
    const proposal = wishFor(many.numbers.slice(0, 20), { 'general.customer_reference': 'ONCE' });
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
    const first = view.apply();
    assert.equal(offersToApply(), false);
    await Promise.all([first, view.apply()]);
    await view.running?.settled();
    assert.equal((await many.plans.recent()).length, 1);
    assert.equal(many.writes().length, 1);
  });
});
