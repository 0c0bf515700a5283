// Opening the document of a number over a slow line, beside its slowest request sent alone.
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { families } from '../../src/editors/family.ts';
import { NumberFile } from '../../src/editors/numberFile.ts';
import { median, ms, spread, type Line } from './line.ts';
import { fetchPage, startRemote, type Remote } from './remote.ts';

const latency = 150;
const rounds = 12;

interface Named {
  readonly id: string;
  readonly phone_number: string;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Numbers of the account, as many as are opened; none is opened twice. */
async function named(remote: Remote): Promise<readonly Named[]> {
  const text = new TextDecoder().decode(await fetchPage(remote, 1, 3 * rounds));
  return (JSON.parse(text) as { data: readonly Named[] }).data;
}

/** Milliseconds until the whole answer is here, with nothing around it. */
function answerTime({ baseUrl, apiKey }: Remote, path: string): Promise<number> {
  return timed(async () => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    await response.bytes();
  });
}

/** The slowest of the requests that tell one number. */
async function slowest(remote: Remote, { id }: Named): Promise<number> {
  const paths = ['', '/voice', '/messaging'].map((part) => `/phone_numbers/${id}${part}`);
  const times: number[] = [];
  for (const path of paths) times.push(await answerTime(remote, path));
  return Math.max(...times);
}

const opens = (door: Door, { phone_number }: Named, knownId?: string) =>
  timed(() => NumberFile.open(door, phone_number, { family: families.numbers, knownId }));

/** What our own work may add to the line, as a share of the bound. */
const allowed = 1.1;

function line(name: string, taken: readonly number[], bound: number): Line {
  const ratio = median(taken) / bound;
  return {
    name: `${name} (${taken.length} times)`,
    value: `${spread(taken)}, ${ratio.toFixed(2)} of the bound`,
    target: `at most ${allowed}`,
    met: ratio <= allowed,
  };
}

/** Opening from a row, which tells the ID, and by the number alone, as after a reload. */
export async function bench(): Promise<Line[]> {
  await using remote = await startRemote(['--latency', String(latency), '--seed', '7']);
  const door = openDoor({ baseUrl: remote.baseUrl, apiKey: remote.apiKey });
  const numbers = await named(remote);
  const requests: number[] = [];
  const trips: number[] = [];
  const fromRow: number[] = [];
  const byNumber: number[] = [];
  // Side by side in every round, so that whatever else the machine does meets all of them.
  for (let round = 0; round < rounds; round++) {
    const [one, two, three] = numbers.slice(3 * round);
    if (!one || !two || !three) break;
    requests.push(await slowest(remote, one));
    trips.push(await answerTime(remote, '/balance'));
    fromRow.push(await opens(door, two, two.id));
    byNumber.push(await opens(door, three));
  }
  door.close();
  const bound = median(requests) + median(trips);
  return [
    { name: `The slowest request of a number at ${latency} ms latency`, value: spread(requests) },
    { name: 'The bound: that, and one round trip', value: ms(bound) },
    line('Opening a number from its row', fromRow, bound),
    line('Opening a number by its digits alone', byNumber, bound),
  ];
}
