import { t } from '@vscode/l10n';
import { commands as vscodeCommands, env, ViewColumn, window, type Uri, type WebviewPanel } from 'vscode';
import { dateOf, parseDate } from '../core/billing/dates.ts';
import { monthOf, samePeriod, type Period } from '../core/billing/period.ts';
import { chargesPanel, commands } from '../core/model/names.ts';
import { chargesActs, restoreSchema } from '../core/protocol/charges.ts';
import { sessionOf } from '../core/state/left.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { ReportFiles, reportsFolder } from '../host/keptReports.ts';
import { exportCharges } from './chargesExport.ts';
import { ChargesView, type ChargesViewParts } from './chargesView.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { repair } from './repair.ts';

export interface ChargesTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  /** Where the extension keeps files of all workspaces. */
  readonly storage: Uri;
}

/** The open tabs: one for each account and period. */
export class ChargesTabs implements Tabs {
  readonly #parts: ChargesTabsParts;
  readonly #files: ReportFiles;
  readonly #open: OpenTabs<ChargesView>;

  constructor(parts: ChargesTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
    this.#files = new ReportFiles(reportsFolder(parts.storage), parts.log);
  }

  /** Shows the charges of the account in use; without a period, those of this month. Throws a Failure without an account. */
  show(period?: { readonly from: string; readonly to: string }): void {
    const { profile } = this.#parts.account.needed();
    const wanted = (period && readPeriod(period)) ?? monthOf(dateOf(new Date()));
    const known = this.#open.find((view) => view.profile === profile.id && samePeriod(view.period, wanted));
    if (known) {
      known.panel.reveal();
      return;
    }
    this.#fill(window.createWebviewPanel(chargesPanel, t('Charges'), ViewColumn.Active), profile, {
      period: wanted,
    });
  }

  /** Forgets the reports that are kept of an account. */
  forget(profileId: string): Promise<void> {
    return this.#files.forget(profileId);
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, restoreSchema, kept);
    if (!decoded) return;
    const { profile, account, view, within, compare } = decoded;
    const period = readPeriod(decoded);
    if (period) this.#fill(panel, { id: profile, name: account }, { period, view, within, compare });
    else panel.dispose();
  }

  #fill(
    panel: WebviewPanel,
    profile: { readonly id: string; readonly name: string },
    shown: Pick<ChargesViewParts, 'period' | 'view' | 'within' | 'compare'>,
  ): void {
    const { account } = this.#parts;
    // The sample account is made anew every day: what is kept of it would be of another one.
    const kept = ({ profile: { kind, id } }: Session) => (kind === 'sample' ? undefined : this.#files.of(id));
    const view = new ChargesView({ account, profile, ...shown, kept, language: env.language });
    this.#open.fill(panel, view, {
      page: 'charges',
      title: t('Charges'),
      name: () => t('Charges {0}', view.title),
      acts: chargesActs,
      handlers: {
        show: (span) => view.show(span),
        step: (direction) => view.step(direction),
        reload: () => view.reload(),
        retry: () => view.retry(),
        view: (name) => view.turn(name),
        currency: (currency) => view.choose(currency),
        compare: (on) => view.compare(on),
        sort: (column) => view.sort(column),
        look: (rows) => view.look(rows),
        open: async (key) => {
          const number = view.open(key);
          if (number) await vscodeCommands.executeCommand(commands.editNumber, { type: 'number', ...number });
        },
        widen: (place) => view.widen(place),
        export: (form) => exportCharges(view, form),
        idle: async () => {
          sessionOf(account, profile);
          await vscodeCommands.executeCommand(commands.findIdle);
        },
        repair,
      },
      state: () => view.state(),
    });
  }
}

function readPeriod({ from, to }: { readonly from: string; readonly to: string }): Period | undefined {
  const [first, end] = [parseDate(from), parseDate(to)];
  return first && end && first < end ? { from: first, to: end } : undefined;
}
