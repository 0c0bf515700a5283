import type { StepLedger } from './ledger.ts';
import type { Site } from './site.ts';

/** So many are checked together, shortly before they are sent: none is judged by what is long past. */
const slice = 100;
/** The next ones are checked when so many are left: some rounds of what is sent at once, so that nobody waits. */
const few = 25;
/** Milliseconds for which a check made ahead counts: whoever had to wait longer checks again. */
const longestAhead = 2000;
/** Milliseconds that rows may wait for others once they were checked. */
const longestReady = 10_000;

/** A check of the rows to come, while those before them are on their way. */
interface Ahead {
  readonly at: number;
  /** Whether it came to a good end; what fails here is tried again where its failure is heard. */
  readonly ended: Promise<boolean>;
}

/**
 * Hands out the rows of a step that were not sent, each once and checked shortly before. Whoever takes them need not wait
 * for one another: the next ones are checked while the last of these are taken.
 */
export class CheckedRows {
  readonly #site: Site;
  readonly #step: StepLedger;
  readonly #signal: AbortSignal;
  readonly #slices: (readonly number[])[];
  #rows: number[] = [];
  #readyAt = 0;
  #ahead: Ahead | undefined;
  #turning: Promise<void> | undefined;

  constructor(site: Site, step: StepLedger, signal: AbortSignal) {
    this.#site = site;
    this.#step = step;
    this.#signal = signal;
    const rows = site.unsent(step);
    this.#slices = Array.from({ length: Math.ceil(rows.length / slice) }, (_, at) =>
      rows.slice(at * slice, (at + 1) * slice),
    );
  }

  /** The next row that may be sent; undefined when there is none. Throws the Failure of a check. */
  async next(): Promise<number | undefined> {
    while (this.#rows.length === 0 || this.#isOlder(this.#readyAt, longestReady)) {
      if (this.#rows.length === 0 && this.#slices.length === 0 && !this.#turning) return undefined;
      this.#turning ??= this.#turn().finally(() => (this.#turning = undefined));
      await this.#turning;
    }
    const row = this.#rows.shift();
    if (this.#rows.length <= few) this.#lookAhead();
    return row;
  }

  /** Resolves when nothing is read any more. */
  async idle(): Promise<void> {
    await this.#ahead?.ended;
  }

  /** Makes the rows ready that come next: those that had to wait too long, or another slice. */
  async #turn(): Promise<void> {
    const waited = this.#rows.splice(0);
    const isAhead = waited.length === 0 && (await this.#cameAhead());
    const rows = waited.length > 0 ? waited : (this.#slices.shift() ?? []);
    if (!isAhead) {
      this.#step.phase = 'checking';
      await this.#check(rows);
    }
    this.#step.phase = 'sending';
    this.#rows = [...this.#site.unsent(this.#step, rows)];
    // However long the check took, it is the last before these are sent.
    this.#readyAt = this.#site.now();
  }

  /** Whether the next slice was checked just now, while the one before was sent. */
  async #cameAhead(): Promise<boolean> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead !== undefined && (await ahead.ended) && !this.#isOlder(ahead.at, longestAhead);
  }

  /** A clock that was set back proves nothing. */
  #isOlder(than: number, most: number): boolean {
    const age = this.#site.now() - than;
    return age > most || age < 0;
  }

  #lookAhead(): void {
    const [next] = this.#slices;
    if (!next || this.#ahead) return;
    const ended = this.#check(next).then(
      () => true,
      () => false,
    );
    this.#ahead = { at: this.#site.now(), ended };
  }

  #check(rows: readonly number[]): Promise<void> {
    return this.#site.checks.beforeSending([this.#step], this.#signal, rows);
  }
}
