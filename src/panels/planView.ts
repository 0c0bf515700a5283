import { t } from '@vscode/l10n';
import type { PlanLine } from '../core/files/planCsv.ts';
import { visible } from '../core/model/text.ts';
import type { Again, Plans } from '../core/plan/plans.ts';
import { isSent, type PlanRow } from '../core/plan/rows.ts';
import type { Run } from '../core/plan/run.ts';
import type { FilterKey, PlanState, Side, Way } from '../core/protocol/plan.ts';
import type { Values } from '../core/settings/setting.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { PlanNames } from './planNames.ts';
import { Review, tableOf, type Draft } from './planReview.ts';
import { PlanRun, rowsOfRecord } from './planRun.ts';
import { planState } from './planState.ts';
import { PlanTable } from './planTable.ts';

/** What a tab is about: a plan to be reviewed, or one that was applied. */
export type Origin = { readonly draft: Draft } | { readonly run: string };

export interface PlanViewParts {
  readonly account: CurrentAccount;
  /** The account of this plan; its name is said while it is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly plansOf: (session: Session) => Plans;
  readonly origin: Origin;
  /** Keeps what the person has decided so far, so that no reload loses it. */
  readonly keep: (draft: Draft) => void;
  /** Forgets it: it was applied, and the journal knows it. */
  readonly forget: (id: string) => void;
}

const nothingKnown = { rows: [], out: new Set<string>(), sides: new Map(), show: () => '' };

/**
 * One plan in a tab: read and compared, decided on, applied, followed to its end. Follows the account: a session that
 * opens reads anew, one that closes is said.
 */
