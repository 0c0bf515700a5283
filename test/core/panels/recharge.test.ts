import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { rechargeOutlook } from '../../../src/core/billing/recharge.ts';
import { CurrentAccount } from '../../../src/core/state/session.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import { rechargePage } from '../../../src/panels/rechargePage.ts';
import { RechargeView, type RechargeViewParts } from '../../../src/panels/rechargeView.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { asksElsewhere } from '../../e2e/lib/account.ts';
import { sampleSession } from '../state/sessions.ts';

const path = '/payment/auto_recharge_prefs';

/** A network that answers this, whatever it is asked. */
const answering = (data: unknown): Partial<DoorOptions> => ({
  fetch: () => Promise.resolve(Response.json({ data })),
});

async function openEditor(
  t: TestContext,
  more: Partial<RechargeViewParts> = {},
  options: SimulatorOptions = {},
  door: Partial<DoorOptions> = {},
) {
  const { session, simulator } = await sampleSession(t, { numbers: 1, ...options }, door);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const view = new RechargeView({ account, profile: session.profile, ...more });
  t.after(() => view.dispose());
  await settled(view);
  return {
    view,
    simulator,
    account,
    writes: () => simulator.log.filter(({ method }) => method !== 'GET').map(({ body }) => body),
    elsewhere: (change: unknown) => asksElsewhere(simulator, path, change),
    field: (id: string) => {
      const found = rechargePage(view).fields.find((one) => one.id === id);
      assert.ok(found, id);
      return found;
    },
  };
}

async function settled(view: RechargeView): Promise<void> {
  while (view.busy) await new Promise((resolve) => setTimeout(resolve, 5));
}

const said = (view: RechargeView) => rechargePage(view).notice?.sentences.join(' ') ?? '';

