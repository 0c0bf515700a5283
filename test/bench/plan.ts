// Plans of many numbers: comparing 100,000, what they weigh, what the engine costs beside the bare requests, the journal.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lineOf } from '../../src/core/plan/entries.ts';
import { Ledger } from '../../src/core/plan/ledger.ts';
import { lookAt } from '../../src/core/plan/look.ts';
import { openPlans } from '../../src/core/plan/openPlans.ts';
import { patchNumber } from '../../src/core/plan/operations.ts';
import { inParallel } from '../../src/core/plan/parallel.ts';
import type { NumberName } from '../../src/core/plan/plan.ts';
import type { Plans } from '../../src/core/plan/plans.ts';
import type { Proposal } from '../../src/core/plan/proposal.ts';
import { routePlan } from '../../src/core/plan/route.ts';
import { Places } from '../../src/core/plan/survey.ts';
import { numberTable } from '../../src/core/settings/table.ts';
import { systemClock } from '../../src/core/telnyx/clock.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { JournalFiles } from '../../src/host/journalFiles.ts';
import { startSimulator } from '../simulator.ts';
import { median, ms, type Line } from './line.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heap(): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** How many bytes something holds besides what was there before; it is handed out, so that nothing of it is let go before. */
async function weighed<T>(make: () => Promise<T>): Promise<readonly [number, T]> {
  const before = heap();
  const made = await make();
  return [heap() - before, made];
}

const many = 100_000;
const size = 250;

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

const head = {
  kind: 'begin',
  id: 'bench',
  at: 0,
  source: 'form',
  family: 'numbers',
  title: 'Bench',
  numbers: many,
  deletions: 0,
} as const;

const wishesFor = (
  numbers: readonly NumberName[],
  mineOf: (at: number) => Proposal['wishes'][number]['mine'],
): Proposal => ({
  source: 'form',
  title: 'Bench',
  wishes: numbers.map((number, at) => ({ number, base: {}, mine: mineOf(at) })),
  deletions: [],
});

/** All pages of the account as the network gives them: texts. */
async function pagesOf(numbers: number): Promise<readonly string[]> {
  const simulator = await startSimulator({ numbers });
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const pages: string[] = [];
  for (let number = 1; number <= numbers / size; number++) {
    const { rows } = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number,
      size,
    });
    pages.push(JSON.stringify(rows));
  }
  door.close();
  await simulator.close();
  return pages;
}

/** Hands out pages that were parsed before, so that what is timed is the plan and neither network nor JSON. */
function deskOf(pages: readonly string[]): Door {
  let parsed = pages.map((page) => JSON.parse(page) as unknown[]);
  const wrong = () => Promise.reject(new Error('The bench reads lists only.'));
  return {
    page: (_call, { number, size: asked }) => {
      // The jobs are asked for first: there are none.
      if (number === 1 && asked === size && parsed.length === pages.length) {
        parsed = [...parsed, []];
        return Promise.resolve({ rows: [], total: 0, pages: 0, warnings: [] });
      }
      return Promise.resolve({
        rows: parsed[number - 1] ?? [],
        total: many,
        pages: pages.length,
        warnings: [],
      });
    },
    read: wrong,
    write: wrong,
    text: wrong,
    elsewhere: wrong,
    close: () => undefined,
  };
}

async function comparing(): Promise<Line[]> {
  const pages = await pagesOf(many);
  const numbers = pages.flatMap((page) =>
    (JSON.parse(page) as { id: string; phone_number: string }[]).map(({ id, phone_number }) => ({
      id,
      phoneNumber: phone_number,
    })),
  );
  const mine = { 'general.tags': ['support', 'vip'], 'general.hd_voice_enabled': true };
  const proposal = wishesFor(numbers, () => mine);
  const look = (door: Door, places: Places) => lookAt(door, proposal, { places, clock: systemClock });
  const [times, busy]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    const door = deskOf(pages);
    const since = process.cpuUsage();
    const [took] = await timed(() => look(door, new Places()));
    const { user, system } = process.cpuUsage(since);
    times.push(took);
    busy.push((user + system) / 1000);
  }
  const [bytes, { steps }] = await weighed(async () => {
    const places = new Places();
    const plan = await look(deskOf(pages), places);
    const steps = routePlan(plan, new Set(), numberTable);
    return { plan, places, steps, ledger: new Ledger({ ...head, steps: steps.length }, steps) };
  });
  const all = bytes / 1e6;
  return [
    {
      name: `Comparing ${many.toLocaleString('en')} numbers with what was read`,
      value: ms(median(times)),
      target: 'at most 1 s',
      met: median(times) <= 1000,
    },
    { name: '  the processor had to do with it', value: ms(median(busy)) },
    {
      name: `  with its run in ${steps.length} jobs`,
      value: `${all.toFixed(1)} MB`,
      target: 'at most 150 MB',
      met: all <= 150,
    },
  ];
}

