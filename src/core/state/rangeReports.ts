import type { PlainDate } from '../billing/dates.ts';
import { windowsOf, type Period } from '../billing/period.ts';
import { reportOf, type KeptReports, type ReportKind } from '../billing/reports.ts';
import type { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import type { Disposable } from './emitter.ts';
import type { Session } from './session.ts';

/** A window and what Telnyx reports for it. */
export interface WindowReport<T> {
  readonly window: Period;
  readonly report: T;
}

/** What a range is asked for with. */
interface Asking {
  readonly session: Session;
  readonly period: Period;
  readonly kept: KeptReports | undefined;
  readonly today: PlainDate;
  /** Ask even for what is there or kept. */
  readonly anew: boolean;
}

/**
 * The reports of one kind for a range that changes: one for each of its windows, asked for side by side. What is there
 * stays while the range moves over it, and after a failure only what is missing is asked for.
 */
export class RangeReports<T> implements Disposable {
  readonly #kind: ReportKind<T>;
  readonly #changed: () => void;
  readonly #there = new Map<string, T>();
  /** Windows that a person wants anew, until they have come. */
  readonly #due = new Set<string>();
  #windows: readonly Period[] = [];
  #missing = 0;
  #loading: AbortController | undefined;
  #failure: Failure | undefined;
  #reports: readonly WindowReport<T>[] | undefined;

  /** `changed` is called when a report has come, and when loading ends. */
  constructor(kind: ReportKind<T>, changed: () => void) {
    this.#kind = kind;
    this.#changed = changed;
  }

  get loading(): boolean {
    return this.#loading !== undefined;
  }

  /** Reports that are still to come, of all of them. */
  get progress(): { readonly missing: number; readonly all: number } {
    return { missing: this.#missing, all: this.#windows.length };
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /**
   * All of the range in order, the same list until something in it changes; undefined while one is missing, since a part
   * of a range is another range. Reports that are asked for anew change it together, when the last of them has come: sums
   * of old and new ones would be of no moment.
   */
  get reports(): readonly WindowReport<T>[] | undefined {
    return this.#reports;
  }

  /** Asks for what a range needs and what is not there. */
  want(asking: Asking): void {
    this.#stop();
    this.#cover(asking.period);
    if (asking.anew) for (const window of this.#windows) this.#due.add(keyOf(window));
    const wanted = this.#windows.filter((window) => {
      const key = keyOf(window);
      return this.#due.has(key) || !this.#there.has(key);
    });
    if (wanted.length > 0) void this.#load(wanted, asking);
  }

  /** Forgets everything: it is of another account. */
  clear(): void {
    this.#stop();
    this.#there.clear();
    this.#due.clear();
    this.#windows = [];
    this.#reports = undefined;
  }

  dispose(): void {
    this.#stop();
  }

  #cover(period: Period): void {
    const windows = windowsOf(period);
    const keys = windows.map(keyOf);
    if (keys.join() === this.#windows.map(keyOf).join()) return;
    this.#windows = windows;
    for (const key of this.#there.keys()) if (!keys.includes(key)) this.#there.delete(key);
    for (const key of this.#due) if (!keys.includes(key)) this.#due.delete(key);
    this.#collect();
  }

  #collect(): void {
    const found = this.#windows.flatMap((window) => {
      const report = this.#there.get(keyOf(window));
      return report === undefined ? [] : [{ window, report }];
    });
    this.#reports = found.length > 0 && found.length === this.#windows.length ? found : undefined;
  }

  #stop(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#failure = undefined;
    this.#missing = 0;
  }

  async #load(wanted: readonly Period[], { session, kept, today }: Asking): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    this.#missing = wanted.length;
    const { signal } = loading;
    const asked = { kind: this.#kind, door: session.door, kept, today, signal };
    try {
      await Promise.all(
        wanted.map(async (window) => {
          const key = keyOf(window);
          const report = await reportOf(window, { ...asked, anew: this.#due.has(key) });
          if (this.#loading !== loading) return;
          this.#there.set(key, report);
          this.#due.delete(key);
          this.#missing -= 1;
          if (this.#missing > 0) this.#changed();
        }),
      );
      if (this.#loading === loading) this.#collect();
    } catch (thrown) {
      // The others are of no use without this one now; those that came are not asked for again.
      loading.abort();
      const failure = failureFrom(thrown, { host: session.profile.baseUrl, writeSent: false });
      if (this.#loading === loading && failure.kind !== 'cancelled') this.#failure = failure;
    }
    // Another question was asked meanwhile, or nobody listens any more.
    if (this.#loading !== loading) return;
    this.#loading = undefined;
    this.#changed();
  }
}

function keyOf({ from, to }: Period): string {
  return `${from}/${to}`;
}
