// The first rows of a tree in the real workbench, beside views that only wait as long as a request takes, or send a plain one.
import { setTimeout as sleep } from 'node:timers/promises';
import { Person } from '../e2e/lib/person.ts';
import { openWorkbench, type Workbench } from '../host/workbench.ts';
import { addAccount } from './addAccount.ts';
import { ours, rivals, type Contestant } from './contestants.ts';
import { median, ms, spread, type Line } from './line.ts';
import { installBeside } from './packaged.ts';
import { fetchPage, pageUrl, startRemote, type Remote } from './remote.ts';
import { startWatch } from './stopwatch.ts';

const latency = 40;
const size = 250;
const rounds = 4;
const quiet = 700;

/** Milliseconds of each sample: of a request with nothing around it, and of each contestant in their order. */
interface Samples {
  readonly request: readonly number[];
  readonly taken: readonly (readonly number[])[];
}

type Act = (contestant: Contestant, person: Person) => Promise<number>;

interface Course {
  readonly contestants: readonly Contestant[];
  readonly person: Person;
  readonly remote: Remote;
}

/**
 * Each contestant is first, second and third equally often. The request that they are compared with is sent once in each
 * turn, after the same pause: what a pause costs (a connection that was closed, caches gone cold) it pays as they do.
 */
async function interleave({ contestants, person, remote }: Course, act: Act): Promise<Samples> {
  const request: number[] = [];
  const taken: number[][] = contestants.map(() => []);
  for (let turn = 0; turn < rounds * contestants.length; turn++) {
    await sleep(quiet);
    request.push(await requestTime(remote));
    for (let place = 0; place < contestants.length; place++) {
      const index = (turn + place) % contestants.length;
      const contestant = contestants[index];
      if (contestant) taken[index]?.push(await act(contestant, person));
    }
  }
  return { request, taken };
}

/**
 * The first look in a new window, as a person finds it in the morning: the accounts are known, another view is open. The
 * extension is activated, the account opened, the rows are listed.
 */
const looksFirst =
  (workbench: Workbench): Act =>
  async ({ container, title, rows }, person) => {
    await person.sidebar.open('Explorer');
    await sleep(quiet);
    await workbench.reload();
    await sleep(3 * quiet);
    const watch = await startWatch(person.page, title, rows);
    await person.sidebar.open(container);
    return watch.stop();
  };

/** Expanding a view whose rows are not known yet, in an account that is open. */
const expands: Act = async ({ container, title, prepare }, person) => {
  await person.sidebar.open(container);
  const view = person.sidebar.view(title);
  await view.collapse();
  const { choice, rows } = await prepare(person);
  await person.quickInput.choose(choice);
  await person.quickInput.closed();
  await sleep(quiet);
  const watch = await startWatch(person.page, title, rows);
  await view.expand();
  return watch.stop();
};

/** Choosing another account while its view is open. */
const switches: Act = async ({ container, title, prepare }, person) => {
  await person.sidebar.open(container);
  await person.sidebar.view(title).expand();
  await sleep(quiet);
  const { choice, rows } = await prepare(person);
  const watch = await startWatch(person.page, title, rows);
  await person.quickInput.choose(choice);
  return watch.stop();
};

/** Milliseconds until the whole answer to the first page is here, with nothing around it. */
async function requestTime(remote: Remote): Promise<number> {
  const began = performance.now();
  await fetchPage(remote, 1, size);
  return performance.now() - began;
}

/** The rows at the top of an account, by which it is told from the other. */
async function topRows(remote: Remote): Promise<RegExp> {
  const text = new TextDecoder().decode(await fetchPage(remote, 1, 20));
  const { data } = JSON.parse(text) as { data: readonly { phone_number: string }[] };
  return new RegExp(`^(${data.map((number) => `\\${number.phone_number}`).join('|')})`);
}

function lines(title: string, samples: Samples): Line[] {
  const [own = [], waiting = [], fetching = []] = samples.taken;
  const request = median(samples.request);
  const beyond = median(own) - request;
  return [
    { name: `${title} (${own.length} times)`, value: spread(own) },
    { name: `  one request for ${size} numbers at ${latency} ms latency`, value: spread(samples.request) },
    { name: '  beyond one request', value: ms(beyond), target: 'at most 50 ms', met: beyond <= 50 },
    { name: `  a view of ${size} rows that only waits, beyond it`, value: ms(median(waiting) - request) },
    { name: '  a view that sends the request with fetch, beyond it', value: ms(median(fetching) - request) },
    {
      name: '  ours beyond the view that waits, and the one that fetches',
      value: `${ms(median(own) - median(waiting))}, ${ms(median(own) - median(fetching))}`,
    },
  ];
}

/** Three ways to first rows, each beside the rivals in the same window. */
export async function bench(): Promise<Line[]> {
  const flags = ['--latency', String(latency)];
  await using one = await startRemote([...flags, '--seed', '7']);
  await using other = await startRemote([...flags, '--seed', '8']);
  await requestTime(one);
  const wait = await requestTime(one);
  await using workbench = await openWorkbench({
    extensionsDir: await installBeside('rival'),
    env: { BENCH_WAIT: String(Math.round(wait)), BENCH_URL: pageUrl(one, 1, size), BENCH_KEY: one.apiKey },
  });
  const person = new Person(workbench);
  await addAccount(person, one, 'First');
  await addAccount(person, other, 'Second');
  const first = { name: 'First', rows: await topRows(one) };
  const second = { name: 'Second', rows: await topRows(other) };
  const contestants = [ours(first, second), ...rivals('Waiting', 'Fetching')];
  const course = { contestants, person, remote: one };
  const cold = await interleave(course, looksFirst(workbench));
  const shown = await interleave(course, expands);
  const switched = await interleave(course, switches);
  return [
    ...lines('First rows, expanding a view', shown),
    ...lines('First rows, first look in a new window', cold),
    ...lines('First rows, another account', switched),
  ];
}
