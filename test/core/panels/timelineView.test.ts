import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import type { About } from '../../../src/core/timeline/entry.ts';
import type { TimelineLine } from '../../../src/core/protocol/timeline.ts';
import { TimelineView, type TimelineViewParts } from '../../../src/panels/timelineView.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { until } from '../../e2e/lib/wait.ts';
import { applied, manyNumbers, wishFor } from '../plan/many.ts';

process.env.TZ = 'America/New_York';

const profile = {
  id: 'test',
  name: 'Test',
  icon: 'account',
  kind: 'account',
  readOnly: false,
  baseUrl: 'http://127.0.0.1',
} as const;

async function openAccount(t: TestContext, options: SimulatorOptions = {}) {
  const many = await manyNumbers(t, options);
  const session = new Session(profile, many.door);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const view = (about: About, parts: Partial<TimelineViewParts> = {}) => {
    const made = new TimelineView({
      account,
      profile,
      about,
      language: 'en',
      plansOf: () => Promise.resolve(many.plans),
      keptOf: () => undefined,
      now: () => many.clock.now(),
      ...parts,
    });
    t.after(() => made.dispose());
    return made;
  };
  return { ...many, account, session, view };
}

const settled = (view: TimelineView) => until('it is read', () => Promise.resolve(!view.state().busy));

const entries = (view: TimelineView, source?: string) =>
  view
    .state()
    .lines.rows.filter((line): line is Extract<TimelineLine, { type: 'entry' }> => line.type === 'entry')
    .filter((line) => source === undefined || line.source === source);

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  assert.ok(one !== undefined);
  return one;
};

