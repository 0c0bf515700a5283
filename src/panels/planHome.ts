import { t } from '@vscode/l10n';
import { rm } from 'node:fs/promises';
import { window, type ExtensionContext } from 'vscode';
import type { Item } from '../core/model/item.ts';
import { brief, grouped } from '../core/model/text.ts';
import type { Witness } from '../core/plan/engine.ts';
import { InterruptedRuns } from '../core/plan/interrupted.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { Family } from '../core/plan/proposal.ts';
import type { RunState, RunSummary } from '../core/plan/run.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { sessionOf } from '../core/state/left.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Accounts } from '../host/accounts.ts';
import { inMessage } from '../host/plainText.ts';
import { mostKept, PlanDrafts } from './planDrafts.ts';
import { exportRun } from './planExport.ts';
import { planFolder } from './planFolder.ts';
import { condemnedBy, planItems } from './planList.ts';
import { PlanTabs } from './planTabs.ts';
import { PlanWatch } from './planWatch.ts';
import { SessionPlans } from './sessionPlans.ts';

export interface PlansParts {
  readonly account: CurrentAccount;
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'secrets'>;
  /** What is kept for an account goes with it. */
  readonly accounts: Pick<Accounts, 'onRemove'>;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}

/** How often a list of changes is drawn again while a run goes on, in milliseconds. */
const breath = 1000;

async function tellEnd(words: string, well: boolean): Promise<boolean> {
  const show = t('Show');
  const told = well ? window.showInformationMessage(words, show) : window.showWarningMessage(words, show);
  return (await told) === show;
}

/** Everything about plans that loads with the first: tabs, drafts, runs at work, and the plans of each account. */
export class PlanHome implements Disposable {
  readonly drafts: PlanDrafts;
  readonly watch: PlanWatch;
  readonly tabs: PlanTabs;
  readonly #parts: PlansParts;
  readonly #changed = new Emitter<void>();
  readonly #plans: SessionPlans;
  /** Runs that are just being made into another plan. */
  readonly #asked = new Set<string>();
  #telling: NodeJS.Timeout | undefined;
  readonly #interrupted = (session: Session): InterruptedRuns =>
    new InterruptedRuns({
      plans: this.#plans.of(session),
      onFound: (run) => {
        this.#changed.fire();
        this.tabs.reload(`run/${run.id}`);
        void this.#offer(run, session);
      },
      onFailure: this.#parts.onFailure,
    });

  /** A plan was opened, applied, went on, ended or was forgotten. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: PlansParts) {
    this.#parts = parts;
    const { extensionUri, globalStorageUri, secrets } = parts.context;
    this.#plans = new SessionPlans(globalStorageUri, () => this.#changed.fire());
    this.drafts = new PlanDrafts({
      storage: globalStorageUri,
      secrets,
      isOpen: (draft) => this.tabs.isOpen(draft),
      onForgotten: ({ proposal }) => {
        const words = t(
          'The plan "{0}" was never applied and is forgotten now: the last {1} such plans are kept.',
          brief(proposal.title, 80),
          grouped(mostKept),
        );
        void window.showInformationMessage(inMessage(words));
        this.#changed.fire();
      },
    });
    this.watch = new PlanWatch({
      isVisible: (id) => this.tabs.isVisible(`run/${id}`),
      show: (id) => void this.tabs.show(`run/${id}`).catch(parts.onFailure),
      tell: tellEnd,
    });
    this.watch.onMove((state) => this.#moved(state));
    this.tabs = new PlanTabs({
      ...parts,
      extensionUri,
      drafts: this.drafts,
      watch: this.watch,
      plansOf: (session) => this.#plans.of(session),
      onDraft: () => {
        this.#changed.fire();
      },
    });
  }

  /** Remembers the save of a number document. */
  witness(session: Session, family: Family): Witness {
    return this.#plans.of(session).witness(family);
  }

  /** The plans that were applied to an account, to be read. */
  reader(session: Session): Pick<Plans, 'recent' | 'open'> {
    return this.#plans.of(session);
  }

