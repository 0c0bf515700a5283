import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { readLink } from '../../../src/core/accounts/link.ts';
import { Payments } from '../../../src/core/billing/payments.ts';
import { commands } from '../../../src/core/model/names.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { CurrentAccount } from '../../../src/core/state/session.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';
import { neighboursIn } from '../../../src/host/paymentNeighbours.ts';
import { topUpPage } from '../../../src/panels/topUpPage.ts';
import { TopUpView } from '../../../src/panels/topUpView.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import { paymentPath } from '../billing/paying.ts';
import { sampleSession } from '../state/sessions.ts';
import { TestClock } from '../telnyx/doors.ts';

/** The page of an account over HTTP, once it knows the balance. */
async function openTopUp(t: TestContext, door: Partial<DoorOptions> = {}) {
  const { session, simulator } = await sampleSession(t, { numbers: 1 }, door);
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-topup-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const open = (id = 'own', store = new PaymentFiles(join(folder, id))) => {
    const view = new TopUpView({
      account,
      profile: session.profile,
      language: 'en',
      payments: ({ door: own }) =>
        new Payments({
          door: own,
          account: { ...session.profile, name: id },
          store,
          neighbours: () => neighboursIn(folder, id),
          clock: new TestClock(),
        }),
    });
    t.after(() => view.dispose());
    return view;
  };
  const view = open();
  await view.look();
  await settled(view);
  return { view, open, simulator, account, session, folder };
}

async function settled(view: TopUpView): Promise<void> {
  while (view.busy !== 'no') await new Promise((resolve) => setTimeout(resolve, 5));
}

let seq = 0;
function types(view: TopUpView, amount: string, again = amount): void {
  view.edit('amount', amount, ++seq);
  view.edit('again', again, ++seq);
}

