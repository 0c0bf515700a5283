import { t } from '@vscode/l10n';
import { Cancelled } from '../telnyx/cancel.ts';
import { Failure } from '../telnyx/failure.ts';
import { runBatch } from './batch.ts';
import { isLost, isTheirs, leftOut } from './hide.ts';
import { mostOpen, sharesPlaces } from './jobs.ts';
import { LeaseLost, type Lease } from './lease.ts';
import type { StepLedger } from './ledger.ts';
import { inParallel } from './parallel.ts';
import { Pace } from './pace.ts';
import { resultsOf, stateOf } from './report.ts';
import { order } from './route.ts';
import type { Became, Ending, NumberResult, Run, RunPhase, RunState, StepOperation } from './run.ts';
import { isLeft, sendSingle } from './singles.ts';
import type { Site, Told } from './site.ts';

/** Single requests at once; the door's own limit holds besides. */
const width = 8;
/** So many of them are checked right before they are sent, so that the last ones are not judged by what is long past. */
const slice = 50;
/** Unclear answers in a row after which something is wrong with more than one number. */
const mostDoubts = 3;
/** Milliseconds of peace after a request was refused for the sake of the rate limit, and how often. */
const peace = 1000;
const longestPeace = 30_000;
const mostPeace = 40;
/** How long a place among the open jobs is waited for each time. */
const queueing = 5000;

type Goal = 'go' | 'pause' | 'cancel' | 'leave';

export interface RunnerParts {
  readonly site: Site;
  readonly lease: Lease;
  /** Part of the journal is lost: what nothing says was sent may have been sent. */
  readonly uncertain: boolean;
  readonly onWritten: (ids: readonly string[]) => void;
  /** Told of every change of the phase. */
  readonly onPhase: (phase: RunPhase) => void;
}

