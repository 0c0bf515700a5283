import type { TestContext } from 'node:test';
import Telnyx from 'telnyx';
import { defaultKeys } from '../../../src/sample/index.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';

/** A Monday morning on which every test of the sample account takes place, unless it moves the clock. */
export const monday = Date.UTC(2026, 8, 14, 9, 30);

export const [key, keyWithoutBilling] = defaultKeys.map((entry) => entry.key);

export interface Line {
  readonly simulator: Simulator;
  /** The real SDK, without its own retries. */
  readonly telnyx: Telnyx;
  /** The same for the four calls whose path the SDK doubles (D1). */
  readonly undoubled: Telnyx;
  /** Moves the account's clock on. */
  readonly pass: (ms: number) => void;
  /** Asks without the SDK's manners. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** Connects the real SDK with a sample account over HTTP, for as long as the test runs. */
export async function connect(
  context: TestContext,
  options: SimulatorOptions = {},
  apiKey = key,
): Promise<Line> {
  let time = monday;
  const simulator = await startSimulator({ now: () => time, ...options });
  context.after(() => simulator.close());
  const settings = {
    apiKey: apiKey ?? '',
    clientID: null,
    clientSecret: null,
    publicKey: null,
    maxRetries: 0,
  };
  return {
    simulator,
    telnyx: new Telnyx({ ...settings, baseURL: simulator.url }),
    undoubled: new Telnyx({ ...settings, baseURL: simulator.url.replace(/\/v2$/, '') }),
    pass: (ms) => (time += ms),
    ask: (path, init) =>
      fetch(simulator.url + path, {
        ...init,
        headers: { authorization: `Bearer ${apiKey ?? ''}`, 'content-type': 'application/json' },
      }),
  };
}

export interface ErrorEntry {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly source?: { readonly pointer?: string };
}

/** What the SDK made of a refusal: status and the entries of the error envelope. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<{ status: number | undefined; errors: ErrorEntry[] }> {
  try {
    await call;
  } catch (thrown) {
    if (!(thrown instanceof Telnyx.APIError)) throw thrown;
    const error = thrown as InstanceType<typeof Telnyx.APIError>;
    const body = error.error as { readonly errors?: ErrorEntry[] } | undefined;
    return { status: error.status, errors: body?.errors ?? [] };
  }
  throw new Error('The call was not refused.');
}

/** Every item of a list, page after page. */
export async function every<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}