/** An account with the latency of a network, and what works on it. */
async function account(options: Parameters<typeof startSimulator>[0]) {
  const simulator = await startSimulator(options);
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const open = (): Plans =>
    openPlans({
      door,
      store: new JournalFiles(folder),
      profile: { readOnly: false },
      holder: `bench ${performance.now()}`,
      limits: () => ({ largeFrom: 1e9, chunk: 1000 }),
    });
  const { rows } = await door.page((sdk, query, own) => sdk.phoneNumbers.list(query, own), {
    number: 1,
    size,
  });
  const numbers = (rows as { id: string; phone_number: string; status: string }[])
    .filter(({ status }) => status === 'active')
    .map(({ id, phone_number }) => ({ id, phoneNumber: phone_number }));
  const end = async () => {
    door.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { simulator, door, open, numbers, end };
}

/** What the engine adds to the requests themselves, made side by side without it. */
async function overhead(): Promise<Line[]> {
  const { simulator, door, open, numbers, end } = await account({ numbers: 250, latencyMs: 60 });
  const plans = open();
  const own = numbers.slice(0, 200);
  const bounds: number[] = [];
  const runs: number[] = [];
  for (let round = 0; round < 5; round++) {
    const bare = [...own.entries()];
    const [bound] = await timed(() =>
      inParallel(bare, 8, undefined, async ([at, { id }]) => {
        await patchNumber(door, id, { customer_reference: `bare ${round} ${at}` });
      }),
    );
    bounds.push(bound);
    const plan = await plans.look(
      wishesFor(own, (at) => ({ 'general.customer_reference': `plan ${round} ${at}` })),
    );
    const [took] = await timed(async () => (await plans.apply(plan)).settled());
    runs.push(took);
  }
  // Resuming: half is done, then a window closes.
  const plan = await plans.look(wishesFor(own, (at) => ({ 'general.customer_reference': `again ${at}` })));
  const run = await plans.apply(plan);
  const heard = run.onChange(({ counts }) => {
    if (counts.changed >= 150) run.pause();
  });
  await run.settled();
  heard.dispose();
  await plans.dispose();
  const since = simulator.log.length;
  const resumed = await open().resume(run.state.id);
  const left = resumed.state.counts.waiting;
  await resumed.settled();
  const reads = simulator.log
    .slice(since)
    .filter(({ method, operation }) => method === 'GET' && operation !== 7).length;
  await end();
  const ratio = median(runs) / median(bounds);
  return [
    {
      name: '200 single requests as a plan, beside the bare requests',
      value: `${ms(median(runs))} : ${ms(median(bounds))} = ${ratio.toFixed(3)}`,
      target: 'at most 1.05',
      met: ratio <= 1.05,
    },
    {
      name: `  resuming: reads for ${left} numbers left of 200`,
      value: String(reads),
      target: 'no more than are left',
      met: reads <= left,
    },
  ];
}

/** A job that the server takes some seconds for. */
async function jobs(): Promise<Line[]> {
  const seconds = 5;
  const { open, numbers, end } = await account({
    numbers: 250,
    latencyMs: 40,
    jobs: { startMs: 500, stepMs: ((seconds - 0.5) * 1000) / 200, expireMs: 60_000 },
  });
  const plans = open();
  const plan = await plans.look(
    wishesFor(numbers.slice(0, 200), () => ({ 'general.customer_reference': 'job' })),
  );
  const [took] = await timed(async () => (await plans.apply(plan)).settled());
  await plans.dispose();
  await end();
  const bound = seconds * 1000 + 4 * 40;
  return [
    {
      name: `A job of ${seconds} s, from applying to the last number told`,
      value: `${ms(took)} : ${ms(bound)} = ${(took / bound).toFixed(3)}`,
      target: 'at most 1.05',
      met: took / bound <= 1.05,
    },
  ];
}

async function appending(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const store = new JournalFiles(folder);
  const line = lineOf({ kind: 'send', n: 3, at: Date.now(), i: 77 });
  const times: number[] = [];
  for (let round = 0; round < 300; round++) {
    const [took] = await timed(() => store.append('bench', line));
    times.push(took);
  }
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: 'One entry of the journal, on disk',
      value: ms(median(times)),
      target: 'at most 1 ms',
      met: median(times) <= 1,
    },
  ];
}

export async function bench(): Promise<Line[]> {
  return [...(await comparing()), ...(await overhead()), ...(await jobs()), ...(await appending())];
}