export class PlanView implements Disposable {
  readonly #parts: PlanViewParts;
  readonly #changed = new Emitter<void>();
  readonly #following: Disposable;
  readonly #table = new PlanTable(nothingKnown);
  readonly #review: Review | undefined;
  #accountName: string;
  #listening: Disposable | undefined;
  #session: Session | undefined;
  #names: PlanNames | undefined;
  #run: PlanRun | undefined;
  /** It is on its way to become a run: nothing about it can be decided any more. */
  #applying = false;
  /** The rows of the run with their values, while they are known. */
  #sentRows: readonly PlanRow[] | undefined;
  #failure: Failure | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: PlanViewParts) {
    this.#parts = parts;
    this.#accountName = parts.profile.name;
    if ('draft' in parts.origin) this.#review = new Review(parts.origin.draft, () => this.#show());
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
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
    return this.#parts.profile.id;
  }

  /** The account it belongs to. */
  get account(): { readonly id: string; readonly name: string } {
    return { id: this.profile, name: this.#accountName };
  }

  /** What was applied, while it is at work in this window. */
  get running(): Run | undefined {
    return this.#run?.running;
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

  look(window: { readonly from: number; readonly to: number }): void {
    this.#table.look(window);
    this.#changed.fire();
  }

  filter(filter: FilterKey): void {
    this.#table.setFilter(filter);
    this.#changed.fire();
  }

  search(search: string): void {
    this.#table.setSearch(search);
    this.#changed.fire();
  }

  fold(key: string, open: boolean): void {
    this.#table.fold(key, open);
    this.#changed.fire();
  }

  take(key: string, included: boolean): void {
    this.#decide((review) => review.take(this.#table.rowsOf(key), included));
  }

  choose(key: string, side: Side): void {
    this.#decide((review) => review.choose(this.#table.rowsOf(key), side));
  }

  chooseAll(side: Side): void {
    this.#decide((review) => review.choose(review.plan?.rows ?? [], side));
  }

  /** Reads the account again. */
  reload(): void {
    this.#read();
  }

  /** Begins to write; throws a Failure when that must not be. */
  async apply(typed?: number): Promise<void> {
    const plans = this.#plans();
    const decided = this.#review?.decided;
    if (!plans || !decided || this.#run || this.#applying) return;
    const out = new Set(this.#review.out);
    const run = await this.#begin(this.#review, plans, typed);
    this.#sentRows = decided.plan.rows.filter((row) => isSent(row, out));
    this.#run = new PlanRun(run, run, () => this.#show());
    this.#parts.forget(this.#review.draft.id);
    this.#table.setFilter('all');
    this.#show();
  }

  pause(): void {
    this.#run?.pause();
  }

  async cancel(): Promise<void> {
    const plans = this.#plans();
    if (plans) await this.#run?.cancel(plans);
  }

  async resume(): Promise<void> {
    const plans = this.#plans();
    if (plans) await this.#run?.resume(plans);
  }

  async check(): Promise<void> {
    const plans = this.#plans();
    if (plans) await this.#run?.check(plans);
  }

  /** What would take this run back, or do what failed once more; undefined when nothing was applied. */
  async again(way: Extract<Way, 'undo' | 'retry'>): Promise<Again | undefined> {
    const plans = this.#plans();
    return this.#run && plans?.[way](this.#run.id);
  }

  /** The lines that are shown, with what stands against them or became of them. */
  lines(): readonly PlanLine[] {
    return this.#table.lines();
  }

  state(): PlanState {
    return {
      ...planState({
        ...(this.#review && { review: this.#review }),
        ...(this.#run && { run: this.#run }),
        ...(this.#failure && { failure: this.#failure }),
        facts: this.#facts(),
        applying: this.#applying,
        closed: this.#closed(),
      }),
      ...this.#table.state(),
      title: this.title,
      account: visible(this.#accountName),
      restore: { profile: this.profile, account: this.#accountName, plan: this.key },
    };
  }

  dispose(): void {
    this.#following.dispose();
    this.#listening?.dispose();
    this.#review?.stop();
    this.#run?.dispose();
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

  #plans(): Plans | undefined {
    return this.#session && this.#parts.plansOf(this.#session);
  }

  #facts() {
    const plans = this.#plans();
    return this.#run || !plans ? undefined : this.#review?.facts(plans);
  }

  #closed(): string | undefined {
    const { account, profile } = this.#parts;
    if (this.#session) return undefined;
    const { state } = account;
    return state.phase === 'locked' && state.profile.id === profile.id
      ? t('The account "{0}" cannot be opened: {1}', visible(this.#accountName), state.failure.sentence)
      : t('The account "{0}" is not open. Switch to it to go on with this plan.', visible(this.#accountName));
  }

  #decide(change: (review: Review) => void): void {
    if (!this.#review || this.#run || this.#applying) return;
    change(this.#review);
    this.#parts.keep(this.#review.draft);
    this.#show();
  }

  #follow(): void {
    const { session } = this.#parts.account;
    const ours = session?.profile.id === this.profile ? session : undefined;
    if (ours !== this.#session) {
      this.#session = ours;
      this.#names = ours && new PlanNames(ours);
      if (ours) this.#accountName = ours.profile.name;
      this.#review?.stop();
      this.#listening?.dispose();
      this.#listening = this.#plans()?.onChange(() => this.#adopt());
      if (ours) this.#read();
    }
    this.#changed.fire();
  }

  #read(): void {
    const plans = this.#plans();
    if (!plans) return;
    this.#failure = undefined;
    const run = this.key.startsWith('run/') ? this.key.slice('run/'.length) : undefined;
    if (run !== undefined) void this.#openRun(plans, run);
    else void this.#review?.look(plans);
    this.#changed.fire();
  }

  /** Follows the run when it goes on, whoever said so. */
  #adopt(): void {
    const run = this.#run && this.#plans()?.running(this.#run.id);
    if (!run || this.#run?.running === run) return;
    this.#run?.dispose();
    this.#run = new PlanRun(run, run, () => this.#show());
    this.#show();
  }

  async #openRun(plans: Plans, id: string): Promise<void> {
    try {
      const record = await plans.open(id);
      this.#run?.dispose();
      this.#run = new PlanRun(record, plans.running(id), () => this.#show());
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#failure = thrown;
    }
    this.#show();
  }

  /** Draws what changed, and asks for names it needs. */
  #show(): void {
    const rows = this.#run
      ? (this.#sentRows ?? rowsOfRecord(this.#run.results, tableOf(this.#run.state.family)))
      : (this.#review?.decided?.plan.rows ?? []);
    const shown = this.#run ? rows : (this.#review?.plan?.rows ?? []);
    this.#table.become({
      rows: shown,
      out: this.#review?.out ?? nothingKnown.out,
      sides: this.#review?.sides ?? nothingKnown.sides,
      ...(this.#run && { results: this.#run.results }),
      show: this.#names?.show ?? nothingKnown.show,
    });
    this.#changed.fire();
    void this.#names?.load(shown).then((loaded) => {
      if (loaded) this.#show();
    });
  }
}
