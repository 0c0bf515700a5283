// Twelve months of charges of 10,000 numbers: opening them cold and again, and putting them together another way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dateOf } from '../../src/core/billing/dates.ts';
import { monthsUntil, windowsOf } from '../../src/core/billing/period.ts';
import type { KeptReports } from '../../src/core/billing/reports.ts';
import type { ChargesViewName } from '../../src/core/protocol/charges.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Traffic } from '../../src/core/telnyx/traffic.ts';
import { ReportFiles } from '../../src/host/keptReports.ts';
import { ChargesView } from '../../src/panels/chargesView.ts';
import { projectFolder } from '../host/folders.ts';
import { median, ms, type Line } from './line.ts';

const numbers = 10_000;
const apiKey = 'KEY_SAMPLE_ACCOUNT';
const year = monthsUntil(dateOf(new Date()), 12, 1);
const rounds = 5;
const profile = { id: 'work', name: 'Work', icon: 'account', kind: 'account', readOnly: true } as const;

/** The simulator in a process of its own: what it computes must not count as ours. */
async function simulate(): Promise<{ readonly url: string; readonly end: () => void }> {
  const flags = ['--port', '0', '--numbers', String(numbers), '--latency', '40'];
  const process_ = spawn(process.execPath, [join(projectFolder, 'test', 'simulator.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(process_.stdout)) {
    const url = /Base URL\s+(\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, end: () => process_.kill() };
  }
  throw new Error('The simulator did not start.');
}

/** The same requests, as many at once as the extension sends, their answers read as JSON and thrown away. */
async function bare(url: string): Promise<void> {
  const paths = windowsOf(year).flatMap(({ from, to }) =>
    ['charges_breakdown', 'charges_summary'].map((name) => `${name}?start_date=${from}&end_date=${to}`),
  );
  const next = paths.values();
  const headers = { authorization: `Bearer ${apiKey}` };
  const asks = async () => {
    for (const path of next) await (await fetch(`${url}/${path}`, { headers })).json();
  };
  await Promise.all(Array.from({ length: 8 }, asks));
}

interface Opened {
  readonly view: ChargesView;
  readonly requests: number;
  readonly taken: number;
  readonly close: () => void;
}

/** Opens the year by number, from nothing to the first state with figures. */
async function opens(url: string, kept?: KeptReports): Promise<Opened> {
  const traffic: Traffic[] = [];
  const began = performance.now();
  const account = new CurrentAccount();
  const view = new ChargesView({
    account,
    profile,
    period: year,
    view: 'number',
    language: 'en',
    kept: () => kept,
  });
  const door = openDoor({ baseUrl: url, apiKey, readOnly: true, onTraffic: (one) => traffic.push(one) });
  const shown = once(shownBy(view), 'shown');
  account.become({ phase: 'open', session: new Session({ ...profile, baseUrl: url }, door) });
  await shown;
  const taken = performance.now() - began;
  return {
    view,
    requests: traffic.length,
    taken,
    close: () => {
      view.dispose();
      account.dispose();
    },
  };
}

/** Tells when figures are there, drawing every state as a panel does. */
function shownBy(view: ChargesView): EventTarget {
  const target = new EventTarget();
  view.onDidChange(() => {
    if (view.state().table) target.dispatchEvent(new Event('shown'));
  });
  return target;
}

const views: readonly ChargesViewName[] = ['service', 'number', 'type', 'months', 'categories'];

/** Every view after every other; the engine has compiled all of it by the second round. */
function turns(view: ChargesView): number {
  const taken = Array.from({ length: rounds }, () =>
    views.map((name) => {
      const began = performance.now();
      view.turn(name);
      view.state();
      return performance.now() - began;
    }),
  );
  return Math.max(...views.map((_, at) => median(taken.slice(1).map((round) => round[at] ?? 0))));
}

export async function bench(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const { url, end } = await simulate();
  try {
    const kept = new ReportFiles(folder, () => undefined).of('work');
    await bare(url);
    (await opens(url)).close();
    const bounds: number[] = [];
    const cold: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await bare(url);
      bounds.push(performance.now() - began);
      const opened = await opens(url);
      cold.push(opened.taken);
      opened.close();
    }
    (await opens(url, kept)).close();
    const { view, requests, taken, close } = await opens(url, kept);
    const regroup = turns(view);
    view.turn('number');
    const told = JSON.stringify(view.state()).length;
    close();
    const ratio = median(cold) / median(bounds);
    return [
      {
        name: `Open a year of charges of ${numbers.toLocaleString('en')} numbers, cold`,
        value: `${ms(median(cold))}, ${ratio.toFixed(2)} × its requests`,
        target: 'at most 1.25 ×',
        met: ratio <= 1.25,
      },
      { name: '  its requests alone', value: ms(median(bounds)) },
      { name: '  opened again, months from disk', value: ms(taken) },
      { name: '  requests then', value: String(requests), target: 'none', met: requests === 0 },
      {
        name: 'Put them together another way, the slowest',
        value: ms(regroup),
        target: 'at most 100 ms',
        met: regroup <= 100,
      },
      { name: '  what the page is told', value: `${(told / 1000).toFixed(0)} kB` },
    ];
  } finally {
    end();
    await rm(folder, { recursive: true, force: true });
  }
}
