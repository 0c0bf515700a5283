import type { Table, Values } from '../settings/setting.ts';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { blockOf, neededOf, type Found } from './compare.ts';
import { isLost, leftOut, type Hiding, type Said } from './hide.ts';
import { numbersIn, openJobs, type BatchJob } from './jobs.ts';
import type { Journal } from './journal.ts';
import { copied } from './stepEntries.ts';
import type { StepLedger } from './ledger.ts';
import { patient } from './patience.ts';
import { isProvisioned, provisionedEnd, provisioningStatus } from './provisioning.ts';
import { endBefore, isKept } from './recheck.ts';
import type { StepRow } from './route.ts';
import type { Became, Ending } from './run.ts';
import { sayBlock } from './sayBlock.ts';
import type { ListPlaces } from './listPlaces.ts';
import { survey } from './survey.ts';

/** What a step works with. */
export interface SiteParts {
  readonly door: Door;
  readonly table: Table;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly hiding: Hiding;
  readonly places: ListPlaces;
  /** Whether a job was started by another run of this extension. */
  readonly isOthers: (job: string) => Promise<boolean>;
}

/**
 * Milliseconds for which what a run has read counts as how it is: all numbers are read when it begins, and those of a
 * later step once more. What was read for the review never counts, however short ago.
 */
const trust = 2000;
/** Rows that are read together as a run begins: what is read is held until it is judged. */
const together = 5000;

const changed: Ending = { became: 'changed' };

/** A row and what became of it. */
export type Told = readonly [row: number, ending: Said];

/** The place where the steps of one run are carried out: it reads, and writes down what became of rows. */
export class Site {
  readonly parts: SiteParts;
  /** When each row of a step was read last. */
  readonly #readAt = new Map<StepLedger, Float64Array>();
  /** Called when rows were told. */
  onTold: () => void = () => undefined;
  /** Whether reads outlast the account's rate limit. */
  mayWait: () => boolean = () => false;
  /** Part of the journal is lost: what nothing says was sent may have been sent. */
  uncertain = false;
  constructor(parts: SiteParts) {
    const { door, clock } = parts;
    this.parts = { ...parts, door: patient(door, clock, () => this.mayWait()) };
  }

  now(): number {
    return this.parts.clock.now();
  }

  placeOf(step: StepLedger): number {
    return this.parts.journal.ledger.steps.indexOf(step);
  }

  /** Writes down what became of rows. */
  async tell(step: StepLedger, told: readonly Told[]): Promise<void> {
    if (told.length === 0) return;
    const { journal, hiding } = this.parts;
    const rows = told.map(([row, ending]): [number, Became, string | null, string | null] => [
      row,
      ending.became,
      ending.code ?? null,
      this.#sentence(step, row, ending) ?? null,
    ]);
    const kept = told.flatMap(([row, ending]) =>
      ending.kept ? [[row, copied(hiding.values(ending.kept))] as const] : [],
    );
    await journal.append({
      kind: 'told',
      n: this.placeOf(step),
      at: this.now(),
      rows,
      ...(kept.length > 0 && { kept: Object.fromEntries(kept) }),
    });
    this.onTold();
  }

  /**
   * Asks right before sending: which numbers are inside jobs of somebody else, always; and what the open rows hold, unless
   * that was read just now. Ends the rows that may not be sent.
   *
   * @param only these rows of each step; else all of them
   */
  check(steps: readonly StepLedger[], signal: AbortSignal, only?: readonly number[]): Promise<void> {
    return this.#look(steps, () => this.#busy(signal), signal, only);
  }

