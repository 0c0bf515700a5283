import type { RetryAfterForm, SampleSettings } from './options.ts';

interface Window {
  start: number;
  used: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests per key in fixed windows and says so on every answer. */
export class RateLimit {
  readonly #settings: SampleSettings;
  readonly #windows = new Map<string, Window>();

  constructor(settings: SampleSettings) {
    this.#settings = settings;
  }

  take(key: string): Allowance {
    const { rate, now } = this.#settings;
    const time = now();
    let window = this.#windows.get(key);
    if (!window || time >= window.start + rate.windowMs) {
      window = { start: time, used: 0 };
      this.#windows.set(key, window);
    }
    window.used += 1;
    const allowed = window.used <= rate.limit;
    const reset = Math.max(1, Math.ceil((window.start + rate.windowMs - time) / 1000));
    return {
      allowed,
      headers: {
        'x-ratelimit-limit': String(rate.limit),
        'x-ratelimit-remaining': String(Math.max(0, rate.limit - window.used)),
        'x-ratelimit-reset': String(reset),
        ...(allowed ? {} : retryAfter(this.#settings.variants.retryAfter, reset, time)),
      },
    };
  }
}

/** `Retry-After` in the form asked for; Telnyx documents none, so the usual one is its absence. */
function retryAfter(form: RetryAfterForm, seconds: number, now: number): Readonly<Record<string, string>> {
  if (form === 'absent') return {};
  if (form === 'zero') return { 'retry-after': '0' };
  if (form === 'seconds') return { 'retry-after': String(seconds) };
  if (form === 'long') return { 'retry-after': '259200' };
  return { 'retry-after': new Date(now + seconds * 1000).toUTCString() };
}