  /** Plans of an account as lines. */
  list(session: Session): Promise<readonly Item[]> {
    return planItems(this.#plans.of(session), this.drafts, session.profile.id);
  }

  /** Phone numbers that plans under review would delete. */
  condemned({ profile }: Session): Promise<ReadonlySet<string>> {
    return condemnedBy(this.drafts, profile.id);
  }

  async resume(id: string): Promise<void> {
    const run = await this.#own.resume(id);
    this.watch.follow(run);
    await this.tabs.show(`run/${id}`);
  }

  /** Opens what would take a plan back (or do again what was taken back), or do once more what failed. */
  async again(way: 'undo' | 'retry', id: string): Promise<void> {
    const session = this.#parts.account.needed();
    // Asked for twice at once, as by a double click, it is one plan.
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    try {
      const { proposal, cannot } = await this.#plans.of(session)[way](id);
      this.tabs.review(
        session.profile,
        proposal,
        cannot.map(({ sentence }) => sentence),
      );
    } finally {
      this.#asked.delete(id);
    }
  }

  async export(id: string): Promise<void> {
    await exportRun(await this.#own.open(id));
  }

  /** Forgets a plan: one that was applied can then not be undone any more, so it is asked about. */
  async forget(key: string): Promise<void> {
    const [kind, id = ''] = key.split('/');
    const { profile } = this.#parts.account.needed();
    if (kind === 'draft') {
      await this.drafts.forget(profile.id, id);
      this.tabs.close(key);
    } else {
      const forget = t('Forget');
      const detail = t('What it changed stays as it is. It cannot be undone from here any more.');
      const message = t('Forget this plan?');
      if ((await window.showWarningMessage(message, { modal: true, detail }, forget)) !== forget) return;
      sessionOf(this.#parts.account, profile);
      await this.#own.forget(id);
      this.tabs.close(key);
    }
    this.#changed.fire();
  }

  /** Forgets all plans of an account that is removed. */
  async forgetAll(profile: string): Promise<void> {
    await this.drafts.forgetAll(profile);
    const folder = planFolder(this.#parts.context.globalStorageUri, profile);
    await Promise.all(
      [folder, `${folder}.jobs.json`].map((path) => rm(path, { recursive: true, force: true })),
    );
  }

  /** Tells of plans that were interrupted, as by a crash or a reload: nothing more is sent until somebody says so. */
  async tellInterrupted(session: Session): Promise<void> {
    await session.keep(this.#interrupted).look();
    await this.#plans.of(session).prune();
  }

  dispose(): void {
    clearTimeout(this.#telling);
    for (const part of [this.tabs, this.watch, this.#changed]) part.dispose();
  }

  /** A run is further: its jobs are marked, and the list of changes tells it, not more often than anybody reads. */
  #moved(state: RunState): void {
    const { session } = this.#parts.account;
    if (session) this.#plans.note(this.#plans.of(session), state);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#changed.fire();
    }, breath);
  }

  async #offer({ id, title, steps }: RunSummary, session: Session): Promise<void> {
    const done = t('{0} of {1} steps', grouped(steps.done), grouped(steps.all));
    const words = t(
      'The plan "{0}" was interrupted after {1}. Nothing is sent until you resume it.',
      brief(title, 80),
      done,
    );
    const [resume, show, later] = [t('Resume'), t('Show'), t('Later')];
    const chosen = await window.showWarningMessage(inMessage(words), resume, show, later);
    if (chosen !== resume && chosen !== show) return;
    try {
      // The message may stand there for long: another account may be open by then, or this one anew.
      sessionOf(this.#parts.account, session.profile);
      if (chosen === resume) await this.resume(id);
      else await this.tabs.show(`run/${id}`);
    } catch (failure) {
      this.#parts.onFailure(failure);
    }
  }

  /** The plans of the account that is open. */
  get #own(): Plans {
    return this.#plans.of(this.#parts.account.needed());
  }
}