/** Carries a run out, step after step; all it knows stands in the journal's ledger. */
export class Runner implements Run {
  readonly #parts: RunnerParts;
  readonly #listeners = new Set<(state: RunState) => void>();
  readonly #pace = new Pace();
  #phase: RunPhase = 'running';
  #trouble: string | undefined;
  #goal: Goal = 'go';
  #leaving = new AbortController();
  #work: Promise<void>;
  #doubts = 0;
  #telling = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    parts.site.uncertain = parts.uncertain;
    parts.site.onTold = (count) => {
      this.#pace.note(parts.site.now(), count);
      this.#tell();
    };
    this.#work = this.#begin();
  }

  get state(): RunState {
    const { ledger } = this.#parts.site.parts.journal;
    const { counts } = ledger;
    return {
      ...stateOf(ledger, this.#phase, false),
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
      ...(this.#phase === 'running' && this.#pace.outlook(counts.waiting + counts.underway)),
    };
  }

  results(became?: readonly Became[]): readonly NumberResult[] {
    const { journal, hiding } = this.#parts.site.parts;
    return resultsOf(journal.ledger, hiding, became);
  }

  onChange(listener: (state: RunState) => void): { dispose(): void } {
    const entry = (state: RunState) => {
      listener(state);
    };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  }

  pause(): void {
    if (this.#phase === 'running') this.#aim('pause', 'pausing');
  }

  proceed(): void {
    if (this.#phase !== 'paused' && this.#phase !== 'stopped') return;
    this.#work = this.#begin();
  }

  cancel(): void {
    if (this.#phase === 'running' || this.#phase === 'pausing') {
      if (this.#goal !== 'cancel') this.#aim('cancel', 'pausing');
    } else if (this.#phase === 'paused' || this.#phase === 'stopped') this.#work = this.#begin('cancel');
  }

  async settled(): Promise<RunState> {
    await this.#work;
    return this.state;
  }

  /** Lets go: what was sent stays sent, and any window may resume the rest. */
  async leave(): Promise<void> {
    this.#goal = 'leave';
    this.#leaving.abort();
    await this.#work;
    await this.#parts.lease.release();
  }

  #aim(goal: Goal, phase: RunPhase): void {
    this.#goal = goal;
    this.#become(phase);
  }

  async #begin(goal: Goal = 'go'): Promise<void> {
    const { site } = this.#parts;
    this.#goal = goal;
    this.#doubts = 0;
    this.#trouble = undefined;
    this.#become('running');
    try {
      await site.parts.journal.append({ kind: 'go', at: site.now() });
      await this.#carryOut();
      await this.#conclude();
    } catch (thrown) {
      await this.#stop(thrown);
    }
  }

  async #carryOut(): Promise<void> {
    const { site } = this.#parts;
    const { steps } = site.parts.journal.ledger;
    const signal = this.#leaving.signal;
    const left = steps.filter(({ isDone }) => !isDone);
    // What is known to have been sent comes first: until it is settled, nobody can say what is left.
    for (const step of left.filter((one) => one.sent.size > 0)) await this.#settle(step, signal);
    if (this.#goal === 'go') await site.check(left, signal);
    for (const operation of order) {
      const own = left.filter(({ step }) => step.operation === operation);
      if (own.length === 0) continue;
      const places = await this.#places(operation, own, signal);
      await inParallel(own, places, signal, (step) => this.#step(step, signal));
    }
    site.uncertain = false;
  }

  async #step(step: StepLedger, signal: AbortSignal): Promise<void> {
    const { site, onWritten } = this.#parts;
    const isUnderway = step.isSent && step.open().length > 0;
    if (this.#goal !== 'go' && !isUnderway) return;
    const before = new Set(step.open());
    this.#tell();
    try {
      if (step.step.way === 'single') await this.#singles(step, signal);
      else {
        await this.#withoutLost(step);
        await runBatch(site, step, site.uncertain, signal);
      }
      if (step.open().length === 0)
        await site.parts.journal.append({ kind: 'done', n: site.placeOf(step), at: site.now() });
    } finally {
      const written = [...before].filter((row) => !step.isOpen(row) && isWritten(step.ending(row)));
      const ids = written.flatMap((row) => step.step.rows[row]?.number.id ?? []);
      if (ids.length > 0) onWritten(ids);
      this.#tell();
    }
  }

  async #singles(step: StepLedger, signal: AbortSignal): Promise<void> {
    const { site } = this.#parts;
    await this.#withoutLost(step);
    const rows = site.unsent(step);
    for (let from = 0; from < rows.length && this.#goal === 'go'; from += slice) {
      const some = rows.slice(from, from + slice);
      step.phase = 'checking';
      await site.check([step], signal, some);
      step.phase = 'sending';
      await inParallel(site.unsent(step, some), width, signal, async (row) => {
        if (this.#goal === 'go') await this.#single(step, row, signal);
      });
    }
  }

  async #single(step: StepLedger, row: number, signal: AbortSignal): Promise<void> {
    const { site } = this.#parts;
    const { journal, clock } = site.parts;
    const one = step.step.rows[row];
    if (!one) return;
    const n = site.placeOf(step);
    for (let tries = 1; ; tries++) {
      await journal.append({ kind: 'send', n, at: site.now(), i: row });
      const sent = await sendSingle(step.step.operation, one, { ...site.parts, leave: signal });
      // Nobody waited for it: it stays sent, and whoever resumes looks what came of it.
      if ('ending' in sent && isLeft(sent, signal)) throw sent.doubt ?? new Cancelled();
      if ('ending' in sent) {
        await site.tell(step, [[row, sent.ending]]);
        this.#doubts = sent.doubt ? this.#doubts + 1 : 0;
        if (sent.doubt && this.#doubts >= mostDoubts) throw sent.doubt;
        return;
      }
      await journal.append({ kind: 'back', n, at: site.now(), i: row });
      if (sent.again.kind !== 'rate-limited' || tries >= mostPeace) throw sent.again;
      await clock.sleep(Math.min(peace * tries, longestPeace), signal);
      // Others had time to change it.
      site.distrust(step, row);
      await site.check([step], signal, [row]);
      if (!step.isOpen(row)) return;
    }
  }

  /** Single requests that were sent and never answered, as after a crash: the numbers tell what came of them. */
  async #settle(step: StepLedger, signal: AbortSignal): Promise<void> {
    const { site } = this.#parts;
    const rows = [...step.sent].filter((row) => step.isOpen(row));
    const sentence = t(
      'It was sent, but no answer came, and the account does not show the change. It may still be made.',
    );
    await site.verify(step, rows, () => ({ became: 'unknown', sentence }), signal);
  }

  /** A secret that was typed is kept nowhere, so that after a restart there is nothing to send. */
  async #withoutLost(step: StepLedger): Promise<void> {
    const { site } = this.#parts;
    const sentence = t(
      'The secret that was typed is kept nowhere, so it cannot be sent after a restart. Type it again.',
    );
    const told = site
      .unsent(step)
      .filter((row) => isLost(step.step.rows[row]?.mine ?? {}))
      .map((row): Told => [row, { became: 'failed', sentence }]);
    await site.tell(step, told);
  }

  /** How many steps of an operation may be under way at once. Waits until the account has room for one more job. */
  async #places(operation: StepOperation, own: readonly StepLedger[], signal: AbortSignal): Promise<number> {
    if (own.every(({ step }) => step.way === 'single')) return 1;
    if (operation !== 8 && operation !== 9 && operation !== 10) return width;
    const { site } = this.#parts;
    for (;;) {
      const mine = site.parts.journal.ledger.jobs;
      const others = (await site.openJobs(signal)).filter(
        (job) => sharesPlaces(job, operation) && !mine.has(job.id),
      );
      const free = mostOpen[operation] - others.length;
      if (free > 0) return Math.min(free, own.length);
      if (this.#goal !== 'go') return 1;
      await site.parts.clock.sleep(queueing, signal);
    }
  }

  async #conclude(): Promise<void> {
    const { site, lease } = this.#parts;
    const { journal } = site.parts;
    const { ledger } = journal;
    if (this.#goal === 'leave') throw new Cancelled();
    if (this.#goal === 'pause' && ledger.steps.some((step) => !step.isDone)) {
      await journal.append({ kind: 'halt', at: site.now(), phase: 'paused' });
      this.#become('paused');
      return;
    }
    const isCancelled = this.#goal === 'cancel' && ledger.steps.some((step) => !step.isDone);
    for (const step of ledger.steps) await this.#leaveOpen(step);
    const phase = isCancelled ? 'cancelled' : 'done';
    const { steps } = stateOf(ledger, phase, false);
    await journal.append({ kind: 'end', at: site.now(), phase, counts: { ...ledger.counts }, steps });
    await lease.release();
    this.#become(phase);
  }

  async #leaveOpen(step: StepLedger): Promise<void> {
    const left: Ending = { became: 'left', sentence: t('It was not sent: the plan was cancelled before.') };
    const unknown: Ending = {
      became: 'unknown',
      sentence: t('It was sent, and nobody waited for what came of it.'),
    };
    const isSent = (row: number) => step.isSent || step.sent.has(row);
    await this.#parts.site.tell(
      step,
      step.open().map((row): Told => [row, isSent(row) ? unknown : left]),
    );
  }

  async #stop(thrown: unknown): Promise<void> {
    const { site } = this.#parts;
    if (thrown instanceof LeaseLost) {
      this.#parts.lease.lose();
      this.#become('elsewhere');
      return;
    }
    const isCancelled =
      thrown instanceof Cancelled || (thrown instanceof Failure && thrown.kind === 'cancelled');
    if (isCancelled && this.#goal === 'leave') {
      this.#become('interrupted');
      return;
    }
    this.#trouble = this.#sentence(thrown);
    const halt = { kind: 'halt', at: site.now(), phase: 'stopped', trouble: this.#trouble } as const;
    await site.parts.journal.append(halt).catch(() => undefined);
    this.#become('stopped');
  }

  /** Why it stops, without any secret. */
  #sentence(thrown: unknown): string {
    if (!(thrown instanceof Failure))
      return t('Something unexpected went wrong in this extension. The log tells more.');
    const { hiding, journal } = this.#parts.site.parts;
    const unknown = journal.ledger.steps.some(({ step }) => step.rows.some(({ mine }) => isLost(mine)));
    return isTheirs(thrown) && unknown ? leftOut() : hiding.text(thrown.sentence);
  }

  #become(phase: RunPhase): void {
    this.#phase = phase;
    this.#tell();
    this.#parts.onPhase(phase);
  }

  /** Tells whoever listens, once for all that happens in one turn. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      if (this.#listeners.size === 0) return;
      const { state } = this;
      for (const listener of [...this.#listeners]) listener(state);
    });
  }
}

const isWritten = ({ became }: Ending): boolean => became !== 'conflict' && became !== 'left';
