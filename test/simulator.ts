import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  faultNames,
  Faults,
  reachesAccount,
  spoil,
  type FaultName,
  type FaultRule,
} from '../src/sample/faults.ts';
import {
  createSampleAccount,
  mostNumbers,
  type LoggedRequest,
  type SampleAccount,
  type SampleOptions,
} from '../src/sample/index.ts';

export interface SimulatorOptions extends SampleOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** How long every answer is held back, in milliseconds. */
  readonly latencyMs?: number;
  readonly faults?: readonly FaultRule[];
}

/** The sample account on a real socket of this machine. */
export interface Simulator {
  /** The base URL for a client; it ends in `/v2`. */
  readonly url: string;
  readonly account: SampleAccount;
  /** The requests that reached the account, oldest first. */
  readonly log: readonly LoggedRequest[];
  readonly faults: Faults;
  /** How many requests there were, those that met a fault included, and how many at once at most. */
  readonly traffic: { requests: number; concurrent: number; mostConcurrent: number };
  close(): Promise<void>;
}

/** Starts the sample account on 127.0.0.1. Resets, stalls and cut bodies happen on the socket itself. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const account = createSampleAccount(options);
  const faults = new Faults(options.seed ?? 7, options.faults);
  const traffic = { requests: 0, concurrent: 0, mostConcurrent: 0 };
  const latency = options.latencyMs ?? 0;
  const server = createServer((request, response) => {
    traffic.requests += 1;
    traffic.concurrent += 1;
    traffic.mostConcurrent = Math.max(traffic.mostConcurrent, traffic.concurrent);
    response.once('close', () => (traffic.concurrent -= 1));
    serve(account, faults, latency, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/v2`,
    account,
    log: account.log,
    faults,
    traffic,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function serve(
  account: SampleAccount,
  faults: Faults,
  latency: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await textOf(incoming);
  const { method = 'GET', url = '/' } = incoming;
  const rule = faults.choose(method, url.split('?')[0] ?? url);
  if (latency > 0) await sleep(latency);
  const ask = (): Promise<Response> => account.fetch(requestOf(incoming, body));
  if (!rule) return send(outgoing, await ask());
  const real = reachesAccount(rule) ? await ask() : undefined;
  const spoiled = await spoil(rule, real);
  if (spoiled) return send(outgoing, spoiled);
  await spoilSocket(rule, real, incoming, outgoing);
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) text += String(chunk);
  return text;
}

function requestOf(incoming: IncomingMessage, body: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && name !== 'connection') headers.set(name, String(value));
  }
  const method = incoming.method ?? 'GET';
  return new Request(`http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(body === '' || method === 'GET' ? {} : { body }),
  });
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
}

/** What no answer can show: a dead connection, a silence, a wait. */
async function spoilSocket(
  rule: FaultRule,
  real: Response | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (rule.fault === 'slow' && real) {
    await sleep(rule.delayMs ?? 30_000, undefined, { ref: false });
    return outgoing.destroyed ? undefined : send(outgoing, real);
  }
  if (rule.fault === 'stall' && real) {
    const text = await real.text();
    outgoing.writeHead(real.status, {
      ...Object.fromEntries(real.headers),
      'content-length': String(Buffer.byteLength(text)),
    });
    outgoing.write(text.slice(0, Math.ceil(text.length / 2)));
    return;
  }
  incoming.socket.resetAndDestroy();
}

const usage = `Usage: npm run simulate -- [flags]
  --port 4010                     the port on 127.0.0.1 (default 4010)
  --numbers 420                   how many phone numbers the account owns
  --latency 40                    milliseconds every answer is held back
  --rate 20/s                     requests per key: N/s or N/m
  --fault reset:0.01,503:0.02     faults and how likely each is: ${faultNames.join(', ')}
  --retry-after seconds           absent, zero, seconds, date or long, on a 429
  --seed 7                        the same seed gives the same account`;

class WrongFlag extends Error {}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > most) {
    throw new WrongFlag(`--${name} must be a whole number from 0 to ${most}, not "${text}".`);
  }
  return Number(text);
}

function readRate(text: string | undefined): SampleOptions['rate'] {
  if (text === undefined) return undefined;
  const [, limit, unit] = /^([1-9]\d{0,6})\/(s|m)$/.exec(text) ?? [];
  if (limit === undefined) throw new WrongFlag(`--rate must look like 20/s or 600/m, not "${text}".`);
  return { limit: Number(limit), windowMs: unit === 's' ? 1000 : 60_000 };
}

function readFault(text: string): FaultRule {
  const [name = '', chance = '1'] = text.split(':');
  const fault: FaultName | undefined = faultNames.find((known) => known === name);
  if (!fault) throw new WrongFlag(`"${name}" is not a fault. Known: ${faultNames.join(', ')}.`);
  const probability = Number(chance);
  if (!(probability >= 0 && probability <= 1)) {
    throw new WrongFlag(`The chance of ${name} must be from 0 to 1, not "${chance}".`);
  }
  return { fault, probability };
}

function readRetryAfter(text: string | undefined): NonNullable<SampleOptions['variants']> | undefined {
  if (text === undefined) return undefined;
  const form = (['absent', 'zero', 'seconds', 'date', 'long'] as const).find((known) => known === text);
  if (!form) throw new WrongFlag(`--retry-after must be absent, zero, seconds, date or long, not "${text}".`);
  return { retryAfter: form };
}

function readFlags(args: readonly string[]): SimulatorOptions | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      numbers: text,
      latency: text,
      rate: text,
      fault: text,
      seed: text,
      'retry-after': text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const given = {
    port: wholeNumber('port', values.port, 65_535) ?? 4010,
    numbers: wholeNumber('numbers', values.numbers, mostNumbers),
    latencyMs: wholeNumber('latency', values.latency, 600_000),
    seed: wholeNumber('seed', values.seed, 4_294_967_295),
    rate: readRate(values.rate),
    variants: readRetryAfter(values['retry-after']),
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...set, ...(values.fault !== undefined && { faults: values.fault.split(',').map(readFault) }) };
}

async function main(args: readonly string[]): Promise<void> {
  const flags = readFlags(args);
  if (flags === 'help') {
    console.log(usage);
    return;
  }
  const simulator = await startSimulator(flags);
  console.log(`The sample account answers at ${new URL(simulator.url).host}.`);
  console.log(`  Base URL  ${simulator.url}`);
  for (const { key, billing } of simulator.account.keys) {
    console.log(`  API key   ${key}${billing ? '' : '  (without billing rights)'}`);
  }
  const stop = (): void => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    const taken = text.includes('EADDRINUSE') ? ' Choose another with --port.' : '';
    console.error(`${text}${taken}\n\n${usage}`);
    process.exitCode = 2;
  });
}
