import { t } from '@vscode/l10n';
import { Cancelled } from '../telnyx/cancel.ts';
import { Failure } from '../telnyx/failure.ts';
import { adoptUnsaid } from './adopt.ts';
import { runBatch } from './batch.ts';
import { isLost, isTheirs, leftOut } from './hide.ts';
import { LeaseLost, type Lease } from './lease.ts';
import type { StepLedger } from './ledger.ts';
import { leaveOpen } from './leaveOpen.ts';
import { endLost, OneByOne, settleSent } from './oneByOne.ts';
import { inParallel } from './parallel.ts';
import { Pace, restOf } from './pace.ts';
import { placesFor } from './places.ts';
import { endOf, resultsOf, stateOf } from './report.ts';
import { order } from './route.ts';
import type { Became, Ending, NumberResult, Run, RunPhase, RunState } from './run.ts';
import type { Site } from './site.ts';

type Goal = 'go' | 'pause' | 'cancel' | 'leave';

export interface RunnerParts {
  readonly site: Site;
  readonly lease: Lease;
  /** Part of the journal is lost: what nothing says was sent may have been sent. */
  readonly uncertain: boolean;
  /** Lines in the middle of it cannot be read; one that was torn off at its end, as by a crash, tells of nothing sent. */
  readonly damaged: boolean;
  /** `cancel`: nothing more is sent; what was sent is followed to its end. */
  readonly goal: 'go' | 'cancel';
  readonly onWritten: (ids: readonly string[]) => void;
  /** Told of every change of the phase. */
  readonly onPhase: (phase: RunPhase) => void;
}

/** Carries a run out, step after step; all it knows stands in the journal's ledger. */
export class Runner implements Run {
  readonly #parts: RunnerParts;
  readonly #listeners = new Set<(state: RunState) => void>();
  readonly #pace: Pace;
  #phase: RunPhase = 'running';
  #trouble: string | undefined;
  #goal: Goal = 'go';
  #leaving = new AbortController();
  #work: Promise<void>;
  #telling = false;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    parts.site.uncertain = parts.uncertain;
    parts.site.mayWait = () => this.#goal !== 'leave';
    const { clock, journal } = parts.site.parts;
    this.#pace = new Pace(clock, () => {
      this.#tell();
    });
    parts.site.onTold = () => {
      if (this.#phase === 'running') this.#pace.note(restOf(journal.ledger));
      this.#tell();
    };
    this.#work = this.#begin(parts.goal);
  }

  get state(): RunState {
    const { ledger } = this.#parts.site.parts.journal;
    return {
      ...stateOf(ledger, this.#phase, false),
      ...(this.#trouble !== undefined && { trouble: this.#trouble }),
      ...(this.#phase === 'running' && this.#pace.outlook(restOf(ledger))),
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
    const isGoing = () => this.#goal === 'go';
    const singles = new OneByOne(site, isGoing);
    // What is known to have been sent comes first: until it is settled, nobody can say what is left.
    for (const step of left.filter((one) => one.sent.size > 0)) await settleSent(site, step, signal);
    if (this.#goal === 'go') {
      if (site.uncertain) await adoptUnsaid(site, left, this.#parts.damaged, signal);
      await site.checks.readStale(left, isGoing, signal);
    }
    for (const operation of order) {
      const own = left.filter(({ step }) => step.operation === operation);
      if (own.length === 0) continue;
      const places = await placesFor(site, operation, own, isGoing, signal);
      await inParallel(own, places, signal, (step) => this.#step(step, singles, isGoing, signal));
    }
    site.uncertain = false;
  }

  async #step(
    step: StepLedger,
    singles: OneByOne,
    isGoing: () => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { site, onWritten } = this.#parts;
    const isUnderway = step.isSent && step.open().length > 0;
    if (this.#goal !== 'go' && !isUnderway) return;
    const before = new Set(step.open());
    this.#tell();
    try {
      await endLost(site, step);
      if (step.step.way === 'single') await singles.send(step, signal);
      else await runBatch(site, step, isGoing, signal);
      if (step.open().length === 0)
        await site.parts.journal.append({ kind: 'done', n: site.placeOf(step), at: site.now() });
    } finally {
      const written = [...before].filter((row) => !step.isOpen(row) && isWritten(step.ending(row)));
      const ids = written.flatMap((row) => step.step.rows[row]?.number.id ?? []);
      if (ids.length > 0) onWritten(ids);
      this.#tell();
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
    // Where the journal was unsure when somebody cancelled, nobody has looked whether it was sent.
    const isUnsure = this.#parts.goal === 'cancel' && this.#parts.uncertain;
    for (const step of ledger.steps) await leaveOpen(site, step, isUnsure);
    const phase = isCancelled ? 'cancelled' : 'done';
    await journal.append(endOf(ledger, phase, site.now()));
    await lease.release();
    this.#become(phase);
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
    if (phase !== 'running') this.#pace.rest();
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
