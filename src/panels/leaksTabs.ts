import { t } from '@vscode/l10n';
import { commands as vscodeCommands, env, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { commands, leaksPanel } from '../core/model/names.ts';
import { deleting } from '../core/plan/proposals.ts';
import type { PlanReview } from '../core/plan/proposal.ts';
import type { ActHandlers } from '../core/protocol/page.ts';
import { leaksActs, restoreSchema, type LeaksActs } from '../core/protocol/leaks.ts';
import { sessionOf } from '../core/state/left.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import { ReportFiles } from '../host/keptReports.ts';
import { exportGrid } from './exportGrid.ts';
import type { Tabs } from './laterTabs.ts';
import { LeaksView, type LeaksViewParts } from './leaksView.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { repair } from './repair.ts';

export interface LeaksTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly plans: PlanReview;
  /** Where the extension keeps files of all workspaces. */
  readonly storage: Uri;
}

/** The open tabs: one for each account. */
export class LeaksTabs implements Tabs {
  readonly #parts: LeaksTabsParts;
  readonly #files: ReportFiles;
  readonly #open: OpenTabs<LeaksView>;

  constructor(parts: LeaksTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
    this.#files = new ReportFiles(Uri.joinPath(parts.storage, 'charges').fsPath, parts.log);
  }

  /** Shows the numbers of the account in use. Throws a Failure without an account. */
  show(): void {
    const { profile } = this.#parts.account.needed();
    const known = this.#open.find((view) => view.profile === profile.id);
    if (known) known.panel.reveal();
    else this.#fill(window.createWebviewPanel(leaksPanel, t('Idle Numbers'), ViewColumn.Active), { profile });
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, restoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, ...shown } = decoded;
    this.#fill(panel, { profile: { id, name }, ...shown });
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, shown: Pick<LeaksViewParts, 'profile' | 'shown' | 'days' | 'types'>): void {
    // The sample account is made anew every day: what is kept of it would be of another one.
    const kept = ({ profile: { kind, id } }: Session) => (kind === 'sample' ? undefined : this.#files.of(id));
    const view = new LeaksView({ account: this.#parts.account, ...shown, kept, language: env.language });
    this.#open.fill(panel, view, {
      page: 'leaks',
      title: t('Idle Numbers'),
      name: () => t('Idle numbers: {0}', view.name),
      acts: leaksActs,
      handlers: this.#handlers(view),
      state: () => view.state(),
    });
  }

  #handlers(view: LeaksView): ActHandlers<LeaksActs> {
    const { period } = view;
    return {
      reason: ({ reason, shown }) => view.show(reason, shown),
      days: (days) => view.wantDays(days),
      type: ({ type, chosen }) => view.wantType(type, chosen),
      search: () => view.search(),
      stop: () => view.stop(),
      reload: () => view.reload(),
      retry: () => view.retry(),
      sort: (column) => view.sort(column),
      look: (rows) => view.look(rows),
      choose: ({ key, chosen }) => view.choose(key, chosen),
      chooseAll: (all) => view.chooseAll(all),
      open: async (key) => {
        const number = view.open(key);
        if (number) await vscodeCommands.executeCommand(commands.editNumber, { type: 'number', ...number });
      },
      tag: () => tag(view),
      release: () => this.#release(view),
      charges: async () => {
        sessionOf(this.#parts.account, { id: view.profile, name: view.name });
        await vscodeCommands.executeCommand(commands.viewCharges, { type: 'period', ...period });
      },
      export: (form) =>
        exportGrid(form, {
          grid: view.exported(),
          name: `telnyx-idle-numbers-${view.period.from.slice(0, 7)}`,
          title: t('Export Idle Numbers'),
        }),
      repair,
    };
  }

  /** Shows as a plan what releasing them would mean; nothing is deleted before it is applied there. */
  async #release(view: LeaksView): Promise<void> {
    if (view.session?.profile.readOnly) throw refusedAsReadOnly();
    const { chosen } = view;
    if (view.session && chosen.length > 0) await this.#parts.plans.review(deleting(chosen));
  }
}

/** Asks for tags and shows as a plan what they would change. */
async function tag({ chosen }: LeaksView): Promise<void> {
  if (chosen.length === 0) return;
  const subjects = chosen.map((number) => ({ type: 'number', ...number }));
  await vscodeCommands.executeCommand(commands.addTags, subjects);
}
