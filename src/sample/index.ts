import { settle, type SampleKey, type SampleOptions } from './options.ts';
import type { LoggedRequest } from './log.ts';
import { Server } from './server.ts';
import type { Arrival } from './webhook-board.ts';

export type { LoggedRequest } from './log.ts';
export type { Arrival } from './webhook-board.ts';
export { defaultKeys, mostNumbers } from './options.ts';
export type { RetryAfterForm, SampleKey, SampleOptions, Variants } from './options.ts';

/** The shape of `fetch` the SDK takes. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A whole Telnyx account in memory behind a function shaped like `fetch`. No network, no disk. */
export interface SampleAccount {
  /** Answers any request whose path begins with `/v2`, whatever the host. Rejects only when the signal aborts. */
  readonly fetch: Fetch;
  /** Where to point a client that needs an address. Nothing ever goes there. */
  readonly baseURL: string;
  readonly keys: readonly SampleKey[];
  /** The newest requests, oldest first. */
  readonly log: readonly LoggedRequest[];
  /** Every payment made, in cents, one entry per request. */
  readonly payments: readonly number[];
  /** Has a webhook delivered now, well or as told; its delivery is the newest from then on. Returns its id. */
  readonly deliver: (arrival?: Arrival) => string;
}

export function createSampleAccount(options: SampleOptions = {}): SampleAccount {
  const settings = settle(options);
  const server = new Server(settings);
  return {
    fetch: (input, init) => server.answer(new Request(input, init)),
    baseURL: 'https://sample.invalid/v2',
    keys: settings.keys,
    log: server.log.entries,
    payments: server.account.purse.payments,
    deliver: (arrival) => server.account.deliveries.arrive(arrival),
  };
}
