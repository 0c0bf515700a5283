import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { open, readdir, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { Payments } from '../../../src/core/billing/payments.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';
import { forgetPayments } from '../../../src/host/paymentNeighbours.ts';
import type { Traffic } from '../../../src/core/telnyx/traffic.ts';
import { failureOf } from '../telnyx/doors.ts';
import { paymentPath, paying, type Paying } from './paying.ts';

const amount = '120.50';
const minutes = 60_000;

/** A payment of which no answer comes. */
async function unclearFrom(account: Paying, window: Payments) {
  account.simulator.faults.add({ fault: 'drop', path: paymentPath });
  const payment = await window.pay(amount);
  account.simulator.faults.clear();
  assert.equal(payment.phase, 'unclear');
  return payment;
}

/** A window whose payment is written down and then held back until it is let go, as by a machine that sleeps. */
function heldBack(account: Paying) {
  let letGo: () => void = () => undefined;
  const awake = new Promise<void>((resolve) => (letGo = resolve));
  let written: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (written = resolve));
  const told: Traffic[] = [];
  // One request at once, and that one never ends before it is let go.
  const door = account.door({
    onTraffic: (entry) => void told.push(entry),
    concurrency: 1,
    fetch: async (input, init) => {
      if (input instanceof Request || String(input).includes('/invoices')) await awake;
      return fetch(input, init);
    },
  });
  const onChange = () => {
    void door.page((sdk, page, options) => sdk.invoices.list(page, options), { number: 1, size: 20 });
    written();
  };
  const window = account.window({ door, onChange });
  return { window, begun, letGo, told };
}

describe('A payment that is held back after it was written down', () => {
  test('is not sent once another window has lifted it', async (t) => {
    const account = await paying(t);
    const { window, begun, letGo } = heldBack(account);
    const held = window.pay(amount);
    await begun;
    await account.clock.sleep(10 * minutes);
    const other = account.window();
    await other.lift(1);
    assert.equal((await other.pay('7.00')).phase, 'paid');
    letGo();
    const refused = await held;
    assert.equal(refused.phase, 'refused');
    assert.match(refused.sentence ?? '', /lifted or replaced.*nothing was sent/);
    assert.deepEqual(account.charged(), [700]);
    assert.equal((await account.window().newest())?.generation, 2);
  });

  test('is not sent when it has become old, and locks nothing then', async (t) => {
    const account = await paying(t);
    const { window, begun, letGo, told } = heldBack(account);
    const held = window.pay(amount);
    await begun;
    await account.clock.sleep(3 * minutes);
    letGo();
    assert.match((await held).sentence ?? '', /held back too long.*nothing was sent/);
    assert.deepEqual(
      told.filter(({ method }) => method === 'POST'),
      [],
      'the log tells of no request that never left',
    );
    assert.deepEqual(account.charged(), []);
    assert.equal((await account.window().newest())?.phase, 'refused');
    assert.equal((await account.window().pay('7.00')).phase, 'paid');
  });
});

