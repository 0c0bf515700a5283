import { t } from '@vscode/l10n';
import { safeParse } from 'valibot';
import { commands as vscodeCommands, env, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import { dateOf, parseDate } from '../core/billing/dates.ts';
import { monthOf, samePeriod, type Period } from '../core/billing/period.ts';
import { chargesPanel, commands } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import { chargesActs, restoreSchema } from '../core/protocol/charges.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { ReportFiles } from '../host/keptReports.ts';
import { connectPage } from '../host/page.ts';
import { exportCharges } from './chargesExport.ts';
import { ChargesView, type ChargesViewParts } from './chargesView.ts';
import { repair } from './repair.ts';

export interface ChargesPanelsParts {
  readonly account: CurrentAccount;
  readonly extensionUri: Uri;
  /** Where the extension keeps files of all workspaces. */
  readonly storage: Uri;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}

interface Open {
  readonly panel: WebviewPanel;
  readonly view: ChargesView;
}

/** The open tabs: one for each account and period. */
export class ChargesTabs implements Disposable {
  readonly #parts: ChargesPanelsParts;
  readonly #files: ReportFiles;
  readonly #open = new Set<Open>();

  constructor(parts: ChargesPanelsParts) {
    this.#parts = parts;
    this.#files = new ReportFiles(Uri.joinPath(parts.storage, 'charges').fsPath, parts.log);
  }

  /** Shows the charges of the account in use; without a period, those of this month. Throws a Failure without an account. */
  show(period?: { readonly from: string; readonly to: string }): void {
    const { profile } = this.#parts.account.needed();
    const wanted = (period && readPeriod(period)) ?? monthOf(dateOf(new Date()));
    const known = [...this.#open].find(
      ({ view }) => view.profile === profile.id && samePeriod(view.period, wanted),
    );
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
    for (const { panel } of [...this.#open]) panel.dispose();
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = safeParse(restoreSchema, kept);
    const period = decoded.success ? readPeriod(decoded.output) : undefined;
    // What was kept is of no use: better no tab than one about nothing.
    if (!decoded.success || !period) panel.dispose();
    else {
      const { profile, account, view, within } = decoded.output;
      this.#fill(panel, { id: profile, name: account }, { period, view, within });
    }
  }

  #fill(
    panel: WebviewPanel,
    profile: { readonly id: string; readonly name: string },
    shown: Pick<ChargesViewParts, 'period' | 'view' | 'within'>,
  ): void {
    const { account, extensionUri, onFailure, log } = this.#parts;
    // The sample account is made anew every day: what is kept of it would be of another one.
    const kept = ({ profile: { kind, id } }: Session) => (kind === 'sample' ? undefined : this.#files.of(id));
    const view = new ChargesView({ account, profile, ...shown, kept, language: env.language });
    const page = connectPage(panel, {
      page: 'charges',
      title: t('Charges'),
      extensionUri,
      acts: chargesActs,
      handlers: {
        show: (span) => view.show(span),
        step: (direction) => view.step(direction),
        reload: () => view.reload(),
        retry: () => view.retry(),
        view: (name) => view.turn(name),
        currency: (currency) => view.choose(currency),
        sort: (column) => view.sort(column),
        look: (rows) => view.look(rows),
        open: async (key) => {
          const number = view.open(key);
          if (number) await vscodeCommands.executeCommand(commands.editNumber, { type: 'number', ...number });
        },
        widen: (place) => view.widen(place),
        export: (form) => exportCharges(view, form),
        repair,
      },
      state: () => view.state(),
      onFailure,
      log,
    });
    const name = () => {
      panel.title = t('Charges {0}', visible(view.title));
    };
    const listening = view.onDidChange(() => {
      name();
      page.update();
    });
    name();
    const open: Open = { panel, view };
    this.#open.add(open);
    panel.onDidDispose(() => {
      this.#open.delete(open);
      for (const part of [listening, page, view]) part.dispose();
    });
  }
}

function readPeriod({ from, to }: { readonly from: string; readonly to: string }): Period | undefined {
  const [first, end] = [parseDate(from), parseDate(to)];
  return first && end && first < end ? { from: first, to: end } : undefined;
}
