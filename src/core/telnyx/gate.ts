import { Cancelled, onAbort } from './cancel.ts';
import type { Clock } from './clock.ts';

/** What an answer said about the rate limit. */
export interface RateLimit {
  /** Requests in a whole window; absent when the server does not say. */
  readonly limit?: number;
  /** Requests left in this window, as the server counts. */
  readonly remaining: number;
  /** Milliseconds since 1970 at which the window ends. */
  readonly resetAt: number;
}

/**
 * Lets requests through: so many at once, none while the account's rate budget is used up or a 429 asked for
 * peace. Whoever waits here can be cancelled, and goes in the order of coming.
 */
export class Gate {
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  readonly #closing = new AbortController();
  #running = 0;
  #pausedUntil = 0;
  #budget: RateLimit | undefined;
  #wakesAt: number | undefined;

  constructor(limit: number, clock: Clock) {
    this.#limit = Math.max(1, Math.floor(limit));
    this.#clock = clock;
  }

  /** Waits for a place; the result gives it back. Rejects with `Cancelled` when the signal aborts. */
  enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        forget();
        this.#running += 1;
        resolve(() => {
          this.#running -= 1;
          this.#admit();
        });
      };
      this.#waiting.push(admit);
      const forget = onAbort(signal, () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(new Cancelled());
      });
      this.#admit();
    });
  }

  /** Nobody goes through before this time. */
  pauseUntil(time: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, time);
  }

  /** Takes note of the budget an answer told. Answers overtake each other: within a window the lowest count holds. */
  heard(limit: RateLimit): void {
    const known = this.#budget;
    const sameWindow =
      known && this.#clock.now() < known.resetAt && Math.abs(limit.resetAt - known.resetAt) < 1500;
    this.#budget = sameWindow ? { ...known, remaining: Math.min(known.remaining, limit.remaining) } : limit;
  }

  close(): void {
    this.#closing.abort();
  }

  #admit(): void {
    while (this.#waiting.length > 0 && this.#running < this.#limit) {
      const wait = this.#wait();
      if (wait > 0) {
        this.#wakeAfter(wait);
        return;
      }
      this.#waiting.shift()?.();
    }
  }

  /** Milliseconds until the next may go; those under way may use up what is left, so they count as used. */
  #wait(): number {
    const now = this.#clock.now();
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#budget && now >= this.#budget.resetAt) this.#budget = newWindow(this.#budget);
    if (!this.#budget || this.#budget.remaining > this.#running) return 0;
    return this.#budget.resetAt - now;
  }

  #wakeAfter(wait: number): void {
    const at = this.#clock.now() + wait;
    // For ever means: until one of those under way is back and tells more.
    if (at === Infinity) return;
    if (this.#wakesAt !== undefined && this.#wakesAt <= at) return;
    this.#wakesAt = at;
    const wake = () => {
      this.#wakesAt = undefined;
      this.#admit();
    };
    // Closing ends the sleep; those who wait are cancelled by their own signals.
    this.#clock.sleep(wait, this.#closing.signal).then(wake, () => undefined);
  }
}

/** A window of which nothing is heard yet: the whole budget, if it is known. */
function newWindow({ limit }: RateLimit): RateLimit | undefined {
  return limit === undefined ? undefined : { limit, remaining: Math.max(1, limit), resetAt: Infinity };
}
