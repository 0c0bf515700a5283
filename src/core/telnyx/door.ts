import type { Telnyx } from 'telnyx';
import type { Clock } from './clock.ts';
import type { Traffic } from './traffic.ts';

/** Turns what came from outside into a domain value; throws (or valibot throws) when it cannot be one. */
export type Decode<T> = (data: unknown) => T;

/**
 * One call on the SDK. `asResponse` hands us the answer before the SDK reads it, so that decoding, envelopes and
 * broken bodies are ours to judge: `(sdk, options) => sdk.phoneNumbers.retrieve(id, options)`.
 */
export type Call = (sdk: Telnyx, options: Telnyx.RequestOptions) => { asResponse(): Promise<Response> };

/** One call of a list; the door puts `page[number]` and `page[size]` into the query itself. */
export type PageCall = (
  sdk: Telnyx,
  page: { 'page[number]': number; 'page[size]': number },
  options: Telnyx.RequestOptions,
) => { asResponse(): Promise<Response> };

/** One page as the server gave it, its rows not decoded. */
export interface RawPage {
  readonly rows: readonly unknown[];
  /** `meta.total_results`; absent when the server did not say, never guessed. */
  readonly total?: number;
  /** `meta.total_pages`; absent when the server did not say. */
  readonly pages?: number;
  /** Partial failures told beside the rows (`errors` next to `data`, D11), as sentences. */
  readonly warnings: readonly string[];
}

export interface DoorOptions {
  /** As in a profile: ends in `/v2`, without a slash after it. https, or http on loopback. */
  readonly baseUrl: string;
  /** Absent for the sample account, which needs none. */
  readonly apiKey?: string;
  readonly readOnly?: boolean;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Requests at once, of all calls together. Default 8. */
  readonly concurrency?: number;
  /** For headers and body of one attempt, in milliseconds. Default 30,000. */
  readonly deadline?: number;
  /** Told of every attempt. */
  readonly onTraffic?: (entry: Traffic) => void;
  /** For tests. */
  readonly clock?: Clock;
  readonly random?: () => number;
}

/**
 * The only way to the Telnyx API. Loads the SDK on first use. Everything it throws is a `Failure`.
 *
 * - Reads are retried within bounds; writes are sent once, whatever happens.
 * - A read-only door refuses every write before anything is sent.
 */
export interface Door {
  /** Decodes the `data` of a single-object answer. */
  read<T>(call: Call, decode: Decode<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Like `read`, but for an operation that changes something: never resent. `permit` is asked at the last moment, after
   * all waiting; what it throws keeps the request from being sent.
   */
  write<T>(call: Call, decode: Decode<T>, signal?: AbortSignal, permit?: () => Promise<void>): Promise<T>;
  /** One page of a list; `number` from 1. */
  page(call: PageCall, page: { number: number; size: number }, signal?: AbortSignal): Promise<RawPage>;
  /** An answer that is text, such as the CSV of operation 29. */
  text(call: Call, signal?: AbortSignal): Promise<string>;
  /**
   * The network without the key, retries or log, for a link that the API gave to another host (operation 33). Whoever
   * follows such a link checks where it leads by its name; what the name stands for is checked here (`fetchOutside`).
   */
  readonly elsewhere: typeof fetch;
  /** Requests at once, of all calls together. */
  readonly concurrency: number;
  /**
   * Cancels what is under way and refuses what comes later. Only a write that has been sent comes to its end: nothing
   * but its answer tells what it did.
   */
  close(): void;
}
