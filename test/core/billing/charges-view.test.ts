import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { monthOf } from '../../../src/core/billing/period.ts';
import type { Profile } from '../../../src/core/model/profile.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { ChargesView } from '../../../src/panels/chargesView.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';

const now = new Date('2025-06-20T12:00:00Z');
const profile: Profile = {
  id: 'work',
  name: 'Work',
  icon: 'account',
  kind: 'account',
  baseUrl: 'http://127.0.0.1/v2',
  readOnly: true,
};

interface Bench {
  readonly simulator: Simulator;
  readonly account: CurrentAccount;
  readonly view: ChargesView;
  /** Opens a session of a profile against the simulator. */
  readonly open: (of?: Partial<Profile>, key?: string) => void;
  /** Resolves when nothing is being loaded. */
  readonly settled: () => Promise<void>;
  /** Takes the server away. */
  readonly cutOff: () => Promise<void>;
}

async function bench(t: TestContext, options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await startSimulator({ now: () => now.getTime(), ...options });
  const account = new CurrentAccount();
  const view = new ChargesView({
    account,
    profile,
    period: monthOf('2025-05-10'),
    language: 'en',
    now: () => now,
  });
  let closing: Promise<void> | undefined;
  const cutOff = () => (closing ??= simulator.close());
  t.after(async () => {
    view.dispose();
    account.dispose();
    await cutOff();
  });
  return {
    simulator,
    account,
    view,
    cutOff,
    open: (of = {}, key = simulator.account.keys[0]?.key ?? '') => {
      const baseUrl = simulator.url;
      const door = openDoor({ baseUrl, apiKey: key, readOnly: true, random: () => 0 });
      account.become({ phase: 'open', session: new Session({ ...profile, baseUrl, ...of }, door) });
    },
    settled: () =>
      new Promise((resolve) => {
        if (!view.state().loading) {
          resolve();
          return;
        }
        const listening = view.onDidChange(() => {
          if (view.state().loading) return;
          listening.dispose();
          resolve();
        });
      }),
  };
}

const queries = (simulator: Simulator) => simulator.log.map(({ path, query }) => `${path}?${query}`);

describe('The charges of an account', () => {
  test('are loaded when the account opens, and add up', async (t) => {
    const { view, open, settled, simulator } = await bench(t);
    assert.match(view.state().closed ?? '', /"Work" is not open/);
    open();
    assert.equal(view.state().loading, true);
    await settled();
    const { report, failure, period, closed } = view.state();
    assert.deepEqual([failure, closed], [undefined, undefined]);
    assert.equal(period.title, 'May 2025');
    assert.ok(report);
    assert.equal(report.check.tone, 'good', report.check.sentence);
    assert.match(report.grandTotal.text, /^\$[\d,]+\.\d{2,}$/);
    assert.ok(report.lines.length > 5 && report.bars.length > 5);
    assert.match(queries(simulator).join(), /charges_summary\?.*start_date=2025-05-01.*/);
    assert.match(queries(simulator).join(), /end_date=2025-06-01/);
  });

  test('add up in every one of thirteen months', async (t) => {
    const { view, open, settled } = await bench(t);
    open();
    for (const month of view.state().months) {
      view.show(month);
      await settled();
      assert.deepEqual(
        [view.state().report?.check.tone, view.state().report?.warnings],
        ['good', []],
        month.label,
      );
    }
  });

  test('of days that cannot be shown stay as they are, with a complaint', async (t) => {
    const { view, open, settled, simulator } = await bench(t);
    open();
    await settled();
    const before = simulator.traffic.requests;
    view.show({ from: '2025-01-01', lastDay: '2025-03-01' });
    const { complaint, report, period } = view.state();
    assert.match(complaint?.sentence ?? '', /60 days are too many/);
    assert.equal(complaint?.from, '2025-01-01');
    assert.ok(report);
    assert.equal(period.title, 'May 2025');
    view.step('next');
    await settled();
    assert.deepEqual([view.state().complaint, view.state().period.title], [undefined, 'June 2025']);
    assert.equal(simulator.traffic.requests, before + 1);
  });

  test('show only the answer to the last question', async (t) => {
    const { view, open, settled } = await bench(t, { latencyMs: 20 });
    open();
    view.step('previous');
    view.step('previous');
    await settled();
    const { period, report } = view.state();
    assert.equal(period.title, 'March 2025');
    assert.deepEqual(report?.warnings, [], 'the report is about the days that are shown');
  });

  test('that cannot be loaded are a failure with what to do, beside the report there was', async (t) => {
    const { view, open, settled, cutOff } = await bench(t);
    open();
    await settled();
    await cutOff();
    view.reload();
    await settled();
    const { failure, report } = view.state();
    assert.ok(report);
    assert.match(failure?.sentence ?? '', /127\.0\.0\.1/);
    assert.equal(failure?.repair, undefined);
  });

  test('with a bad key offer to replace it', async (t) => {
    const { view, open, settled } = await bench(t);
    open({}, 'KEY_WRONG');
    await settled();
    assert.equal(view.state().failure?.repair, 'replace-key');
    assert.equal(view.state().report, undefined);
  });

  test('leave with their account and come back with it', async (t) => {
    const { view, account, open, settled } = await bench(t);
    open();
    await settled();
    open({ id: 'other', name: 'Other' });
    assert.match(view.state().closed ?? '', /"Work" is not open/);
    assert.equal(view.state().report, undefined);
    const failure = new Failure({ kind: 'misuse', sentence: 'No key.', wayOut: 'replace-key' });
    account.become({ phase: 'locked', profile, failure });
    assert.match(view.state().closed ?? '', /"Work" cannot be opened: No key\./);
    open({ name: 'Renamed' });
    await settled();
    assert.equal(view.state().account, 'Renamed');
    assert.ok(view.state().report);
  });

  test('remember enough to come back after a reload, and nothing secret', async (t) => {
    const { view, open, settled } = await bench(t);
    open();
    await settled();
    assert.deepEqual(view.state().restore, {
      profile: 'work',
      account: 'Work',
      from: '2025-05-01',
      to: '2025-06-01',
    });
  });
});
