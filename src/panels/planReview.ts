import type { Facts } from '../core/plan/facts.ts';
import type { LookProgress, Plans } from '../core/plan/plans.ts';
import type { Run } from '../core/plan/run.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import type { Plan, PlanRow } from '../core/plan/rows.ts';
import { tableOf } from '../core/plan/tables.ts';
import type { Side } from '../core/protocol/plan.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { decide, type Decided } from './planDecided.ts';
import { withSide, type NumberSides, type Sides } from './planSides.ts';

/** A proposal, and what the person has decided about it so far. */
export interface Draft {
  readonly id: string;
  readonly proposal: Proposal;
  /** What the proposal cannot do, such as bring a deleted number back; in sentences. */
  readonly remarks: readonly string[];
  /** Ids of numbers taken out. */
  readonly out: readonly string[];
  /** Which value of conflicts is to stay, by id of the number and of the setting. */
  readonly sides: Readonly<Record<string, NumberSides>>;
}

/** A proposal before it is applied: compared with the account, rows taken out, conflicts decided. */
export class Review {
  readonly #out: Set<string>;
  #sides: Sides;
  readonly #draft: Draft;
  readonly #onChange: () => void;
  #looking: AbortController | undefined;
  #progress: LookProgress | undefined;
  #plan: Plan | undefined;
  #decided: Decided | undefined;
  #facts: Facts | undefined;
  #failure: Failure | undefined;

  constructor(draft: Draft, onChange: () => void) {
    this.#draft = draft;
    this.#out = new Set(draft.out);
    this.#sides = new Map(Object.entries(draft.sides));
    this.#onChange = onChange;
  }

  get draft(): Draft {
    return { ...this.#draft, out: [...this.#out], sides: Object.fromEntries(this.#sides) };
  }

  /** What was read last; stays while it is read again. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  get out(): ReadonlySet<string> {
    return this.#out;
  }

  get sides(): Sides {
    return this.#sides;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** How far reading has come; undefined when nothing is being read. */
  get reading(): LookProgress | undefined {
    return this.#looking && (this.#progress ?? { made: 0 });
  }

  /** As the person has decided it; undefined before anything was read. */
  get decided(): Decided | undefined {
    if (!this.#plan) return undefined;
    const table = tableOf(this.#plan.family);
    return (this.#decided ??= decide(this.#draft.proposal, this.#plan, this.#sides, table));
  }

  /** What applying it would come to; undefined before anything was read. */
  facts(plans: Plans): Facts | undefined {
    const { decided } = this;
    return decided && (this.#facts ??= plans.facts(decided.plan, this.#out));
  }

  /** Compares it with the account, again if it was before. Never rejects: see `failure`. */
  async look(plans: Plans): Promise<void> {
    this.stop();
    const looking = new AbortController();
    this.#looking = looking;
    this.#failure = undefined;
    const onProgress = (progress: LookProgress) => {
      if (this.#looking !== looking) return;
      this.#progress = progress;
      this.#onChange();
    };
    try {
      const plan = await plans.look(this.#draft.proposal, { signal: looking.signal, onProgress });
      if (this.#looking !== looking) return;
      this.#plan = plan;
      this.#forget();
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      if (this.#looking !== looking) return;
      if (thrown.kind !== 'cancelled') this.#failure = thrown;
    }
    this.#looking = undefined;
    this.#progress = undefined;
    this.#onChange();
  }

  stop(): void {
    this.#looking?.abort();
    this.#looking = undefined;
    this.#progress = undefined;
  }

  /** Takes rows out of the plan, or puts them back. */
  take(rows: readonly PlanRow[], included: boolean): void {
    for (const { number } of rows) {
      if (included) this.#out.delete(number.id);
      else this.#out.add(number.id);
    }
    this.#facts = undefined;
  }

  /** Decides the conflicts of rows: those of one setting, or all where none is named. */
  choose(rows: readonly PlanRow[], side: Side, setting?: string): void {
    this.#sides = withSide(this.#sides, rows, side, setting);
    this.#forget();
  }

  apply(plans: Plans, typed: number | undefined): Promise<Run> {
    if (!this.decided) throw new Error('Nothing was read yet');
    const { plan } = this.decided;
    const { id } = this.#draft;
    return plans.apply(plan, { draft: id, out: this.#out, ...(typed !== undefined && { typed }) });
  }

  #forget(): void {
    this.#decided = undefined;
    this.#facts = undefined;
  }
}
