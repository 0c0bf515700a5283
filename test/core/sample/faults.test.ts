import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Telnyx from 'telnyx';
import { faultyFetch } from '../../../src/sample/faulty-fetch.ts';
import { Faults, type FaultName } from '../../../src/sample/faults.ts';
import { createSampleAccount } from '../../../src/sample/index.ts';
import { connect, key, monday } from './telnyx.ts';

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Both ways an account is met: over a socket, and in the same process. */
const ways = ['over HTTP', 'in process'] as const;

function inProcess(faults: Faults): Ask {
  const account = createSampleAccount({ now: () => monday });
  const door = faultyFetch(account.fetch, faults);
  return (path, init) =>
    door(account.baseURL + path, { ...init, headers: { authorization: `Bearer ${key ?? ''}` } });
}

/** What an answer looks like; `patience` says after how many milliseconds it counts as none. */
async function seen(ask: Ask, patience = 5000): Promise<string> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await ask('/balance', { signal });
    const text = await response.text();
    const kind =
      text === '' ? 'nothing' : text.startsWith('<') ? 'html' : isJson(text) ? 'json' : 'broken json';
    return `${response.status} ${kind}`;
  } catch {
    return signal.aborted ? 'silence' : 'no connection';
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const looks: Readonly<Record<FaultName, string>> = {
  reset: 'no connection',
  drop: 'no connection',
  stall: 'silence',
  slow: 'silence',
  truncated: '200 broken json',
  html200: '200 html',
  '502html': '502 html',
  '500': '500 json',
  '503': '503 json',
  '429': '429 json',
  empty: '500 nothing',
  empty200: '200 nothing',
};

const faultNames = Object.keys(looks) as FaultName[];

for (const way of ways) {
  describe(`faults ${way}`, () => {
    test('look as they do in life, and strike once when told once', async (context) => {
      const line = await connect(context);
      const faults = way === 'over HTTP' ? line.simulator.faults : new Faults(1);
      const ask = way === 'over HTTP' ? line.ask : inProcess(faults);
      for (const fault of faultNames) {
        faults.next({ fault });
        // A machine under load may take long to answer, but never to stay silent.
        assert.equal(await seen(ask, looks[fault] === 'silence' ? 150 : undefined), looks[fault], fault);
        assert.equal(await seen(ask), '200 json', `after ${fault}`);
      }
    });
  });
}

describe('the faults of the simulator', () => {
  test('keep a reset request from the account, and let a dropped one through, unless told otherwise', async (context) => {
    const { simulator, ask } = await connect(context);
    const reached = async (fault: FaultName, applied?: boolean): Promise<number> => {
      const before = simulator.log.length;
      simulator.faults.next({ fault, ...(applied === undefined ? {} : { applied }) });
      await seen(ask, 1000);
      return simulator.log.length - before;
    };
    assert.deepEqual([await reached('reset'), await reached('drop'), await reached('503')], [0, 1, 0]);
    assert.deepEqual([await reached('503', true), await reached('stall', false)], [1, 0]);
  });

  test('strike by method, path, count, and after others', async (context) => {
    const { simulator, ask } = await connect(context);
    simulator.faults.add({
      fault: '503',
      method: 'GET',
      path: '/balance',
      times: 2,
      after: 1,
      retryAfter: '3',
    });
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) statuses.push((await ask('/balance')).status);
    assert.deepEqual(statuses, [200, 503, 503, 200]);
    assert.equal((await ask('/invoices')).status, 200);
    simulator.faults.add({ fault: '429', path: /invoices/, retryAfter: '7' });
    assert.equal((await ask('/invoices')).headers.get('retry-after'), '7');
    simulator.faults.clear();
    assert.equal((await ask('/invoices')).status, 200);
  });

  test('strike by chance as often as asked, and the same way for the same seed', () => {
    const run = (seed: number): string => {
      const faults = new Faults(seed, [{ fault: 'reset', probability: 0.2 }]);
      return Array.from({ length: 500 }, () => (faults.choose('GET', '/v2/balance') ? 'x' : '.')).join('');
    };
    const hits = run(7).replaceAll('.', '').length;
    assert.ok(hits > 60 && hits < 140, String(hits));
    assert.equal(run(7), run(7));
    assert.notEqual(run(7), run(8));
  });

  test('show the SDK an empty page for an HTML 200, which is why nobody may trust it', async (context) => {
    const { telnyx, simulator } = await connect(context);
    simulator.faults.next({ fault: 'html200' });
    assert.equal((await telnyx.phoneNumbers.list()).data.length, 0);
  });
});

describe('the simulator', () => {
  test('counts how many requests were under way at once', async (context) => {
    const { simulator, ask } = await connect(context, { latencyMs: 30 });
    await Promise.all(Array.from({ length: 6 }, () => ask('/balance')));
    assert.equal(simulator.traffic.mostConcurrent, 6);
    assert.equal(simulator.traffic.requests, 6);
  });

  test('serves the SDK in the same process through its fetch option', async () => {
    const account = createSampleAccount({ now: () => monday });
    const telnyx = new Telnyx({
      apiKey: key ?? '',
      baseURL: account.baseURL,
      fetch: account.fetch,
      maxRetries: 0,
    });
    assert.equal((await telnyx.balance.retrieve()).data?.currency, 'USD');
    assert.equal(account.log[0]?.path, '/v2/balance');
  });

  const program = fileURLToPath(new URL('../../simulator.ts', import.meta.url));
  const start = (...flags: string[]) =>
    spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });

  test('prints where it answers and its keys, and ends on SIGTERM', async () => {
    const child = start(
      '--port',
      '0',
      '--numbers',
      '30',
      '--latency',
      '1',
      '--rate',
      '20/s',
      '--fault',
      '503:0,reset:0',
      '--seed',
      '9',
    );
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    while (!out.includes('NO_BILLING')) await once(child.stdout, 'data');
    const url = /Base URL\s+(\S+)/.exec(out)?.[1] ?? '';
    const shown = /API key\s+(\S+)/.exec(out)?.[1] ?? '';
    const answer = await fetch(`${url}/phone_numbers`, { headers: { authorization: `Bearer ${shown}` } });
    assert.equal(answer.headers.get('x-ratelimit-limit'), '20');
    assert.equal(((await answer.json()) as { meta: { total_results: number } }).meta.total_results, 30);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
  });

  test('says which flag is wrong', async () => {
    const wrong = [
      ['--bogus', /bogus/],
      ['--port=x', /--port must be a whole number/],
      ['--numbers=1000000', /--numbers must be a whole number from 0 to 150000/],
      ['--rate=fast', /--rate must look like/],
      ['--fault=gremlins:1', /"gremlins" is not a fault/],
      ['--fault=reset:2', /chance of reset/],
      ['--retry-after=soon', /--retry-after must be/],
    ] as const;
    for (const [flag, words] of wrong) {
      const child = start(flag);
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
      const [code] = (await once(child, 'close')) as [number | null];
      assert.equal(code, 2, flag);
      assert.match(text, words);
      assert.match(text, /Usage:/);
    }
  });
});
