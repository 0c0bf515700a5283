import type { Table } from '../settings/setting.ts';
import { blockOf, type Found } from './compare.ts';
import type { Told } from './hide.ts';
import type { BatchJob } from './jobs.ts';
import { numbersIn } from './jobTally.ts';
import type { Journal } from './journal.ts';
import type { StepLedger } from './ledger.ts';
import { endBefore } from './recheck.ts';
import type { StepRow } from './route.ts';
import type { Ending } from './run.ts';
import { sayBlock } from './sayBlock.ts';

/**
 * Milliseconds for which what a run has read counts as how it is: all numbers are read when it begins, and those of a
 * later step once more. What was read for the review never counts, however short ago.
 */
const trust = 2000;
/** Rows that are read together as a run begins: what is read is held until it is judged. */
const together = 5000;

/** What of a site it works with. */
interface Place {
  readonly parts: { readonly table: Table; readonly journal: Journal };
  readonly uncertain: boolean;
  now(): number;
  unsent(step: StepLedger, only?: readonly number[]): readonly number[];
  read(rows: readonly StepRow[], signal: AbortSignal): Promise<(id: string) => Found | undefined>;
  tell(step: StepLedger, told: readonly Told[]): Promise<void>;
  openJobs(signal: AbortSignal): Promise<readonly BatchJob[]>;
}

/** What a run asks of the account right before it sends: whether its rows are still as they were looked at. */
export class Checks {
  readonly #site: Place;
  /** When each row of a step was read last. */
  readonly #readAt = new Map<StepLedger, Float64Array>();

  constructor(site: Place) {
    this.#site = site;
  }

  /**
   * Asks right before sending: which numbers are inside jobs of somebody else, always; and what the open rows hold, unless
   * that was read just now. Ends the rows that may not be sent.
   *
   * @param only these rows of each step; else all of them
   */
  beforeSending(steps: readonly StepLedger[], signal: AbortSignal, only?: readonly number[]): Promise<void> {
    return this.#look(steps, () => this.#busy(signal), signal, only);
  }

  /**
   * Reads again what is not sure any more, of many steps together, since a few pages tell of many numbers. Each is checked
   * once more before it is sent, and only then jobs of others are asked for.
   *
   * @param mayGoOn asked before each reading
   */
  async readStale(steps: readonly StepLedger[], mayGoOn: () => boolean, signal: AbortSignal): Promise<void> {
    const stale = steps.filter((step) => this.#site.unsent(step).some((row) => !this.#isFresh(step, row)));
    for (const group of groupsOf(stale))
      if (mayGoOn()) await this.#look(group, () => Promise.resolve(new Map()), signal);
  }

  /** What was read of a row no longer counts as how it is, however lately that was. */
  distrust(step: StepLedger, row: number): void {
    this.#timesOf(step)[row] = -Infinity;
  }

  async #look(
    steps: readonly StepLedger[],
    listBusy: () => Promise<ReadonlyMap<string, string>>,
    signal: AbortSignal,
    only?: readonly number[],
  ): Promise<void> {
    const rows = steps.flatMap((step) => this.#site.unsent(step, only).map((row) => ({ step, row })));
    if (rows.length === 0) return;
    const at = this.#site.now();
    const stale = new Set(rows.filter(({ step, row }) => !this.#isFresh(step, row)));
    const found = await this.#site.read(
      [...stale].flatMap(({ step, row }) => step.step.rows[row] ?? []),
      signal,
    );
    // After the values, so that a job that began meanwhile is seen, too.
    const busy = await listBusy();
    const told = new Map(steps.map((step) => [step, [] as Told[]]));
    for (const place of rows) {
      const { step, row } = place;
      const one = step.step.rows[row];
      const read = stale.has(place);
      const ending = one && (read ? this.#judge(one, found(one.number.id), busy) : inJob(one, busy));
      if (ending) told.get(step)?.push([row, ending]);
      if (read) this.#timesOf(step)[row] = at;
    }
    for (const [step, endings] of told) await this.#site.tell(step, endings);
  }

  #judge(row: StepRow, found: Found | undefined, busy: ReadonlyMap<string, string>): Ending | undefined {
    const job = blockOf(found) === undefined ? inJob(row, busy) : undefined;
    const ending = job ?? endBefore(row, found, this.#site.parts.table);
    // Where the journal is unsure, it is more likely so by this run than by somebody else.
    return ending?.became === 'already' && this.#site.uncertain ? { ...ending, became: 'changed' } : ending;
  }

  /** The numbers that jobs of somebody else have still to come to. */
  async #busy(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const { table, journal } = this.#site.parts;
    if (table.primary === 'mobile') return new Map();
    const own = journal.ledger.jobs;
    return numbersIn((await this.#site.openJobs(signal)).filter(({ id }) => !own.has(id)));
  }

  /** A clock that was set back proves nothing. */
  #isFresh(step: StepLedger, row: number): boolean {
    const age = this.#site.now() - (this.#timesOf(step)[row] ?? -Infinity);
    return age >= 0 && age <= trust;
  }

  #timesOf(step: StepLedger): Float64Array {
    const known = this.#readAt.get(step) ?? new Float64Array(step.step.rows.length).fill(-Infinity);
    this.#readAt.set(step, known);
    return known;
  }
}

/** Steps that are read together. */
function groupsOf(steps: readonly StepLedger[]): readonly (readonly StepLedger[])[] {
  const groups: StepLedger[][] = [];
  let rows = together;
  for (const step of steps) {
    if (rows >= together) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)?.push(step);
    rows += step.step.rows.length;
  }
  return groups;
}

function inJob({ number }: StepRow, busy: ReadonlyMap<string, string>): Ending | undefined {
  const job = busy.get(number.id) ?? busy.get(number.phoneNumber);
  return job === undefined ? undefined : { became: 'conflict', sentence: sayBlock({ why: 'in-job', job }) };
}
