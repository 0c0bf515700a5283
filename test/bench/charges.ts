// A year of charges of 10,000 numbers: opening it cold and again, putting thirteen months together another way, and what
// thirteen months of 100,000 numbers take.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dateOf } from '../../src/core/billing/dates.ts';
import { monthsUntil, windowsOf, type Period } from '../../src/core/billing/period.ts';
import type { KeptReports } from '../../src/core/billing/reports.ts';
import type { ChargesViewName } from '../../src/core/protocol/charges.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Traffic } from '../../src/core/telnyx/traffic.ts';
import { ReportFiles } from '../../src/host/keptReports.ts';
import { ChargesView } from '../../src/panels/chargesView.ts';
import { projectFolder } from '../host/folders.ts';
import { median, ms, type Line } from './line.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const numbers = 10_000;
const many = 100_000;
const apiKey = 'KEY_SAMPLE_ACCOUNT';
const year = monthsUntil(dateOf(new Date()), 12, 1);
const longest = monthsUntil(dateOf(new Date()), 13, 1);
const rounds = 5;
const profile = { id: 'work', name: 'Work', icon: 'account', kind: 'account', readOnly: true } as const;

/** The simulator in a process of its own: what it computes must not count as ours. */
async function simulate(of = numbers): Promise<{ readonly url: string; readonly end: () => void }> {
  const flags = ['--port', '0', '--numbers', String(of), '--latency', '40'];
  const process_ = spawn(process.execPath, [join(projectFolder, 'test', 'simulator.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(process_.stdout)) {
    const url = /Base URL\s+(\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, end: () => process_.kill() };
  }
  throw new Error('The simulator did not start.');
}

/**
 * The same requests in the same order, as many at once as the extension sends, their answers read as JSON and thrown
 * away.
 */
async function bare(url: string): Promise<void> {
  const paths = ['charges_breakdown', 'charges_summary'].flatMap((name) =>
    windowsOf(year).map(({ from, to }) => `${name}?start_date=${from}&end_date=${to}`),
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

/** Opens months by number, from nothing to the first state with figures. */
async function opens(url: string, kept: KeptReports, period: Period = year): Promise<Opened> {
  const traffic: Traffic[] = [];
  const began = performance.now();
  const account = new CurrentAccount();
  const view = new ChargesView({
    account,
    profile,
    period,
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

interface Turn {
  readonly name: string;
  readonly taken: number;
}

/** Every view after every other, as sums and month against month, each put together anew. */
function turns(view: ChargesView): readonly Turn[] {
  const turn = (name: string, act: () => void): Turn => {
    const began = performance.now();
    act();
    view.state();
    return { name, taken: performance.now() - began };
  };
  const all = (compare: boolean) => {
    view.turn('categories');
    view.compare(compare);
    return views.map((name) => turn(compare ? `${name}, compared` : name, () => view.turn(name)));
  };
  return [...all(false), ...all(true)];
}

/** The slowest of all ways, and by number month against month: at first, and once the engine has compiled all of it. */
function regrouping(view: ChargesView): readonly Line[] {
  const [first = [], ...later] = Array.from({ length: rounds + 1 }, () => turns(view));
  const usual = first.map(({ name }, at) => ({
    name,
    taken: median(later.map((round) => round[at]?.taken ?? 0)),
  }));
  const slowest = (all: readonly Turn[]) => Math.max(...all.map(({ taken }) => taken));
  const byNumber = (all: readonly Turn[]) =>
    all.find(({ name }) => name === 'number, compared')?.taken ?? NaN;
  const line = (name: string, taken: number): Line => ({
    name,
    value: ms(taken),
    target: 'at most 100 ms',
    met: taken <= 100,
  });
  return [
    line('Put thirteen months together another way, the slowest', slowest(usual)),
    line('  the slowest at the first time', slowest(first)),
    line('  by number, month against month', byNumber(usual)),
    line('  by number, month against month, at the first time', byNumber(first)),
  ];
}

async function openedCold(url: string, files: ReportFiles): Promise<readonly Line[]> {
  const bounds: number[] = [];
  const cold: number[] = [];
  for (let round = -1; round < rounds; round++) {
    // Finished months go to disk, as for a person.
    const kept = files.of('cold');
    const began = performance.now();
    await bare(url);
    const bound = performance.now() - began;
    const { taken, close } = await opens(url, kept);
    close();
    await files.forget('cold');
    // The first round is for the engine to compile what it runs, on both sides.
    if (round < 0) continue;
    bounds.push(bound);
    cold.push(taken);
  }
  const ratio = median(cold) / median(bounds);
  return [
    {
      name: `Open a year of charges of ${numbers.toLocaleString('en')} numbers, cold`,
      value: `${ms(median(cold))}, ${ratio.toFixed(2)} × its requests`,
      target: 'at most 1.25 ×',
      met: ratio <= 1.25,
    },
    { name: '  its requests alone', value: ms(median(bounds)) },
  ];
}

const inUse = () => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** What the extension keeps of the longest range of the largest account, and how long its event loop stands still. */
async function largest(files: ReportFiles): Promise<readonly Line[]> {
  const { url, end } = await simulate(many);
  const before = inUse();
  const kept = files.of('many');
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const { view, close } = await opens(url, kept, longest);
  loop.disable();
  end();
  await files.forget('many');
  try {
    const opened = (inUse() - before) / 1e6;
    const first = turns(view);
    view.turn('number');
    view.state();
    const grouped = (inUse() - before) / 1e6;
    const slowest = Math.max(...first.map(({ taken }) => taken));
    const told = JSON.stringify(view.state()).length;
    return [
      {
        name: `Thirteen months of ${many.toLocaleString('en')} numbers, memory`,
        value: `${opened.toFixed(0)} MB; ${grouped.toFixed(0)} MB with its groups month against month`,
      },
      { name: '  put together another way, the slowest', value: ms(slowest) },
      { name: '  the longest that nothing else could run while it was opened', value: ms(loop.max / 1e6) },
      { name: '  what the page is told', value: `${(told / 1000).toFixed(0)} kB` },
    ];
  } finally {
    close();
  }
}

export async function bench(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const { url, end } = await simulate();
  try {
    const files = new ReportFiles(folder, console.error);
    const cold = await openedCold(url, files);
    const kept = files.of('work');
    (await opens(url, kept, longest)).close();
    const again = await opens(url, kept);
    again.close();
    const { view, close } = await opens(url, kept, longest);
    await files.forget('work');
    const regrouped = regrouping(view);
    view.compare(false);
    view.turn('number');
    const told = JSON.stringify(view.state()).length;
    close();
    return [
      ...cold,
      { name: '  opened again, months from disk', value: ms(again.taken) },
      { name: '  requests then', value: String(again.requests), target: 'none', met: again.requests === 0 },
      ...regrouped,
      { name: '  what the page is told', value: `${(told / 1000).toFixed(0)} kB` },
      ...(await largest(files)),
    ];
  } finally {
    end();
    await rm(folder, { recursive: true, force: true });
  }
}