describe('The timeline of a number', () => {
  test('tells what a plan did to it, once as our plan and once as the job of Telnyx, and leaves other numbers out', async (t) => {
    const { plans, numbers, view, clock } = await openAccount(t);
    const [one, ...others] = numbers;
    assert.ok(one);
    await applied(plans, wishFor(numbers.slice(0, 12), { 'general.customer_reference': 'NORTH-7' }));
    await clock.sleep(120_000);
    const shown = view(one);
    await settled(shown);
    const plan = first(entries(shown, 'plan'));
    assert.match(plan.title, /Try/);
    assert.match(plan.detail, /^Plans · changed · Customer reference: .* → NORTH-7$/);
    assert.match(first(entries(shown, 'job')).detail, /^Jobs · succeeded$/);
    assert.match(first(entries(shown, 'audit')).title, /^customer_reference: .* → “NORTH-7”$/);
    assert.match(first(entries(shown, 'charge')).title, /^Charges of (February|March) 2026/);
    const last = others.at(-1);
    assert.ok(last);
    const untouched = view(last);
    await settled(untouched);
    assert.deepEqual(entries(untouched, 'plan'), []);
    assert.ok(entries(untouched).every(({ title }) => !title.includes('NORTH-7')));
  });

  test('says for each source when it fails, keeps the others, and reads on where it failed', async (t) => {
    const { numbers, simulator, view } = await openAccount(t);
    for (let tries = 0; tries < 12; tries += 1)
      simulator.faults.next({ fault: '503', method: 'GET', path: '/v2/audit_events' });
    const shown = view(first(numbers));
    await settled(shown);
    const of = (name: string) => shown.state().sources.find((one) => one.name === name);
    assert.ok(of('audit')?.failure);
    assert.match(of('audit')?.words ?? '', /not read/);
    assert.equal(of('job')?.failure, undefined);
    assert.ok(entries(shown, 'charge').length > 0);
    const gap = shown.state().lines.rows.find((line) => line.type === 'gap');
    assert.match(gap?.type === 'gap' ? gap.label : '', /^Audit log: not read/);
    simulator.faults.clear();
    assert.ok(gap);
    assert.equal(shown.open(gap.key), undefined);
    await settled(shown);
    assert.equal(of('audit')?.failure, undefined);
    assert.ok(shown.state().lines.rows.every((line) => line.type !== 'gap'));
  });

  test('shows nothing older than it was read, and goes further back when asked', async (t) => {
    const { numbers, view } = await openAccount(t);
    // The list has the newest number first; this one was there for years.
    const shown = view(first(numbers.slice(-1)), { shown: ['audit', 'charge'] });
    await settled(shown);
    const months = entries(shown, 'charge').length;
    assert.equal(shown.state().restore.span, 0);
    // A source that was read again after a failure is no hindrance.
    shown.further('audit');
    await settled(shown);
    shown.older();
    await settled(shown);
    assert.equal(shown.state().restore.span, 1);
    assert.ok(entries(shown, 'charge').length > months);
    for (let times = 0; times < 8; times += 1) {
      shown.older();
      await settled(shown);
    }
    assert.equal(shown.state().canGoBack, false);
    const { shown: chosen, span } = shown.state().restore;
    const restored = view(first(numbers.slice(-1)), { shown: chosen, span });
    await settled(restored);
    assert.deepEqual(restored.state().restore, shown.state().restore);
  });

  test('shows something older with each press, or says why not', async (t) => {
    const { numbers, simulator, view } = await openAccount(t);
    const shown = view(first(numbers.slice(-1)), { shown: ['audit', 'charge'] });
    await settled(shown);
    const note = () => shown.state().notes.find((one) => one.startsWith('Nothing older'));
    const counted = () => shown.state().lines.total;
    assert.equal(note(), undefined);
    for (let tries = 0; tries < 12; tries += 1)
      simulator.faults.next({ fault: '503', method: 'GET', path: '/v2/audit_events' });
    shown.show('charge', false);
    shown.refresh();
    await settled(shown);
    shown.older();
    await settled(shown);
    assert.match(note() ?? '', /^Nothing older was found so far\. Not read far enough yet: Audit log\./);
    simulator.faults.clear();
    shown.show('charge', true);
    await settled(shown);
    assert.equal(note(), undefined);
    for (let before = -1; shown.state().canGoBack;) {
      before = counted();
      shown.older();
      await settled(shown);
      assert.ok(counted() > before || note() !== undefined);
    }
    shown.older();
    await settled(shown);
    assert.equal(note(), 'Nothing older was found.');
  });

  test('asks for nothing that is not shown, and no page twice', async (t) => {
    const { numbers, simulator, view } = await openAccount(t);
    const before = simulator.log.length;
    const shown = view(first(numbers), { shown: ['audit'] });
    await settled(shown);
    const asked = () => simulator.log.slice(before).map(({ path, query }) => `${path}?${query}`);
    assert.ok(asked().every((one) => one.startsWith('/v2/audit_events')));
    assert.equal(new Set(asked()).size, asked().length);
    const count = asked().length;
    shown.show('audit', false);
    shown.show('audit', true);
    await settled(shown);
    assert.equal(asked().length, count);
  });

  test('ends with what is looked back from, until everything is wished', async (t) => {
    const { plans, numbers, view, clock } = await openAccount(t);
    const one = first(numbers);
    await clock.sleep(60_000);
    const failed = { id: 'd1', at: clock.now(), label: 'message.received' };
    await clock.sleep(60_000);
    await applied(plans, wishFor(numbers.slice(0, 12), { 'general.customer_reference': 'LATER' }));
    await clock.sleep(120_000);
    const shown = view(one, { before: failed });
    await settled(shown);
    const { before, sources } = shown.state();
    assert.match(before ?? '', /^What came before message\.received of /);
    assert.deepEqual(
      sources.filter((source) => source.shown).map(({ name }) => name),
      ['audit', 'plan', 'job'],
    );
    assert.ok(entries(shown).every(({ title, detail }) => !`${title}${detail}`.includes('LATER')));
    shown.everything();
    await settled(shown);
    assert.equal(shown.state().before, undefined);
    assert.match(first(entries(shown, 'plan')).detail, /LATER/);
  });

  test('keeps the line that keys act on while others come above it', async (t) => {
    const { numbers, view } = await openAccount(t);
    const shown = view(first(numbers), { shown: ['charge'] });
    await settled(shown);
    shown.go(1);
    const active = () => shown.state().lines.rows[shown.state().active]?.key;
    const key = active();
    assert.ok(key);
    shown.show('audit', true);
    shown.show('delivery', true);
    shown.show('job', true);
    await settled(shown);
    assert.equal(active(), key);
    shown.move(-1000);
    assert.equal(shown.state().active, 0);
    shown.move(1_000_000);
    assert.equal(shown.state().active, shown.state().lines.total - 1);
  });

  test('says of a plan whose record cannot be read that nobody knows', async (t) => {
    const { plans, numbers, view } = await openAccount(t);
    await applied(plans, wishFor(numbers.slice(0, 2), { 'general.customer_reference': 'X' }));
    const torn = { recent: () => plans.recent(), open: () => Promise.reject(new Error('torn')) };
    const shown = view(first(numbers), { shown: ['plan'], plansOf: () => Promise.resolve(torn) });
    await settled(shown);
    assert.match(first(entries(shown, 'plan')).detail, /whether it changed this number is unknown/);
  });

  test('waits for its account after a reload, and ends its requests when it is closed', async (t) => {
    const { account, session, numbers, view } = await openAccount(t);
    account.become({ phase: 'none' });
    const shown = view(first(numbers));
    assert.match(shown.state().closed ?? '', /is not open/);
    assert.deepEqual(shown.state().restore.shown.length, 5);
    assert.equal(session.closed, true);
    let heard = 0;
    shown.onDidChange(() => (heard += 1));
    shown.dispose();
    shown.refresh();
    assert.equal(heard, 0);
  });
});
