import type { Table, Values } from '../settings/setting.ts';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { neededOf, type Found } from './compare.ts';
import { isLost, leftOut, type Hiding, type Said } from './hide.ts';
import { numbersIn, openJobs, type BatchJob } from './jobs.ts';
import { copied, type Journal } from './journal.ts';
import type { StepLedger } from './ledger.ts';
import { withJobs } from './look.ts';
import { endBefore, isKept } from './recheck.ts';
import type { StepRow } from './route.ts';
import type { Became, Ending } from './run.ts';
import { survey, type Places } from './survey.ts';

/** What a step works with. */
export interface SiteParts {
  readonly door: Door;
  readonly table: Table;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly hiding: Hiding;
  readonly places: Places;
  /** Milliseconds for which what was read counts as how it is. */
  readonly trust: number;
}

/** A row and what became of it. */
export type Told = readonly [row: number, ending: Said];

/** The place where the steps of one run are carried out: it reads, and writes down what became of rows. */
export class Site {
  readonly parts: SiteParts;
  readonly #readAt = new Map<StepLedger, number>();
  /** Called with how many rows were told. */
  onTold: (count: number) => void = () => undefined;
  /** Part of the journal is lost: what nothing says was sent may have been sent. */
  uncertain = false;
  /** When what the plan was made from was read. */
  readonly #plannedAt: number;

  constructor(parts: SiteParts, plannedAt: number) {
    this.parts = parts;
    this.#plannedAt = plannedAt;
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
    this.onTold(rows.length);
  }

  /** Reads again what the open rows of steps are about, unless that was done just now, and ends those that may not be sent. */
  async check(steps: readonly StepLedger[], signal: AbortSignal): Promise<void> {
    const stale = steps.filter((step) => !this.#isFresh(step));
    const rows = stale.flatMap((step) => this.unsent(step).map((row) => ({ step, row })));
    const at = this.now();
    if (rows.length > 0) {
      const found = await this.read(
        rows.flatMap(({ step, row }) => step.step.rows[row] ?? []),
        signal,
        true,
      );
      for (const step of stale) {
        const told = this.unsent(step).flatMap((row): Told[] => {
          const one = step.step.rows[row];
          const ending = one && endBefore(one, found(one.number.id), this.parts.table);
          if (!ending) return [];
          // Where the journal is unsure, it is more likely so by this run than by somebody else.
          const ours = ending.became === 'already' && this.uncertain;
          return [[row, ours ? { ...ending, became: 'changed' } : ending]];
        });
        await this.tell(step, told);
      }
    }
    for (const step of stale) this.#readAt.set(step, at);
  }

  /** Looks whether the account shows these rows as wished; those of which nobody can say it end as told. */
  async verify(
    step: StepLedger,
    rows: readonly number[],
    otherwise: (row: number, kept: false | undefined) => Ending,
    signal: AbortSignal,
  ): Promise<void> {
    if (rows.length === 0) return;
    const chosen = rows.flatMap((row) => step.step.rows[row] ?? []);
    const found = await this.read(chosen, signal, false);
    const told = rows.map((row): Told => {
      const one = step.step.rows[row];
      const kept = one && isKept(one, found(one.number.id));
      return [row, kept ? { became: 'changed' } : otherwise(row, kept)];
    });
    await this.tell(step, told);
  }

  /** Ends the open rows whose numbers are gone. */
  async leaveGone(step: StepLedger, signal: AbortSignal): Promise<void> {
    const rows = step.open().map((row) => [row, step.step.rows[row]] as const);
    const read = rows.flatMap(([, one]) => one ?? []);
    const found = await this.read(read, signal, false);
    const told = rows.flatMap(([row, one]): Told[] => {
      if (!one || found(one.number.id)?.block?.why !== 'gone') return [];
      const ending = endBefore(one, undefined, this.parts.table);
      return ending ? [[row, ending]] : [];
    });
    await this.tell(step, told);
  }

  /** Open rows that were not sent. */
  unsent(step: StepLedger): readonly number[] {
    return step.isSent ? [] : step.open().filter((row) => !step.sent.has(row));
  }

  /** The jobs that have not ended, those of this run among them. */
  async openJobs(signal: AbortSignal): Promise<readonly BatchJob[]> {
    return openJobs(this.parts.door, signal);
  }

  /** What the account holds of these rows now; with `busy`, numbers that a job of somebody else is working on are blocked. */
  async read(
    rows: readonly StepRow[],
    signal: AbortSignal,
    busy: boolean,
  ): Promise<(id: string) => Found | undefined> {
    const { door, table, places, journal } = this.parts;
    const numbers = [...new Map(rows.map(({ number }) => [number.id, number])).values()];
    const mines = new Set<Values>(rows.map(({ mine }) => mine));
    const deletes = rows.some(({ mine }) => Object.keys(mine).length === 0);
    const found = await survey(door, numbers, neededOf(mines, deletes, table), { places, signal });
    if (!busy || table.primary === 'mobile') return (id) => found.get(id);
    const own = journal.ledger.jobs;
    const others = (await this.openJobs(signal)).filter(({ id }) => !own.has(id));
    return withJobs(found, numbers, numbersIn(others));
  }

  /** Without any secret: after a restart nobody knows which words to hide, so none of the server's are kept. */
  #sentence({ step }: StepLedger, row: number, { sentence, theirs }: Said): string | undefined {
    if (sentence === undefined) return undefined;
    if (theirs && isLost(step.rows[row]?.mine ?? {})) return leftOut();
    return this.parts.hiding.text(sentence);
  }

  /** A clock that was set back proves nothing. */
  #isFresh(step: StepLedger): boolean {
    const age = this.now() - (this.#readAt.get(step) ?? this.#plannedAt);
    return age >= 0 && age <= this.parts.trust;
  }
}
