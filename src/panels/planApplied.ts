import { untilFree } from '../core/plan/interrupted.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { Run } from '../core/plan/run.ts';
import { tableOf } from '../core/plan/tables.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { systemClock, type Clock } from '../core/telnyx/clock.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { PlanRun, rowsOfRecord } from './planRun.ts';

/** What was applied of a plan: nothing yet, or its run, whoever began it and whoever goes on with it. */
export class AppliedPlan implements Disposable {
  readonly #onChange: () => void;
  #run: PlanRun | undefined;
  /** The rows of the run with their values, while they are known. */
  #sent: readonly PlanRow[] | undefined;
  #failure: Failure | undefined;
  readonly #clock: Clock;
  #isOver = false;
  #stopLooking: () => void = () => undefined;

  constructor(onChange: () => void, clock: Clock = systemClock) {
    this.#onChange = onChange;
    this.#clock = clock;
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
    this.#run = new PlanRun(run, run, this.#onChange);
  }

  /** Reads a run that was applied before. Never rejects: see `failure`. */
  async open(plans: Plans, id: string): Promise<void> {
    this.#failure = undefined;
    this.#stopLooking();
    try {
      const record = await plans.open(id);
      this.#run?.dispose();
      this.#run = new PlanRun(record, plans.running(id), this.#onChange);
      this.#lookLater(plans, this.#run);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#failure = thrown;
    }
    this.#onChange();
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
    this.#run = new PlanRun(run, run, this.#onChange);
    this.#onChange();
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
    this.#stopLooking = this.#clock.alarm(
      untilFree(state.heldUntil, this.#clock),
      () => void this.open(plans, id),
    );
  }
}
