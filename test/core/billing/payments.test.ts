import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isOpen, movement, paymentText, type Payment } from '../../../src/core/billing/payment.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';
import { faultNames, reachesAccount, type FaultName } from '../../../src/sample/faults.ts';
import { failureOf } from '../telnyx/doors.ts';
import { paymentPath, paying, type Paying } from './paying.ts';
import type { ChildTask } from './payingChild.ts';

const amount = '120.50';

/** A payment that met this fault each time it was sent; where no end of the answer comes, its deadline rings. */
async function paysUnder(account: Paying, fault: FaultName, applied: boolean) {
  const { simulator, clock } = account;
  simulator.faults.add({ fault, path: paymentPath, applied, delayMs: 60_000 });
  const window = account.window();
  const asked = simulator.traffic.requests;
  const ringing = setInterval(() => {
    // The balance before, then the payment itself, of which the answer has no end; once, so that nothing else hears it.
    if (!(applied && /stall|slow/.test(fault)) || simulator.traffic.requests - asked !== 2) return;
    clearInterval(ringing);
    clock.ring();
  }, 20);
  try {
    return { window, payment: await window.pay(amount), requests: simulator.traffic.requests - asked };
  } finally {
    clearInterval(ringing);
    simulator.faults.clear();
  }
}

describe('A payment', () => {
  test('is sent once and told with what Telnyx answers', async (t) => {
    const account = await paying(t);
    const payment = await account.window().pay(amount);
    assert.equal(payment.phase, 'paid');
    assert.equal(payment.receipt?.amount_cents, 12_050);
    assert.deepEqual(account.charged(), [12_050]);
    assert.deepEqual(await account.window().newest(), payment);
  });

  for (const fault of faultNames)
    for (const applied of [true, false])
      test(`that meets "${fault}", ${applied ? 'carried out' : 'not carried out'}, is sent once, whatever is pressed`, async (t) => {
        const account = await paying(t);
        const { window, payment, requests } = await paysUnder(account, fault, applied);
        const reached = reachesAccount({ fault, applied }) ? [12_050] : [];
        assert.deepEqual(account.charged(), reached);
        assert.equal(
          requests,
          payment.phase === 'unclear' ? 3 : 2,
          'the balance, the payment, the balance again',
        );
        // A 429 is Telnyx saying that it did nothing.
        assert.equal(payment.phase, fault === '429' ? 'refused' : 'unclear');
        assert.deepEqual(payment, {
          ...(await account.window().newest()),
          ...(payment.faults && { faults: payment.faults }),
        });
        if (!isOpen(payment)) return;
        assert.equal(movement(payment)?.toFixed(2), reached.length > 0 ? '120.50' : '0.00');
        for (const one of [window, account.window()])
          assert.equal((await failureOf(one.pay(amount))).kind, 'misuse');
        assert.deepEqual(account.charged(), reached);
      });

  test('is not sent while another one is open, and is again once somebody has checked', async (t) => {
    const account = await paying(t);
    const { payment } = await paysUnder(account, 'drop', true);
    const other = account.window();
    await other.lift(payment.generation);
    assert.equal((await other.newest())?.phase, 'lifted');
    assert.equal((await other.pay('7.00')).phase, 'paid');
    assert.deepEqual(account.charged(), [12_050, 700]);
  });

  test('is sent by one of any windows that pay at the same moment', async (t) => {
    const account = await paying(t);
    const windows = Array.from({ length: 8 }, () => account.window());
    const came = await Promise.allSettled([...windows, ...windows].map((window) => window.pay(amount)));
    assert.equal(came.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(account.charged(), [12_050]);
  });

  test('whose outcome comes while another window looks is never called open again', async (t) => {
    const account = await paying(t);
    const [payer, other] = [account.window(), account.window()];
    await payer.pay(amount);
    const store = new PaymentFiles(account.folder);
    const paid = await payer.newest();
    assert.ok(paid?.phase === 'paid');
    const begun: Payment = { generation: paid.generation, phase: 'begun', amount, at: 0 };
    await store.replace(paid.generation, paymentText(begun));
    // The answer comes to the one that pays while the other waits for the balance.
    const looking = other.look(paid.generation);
    await store.replace(paid.generation, paymentText(paid));
    assert.notEqual((await looking)?.phase, 'unclear');
    assert.equal((await other.newest())?.phase, 'paid');
  });

  test('that another window has begun is looked at without a word on disk', async (t) => {
    const account = await paying(t);
    const store = new PaymentFiles(account.folder);
    const begun: Payment = { generation: 1, phase: 'begun', amount, at: 0 };
    assert.ok(await store.make(1, paymentText(begun)));
    const looked = await account.window().look(1);
    assert.ok(looked?.after);
    assert.deepEqual(await account.window().newest(), begun);
  });

  test('is not sent from a window whose word to lift is about an older one', async (t) => {
    const account = await paying(t);
    const { window, payment } = await paysUnder(account, 'drop', true);
    await window.lift(payment.generation);
    const { payment: next } = await paysUnder(account, 'drop', true);
    assert.equal((await account.window().lift(payment.generation))?.phase, 'unclear');
    assert.equal((await window.newest())?.generation, next.generation);
    assert.equal((await failureOf(window.pay(amount))).kind, 'misuse');
  });

  test('is compared by balances that come as JSON numbers, too, and told by cents that come as digits', async (t) => {
    const account = await paying(t);
    const answers = [
      { balance: 10.5, currency: 'USD' },
      { id: 'a', amount_cents: '12050' },
    ];
    const door = account.door({ fetch: () => Promise.resolve(Response.json({ data: answers.shift() })) });
    const payment = await account.window({ door }).pay(amount);
    assert.deepEqual([payment.before?.balance, payment.receipt?.amount_cents], ['10.5', 12_050]);
    const after = { balance: '131.00', currency: 'USD' };
    assert.equal(movement({ ...payment, after })?.toFixed(2), '120.50');
  });

  test('that Telnyx refuses is told with its complaint, and locks nothing', async (t) => {
    const account = await paying(t);
    const refused = await account.window().pay('120');
    assert.equal(refused.phase, 'refused');
    assert.equal(refused.faults?.[0]?.code, '10027');
    assert.equal((await account.window().pay(amount)).phase, 'paid');
    assert.deepEqual(account.charged(), [12_050]);
  });

  test('is not begun where the balance cannot be read, nor where it cannot be written down', async (t) => {
    const account = await paying(t);
    account.simulator.faults.add({ fault: '500', path: '/balance' });
    assert.equal((await failureOf(account.window().pay(amount))).kind, 'server');
    account.simulator.faults.clear();
    const full = Object.assign(new PaymentFiles(account.folder), {
      make: () => Promise.reject(new Error('ENOSPC')),
    });
    await assert.rejects(account.window({ store: full }).pay(amount), /ENOSPC/);
    assert.deepEqual(account.charged(), []);
    assert.equal(await account.window().newest(), undefined);
  });

  test('whose outcome cannot be written down stays locked', async (t) => {
    const account = await paying(t);
    const store = Object.assign(new PaymentFiles(account.folder), {
      replace: () => Promise.reject(new Error('ENOSPC')),
    });
    const window = account.window({ store });
    assert.equal((await window.pay(amount)).phase, 'paid');
    assert.equal((await failureOf(window.pay(amount))).kind, 'misuse');
    assert.deepEqual(account.charged(), [12_050]);
  });

  test('never leaves a read-only account', async (t) => {
    const account = await paying(t);
    const door = openDoor({ baseUrl: account.simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', readOnly: true });
    t.after(() => door.close());
    const payment = await account.window({ door }).pay(amount);
    assert.equal(payment.phase, 'refused');
    assert.match(payment.sentence ?? '', /read-only/);
    assert.deepEqual(account.charged(), []);
  });

  test('of which only a damaged record is left stays locked until somebody has checked', async (t) => {
    const account = await paying(t);
    await account.window().pay(amount);
    await writeFile(join(account.folder, '2.payment'), '{"phase":"pa');
    const window = account.window();
    assert.equal((await failureOf(window.pay(amount))).kind, 'misuse');
    assert.match((await failureOf(window.lift(2))).sentence, /the record is damaged.*in 6 minutes/);
    await account.clock.sleep(7 * 60_000);
    await window.lift(2);
    assert.equal((await window.pay('7.00')).phase, 'paid');
  });

  test('that was begun just now is not lifted by a window that did not begin it', async (t) => {
    const account = await paying(t);
    const window = account.window();
    await new PaymentFiles(account.folder).make(
      1,
      JSON.stringify({ phase: 'begun', amount, at: account.clock.now() }),
    );
    assert.equal((await failureOf(window.lift(1))).kind, 'misuse');
    assert.equal((await window.look(1))?.after?.currency, 'USD');
    await account.clock.sleep(10 * 60_000);
    assert.equal((await window.lift(1))?.phase, 'lifted');
  });

  for (const dies of ['written', 'answered'] as const)
    test(`whose window is killed when it is ${dies} is found open by the next, and not sent again`, async (t) => {
      const account = await paying(t);
      const child = fork(join(import.meta.dirname, 'payingChild.ts'), { stdio: 'inherit' });
      const task: ChildTask = { url: account.simulator.url, folder: account.folder, dies };
      child.send(task);
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      assert.equal(signal, 'SIGKILL');
      const charged = dies === 'answered' ? [12_050] : [];
      assert.deepEqual(account.charged(), charged);
      const window = account.window();
      const found = await window.newest();
      assert.equal(found?.phase, 'begun');
      assert.equal(found.amount, amount);
      assert.equal((await failureOf(window.pay(amount))).kind, 'misuse');
      assert.equal(
        movement((await window.look(1)) ?? {})?.toFixed(2),
        charged.length > 0 ? '120.50' : '0.00',
      );
      assert.deepEqual(account.charged(), charged);
    });
});