describe('The page for topping up', () => {
  test('pays only what stands there twice, however it is pressed', async (t) => {
    const { view, simulator } = await openTopUp(t);
    for (const [amount, again] of [
      ['', ''],
      ['120.50', ''],
      ['120.50', '120.51'],
      ['120', '120'],
      ['1e3', '1e3'],
      ['-5.00', '-5.00'],
    ] as const) {
      types(view, amount, again);
      assert.equal(topUpPage(view).canPay, false, `${amount} ${again}`);
      await view.pay(view.turn);
    }
    assert.deepEqual(simulator.account.payments, []);
    types(view, '120.50', ' 120.50');
    const page = topUpPage(view);
    assert.equal(page.pay, 'Pay 120.50 USD');
    assert.match(page.spoken?.words ?? '', /^120\.50 US dollars/);
    const { turn } = view;
    await Promise.all([view.pay(turn), view.pay(turn), view.pay(turn)]);
    await view.pay(turn);
    assert.deepEqual(simulator.account.payments, [12_050]);
    assert.match(topUpPage(view).payment?.title ?? '', /120\.50 USD was paid/);
    assert.equal(view.typed.amount + view.typed.again, '');
  });

  test('counts what is pressed again after it was paid as pressed once, although the amount stands there anew', async (t) => {
    const { view, simulator } = await openTopUp(t);
    types(view, '120.50');
    const { turn } = view;
    await view.pay(turn);
    types(view, '120.50');
    await view.pay(turn);
    assert.deepEqual(simulator.account.payments, [12_050]);
  });

  test('says what the balance shows after an unclear answer, and pays nothing until somebody has checked', async (t) => {
    const { view, open, simulator } = await openTopUp(t);
    simulator.faults.add({ fault: 'drop', path: paymentPath });
    types(view, '120.50');
    await view.pay(view.turn);
    simulator.faults.clear();
    const told = topUpPage(view).payment;
    assert.equal(told?.open, true);
    assert.match(told.title, /may have been charged; check before trying again/);
    assert.match(told.sentences.join(' '), /higher by exactly this amount/);
    types(view, '120.50');
    await view.pay(view.turn);
    const other = open();
    await settled(other);
    assert.equal(topUpPage(other).payment?.title, told.title);
    types(other, '7.00');
    await other.pay(other.turn);
    assert.deepEqual(simulator.account.payments, [12_050]);
    await view.lift();
    assert.equal(topUpPage(view).payment?.open, false);
    await other.look();
    assert.equal(topUpPage(other).payment?.open, false, 'the other window hears of it when it looks');
    types(other, '7.00');
    await other.pay(other.turn);
    assert.deepEqual(simulator.account.payments, [12_050, 700]);
  });

  test('says that a payment is not seen when the balance did not move', async (t) => {
    const { view, simulator } = await openTopUp(t);
    simulator.faults.add({ fault: '500', path: paymentPath });
    types(view, '120.50');
    await view.pay(view.turn);
    assert.match(topUpPage(view).payment?.sentences.join(' ') ?? '', /same as before/);
    assert.deepEqual(simulator.account.payments, []);
  });

  test('is closed where the account is read-only, and nothing leaves it', async (t) => {
    const { view, account, session, simulator } = await openTopUp(t);
    const { profile, door } = session;
    const { Session } = await import('../../../src/core/state/session.ts');
    account.become({ phase: 'open', session: new Session({ ...profile, readOnly: true }, door) });
    await settled(view);
    types(view, '120.50');
    assert.equal(topUpPage(view).canPay, false);
    assert.ok(topUpPage(view).readOnly);
    await view.pay(view.turn);
    assert.deepEqual(simulator.account.payments, []);
  });

  test('stops for an open payment from another account at the same address until a person has told', async (t) => {
    const { view, open, simulator } = await openTopUp(t);
    simulator.faults.add({ fault: 'drop', path: paymentPath });
    types(view, '120.50');
    await view.pay(view.turn);
    simulator.faults.clear();
    const [first, second] = [open('twin'), open('third')];
    for (const twin of [first, second]) {
      await settled(twin);
      types(twin, '7.00');
      const [told, ...more] = topUpPage(twin).elsewhere;
      assert.match(told?.title ?? '', /120\.50 USD from the account "own" here may have been charged/);
      assert.deepEqual([more.length, topUpPage(twin).canPay], [0, false]);
      await twin.pay(twin.turn);
    }
    assert.deepEqual(simulator.account.payments, [12_050]);
    first.unrelated(first.elsewhere[0]?.id ?? '');
    await first.pay(first.turn);
    await second.liftElsewhere(second.elsewhere[0]?.id ?? '');
    assert.deepEqual(topUpPage(second).elsewhere, []);
    await view.look();
    assert.equal(topUpPage(view).payment?.open, false);
    assert.deepEqual(simulator.account.payments, [12_050, 700]);
  });

  test('claims of a payment whose record is damaged or old only what that says', async (t) => {
    const { view, folder } = await openTopUp(t);
    const told = async (id: string, record: string) => {
      await rm(join(folder, 'other'), { recursive: true, force: true });
      await new PaymentFiles(join(folder, 'other')).make(1, record);
      await view.look();
      const [words] = topUpPage(view).elsewhere;
      types(view, '7.00');
      assert.equal(topUpPage(view).canPay, false, id);
      return [words?.title, ...(words?.sentences ?? [])].join(' ');
    };
    const damaged = await told('damaged', '{"phase":');
    assert.match(damaged, /^A payment of an unknown amount may .* does not say from which account\./);
    assert.match(damaged, /does not say at which address/);
    assert.doesNotMatch(damaged, /same address|"unknown"/);
    const old = await told('old', '{"phase":"unclear","amount":"5.00","account":"Shop"}');
    assert.match(old, /5\.00 from the account "Shop"/);
    assert.match(old, /does not say at which address/);
    assert.doesNotMatch(old, /same address/);
  });

  test('says that an outcome could not be written down, and pays nothing before it is', async (t) => {
    const { open, folder, simulator } = await openTopUp(t);
    const store = new PaymentFiles(join(folder, 'own'));
    const full = t.mock.method(store, 'replace', () => Promise.reject(new Error('ENOSPC')));
    const view = open('own', store);
    await settled(view);
    types(view, '120.50');
    await view.pay(view.turn);
    const told = topUpPage(view).payment;
    assert.match(told?.title ?? '', /120\.50 USD was paid/);
    assert.match(told?.sentences.join(' ') ?? '', /could not be written down on this machine/);
    assert.deepEqual([told?.open, told?.tone], [true, 'warning']);
    types(view, '7.00');
    await view.pay(view.turn);
    await view.lift();
    assert.match(topUpPage(view).notice ?? '', /still cannot be written down/);
    full.mock.restore();
    await view.lift();
    assert.equal(topUpPage(view).payment?.open, false);
    await view.pay(view.turn);
    assert.deepEqual(simulator.account.payments, [12_050, 700]);
  });

  test('tells nothing of a session that is over beside what the next one knows', async (t) => {
    const { view, account, simulator } = await openTopUp(t);
    types(view, '120.50');
    // The balance is awaited for ever, until the account is opened anew.
    simulator.faults.next({ fault: 'stall', path: '/balance' });
    const paying = view.pay(view.turn);
    const other = await sampleSession(t, { numbers: 1 });
    account.become({ phase: 'open', session: other.session });
    assert.equal(view.busy, 'looking');
    await paying;
    await settled(view);
    assert.deepEqual([view.failure, view.notice], [undefined, undefined]);
    assert.ok(view.balance);
    assert.equal(view.typed.amount, '120.50', 'what was typed stays');
    assert.deepEqual([...simulator.account.payments, ...other.simulator.account.payments], []);
  });

  for (const when of ['while it is stopped', 'after it was stopped'] as const)
    test(`says that a payment was not sent, and from which account, when that is left ${when}`, async (t) => {
      const { view, account, session, simulator } = await openTopUp(t);
      types(view, '120.50');
      const leaves = when === 'while it is stopped';
      simulator.faults.next({ fault: leaves ? 'stall' : 'drop', path: '/balance' });
      if (!leaves) simulator.faults.add({ fault: 'drop', path: '/balance' });
      const paying = view.pay(view.turn);
      if (!leaves) await paying;
      const { Session } = await import('../../../src/core/state/session.ts');
      const { profile, door } = (await sampleSession(t, { numbers: 1 })).session;
      account.become({ phase: 'open', session: new Session({ ...profile, id: 'another' }, door) });
      await paying;
      simulator.faults.clear();
      const told = new RegExp(`120\\.50 USD from the account "${session.profile.name}" was not sent\\. \\w`);
      assert.match(topUpPage(view).notice ?? '', told);
      const next = openDoor({ baseUrl: session.profile.baseUrl, apiKey: 'KEY_SAMPLE_ACCOUNT' });
      account.become({ phase: 'open', session: new Session(session.profile, next) });
      t.after(() => account.dispose());
      await settled(view);
      assert.match(topUpPage(view).notice ?? '', told, 'and still when it is back');
      types(view, '120.50');
      await view.pay(view.turn);
      assert.equal(topUpPage(view).notice, undefined);
      assert.deepEqual(simulator.account.payments, [12_050]);
    });

  test('tells what came of a payment whose session was closed meanwhile', async (t) => {
    const clock = new TestClock();
    const { view, account, session, simulator } = await openTopUp(t, { clock });
    const { Session } = await import('../../../src/core/state/session.ts');
    types(view, '120.50');
    simulator.faults.next({ fault: 'stall', path: paymentPath, applied: true });
    const paying = view.pay(view.turn);
    while (simulator.account.payments.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const next = openDoor({ baseUrl: session.profile.baseUrl, apiKey: 'KEY_SAMPLE_ACCOUNT' });
    account.become({ phase: 'open', session: new Session(session.profile, next) });
    t.after(() => account.dispose());
    // Nothing but its answer tells what came of it, so that is waited for as long as ever.
    clock.ring();
    await paying;
    await settled(view);
    const told = topUpPage(view).payment;
    assert.deepEqual([told?.open, view.payment?.phase], [true, 'unclear']);
    types(view, '7.00');
    assert.equal(topUpPage(view).canPay, false);
    assert.deepEqual(simulator.account.payments, [12_050]);
  });

  test('calls what it does not know unknown', async (t) => {
    const { view, simulator } = await openTopUp(t, { apiKey: 'KEY_SAMPLE_NO_BILLING' });
    types(view, '120.50');
    const page = topUpPage(view);
    assert.ok(page.failure);
    assert.equal(page.balance, undefined);
    assert.match(page.currency, /not known/);
    assert.equal(page.pay, 'Pay 120.50');
    await view.pay(view.turn);
    assert.deepEqual(simulator.account.payments, []);
  });
});

describe('Paying', () => {
  const text = (file: string) => readFileSync(join(resolve(import.meta.dirname, '../../..'), file), 'utf8');
  const { contributes } = JSON.parse(text('package.json')) as {
    readonly contributes: {
      readonly keybindings: readonly { readonly command: string }[];
      readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
      readonly menus: Readonly<
        Record<string, readonly { readonly command?: string; readonly when?: string }[]>
      >;
    };
  };

  test('is reached by no key, and by no menu of a read-only account', () => {
    assert.deepEqual(
      contributes.keybindings.filter(({ command }) => command === commands.topUp),
      [],
    );
    const places = Object.values(contributes.menus)
      .flat()
      .filter(({ command }) => command === commands.topUp);
    assert.ok(places.length > 0);
    for (const { when } of places) assert.match(when ?? '', /!telnyx\.readOnly/);
    const declared = contributes.commands.find(({ command }) => command === commands.topUp);
    assert.match(declared?.enablement ?? '', /!telnyx\.readOnly/);
  });

  test('is reached by no link', () => {
    for (const path of ['/topUp', '/top-up', '/pay', '/payment', '/balance', '/charges'])
      assert.notEqual(readLink(path, 'amount=120.50').opens, 'charges', path);
    assert.doesNotMatch(text('src/host/links.ts'), /topUp|payment/i);
  });

  test('takes nothing from whoever runs its command', () => {
    assert.match(text('src/commands/payments.ts'), /\[commands\.topUp\]: async \(\) => \{/);
    assert.match(text('src/panels/topUpTabs.ts'), /\n {2}show\(\): void \{/);
  });

  test('is asked for in one place, by one page', () => {
    const uses = (file: string) => text(file).includes('createStoredPaymentTransaction');
    const { globSync } = process.getBuiltinModule('node:fs');
    const files = globSync('src/**/*.ts', { cwd: resolve(import.meta.dirname, '../../..') });
    assert.deepEqual(
      files.filter((file) => !file.startsWith('src/sample') && uses(file)),
      ['src/core/billing/payment.ts'],
    );
    assert.deepEqual(files.filter((file) => /from '[./\w]*\/payments\.ts'/.test(text(file))).sort(), [
      'src/commands/table.ts',
      'src/panels/topUpTabs.ts',
      'src/panels/topUpView.ts',
    ]);
  });
});
