import { untilFree } from '../core/plan/interrupted.ts';
import type { Again, Plans } from '../core/plan/plans.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { Run } from '../core/plan/run.ts';
import { tableOf } from '../core/plan/tables.ts';
import type { Way } from '../core/protocol/plan.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { Clock } from '../core/telnyx/clock.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { PlanRun, rowsOfRecord } from './planRun.ts';

export interface AppliedPlanParts {
  /** Of the plan's account; throws a Failure while that is not open. */
  readonly plans: () => Plans;
  readonly onChange: () => void;
  readonly clock: Clock;
}

const againBy = {
  undo: (plans: Plans, run: string) => plans.undo(run),
  retry: (plans: Plans, run: string) => plans.retry(run),
  rest: (plans: Plans, run: string) => plans.retry(run, ['left']),
  unknown: (plans: Plans, run: string) => plans.retry(run, ['unknown']),
} satisfies Partial<Record<Way, (plans: Plans, run: string) => Promise<Again>>>;

/** What was applied of a plan: nothing yet, or its run, whoever began it and whoever goes on with it. */
export class AppliedPlan implements Disposable {
  readonly #parts: AppliedPlanParts;
  #run: PlanRun | undefined;
  /** The rows of the run with their values, while they are known. */
  #sent: readonly PlanRow[] | undefined;
  #failure: Failure | undefined;
  #isOver = false;
  #stopLooking: () => void = () => undefined;

  constructor(parts: AppliedPlanParts) {
    this.#parts = parts;
  }

  get run(): PlanRun | undefined {
    return this.#run;
  }

  /** Why the run cannot be read. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** The rows of the run: as they were reviewed, else as its journal tells them. */
  rowsOf(run: PlanRun): readonly PlanRow[] {
    return this.#sent ?? rowsOfRecord(run.results, tableOf(run.state.family));
  }

  /** It was applied just now. */
  begin(run: Run, sent: readonly PlanRow[]): void {
    this.#sent = sent;
    this.#run = new PlanRun(run, run, this.#parts.onChange);
  }

  /** Reads a run that was applied before. Never rejects: see `failure`. */
  async open(plans: Plans, id: string): Promise<void> {
    this.#failure = undefined;
    this.#stopLooking();
    try {
      const record = await plans.open(id);
      // It may have gone on while its record was read, which tells nothing of that.
      const running = plans.running(id);
      this.#run?.dispose();
      this.#run = new PlanRun(running ?? record, running, this.#parts.onChange);
      this.#lookLater(plans, this.#run);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#failure = thrown;
    }
    this.#parts.onChange();
  }

  /** Takes the run with this id if there is one, whoever began it. */
  async find(plans: Plans, id: string): Promise<void> {
    await this.open(plans, id);
    this.#failure = undefined;
  }

  /** Follows the run when it goes on, whoever said so. */
  adopt(plans: Plans | undefined): void {
    const run = this.#run && plans?.running(this.#run.id);
    if (!run || this.#run?.running === run) return;
    this.#run?.dispose();
    this.#run = new PlanRun(run, run, this.#parts.onChange);
    this.#parts.onChange();
  }

  /** While it is at work in this window. */
  get running(): Run | undefined {
    return this.#run?.running;
  }

  pause(): void {
    this.#run?.pause();
  }

  /** How many numbers are not sent yet, and would not be if it were cancelled now. */
  get unsent(): number {
    return this.#run?.unsent ?? 0;
  }

  async cancel(): Promise<void> {
    await this.#run?.cancel(this.#parts.plans());
  }

  async resume(): Promise<void> {
    await this.#run?.resume(this.#parts.plans());
  }

  async check(): Promise<void> {
    await this.#run?.check(this.#parts.plans());
  }

  /** What would take this run back, or try a part of it once more; undefined when nothing was applied. */
  async again(way: keyof typeof againBy): Promise<Again | undefined> {
    return this.#run && againBy[way](this.#parts.plans(), this.#run.id);
  }

  dispose(): void {
    this.#stopLooking();
    this.#run?.dispose();
    this.#isOver = true;
  }

  /** A window that is gone seems to hold its run still, for as long as it last said: then it is looked at again. */
  #lookLater(plans: Plans, { id, state }: PlanRun): void {
    this.#stopLooking();
    if (state.phase !== 'elsewhere' || state.heldUntil === undefined || this.#isOver) return;
    const { clock } = this.#parts;
    this.#stopLooking = clock.alarm(untilFree(state.heldUntil, clock), () => void this.open(plans, id));
  }
}
