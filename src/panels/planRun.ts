import type { Change } from '../core/plan/plan.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { NumberResult, Run, RunRecord, RunState } from '../core/plan/run.ts';
import { systemTimers, type Timers } from '../core/state/polling.ts';
import { settingId, type Table } from '../core/settings/setting.ts';
import type { Disposable } from '../core/state/emitter.ts';

/** A page that is told every change of a long run would do nothing but draw. */
const breath = 300;

/** A plan that was applied: what became of it so far, followed while it is at work in this window. */
export class PlanRun implements Disposable {
  readonly id: string;
  readonly #onChange: () => void;
  readonly #timers: Timers;
  #record: RunRecord;
  #run: Run | undefined;
  #listening: Disposable | undefined;
  #pending: Disposable | undefined;
  #results: ReadonlyMap<string, NumberResult> | undefined;
  #ending = false;
  #checking: Promise<void> | undefined;

  constructor(record: RunRecord, run: Run | undefined, onChange: () => void, timers: Timers = systemTimers) {
    this.id = record.state.id;
    this.#record = record;
    this.#onChange = onChange;
    this.#timers = timers;
    this.#follow(run);
  }

  get state(): RunState {
    return this.#record.state;
  }

  /** By id of the number. */
  get results(): ReadonlyMap<string, NumberResult> {
    this.#results ??= new Map(this.#record.results().map((result) => [result.number.id, result]));
    return this.#results;
  }

  pause(): void {
    this.#run?.pause();
  }

  /** Nothing more is sent; what was sent is followed to its end. */
  async cancel(plans: Plans): Promise<void> {
    if (isOver(this.state)) return;
    this.#ending = true;
    if (this.#run) this.#run.cancel();
    else this.#take(await plans.cancel(this.id));
  }

  /** It was cancelled, and what was sent is not at its end yet. */
  get ending(): boolean {
    const { phase } = this.state;
    return this.#ending && (phase === 'pausing' || phase === 'running');
  }

  /** How many numbers have something that is not sent yet. */
  get unsent(): number {
    const all = [...this.results.values()];
    return all.filter(({ parts }) => parts.some(({ became }) => became === 'waiting')).length;
  }

  /** Only while it is at work in this window. */
  get running(): Run | undefined {
    return this.#run;
  }

  async resume(plans: Plans): Promise<void> {
    this.#ending = false;
    if (this.#run) this.#run.proceed();
    else this.#take(await plans.resume(this.id));
  }

  /** Asked for again meanwhile, it is done once. */
  async check(plans: Plans): Promise<void> {
    this.#checking ??= this.#check(plans);
    await this.#checking;
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#pending?.dispose();
  }

  async #check(plans: Plans): Promise<void> {
    try {
      this.#record = await plans.check(this.id);
      this.#tell();
    } finally {
      this.#checking = undefined;
    }
  }

  #take(run: Run): void {
    this.#record = run;
    this.#follow(run);
    this.#tell();
  }

  #follow(run: Run | undefined): void {
    this.#listening?.dispose();
    this.#run = run;
    this.#listening = run?.onChange(() => {
      this.#pending ??= this.#timers.after(breath, () => this.#tell());
    });
  }

  #tell(): void {
    this.#pending?.dispose();
    this.#pending = undefined;
    this.#results = undefined;
    this.#onChange();
  }
}

const isOver = ({ phase }: RunState) => phase === 'done' || phase === 'cancelled';

/** The rows of a run as its journal tells them: what the account held before, and what was to be written. */
export function rowsOfRecord(
  results: ReadonlyMap<string, NumberResult>,
  { settings }: Table,
): readonly PlanRow[] {
  const byId = new Map(settings.map((setting) => [settingId(setting), setting]));
  return [...results.values()].map(({ number, parts }) => {
    const changes = parts.flatMap(({ before, mine }) =>
      Object.entries(mine).flatMap(([id, value]): Change[] => {
        const setting = byId.get(id);
        return setting
          ? [{ setting, base: before[id], live: before[id], mine: value, verdict: 'change' }]
          : [];
      }),
    );
    return { number, state: 'send', deletes: changes.length === 0, changes, live: {}, group: '' };
  });
}
