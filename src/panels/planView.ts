import { t } from '@vscode/l10n';
import { visible } from '../core/model/text.ts';
import type { Plans } from '../core/plan/plans.ts';
import { isSent } from '../core/plan/rows.ts';
import type { Run } from '../core/plan/run.ts';
import type { PlanState, Restore, Side } from '../core/protocol/plan.ts';
import type { Values } from '../core/settings/setting.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { systemClock, type Clock } from '../core/telnyx/clock.ts';
import { PlanAccount, type PlanAccountParts } from './planAccount.ts';
import { AppliedPlan } from './planApplied.ts';
import { Review, type Draft } from './planReview.ts';
import { planState } from './planState.ts';
import { PlanTable } from './planTable.ts';

/** What a tab is about: a plan to be reviewed, or one that was applied. */
export type Origin = { readonly draft: Draft } | { readonly run: string };

/** Which of its lines are shown, and which groups of them folded. */
export type Shown = Pick<Restore, 'filter' | 'search' | 'folded'>;

export interface PlanViewParts extends PlanAccountParts {
  readonly origin: Origin;
  /** What was looked for in it before a reload. */
  readonly shown?: Shown;
  /** Keeps what the person has decided so far, so that no reload loses it. */
  readonly keep: (draft: Draft) => void;
  /** Forgets it: it was applied, and the journal knows it. */
  readonly forget: (id: string) => void;
  readonly clock?: Clock;
}

const nothingKnown = { rows: [], out: new Set<string>(), sides: new Map(), show: () => '' };

/**
 * One plan in a tab: read and compared, decided on, applied, followed to its end. Follows the account: a session that
 * opens reads anew, one that closes is said.
 */
export class PlanView implements Disposable {
  readonly #parts: PlanViewParts;
  readonly #changed = new Emitter<void>();
  readonly #review: Review | undefined;
  readonly #applied: AppliedPlan;
  readonly #account: PlanAccount;
  /** It is on its way to become a run: nothing about it can be decided any more. */
  #applying = false;