  async #look(
    steps: readonly StepLedger[],
    listBusy: () => Promise<ReadonlyMap<string, string>>,
    signal: AbortSignal,
    only?: readonly number[],
  ): Promise<void> {
    const rows = steps.flatMap((step) => this.unsent(step, only).map((row) => ({ step, row })));
    if (rows.length === 0) return;
    const at = this.now();
    const stale = new Set(rows.filter(({ step, row }) => !this.#isFresh(step, row)));
    const found = await this.read(
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
    for (const [step, endings] of told) await this.tell(step, endings);
  }

  /**
   * Reads again what is not sure any more, of many steps together, since a few pages tell of many numbers. Each is checked
   * once more before it is sent, and only then jobs of others are asked for.
   *
   * @param mayGoOn asked before each reading
   */
  async checkStale(steps: readonly StepLedger[], mayGoOn: () => boolean, signal: AbortSignal): Promise<void> {
    const stale = steps.filter((step) => this.unsent(step).some((row) => !this.#isFresh(step, row)));
    for (const group of groupsOf(stale))
      if (mayGoOn()) await this.#look(group, () => Promise.resolve(new Map()), signal);
  }

  #judge(row: StepRow, found: Found | undefined, busy: ReadonlyMap<string, string>): Ending | undefined {
    const job = blockOf(found) === undefined ? inJob(row, busy) : undefined;
    const ending = job ?? endBefore(row, found, this.parts.table);
    // Where the journal is unsure, it is more likely so by this run than by somebody else.
    return ending?.became === 'already' && this.uncertain ? { ...ending, became: 'changed' } : ending;
  }

  /** Looks whether the account shows these rows as wished; those of which nobody can say it end as told. */
  async verify(
    step: StepLedger,
    rows: readonly number[],
    otherwise: (row: number, kept: false | undefined) => Said,
    signal: AbortSignal,
  ): Promise<void> {
    if (rows.length === 0) return;
    const chosen = rows.flatMap((row) => step.step.rows[row] ?? []);
    const found = await this.read(chosen, signal);
    const told = rows.map((row): Told => {
      const one = step.step.rows[row];
      const known = one && found(one.number.id);
      const kept = one && isKept(one, known);
      if (kept !== true) return [row, otherwise(row, kept)];
      const ending = isProvisioned(one.mine) ? provisionedEnd(one, known?.live ?? {}) : changed;
      return [row, ending ?? otherwise(row, undefined)];
    });
    await this.tell(step, told);
  }

  /** Ends the open rows whose numbers are gone. */
  async leaveGone(step: StepLedger, signal: AbortSignal): Promise<void> {
    const rows = step.open().map((row) => [row, step.step.rows[row]] as const);
    const read = rows.flatMap(([, one]) => one ?? []);
    const found = await this.read(read, signal);
    const told = rows.flatMap(([row, one]): Told[] => {
      if (!one || found(one.number.id)?.block?.why !== 'gone') return [];
      const ending = endBefore(one, undefined, this.parts.table);
      return ending ? [[row, ending]] : [];
    });
    await this.tell(step, told);
  }

  /** What was read of a row no longer counts as how it is, however lately that was. */
  distrust(step: StepLedger, row: number): void {
    this.#timesOf(step)[row] = -Infinity;
  }

  /** Open rows that were not sent; `only` these of them. */
  unsent(step: StepLedger, only = step.open()): readonly number[] {
    return step.isSent ? [] : only.filter((row) => step.isOpen(row) && !step.sent.has(row));
  }

  /** The jobs that have not ended, those of this run among them. */
  async openJobs(signal: AbortSignal): Promise<readonly BatchJob[]> {
    return openJobs(this.parts.door, signal);
  }

  /** What the account holds of these rows now. */
  async read(rows: readonly StepRow[], signal: AbortSignal): Promise<(id: string) => Found | undefined> {
    const { door, table, places } = this.parts;
    const numbers = [...new Map(rows.map(({ number }) => [number.id, number])).values()];
    const mines = new Set<Values>(rows.map(({ mine }) => mine));
    const deletes = rows.some(({ mine }) => Object.keys(mine).length === 0);
    const needed = neededOf(mines, deletes, table);
    const settings = [
      ...needed.table.settings,
      ...([...mines].some(isProvisioned) ? [provisioningStatus] : []),
    ];
    const whole = { ...needed, table: { ...needed.table, settings } };
    const found = await survey(door, numbers, whole, { places, signal });
    return (id) => found.get(id);
  }

  /** The numbers that jobs of somebody else have still to come to. */
  async #busy(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const { table, journal } = this.parts;
    if (table.primary === 'mobile') return new Map();
    const own = journal.ledger.jobs;
    return numbersIn((await this.openJobs(signal)).filter(({ id }) => !own.has(id)));
  }

  /** Without any secret: after a restart nobody knows which words to hide, so none of the server's are kept. */
  #sentence({ step }: StepLedger, row: number, { sentence, theirs }: Said): string | undefined {
    if (sentence === undefined) return undefined;
    if (theirs && isLost(step.rows[row]?.mine ?? {})) return leftOut();
    return this.parts.hiding.text(sentence);
  }

  /** A clock that was set back proves nothing. */
  #isFresh(step: StepLedger, row: number): boolean {
    const age = this.now() - (this.#timesOf(step)[row] ?? -Infinity);
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
