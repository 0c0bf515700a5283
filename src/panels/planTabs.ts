import { t } from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { commands as vscodeCommands, TabInputWebview, ViewColumn, window, type WebviewPanel } from 'vscode';
import { commands, planPanel, type CommandId } from '../core/model/names.ts';
import type { Profile } from '../core/model/profile.ts';
import { brief } from '../core/model/text.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import { planActs, restoreSchema, type Way } from '../core/protocol/plan.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { askCancel } from './planCancel.ts';
import { askCount } from './planConfirm.ts';
import { savePlan, exportPlan } from './planExport.ts';
import { sayShown, type PlanDrafts } from './planDrafts.ts';
import type { AppliedPlan } from './planApplied.ts';
import type { Draft } from './planReview.ts';
import type { PlanWatch } from './planWatch.ts';
import { PlanView, type Origin, type Shown } from './planView.ts';

export interface PlanTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly drafts: PlanDrafts;
  readonly watch: PlanWatch;
  readonly plansOf: (session: Session) => Plans;
  /** The drafts are others than before. */
  readonly onDraft: () => void;
}

/** An account as its tabs know it, open or not. */
type Named = Pick<Profile, 'id' | 'name'>;

/** The open tabs: one for each plan. */
export class PlanTabs implements Tabs {
  readonly #parts: PlanTabsParts;
  readonly #open: OpenTabs<PlanView>;
  readonly #saying: NodeJS.Timeout;
  /** Tabs whose plan is just being made into another one. */
  readonly #asked = new WeakSet<PlanView>();

