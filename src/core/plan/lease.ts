import type { Clock } from '../telnyx/clock.ts';
import type { JournalStore } from './journalStore.ts';

/** Milliseconds that a window holds a run without saying that it is still there. */
const term = 30_000;

/** Another window has taken the run over. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

interface Held {
  readonly holder: string;
  readonly until: number;
}

function heldIn(text: string): Held | undefined {
  try {
    const held: unknown = JSON.parse(text);
    if (typeof held !== 'object' || held === null || !('holder' in held) || !('until' in held))
      return undefined;
    const { holder, until } = held;
    return typeof holder === 'string' && typeof until === 'number' ? { holder, until } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The right of one window to work on a run. Each taking makes a lease of the next generation, which only one window can
 * make; whoever held it before finds that out before the next thing they write, and again before they act on what they
 * wrote. So a wrong clock, a disk that stalls or a laptop that slept costs a window its run but never lets two work on it.
 */
export class Lease {
  readonly generation: number;
  readonly #store: JournalStore;
  readonly #name: string;
  readonly #holder: string;
  readonly #clock: Clock;
  #stop: () => void = () => undefined;

  private constructor(store: JournalStore, name: string, holder: string, clock: Clock, generation: number) {
    this.#store = store;
    this.#name = name;
    this.#holder = holder;
    this.#clock = clock;
    this.generation = generation;
    this.#renewLater();
  }

  /** Takes the run; undefined while another window holds it. */
  static async take(
    store: JournalStore,
    name: string,
    holder: string,
    clock: Clock,
  ): Promise<Lease | undefined> {
    const last = await store.lease(name);
    if (last && isHeld(last.text, clock)) return undefined;
    const generation = (last?.generation ?? 0) + 1;
    const text = JSON.stringify({ holder, until: clock.now() + term });
    const made = await store.makeLease(name, generation, text);
    return made ? new Lease(store, name, holder, clock, generation) : undefined;
  }

  /** Whether any window holds the run. */
  static async isHeld(store: JournalStore, name: string, clock: Clock): Promise<boolean> {
    return (await Lease.heldUntil(store, name, clock)) !== undefined;
  }

  /** Until when a window holds the run, unless it says again that it is there; in milliseconds since 1970. */
  static async heldUntil(store: JournalStore, name: string, clock: Clock): Promise<number | undefined> {
    const last = await store.lease(name);
    return last && isHeld(last.text, clock) ? heldIn(last.text)?.until : undefined;
  }

  /**
   * Throws `LeaseLost` when another window has taken over before this was asked. Two looks tell, however many leases came
   * after: first at the next one, then at one's own. The next one is always the first to be made after this one, and
   * whoever removes it has removed this one before. So where the next one is not there, and then this one still is, the
   * next one was not made yet when it was looked for.
   */
  async check(): Promise<void> {
    const next = await this.#store.leaseText(this.#name, this.generation + 1);
    const own = await this.#store.leaseText(this.#name, this.generation);
    // A window that was slow to take the run may have made one of this generation again.
    if (next !== undefined || own === undefined || heldIn(own)?.holder !== this.#holder)
      throw new LeaseLost();
  }

  /** Gives the run back, so that any window may take it at once. */
  async release(): Promise<void> {
    this.#stop();
    await this.#store.close(this.#name);
    const text = JSON.stringify({ holder: this.#holder, until: 0 });
    await this.#store.writeLease(this.#name, this.generation, text).catch(() => undefined);
  }

  /** Another window has taken over: says no more that this one is there. */
  lose(): void {
    this.#stop();
    void this.#store.close(this.#name);
  }

  #renewLater(): void {
    this.#stop = this.#clock.alarm(term / 3, () => {
      const text = JSON.stringify({ holder: this.#holder, until: this.#clock.now() + term });
      // One that cannot be written runs out by itself.
      this.#store.writeLease(this.#name, this.generation, text).catch(() => undefined);
      this.#renewLater();
    });
  }
}

/** A term that ends later than any window can have asked for was written by a clock that was wrong. */
function isHeld(text: string, clock: Clock): boolean {
  const left = (heldIn(text)?.until ?? 0) - clock.now();
  return left > 0 && left <= term;
}