  readonly onDidChange: Event<void> = this.#changed.event;
  /** Its lines, and how they are looked at. */
  readonly table = new PlanTable(nothingKnown, () => this.#changed.fire());

  constructor(parts: PlanViewParts) {
    this.#parts = parts;
    this.#applied = new AppliedPlan({
      plans: () => this.#account.needed(),
      onChange: () => this.#show(),
      clock: parts.clock ?? systemClock,
    });
    this.table.setFilter(parts.shown?.filter ?? 'all');
    this.table.setSearch(parts.shown?.search ?? '');
    this.table.setFolded(parts.shown?.folded ?? []);
    if ('draft' in parts.origin) this.#review = new Review(parts.origin.draft, () => this.#show());
    this.#account = new PlanAccount(parts, {
      onTurn: () => {
        this.#review?.stop();
        this.#read();
      },
      onPlans: () => this.#applied.adopt(this.#plans),
      onChange: () => this.#changed.fire(),
    });
    this.#read();
  }

  get title(): string {
    const title = this.#run?.state.title ?? this.#review?.draft.proposal.title;
    return title === undefined ? t('Plan') : visible(title);
  }

  /** Under which name the tab finds its plan again. */
  get key(): string {
    const { origin } = this.#parts;
    const run = this.#run?.id ?? ('run' in origin ? origin.run : undefined);
    return run === undefined ? `draft/${this.#review?.draft.id ?? ''}` : `run/${run}`;
  }

  get profile(): string {
    return this.#account.id;
  }

  /** The account it belongs to. */
  get account(): { readonly id: string; readonly name: string } {
    return { id: this.profile, name: this.#account.name };
  }

  /** What was applied of it. */
  get applied(): AppliedPlan {
    return this.#applied;
  }

  /** What has to be typed before it is applied; undefined when nothing has to. */
  get confirm() {
    return this.#facts()?.confirm;
  }

  get draft(): Draft | undefined {
    return this.#review?.draft;
  }

  /** What the account held of a number when it was compared; undefined before that. */
  seen(): ReadonlyMap<string, Values> {
    return new Map(this.#review?.plan?.rows.map(({ number, live }) => [number.id, live]));
  }

  take(key: string, included: boolean): void {
    this.#decide((review) => review.take(this.table.rowsOf(key), included));
  }

  choose(key: string, setting: string, side: Side): void {
    this.#decide((review) => review.choose(this.table.rowsOf(key), side, setting));
  }

  chooseAll(side: Side): void {
    this.#decide((review) => review.choose(review.plan?.rows ?? [], side));
  }

  /** Reads the account again. */
  reload(): void {
    this.#read();
  }

  /**
   * Begins to write; throws a Failure when that must not be, as while its account is not open. Where the draft was applied
   * before, as in another window, its run is shown instead.
   */
  async apply(typed?: number): Promise<void> {
    if (this.#run || this.#applying) return;
    const plans = this.#account.needed();
    const decided = this.#review?.decided;
    if (!decided) return;
    const out = new Set(this.#review.out);
    const { id } = this.#review.draft;
    try {
      const run = await this.#begin(this.#review, plans, typed);
      this.#applied.begin(
        run,
        decided.plan.rows.filter((row) => isSent(row, out)),
      );
    } catch (thrown) {
      await this.#applied.find(plans, id);
      throw thrown;
    } finally {
      if (this.#applied.run) {
        this.#parts.forget(id);
        this.table.setFilter('all');
        this.#show();
      }
    }
  }

  state(): PlanState {
    const { shown, all } = this.table.counts;
    const table = this.table.state();
    const { filter, search } = table;
    const folded = [...this.table.folded];
    return {
      ...planState({
        ...(this.#review && { review: this.#review }),
        ...(this.#run && { run: this.#run }),
        ...(this.#applied.failure && { failure: this.#applied.failure }),
        facts: this.#facts(),
        applying: this.#applying,
        closed: this.#account.closed,
        narrowed: shown < all,
      }),
      ...table,
      title: this.title,
      account: visible(this.#account.name),
      restore: { profile: this.profile, account: this.#account.name, plan: this.key, filter, search, folded },
    };
  }

  dispose(): void {
    this.#account.dispose();
    this.#review?.stop();
    this.#applied.dispose();
    this.#changed.dispose();
  }

  async #begin(review: Review, plans: Plans, typed: number | undefined): Promise<Run> {
    this.#applying = true;
    this.#changed.fire();
    try {
      return await review.apply(plans, typed);
    } finally {
      this.#applying = false;
      this.#changed.fire();
    }
  }

  get #run() {
    return this.#applied.run;
  }

  get #plans(): Plans | undefined {
    return this.#account.plans;
  }

  #facts() {
    const plans = this.#plans;
    return this.#run || !plans ? undefined : this.#review?.facts(plans);
  }

  #decide(change: (review: Review) => void): void {
    if (!this.#review || this.#run || this.#applying) return;
    change(this.#review);
    this.#parts.keep(this.#review.draft);
    this.#show();
  }

  #read(): void {
    const plans = this.#plans;
    if (!plans) return;
    const run = this.key.startsWith('run/') ? this.key.slice('run/'.length) : undefined;
    if (run !== undefined) void this.#applied.open(plans, run);
    else void this.#review?.look(plans);
    this.#changed.fire();
  }

  /** Draws what changed, and asks for names it needs. */
  #show(): void {
    const shown = this.#run ? this.#applied.rowsOf(this.#run) : (this.#review?.plan?.rows ?? []);
    this.table.become({
      rows: shown,
      out: this.#review?.out ?? nothingKnown.out,
      sides: this.#review?.sides ?? nothingKnown.sides,
      ...(this.#run && { results: this.#run.results }),
      show: this.#account.names?.show ?? nothingKnown.show,
    });
    this.#changed.fire();
    void this.#account.names?.load(shown).then((loaded) => {
      if (loaded) this.#show();
    });
  }
}
