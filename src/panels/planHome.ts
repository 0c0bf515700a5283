import type { ExtensionContext } from 'vscode';
import type { Plans } from '../core/plan/plans.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { peekOf } from './planPeek.ts';
import type { Accounts } from '../host/accounts.ts';
import { PlanDrafts } from './planDrafts.ts';
import { PlanTabs } from './planTabs.ts';
import { PlanWatch } from './planWatch.ts';

export interface PlansParts {
  readonly account: CurrentAccount;
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'secrets'>;
  /** What is kept for an account goes with it. */
  readonly accounts: Pick<Accounts, 'onRemove'>;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}

const plansOf = (session: Session): Plans => peekOf(session);

/** Everything about plans that loads with the first: tabs, drafts, runs at work, and the plans of each account. */
export class PlanHome implements Disposable {
  readonly drafts: PlanDrafts;
  readonly watch: PlanWatch;
  readonly tabs: PlanTabs;

  constructor(parts: PlansParts) {
    this.drafts = new PlanDrafts(parts.context.globalStorageUri, parts.context.secrets);
    this.watch = new PlanWatch({
      isVisible: (id) => this.tabs.isVisible(`run/${id}`),
      show: (id) => void this.tabs.show(`run/${id}`).catch(parts.onFailure),
    });
    this.tabs = new PlanTabs({
      ...parts,
      extensionUri: parts.context.extensionUri,
      drafts: this.drafts,
      watch: this.watch,
      plansOf: (session) => session.keep(plansOf),
    });
  }

  review(proposal: Proposal, remarks: readonly string[] = []): void {
    this.tabs.review(proposal, remarks);
  }

  dispose(): void {
    for (const part of [this.tabs, this.watch]) part.dispose();
  }
}
