import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { deliveries } from '../../../src/core/resources/deliveries.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { narrowingOf } from '../../../src/core/state/narrowing.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { DeliveryView } from '../../../src/panels/deliveryView.ts';
import { sampleSession } from '../state/sessions.ts';
import { until } from '../../e2e/lib/wait.ts';

interface Raw {
  readonly id: string;
  readonly status: string;
  readonly attempts: readonly { readonly http: { readonly response?: { readonly body?: string } } }[];
}

async function openAccount(t: TestContext) {
  const { session: bare, simulator } = await sampleSession(t);
  const session = new Session(bare.profile, bare.door, [deliveries]);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const list = collectionOf(session, deliveries);
  await list.load();
  const rows = list.listing.rows.map(({ raw }) => raw as Raw);
  const view = (id: string) => {
    const made = new DeliveryView({ account, profile: session.profile, id });
    t.after(() => made.dispose());
    return made;
  };
  return { account, session, simulator, rows, view };
}

const settled = (view: DeliveryView) => until('it is read', () => Promise.resolve(!view.state().busy));

describe('A delivery as a page', () => {
  test('shows at once what the list told, and costs one request', async (t) => {
    const { simulator, rows, view } = await openAccount(t);
    const failed = rows.find(({ attempts }) => attempts.length > 1);
    assert.ok(failed);
    const before = simulator.log.length;
    const shown = view(failed.id);
    const first = shown.state();
    assert.equal(first.busy, true);
    assert.equal(first.attempts.length, failed.attempts.length);
    await settled(shown);
    assert.deepEqual(
      simulator.log.slice(before).map(({ method, path }) => `${method} ${path}`),
      [`GET /v2/webhook_deliveries/${failed.id}`],
    );
    assert.deepEqual({ ...shown.state(), busy: true }, first);
    shown.choose(1);
    assert.ok(shown.state().why.length);
  });

  test('hides what is secret until it is wanted', async (t) => {
    const { rows, view } = await openAccount(t);
    const shown = view(rows[0]?.id ?? '');
    await settled(shown);
    const signature = () => shown.state().request?.headers.find(({ name }) => /signature/i.test(name));
    assert.deepEqual([shown.state().secrets, signature()?.value], [true, undefined]);
    shown.reveal(true);
    assert.ok(signature()?.value);
  });

  test('masks secrets of URLs wherever a webhook tells them, and says which body is masked', async (t) => {
    const { simulator, view } = await openAccount(t);
    const link = 'https://me:SECRET@a.example/hook?token=SECRET';
    const payload = { webhook_url: link, media: [{ url: link }], text: `see ${link}, or call` };
    const shown = view(simulator.account.deliver({ status: 'failed', url: link, payload }));
    await settled(shown);
    const state = shown.state();
    assert.doesNotMatch(JSON.stringify(state), /SECRET/);
    assert.deepEqual([state.secrets, state.request?.body?.masked], [true, true]);
    assert.match(state.request?.body?.note ?? '', /a secret is masked · rebuilt from the event/);
    shown.reveal(true);
    assert.equal(shown.state().request?.body?.masked, false);
    assert.equal(JSON.stringify(shown.state()).match(/token=SECRET/g)?.length, 7);
  });

  test('says that a delivery is gone, and keeps what was known', async (t) => {
    const { simulator, rows, view } = await openAccount(t);
    const gone = view('00000000-0000-4000-8000-000000000000');
    await settled(gone);
    assert.match(gone.state().notice ?? '', /does not have this delivery any more/);
    assert.equal(gone.state().failure, undefined);
    const kept = view(rows[0]?.id ?? '');
    await settled(kept);
    for (let tries = 0; tries < 20; tries += 1) simulator.faults.next({ fault: '503', method: 'GET' });
    await kept.read();
    assert.ok(kept.state().failure);
    assert.ok(kept.state().attempts.length > 0);
  });

  test('follows the list as it is filtered anew', async (t) => {
    const { session, rows, view } = await openAccount(t);
    const [row] = rows;
    assert.ok(row);
    const shown = view(row.id);
    await settled(shown);
    const before = shown.state().attempts.length;
    const triedAgain = { ...row, attempts: [...row.attempts, row.attempts[0]] };
    const list = () => Promise.resolve({ rows: [triedAgain], warnings: [] });
    const kind = { ...deliveries, list };
    narrowingOf(session).set('delivery', { kind, line: '' });
    await collectionOf(session, kind).load();
    assert.equal(shown.state().attempts.length, before + 1);
  });

  test('waits for its account after a reload', async (t) => {
    const { account, session, rows, view } = await openAccount(t);
    account.become({ phase: 'none' });
    const shown = view(rows[0]?.id ?? '');
    assert.match(shown.state().notice ?? '', /is not open/);
    assert.equal(shown.state().request, undefined);
    assert.equal(session.closed, true);
  });
});