describe('Two accounts here that may be one at Telnyx', () => {
  test('are stopped by a damaged record, which is not said to name an account', async (t) => {
    const account = await paying(t);
    await new PaymentFiles(join(account.all, 'other')).make(1, '{"phase":');
    const { sentence } = await failureOf(account.window().pay(amount));
    assert.match(sentence, /does not say from which account.*nothing was sent/);
    assert.doesNotMatch(sentence, /unknown"/);
    assert.deepEqual(account.charged(), []);
  });

  test('share the lock of an open payment, until a person has checked it', async (t) => {
    const account = await paying(t);
    await unclearFrom(account, account.window());
    const twin = account.profile('twin');
    assert.match((await failureOf(twin.pay('7.00'))).sentence, /the account "own", which may be the same/);
    const [other] = await twin.elsewhere();
    assert.equal(other?.payment.amount, amount);
    await twin.liftElsewhere(other.id);
    assert.deepEqual(await twin.elsewhere(), []);
    assert.equal((await account.window().newest())?.phase, 'lifted');
    assert.equal((await twin.pay('7.00')).phase, 'paid');
    assert.deepEqual(account.charged(), [12_050, 700]);
  });

  test('are told apart by a person, for that payment alone', async (t) => {
    const account = await paying(t);
    const window = account.window();
    await unclearFrom(account, window);
    const twin = account.profile('twin');
    const unrelated = new Set((await twin.elsewhere()).map(({ id }) => id));
    assert.equal((await twin.pay('7.00', unrelated)).phase, 'paid');
    await window.lift(1);
    await unclearFrom(account, window);
    assert.equal((await failureOf(twin.pay('7.00', unrelated))).kind, 'misuse');
  });

  test('never pay both at the same moment', async (t) => {
    const account = await paying(t);
    const windows = ['own', 'twin', 'third'].map((id) => account.profile(id));
    await Promise.allSettled(windows.map((window) => window.pay(amount)));
    assert.ok(account.charged().length <= 1, String(account.charged()));
  });

  test('are two where they are reached at other addresses', async (t) => {
    const account = await paying(t);
    await unclearFrom(account, account.window());
    const elsewhere = { name: 'far', baseUrl: 'https://telnyx.example/v2' };
    assert.deepEqual(await account.profile('far', { account: elsewhere }).elsewhere(), []);
  });

  test('are still so when one is removed: its open payment is kept until it is lifted, a closed one is not', async (t) => {
    const account = await paying(t);
    await unclearFrom(account, account.window());
    await account.profile('paid', { neighbours: () => Promise.resolve([]) }).pay('1.00');
    assert.equal((await forgetPayments(account.all, 'own'))?.amount, amount);
    assert.equal(await forgetPayments(account.all, 'paid'), undefined);
    assert.equal(await forgetPayments(account.all, 'never-paid'), undefined);
    assert.deepEqual(await readdir(account.all), ['own.removed']);
    const again = account.profile('own-again');
    const [other] = await again.elsewhere();
    assert.equal((await failureOf(again.pay('7.00'))).kind, 'misuse');
    await again.liftElsewhere(other?.id ?? '');
    assert.deepEqual(await readdir(account.all), []);
    assert.equal((await again.pay('7.00')).phase, 'paid');
  });
});

describe('The record of a payment', () => {
  test('that was begun in the future is lifted by a person once nobody can be sending it', async (t) => {
    const account = await paying(t);
    const at = account.clock.now() + 365 * 24 * 60 * minutes;
    await new PaymentFiles(account.folder).make(1, JSON.stringify({ phase: 'begun', amount, at }));
    const window = account.window();
    assert.equal((await window.newest())?.phase, 'begun');
    assert.match((await failureOf(window.lift(1))).sentence, /clock of this machine was changed.*6 minutes/);
    await account.clock.sleep(7 * minutes);
    assert.equal((await window.lift(1))?.phase, 'lifted');
    assert.equal((await window.pay('7.00')).phase, 'paid');
  });

  test('whose outcome cannot be written says so, keeps what is known, and is written as soon as it can be', async (t) => {
    const account = await paying(t);
    const store = new PaymentFiles(account.folder);
    const full = t.mock.method(store, 'replace', () => Promise.reject(new Error('ENOSPC')));
    const window = account.window({ store });
    const paid = await window.pay(amount);
    assert.deepEqual([paid.phase, paid.unwritten], ['paid', true]);
    assert.deepEqual(await window.newest(), paid, 'it is not called open by the window that knows better');
    assert.match((await failureOf(window.lift(1))).sentence, /cannot be written down/);
    assert.equal((await account.window().newest())?.phase, 'begun');
    full.mock.restore();
    assert.equal((await window.lift(1))?.phase, 'paid');
    assert.equal((await account.window().newest())?.receipt?.amount_cents, 12_050);
    assert.equal((await window.pay('7.00')).phase, 'paid');
  });

  test('is told by what came of it, whatever a listener throws', async (t) => {
    const account = await paying(t);
    const window = account.window({
      onChange: () => {
        throw new Error('a listener');
      },
    });
    assert.equal((await window.pay(amount)).phase, 'paid');
    assert.equal((await account.window().newest())?.phase, 'paid');
    await unclearFrom(account, window);
    assert.equal((await window.lift(2))?.phase, 'lifted');
  });
});

describe('Records of payments on disk', () => {
  const text = '{"phase":"begun"}';

  /** A disk that has room for so many more files. */
  async function failing(t: TestContext, folder: string, method: 'sync' | 'writeFile', room: number) {
    const probe = await open(join(folder, 'probe'), 'w');
    const files = Object.getPrototypeOf(probe) as Record<'sync' | 'writeFile', () => Promise<void>>;
    await probe.close();
    let made = 0;
    const full = t.mock.method(files, method, () =>
      made++ < room ? Promise.resolve() : Promise.reject(new Error('ENOSPC')),
    );
    return full;
  }

  for (const method of ['sync', 'writeFile'] as const)
    for (const links of [true, false])
      test(`are there whole or not at all (${method} fails, ${links ? 'with' : 'without'} links)`, async (t) => {
        const account = await paying(t);
        if (!links) withoutLinks(t);
        const files = new PaymentFiles(account.all);
        const full = await failing(t, account.all, method, links ? 0 : 1);
        await assert.rejects(files.make(1, text), /ENOSPC/);
        assert.equal(await files.newest(), undefined);
        assert.deepEqual(await readdir(account.all), ['probe']);
        full.mock.restore();
        assert.equal(await files.make(1, text), true);
        assert.equal(await files.make(1, 'another'), false);
        assert.deepEqual(await files.newest(), { generation: 1, text });
        assert.deepEqual((await readdir(account.all)).sort(), ['1.payment', 'probe']);
      });

  test('take away what a crash has left long ago, and nothing that a window may be at work on', async (t) => {
    const account = await paying(t);
    const files = new PaymentFiles(account.folder);
    await files.make(1, text);
    const part = (generation: number) => `${generation}.payment.${randomUUID()}`;
    const [left, fresh, foreign] = [part(2), part(2), '2.payment.bak'];
    for (const file of [left, fresh, foreign]) await writeFile(join(account.folder, file), text);
    const old = new Date(Date.now() - 2 * 24 * 60 * minutes);
    for (const file of [left, foreign, '1.payment']) await utimes(join(account.folder, file), old, old);
    await files.make(2, text);
    const kept = ['1.payment', '2.payment', foreign, fresh].sort();
    assert.deepEqual((await readdir(account.folder)).sort(), kept);
  });

  test('are never seen half made', async (t) => {
    const account = await paying(t);
    const files = new PaymentFiles(account.folder);
    await files.make(1, text);
    const seen = new Set<string | undefined>();
    const done = new AbortController();
    const looking = (async () => {
      while (!done.signal.aborted) seen.add((await files.newest())?.text);
    })();
    for (let generation = 2; generation < 60; generation++) await files.make(generation, text);
    done.abort();
    await looking;
    assert.deepEqual([...seen], [text]);
  });

  test('that are empty all the same count as open, and can be lifted', async (t) => {
    const account = await paying(t);
    await writeFile(join(account.all, 'probe'), '');
    await new PaymentFiles(account.folder).make(1, text);
    await writeFile(join(account.folder, '1.payment'), '');
    const window = account.window();
    assert.equal((await window.newest())?.phase, 'begun');
    assert.equal((await failureOf(window.pay(amount))).kind, 'misuse');
    await account.clock.sleep(7 * minutes);
    assert.equal((await window.lift(1))?.phase, 'lifted');
  });
});

/** A file system that knows no second names. */
function withoutLinks(t: TestContext): void {
  const link = t.mock.method(fs.promises, 'link', () =>
    Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' })),
  );
  syncBuiltinESMExports();
  t.after(() => {
    link.mock.restore();
    syncBuiltinESMExports();
  });
}