  constructor(parts: PlanTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
    this.#saying = setInterval(() => {
      for (const { view } of this.#open.all) this.#sayShown(view);
    }, sayShown).unref();
  }

  /** Opens a plan of an account to be reviewed, whatever account is open by now. `remarks`: what it cannot do. */
  review(profile: Named, proposal: Proposal, remarks: readonly string[] = []): void {
    const draft: Draft = { id: randomUUID(), proposal, remarks, out: [], sides: {} };
    void this.#parts.drafts.keep(profile.id, draft).then(this.#parts.onDraft);
    this.#create(profile, { draft });
  }

  /**
   * Shows a plan that was applied, or one that is under review still; one that was applied meanwhile, as in another
   * window, as that. Throws a Failure for one that is neither any more.
   */
  async show(key: string): Promise<void> {
    if (this.#reveal(key)) return;
    const session = this.#parts.account.needed();
    const origin = (await this.#originOf(session.profile.id, key)) ?? (await this.#appliedAs(session, key));
    // Asked for twice, it is there by now.
    if (!this.#reveal('run' in origin ? `run/${origin.run}` : key)) this.#create(session.profile, origin);
  }

  /** Whether the tab of a plan is in sight. */
  isVisible(key: string): boolean {
    return this.#open.find((view) => view.key === key)?.panel.visible === true;
  }

  /** Whether a tab shows this draft; also one that VS Code has brought back by its name only, not filled yet. */
  isOpen({ id, proposal }: Draft): boolean {
    const name = tabName(proposal.title);
    const named = window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ label, input }) => label === name && input instanceof TabInputWebview);
    return named || this.#open.find((view) => view.key === `draft/${id}`) !== undefined;
  }

  /** Reads a plan anew where its tab is open: others have found that it is not as it was. */
  reload(key: string): void {
    this.#open.find((view) => view.key === key)?.view.reload();
  }

  /** Closes the tab of a plan, if there is one. */
  close(key: string): void {
    this.#open.find((view) => view.key === key)?.panel.dispose();
  }

  /** Fills a tab that VS Code brings back after a reload. */
  async restore(panel: WebviewPanel, kept: unknown): Promise<void> {
    const decoded = keptBy(panel, restoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, plan, ...shown } = decoded;
    const origin = await this.#originOf(id, plan);
    if (origin) this.#fill(panel, { id, name }, origin, shown);
    else panel.dispose();
  }

  dispose(): void {
    clearInterval(this.#saying);
    this.#open.dispose();
  }

  #reveal(key: string): boolean {
    const known = this.#open.find((view) => view.key === key);
    known?.panel.reveal();
    return known !== undefined;
  }

  /** The run that a draft has become. */
  async #appliedAs(session: Session, key: string): Promise<Origin> {
    const [, draft] = key.split('/');
    this.#parts.onDraft();
    const run = (await this.#parts.plansOf(session).recent()).find(({ id }) => id === draft);
    if (run) return { run: run.id };
    const sentence = t('This plan is not kept any more: it was never applied, and is forgotten.');
    throw new Failure({ kind: 'not-found', sentence, wayOut: 'none' });
  }

  async #originOf(profile: string, key: string): Promise<Origin | undefined> {
    const [kind, id = ''] = key.split('/');
    if (kind === 'run') return { run: id };
    const draft = await this.#parts.drafts.load(profile, id);
    return draft && { draft };
  }

  #create(profile: Named, origin: Origin): void {
    this.#fill(window.createWebviewPanel(planPanel, t('Plan'), ViewColumn.Active), profile, origin);
  }

  #fill(panel: WebviewPanel, profile: Named, origin: Origin, shown?: Shown): void {
    const { account, drafts, watch, plansOf, onDraft } = this.#parts;
    const view = new PlanView({
      account,
      profile,
      origin,
      ...(shown && { shown }),
      plansOf,
      keep: (draft) => void drafts.keep(profile.id, draft),
      forget: (id) => void drafts.forget(profile.id, id).then(onDraft),
    });
    this.#open.fill(panel, view, {
      page: 'plan',
      title: t('Plan'),
      name: () => tabName(view.title),
      acts: planActs,
      handlers: {
        look: (range) => view.table.look(range),
        filter: (filter) => view.table.setFilter(filter),
        search: (search) => view.table.setSearch(search),
        fold: ({ key, open }) => view.table.fold(key, open),
        take: ({ key, included }) => view.take(key, included),
        takeShown: (included) => view.take('shown', included),
        choose: ({ key, setting, side }) => view.choose(key, setting, side),
        go: (way) => this.#go(way, view),
      },
      state: () => view.state(),
    });
    this.#sayShown(view);
    panel.onDidDispose(() => {
      if (view.applied.running) watch.closed(view.applied.running.state);
    });
  }

  /** Other windows do not forget a draft that is open here. */
  #sayShown({ key, profile }: PlanView): void {
    const [kind, id = ''] = key.split('/');
    if (kind === 'draft') void this.#parts.drafts.shown(profile, id);
  }

  async #go(way: Way, view: PlanView): Promise<void> {
    const run: Partial<Record<Way, () => unknown>> = {
      apply: () => this.#apply(view),
      pause: () => view.applied.pause(),
      resume: () => this.#goOn(view, 'resume'),
      cancel: () => this.#cancel(view),
      check: () => view.applied.check(),
      undo: () => this.#again('undo', view),
      retry: () => this.#again('retry', view),
      rest: () => this.#again('rest', view),
      unknown: () => this.#again('unknown', view),
      reload: () => view.reload(),
      mine: () => view.chooseAll('mine'),
      theirs: () => view.chooseAll('theirs'),
      save: () => savePlan(view),
      export: () => exportPlan(view),
    };
    const repair = repairs[way];
    if (repair) await vscodeCommands.executeCommand(repair);
    else await run[way]?.();
  }

  async #apply(view: PlanView): Promise<void> {
    const { confirm } = view;
    const typed = confirm && (await askCount(view.title, confirm));
    if (confirm && typed === undefined) return;
    await view.apply(typed);
    if (view.applied.running) this.#parts.watch.follow(view.applied.running);
  }

  async #goOn(view: PlanView, way: 'resume' | 'cancel'): Promise<void> {
    await view.applied[way]();
    if (view.applied.running) this.#parts.watch.follow(view.applied.running);
  }

  async #cancel(view: PlanView): Promise<void> {
    if (await askCancel(view.title, view.applied.unsent)) await this.#goOn(view, 'cancel');
  }

  async #again(way: Parameters<AppliedPlan['again']>[0], view: PlanView): Promise<void> {
    // Pressed twice, it is one plan.
    if (this.#asked.has(view)) return;
    this.#asked.add(view);
    try {
      const again = await view.applied.again(way);
      const cannot = again?.cannot.map(({ sentence }) => sentence);
      if (again) this.review(view.account, again.proposal, cannot);
    } finally {
      this.#asked.delete(view);
    }
  }
}

const tabName = (title: string) => t('Plan: {0}', brief(title, 60));

const repairs: Readonly<Partial<Record<Way, CommandId>>> = {
  'replace-key': commands.replaceKey,
  'check-account': commands.accountMenu,
  'show-log': commands.showLog,
};