describe('The editor of auto recharge', () => {
  test('shows what Telnyx holds, and what it does in plain words that follow what is typed', async (t) => {
    const { view, field } = await openEditor(t);
    assert.equal(field('threshold_amount').value, '200.00');
    assert.equal(field('preference').value, 'credit_paypal');
    view.edit('threshold_amount', '10', 1);
    view.edit('recharge_amount', '50.00', 2);
    const { outlook, summary, canSave } = rechargePage(view);
    assert.deepEqual(outlook, {
      sentence: 'When the balance falls below 10.00, a payment brings it to 10.00 + 50.00 = 60.00.',
      typed: true,
    });
    assert.equal(summary, '2 changes');
    assert.equal(canSave, true);
    assert.deepEqual(field('threshold_amount').change, { before: '200.00', after: '10' });
  });

  test('sends only what changed, once, and says what was', async (t) => {
    const { view, writes } = await openEditor(t);
    view.edit('threshold_amount', ' 250.00 ', 1);
    view.edit('recharge_amount', '500', 2);
    await Promise.all([view.save(), view.save()]);
    assert.deepEqual(writes(), [{ threshold_amount: '250.00' }]);
    assert.equal(said(view), 'Saved. Threshold: 200.00 → 250.00');
    assert.equal(rechargePage(view).canSave, false);
    await view.save();
    assert.equal(writes().length, 1);
  });

  test('keeps what is typed while it saves', async (t) => {
    const { view, writes, field } = await openEditor(t);
    view.edit('threshold_amount', '250.00', 1);
    const saving = view.save();
    view.edit('threshold_amount', '260.00', 2);
    await saving;
    assert.deepEqual(writes(), [{ threshold_amount: '250.00' }]);
    assert.deepEqual(field('threshold_amount').change, { before: '250.00', after: '260.00' });
  });

  test('takes a way of paying and switches', async (t) => {
    const { view, writes } = await openEditor(t);
    view.edit('preference', 'ach', 1);
    view.edit('enabled', false, 2);
    view.edit('invoice_enabled', false, 3);
    assert.match(rechargePage(view).outlook?.sentence ?? '', /is off/);
    await view.save();
    assert.deepEqual(writes(), [{ enabled: false, preference: 'ach', invoice_enabled: false }]);
  });

  for (const typed of ['', '1e3', '-0.00', '-5', '1,000.00', `0.${'3'.repeat(30)}`, 'ten'])
    test(`does not send "${typed.slice(0, 10)}"`, async (t) => {
      const { view, writes, field } = await openEditor(t);
      view.edit('threshold_amount', typed, 1);
      assert.equal(field('threshold_amount').errors.length, 1);
      assert.equal(rechargePage(view).canSave, false);
      await view.save();
      assert.deepEqual(writes(), []);
      assert.equal(field('threshold_amount').value, typed, 'what was typed stays');
    });

  test('shows what somebody else changed meanwhile, and overwrites it only when told to', async (t) => {
    const { view, writes, elsewhere, field } = await openEditor(t);
    view.edit('threshold_amount', '250.00', 1);
    await elsewhere({ threshold_amount: '300.00', recharge_amount: '900.00' });
    const since = writes().length;
    await view.save();
    assert.equal(writes().length, since);
    assert.deepEqual(field('threshold_amount').conflict, {
      base: '200.00',
      theirs: '300.00',
      mine: '250.00',
    });
    view.keepMine('threshold_amount');
    await view.save();
    assert.deepEqual(writes().slice(since), [{ threshold_amount: '250.00' }]);
    assert.equal(field('recharge_amount').value, '900.00');
  });

  test('sends nothing that takes effect together with a setting that was never shown', async (t) => {
    const { view, writes, elsewhere, field } = await openEditor(t);
    view.edit('threshold_amount', '250.00', 1);
    await elsewhere({ recharge_amount: '9999.00' });
    const since = writes().length;
    await view.save();
    assert.equal(writes().length, since);
    assert.equal(field('recharge_amount').value, '9999.00');
    assert.match(said(view), /what the rest of the form showed was changed elsewhere/);
    await view.save();
    assert.deepEqual(writes().slice(since), [{ threshold_amount: '250.00' }]);
  });

  test('finds what is kept over a reload in conflict with what was changed since', async (t) => {
    const { field } = await openEditor(t, {
      wishes: { threshold_amount: { mine: '250.00', base: '100.00' } },
    });
    assert.deepEqual(field('threshold_amount').conflict, {
      base: '100.00',
      theirs: '200.00',
      mine: '250.00',
    });
  });

  for (const fault of ['drop', '502html', 'html200', 'empty200'] as const)
    for (const applied of [true, false])
      test(`looks after an unclear answer (${fault}, ${applied ? 'saved' : 'not saved'}) and never sends again`, async (t) => {
        const { view, simulator, field } = await openEditor(t);
        simulator.faults.next({ fault, method: 'PATCH', path, applied });
        view.edit('threshold_amount', '250.00', 1);
        const before = simulator.traffic.requests;
        await view.save();
        assert.equal(simulator.traffic.requests - before, 3, 'a look, the change, a look');
        assert.match(said(view), applied ? /Saved all the same/ : /still holds 200\.00/);
        assert.equal(field('threshold_amount').value, '250.00', 'what was typed stays');
      });

  test('says that it is unknown where nobody can look', async (t) => {
    const { view, simulator } = await openEditor(t);
    view.edit('threshold_amount', '250.00', 1);
    simulator.faults.add({ fault: 'drop', method: 'PATCH', path });
    simulator.faults.add({ fault: '500', method: 'GET', path, after: 1 });
    await view.save();
    assert.match(said(view), /Whether it was saved is unknown/);
  });

  for (const fault of ['500', 'empty200'] as const)
    test(`does not say what Telnyx holds after a save where it could not look again (${fault})`, async (t) => {
      const { view, simulator } = await openEditor(t);
      view.edit('threshold_amount', '250.00', 1);
      simulator.faults.add({ fault, method: 'GET', path, after: 1 });
      await view.save();
      assert.match(said(view), /^Telnyx answered that it was saved\..*holds now is unknown/);
      assert.doesNotMatch(said(view), /250/);
      const page = rechargePage(view);
      assert.ok(page.failure);
      assert.deepEqual([page.fields, page.canSave], [[], false]);
      simulator.faults.clear();
      await view.reload();
      assert.equal(rechargePage(view).fields.find(({ id }) => id === 'threshold_amount')?.value, '250.00');
      assert.equal(rechargePage(view).canSave, false);
    });

  for (const data of [{}, [], 'none', { message: 'try later' }])
    test(`does not take ${JSON.stringify(data)} for an account without auto recharge`, async (t) => {
      const { view } = await openEditor(t, {}, {}, answering(data));
      assert.ok(rechargePage(view).failure);
      assert.equal(rechargePage(view).absent, undefined);
    });

  test('shows amounts that come as JSON numbers, and calls unknown what may have lost digits', async (t) => {
    const data = { enabled: true, threshold_amount: 200.5, recharge_amount: 1234567890123456.5 };
    const { field } = await openEditor(t, {}, {}, answering(data));
    assert.equal(field('threshold_amount').value, '200.5');
    assert.equal(field('recharge_amount').value, undefined);
  });

  test('is busy for as long as its own session is, whatever the one before does', async (t) => {
    const { view, simulator, account } = await openEditor(t);
    simulator.faults.add({ fault: 'stall', path });
    const reloading = view.reload();
    const next = await sampleSession(t, { numbers: 1 });
    next.simulator.faults.add({ fault: 'stall', path });
    account.become({ phase: 'open', session: next.session });
    await reloading;
    assert.equal(view.busy, true);
    assert.equal(view.held.phase, 'reading');
    account.become({ phase: 'none' });
    assert.equal(view.busy, false);
  });

  test('shows a refusal at the field it is about', async (t) => {
    const { view, field } = await openEditor(t);
    view.edit('threshold_amount', '99999999.00', 1);
    view.edit('recharge_amount', '600.00', 2);
    await view.save();
    assert.match(field('threshold_amount').errors.join(), /decimal amount/);
    assert.deepEqual(field('recharge_amount').errors, []);
    assert.match(said(view), /Nothing was saved/);
  });

  test('explains a 404 with both its meanings, and keeps what was typed', async (t) => {
    const { view } = await openEditor(
      t,
      { wishes: { threshold_amount: { mine: '250.00' } } },
      { variants: { autoRechargeMissing: true } },
    );
    const page = rechargePage(view);
    assert.match(page.absent ?? '', /ever set up.*another address/);
    assert.deepEqual(page.restore.wishes, { threshold_amount: { mine: '250.00' } });
  });

  test('says what it does not know', () => {
    assert.match(rechargeOutlook({}), /not known/);
    assert.match(rechargeOutlook({ enabled: true, threshold_amount: '1e3' }), /not known/);
  });
});
