import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { PlainDate } from '../../../src/core/billing/dates.ts';
import { monthsUntil, type Period } from '../../../src/core/billing/period.ts';
import { breakdowns, isFinished, summaries, type KeptReports } from '../../../src/core/billing/reports.ts';
import { RangeReports } from '../../../src/core/state/rangeReports.ts';
import { Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { ReportFiles } from '../../../src/host/keptReports.ts';
import { workProfile } from '../../profile.ts';
import { startSimulator, type SimulatorOptions } from '../../simulator.ts';

const today: PlainDate = '2025-06-20';

async function bench(t: TestContext, options: SimulatorOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-kept-'));
  const simulator = await startSimulator({ now: () => Date.parse('2025-06-20T12:00:00Z'), ...options });
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', random: () => 0 });
  const profile = { ...workProfile, baseUrl: simulator.url, readOnly: true };
  const session = new Session(profile, door);
  const logged: string[] = [];
  const files = new ReportFiles(folder, (text) => logged.push(text));
  t.after(async () => {
    session.dispose();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  /** Asks for a range and waits until it is there, or failed. */
  const ask = (
    period: Period,
    { anew = false, kept = files.of('work') }: { anew?: boolean; kept?: KeptReports } = {},
  ) =>
    new Promise<RangeReports<unknown>>((resolve) => {
      const ranges = new RangeReports<unknown>(breakdowns, () => {
        if (!ranges.loading) resolve(ranges);
      });
      ranges.want({ session, period, kept, today, anew });
    });
  return { folder, simulator, files, ask, session, logged };
}

describe('Finished months', () => {
  test('are those that have been over for some days, whole months only', () => {
    assert.equal(isFinished({ from: '2025-05-01', to: '2025-06-01' }, '2025-06-04'), true);
    assert.equal(isFinished({ from: '2025-05-01', to: '2025-06-01' }, '2025-06-03'), false);
    assert.equal(isFinished({ from: '2025-05-02', to: '2025-06-01' }, '2025-06-20'), false);
    assert.equal(isFinished({ from: '2025-06-01', to: '2025-07-01' }, '2025-06-20'), false);
  });

  test('are asked for once, side by side, and cost no request when they are opened again', async (t) => {
    const { simulator, ask, folder } = await bench(t, { latencyMs: 5 });
    const year = monthsUntil(today, 12, 1);
    const first = await ask(year);
    assert.equal(first.reports?.length, 12);
    assert.equal(simulator.traffic.requests, 12);
    assert.ok(simulator.traffic.mostConcurrent > 1, `${simulator.traffic.mostConcurrent} at once`);
    const again = await ask(year);
    assert.equal(simulator.traffic.requests, 12);
    assert.deepEqual(again.reports, first.reports);
    assert.equal((await readdir(join(folder, 'work'))).length, 12);
  });

  test('are asked for again when a person wants them anew; the running month always is', async (t) => {
    const { simulator, ask } = await bench(t);
    const months = monthsUntil(today, 2, 0);
    await ask(months);
    await ask(months);
    assert.equal(simulator.traffic.requests, 3, 'two, then the running month');
    await ask(months, { anew: true });
    assert.equal(simulator.traffic.requests, 5);
  });

  test('are asked for again when their file is spoilt, and kept without the name of a person', async (t) => {
    const { simulator, files, ask, folder } = await bench(t);
    const month = monthsUntil(today, 1, 1);
    const before = await ask(month);
    await files.of('work').read('2025-05.breakdown');
    const file = join(folder, 'work', '2025-05.breakdown.json');
    const text = await readFile(file, 'utf8');
    assert.doesNotMatch(text, /@|KEY_/);
    await writeFile(file, text.slice(0, 500));
    assert.deepEqual((await ask(month)).reports, before.reports);
    assert.equal(simulator.traffic.requests, 2);
    if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o077, 0, 'for this user only');
  });

  test('are shown before they are on disk, and what was written last stays', async (t) => {
    const { files, ask } = await bench(t);
    const slow: KeptReports = {
      read: () => Promise.resolve(undefined),
      write: () => new Promise(() => undefined),
    };
    assert.equal((await ask(monthsUntil(today, 2, 1), { kept: slow })).reports?.length, 2);
    const kept = files.of('work');
    void kept.write('2025-05.summary', { first: 'x'.repeat(1_000_000) });
    void kept.write('2025-05.summary', { second: true });
    assert.deepEqual(await kept.read('2025-05.summary'), { second: true });
  });

  test('that are asked for anew change together, and only when all of them have come', async (t) => {
    const { simulator, session } = await bench(t, { latencyMs: 5 });
    const period = monthsUntil(today, 6, 1);
    const seen: unknown[] = [];
    const settled: (() => void)[] = [];
    const ranges = new RangeReports(breakdowns, () => {
      seen.push(ranges.reports);
      if (!ranges.loading) settled.shift()?.();
    });
    const want = (anew: boolean) =>
      new Promise<void>((resolve) => {
        settled.push(resolve);
        ranges.want({ session, period, kept: undefined, today, anew });
      });
    await want(false);
    const before = ranges.reports;
    seen.length = 0;
    await want(true);
    assert.equal(seen.length, 6, 'it is told how far loading is');
    assert.ok(before && seen.slice(0, -1).every((one) => one === before));
    assert.notEqual(ranges.reports, before);
    seen.length = 0;
    simulator.faults.add({ fault: 'truncated', path: '/charges_breakdown', times: 1, after: 3 });
    const now = ranges.reports;
    await want(true);
    assert.ok(ranges.failure);
    assert.equal(ranges.reports, now, 'after a failure stays what was there as a whole');
    await want(false);
    assert.notEqual(ranges.reports, now);
  });

  test('go with their account, also those that are being written', async (t) => {
    const { files, ask, folder } = await bench(t);
    await ask(monthsUntil(today, 2, 1));
    const other = files.of('other');
    await other.write('2025-05.summary', { kept: true });
    const writing = files.of('work').write('2025-05.summary', { late: true });
    await files.forget('work');
    await writing;
    assert.deepEqual(await readdir(folder), ['other']);
    assert.deepEqual(await other.read('2025-05.summary'), { kept: true });
  });

  test('that cannot be kept are shown all the same', async (t) => {
    const { ask, files, folder, logged } = await bench(t);
    await writeFile(join(folder, 'work'), 'a file where a folder should be');
    await chmod(folder, 0o700);
    assert.equal((await ask(monthsUntil(today, 1, 1))).reports?.length, 1);
    await files.of('work').read('2025-05.breakdown');
    assert.match(logged.join(), /was not kept/);
  });

  test('after a failure only what is missing is asked for', async (t) => {
    const { simulator, session, files } = await bench(t);
    const period = monthsUntil(today, 6, 1);
    const settled: (() => void)[] = [];
    const ranges = new RangeReports(summaries, () => {
      if (!ranges.loading) settled.shift()?.();
    });
    const want = (kept?: KeptReports) =>
      new Promise<void>((resolve) => {
        settled.push(resolve);
        ranges.want({ session, period, kept, today, anew: false });
      });
    simulator.faults.add({ fault: 'truncated', path: '/charges_summary', times: 1, after: 3 });
    await want();
    const { failure } = ranges;
    assert.ok(failure);
    const early = ranges.reports;
    assert.equal(early, undefined, 'a part of a range is another range');
    const before = simulator.traffic.requests;
    await want(files.of('work'));
    assert.ok(simulator.traffic.requests - before < 6, 'those that came before are there');
    assert.equal(ranges.failure, undefined);
    assert.equal(ranges.reports?.length, 6);
  });

  test('that were wanted anew are asked for until they have come', async (t) => {
    const { simulator, session, files } = await bench(t);
    const period = monthsUntil(today, 1, 1);
    const settled: (() => void)[] = [];
    const ranges = new RangeReports(summaries, () => settled.shift()?.());
    const want = (anew: boolean) =>
      new Promise<void>((resolve) => {
        settled.push(resolve);
        ranges.want({ session, period, kept: files.of('work'), today, anew });
      });
    await want(false);
    simulator.faults.next({ fault: 'truncated', path: '/charges_summary' });
    await want(true);
    const { failure, reports } = ranges;
    assert.ok(failure && reports, 'what was there stays beside the failure');
    const before = simulator.traffic.requests;
    await want(false);
    assert.equal(ranges.failure, undefined);
    assert.equal(simulator.traffic.requests, before + 1);
  });
});
