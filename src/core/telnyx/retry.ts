import type { Failure } from './failure.ts';
import type { RateLimit } from './gate.ts';

/** No wait is longer than this; what asks for more is told to the person instead. Milliseconds. */
export const longestWait = 30_000;

/** Where the server does not say how long. Milliseconds. */
export const firstWait = 500;
const longestBackoff = 8_000;
const spread = 250;

/** How often a read is sent in all, by why it failed; what is not here is not sent again. */
const attempts: Partial<Record<Failure['kind'], number>> = {
  offline: 3,
  timeout: 3,
  server: 3,
  // The server said when to come back, and the whole door waits for it.
  'rate-limited': 5,
};

/**
 * Milliseconds to wait before a read is sent again; undefined when it is not: the cause does not pass, it was tried
 * often enough, or the server wants a longer wait than anybody should sit through.
 *
 * @param attempt how often it was sent so far
 * @param asked what the answer asked for, in milliseconds
 * @param random from 0 to 1, spreads the waits of many
 */
export function waitBefore(
  failure: Failure,
  attempt: number,
  asked: number | undefined,
  random: number,
): number | undefined {
  if (attempt >= (attempts[failure.kind] ?? 0)) return undefined;
  if (asked !== undefined) return asked > longestWait ? undefined : Math.round(asked + spread * random);
  const backoff = Math.min(longestBackoff, firstWait * 2 ** (attempt - 1));
  return Math.round(backoff * (1 - random / 2));
}

/**
 * How long an answer asks to be left in peace, in milliseconds: `retry-after-ms`, `Retry-After` (seconds or an HTTP
 * date, RFC 9110 §10.2.3), and for a 429 `x-ratelimit-reset`. Undefined when it does not say, or nonsense.
 */
export function askedWait(headers: Headers, status: number, now: number): number | undefined {
  return (
    number(headers.get('retry-after-ms')) ??
    seconds(headers.get('retry-after')) ??
    date(headers.get('retry-after'), now) ??
    (status === 429 ? resetIn(headers, now) : undefined)
  );
}

/** The rate budget an answer tells; undefined when it tells none. A wrong or endless window is cut. */
export function rateLimit(headers: Headers, now: number): RateLimit | undefined {
  const remaining = number(headers.get('x-ratelimit-remaining'));
  const reset = resetIn(headers, now);
  if (remaining === undefined || reset === undefined) return undefined;
  const limit = number(headers.get('x-ratelimit-limit'));
  return { ...(limit !== undefined && { limit }), remaining, resetAt: now + Math.min(reset, longestWait) };
}

/** `x-ratelimit-reset` is documented in seconds to go; an epoch time, as other APIs send, is understood too. */
function resetIn(headers: Headers, now: number): number | undefined {
  const reset = seconds(headers.get('x-ratelimit-reset'));
  return reset !== undefined && reset > 1e12 ? Math.max(0, reset - now) : reset;
}

function seconds(value: string | null): number | undefined {
  const count = number(value);
  return count === undefined ? undefined : count * 1000;
}

function number(value: string | null): number | undefined {
  return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

function date(value: string | null, now: number): number | undefined {
  // Date.parse takes numbers such as "-5" for a date; a real one names a month.
  const time = value !== null && /[a-z]{3}/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
