import { t } from '@vscode/l10n';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { rechargePanel } from '../core/model/names.ts';
import {
  rechargeActs,
  rechargeRestoreSchema,
  type RechargeActs,
  type RechargePage,
  type RechargeRestore,
} from '../core/protocol/recharge.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { rechargePage } from './rechargePage.ts';
import { RechargeView } from './rechargeView.ts';
import { repair } from './repair.ts';

export interface RechargeTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
}

/** The open editors of auto recharge: one for each account. */
export class RechargeTabs implements Tabs {
  readonly #parts: RechargeTabsParts;
  readonly #open: OpenTabs<RechargeView>;

  constructor(parts: RechargeTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Opens the editor for the account in use. Throws a Failure without an account. */
  show(): void {
    const { profile } = this.#parts.account.needed();
    const known = this.#open.find(({ parts }) => parts.profile.id === profile.id);
    if (known) known.panel.reveal();
    else this.#fill(window.createWebviewPanel(rechargePanel, t('Auto Recharge'), ViewColumn.Active), profile);
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, rechargeRestoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, wishes } = decoded;
    this.#fill(panel, { id, name }, wishes);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(
    panel: WebviewPanel,
    profile: { readonly id: string; readonly name: string },
    wishes?: RechargeRestore['wishes'],
  ): void {
    const view = new RechargeView({
      account: this.#parts.account,
      profile: { id: profile.id, name: profile.name },
      ...(wishes && { wishes }),
    });
    this.#open.fill<RechargePage, RechargeActs>(panel, view, {
      page: 'recharge',
      title: t('Auto Recharge'),
      name: () => t('Auto Recharge {0}', profile.name),
      acts: rechargeActs,
      handlers: {
        edit: ({ id, value, seq }) => view.edit(id, value, seq),
        revert: ({ id }) => view.revert(id),
        keepMine: ({ id }) => view.keepMine(id),
        takeTheirs: ({ id }) => view.revert(id),
        save: () => view.save(),
        reload: () => view.reload(),
        repair,
      },
      state: () => rechargePage(view),
    });
  }
}
