import { t } from '@vscode/l10n';
import { safeParse } from 'valibot';
import { env, ViewColumn, window, type Uri, type WebviewPanel } from 'vscode';
import { dateOf, parseDate } from '../core/billing/dates.ts';
import { monthOf, samePeriod, type Period } from '../core/billing/period.ts';
import { chargesPanel } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import { chargesActs, restoreSchema } from '../core/protocol/charges.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { connectPage } from '../host/page.ts';
import { ChargesView } from './chargesView.ts';
import { repair } from './repair.ts';

export interface ChargesPanelsParts {
  readonly account: CurrentAccount;
  readonly extensionUri: Uri;
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
  readonly #open = new Set<Open>();

  constructor(parts: ChargesPanelsParts) {
    this.#parts = parts;
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
    this.#fill(window.createWebviewPanel(chargesPanel, t('Charges'), ViewColumn.Active), profile, wanted);
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
    else this.#fill(panel, { id: decoded.output.profile, name: decoded.output.account }, period);
  }

  #fill(panel: WebviewPanel, profile: { readonly id: string; readonly name: string }, period: Period): void {
    const { account, extensionUri, onFailure, log } = this.#parts;
    const view = new ChargesView({ account, profile, period, language: env.language });
    const page = connectPage(panel, {
      page: 'charges',
      title: t('Charges'),
      extensionUri,
      acts: chargesActs,
      handlers: {
        show: (span) => view.show(span),
        step: (direction) => view.step(direction),
        reload: () => view.reload(),
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
