import type { Table, Values } from '../settings/setting.ts';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { Checks } from './checks.ts';
import { neededOf, type Found } from './compare.ts';
import { isLost, leftOut, type Hiding, type Said, type Told } from './hide.ts';
import type { BatchJob } from './jobs.ts';
import type { Journal } from './journal.ts';
import type { StepLedger } from './ledger.ts';
import type { ListPlaces } from './listPlaces.ts';
import { openJobs } from './openJobs.ts';
import { patient } from './patience.ts';
import { isProvisioned, provisionedEnd, provisioningStatus } from './provisioning.ts';
import { endBefore, isKept } from './recheck.ts';
import type { StepRow } from './route.ts';
import type { Became, Ending } from './run.ts';
import { copied } from './stepEntries.ts';
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

const changed: Ending = { became: 'changed' };

/** The place where the steps of one run are carried out: it reads, and writes down what became of rows. */
export class Site {
  readonly parts: SiteParts;
  readonly checks = new Checks(this);
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

  /** Without any secret: after a restart nobody knows which words to hide, so none of the server's are kept. */
  #sentence({ step }: StepLedger, row: number, { sentence, theirs }: Said): string | undefined {
    if (sentence === undefined) return undefined;
    if (theirs && isLost(step.rows[row]?.mine ?? {})) return leftOut();
    return this.parts.hiding.text(sentence);
  }
}
