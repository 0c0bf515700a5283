// Lists 100,000 numbers from a simulator in a process of its own, and compares with what is possible at all.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { listPages, type Listed } from '../../src/core/telnyx/pages.ts';
import { Telnyx } from '../../src/core/telnyx/sdk.ts';
import { median, type Line } from './line.ts';
import { fetchPage, startRemote, type Remote } from './remote.ts';

const numbers = 100_000;
const latency = 40;
const concurrency = 8;
const size = 250;
const requests = numbers / size;
const rounds = 3;

function list(door: Door): Promise<Listed<unknown>> {
  return listPages({
    size,
    concurrency,
    cap: numbers,
    identify: (row) => (row as { id: string }).id,
    fetchPage: (page, signal) =>
      door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), page, signal),
  });
}

/** Milliseconds; the median of several rounds, since the machine has other work. */
async function timed(work: () => Promise<unknown>, times = rounds): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < times; round++) {
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return median(taken);
}

async function forAwait({ baseUrl, apiKey }: Remote): Promise<void> {
  const sdk = new Telnyx({ baseURL: baseUrl, apiKey, clientID: null, clientSecret: null, publicKey: null });
  const seen = new Set<string>();
  for await (const { id } of sdk.phoneNumbers.list({ 'page[size]': size })) seen.add(id);
  if (seen.size !== numbers) throw new Error(`for await read ${seen.size} numbers.`);
}

/** Milliseconds to turn the bytes of all pages into objects, and nothing else. */
async function parsing(remote: Remote): Promise<number> {
  const bytes = await fetchPage(remote, 7, size);
  return timed(() => {
    for (let count = 0; count < requests; count++) JSON.parse(new TextDecoder().decode(bytes));
    return Promise.resolve();
  });
}

async function bytesPerNumber(door: Door): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const listed = await list(door);
  collect();
  const after = process.memoryUsage().heapUsed;
  if (listed.rows.length !== numbers || listed.ending !== 'complete')
    throw new Error(`Listed ${listed.rows.length}, ${listed.ending}.`);
  return (after - before) / listed.rows.length;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** Runs the benchmark; takes about half a minute. */
export async function bench(): Promise<Line[]> {
  const flags = ['--numbers', String(numbers), '--latency', String(latency)];
  await using remote = await startRemote(flags);
  const door = openDoor({ baseUrl: remote.baseUrl, apiKey: remote.apiKey, concurrency });
  try {
    // Loads the SDK and opens the connections.
    const bytes = await bytesPerNumber(door);
    const parsed = await parsing(remote);
    const ours = await timed(() => list(door));
    const theirs = await timed(() => forAwait(remote), 1);
    const bound = (requests * latency) / concurrency + parsed;
    return [
      { name: `Listing ${numbers.toLocaleString('en')} numbers`, value: seconds(ours) },
      {
        name: `  bound: ${requests} x ${latency} ms / ${concurrency} + ${seconds(parsed)} parsing`,
        value: seconds(bound),
      },
      {
        name: '  against the bound',
        value: `${(ours / bound).toFixed(2)} x`,
        target: 'at most 1.25 x',
        met: ours <= 1.25 * bound,
      },
      { name: `  the SDK's for await, ${size} a page`, value: seconds(theirs) },
      {
        name: '  faster than for await',
        value: `${(theirs / ours).toFixed(1)} x`,
        target: 'at least 6 x',
        met: theirs >= 6 * ours,
      },
      { name: '  memory, rows as the API gives them', value: `${Math.round(bytes)} bytes a number` },
    ];
  } finally {
    door.close();
  }
}
