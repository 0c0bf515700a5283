import { rm } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { env, ViewColumn, window, type Uri, type WebviewPanel } from 'vscode';
import { isLocked, isOpen, type Payment } from '../core/billing/payment.ts';
import { Payments } from '../core/billing/payments.ts';
import { topUpPanel } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import { topUpActs, topUpRestoreSchema, type TopUpActs, type TopUpPage } from '../core/protocol/topUp.ts';
import { marksOf, type Mark } from '../core/state/marks.ts';
import type { Profile } from '../core/model/profile.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { systemClock } from '../core/telnyx/clock.ts';
import { PaymentFiles } from '../host/paymentFiles.ts';
import { forgetPayments, neighboursIn } from '../host/paymentNeighbours.ts';
import { inMessage } from '../host/plainText.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { paymentFolder, paymentsFolder } from './paymentFolder.ts';
import { repair } from './repair.ts';
import { topUpPage } from './topUpPage.ts';
import { TopUpView } from './topUpView.ts';
import { openPaymentMark } from './topUpWords.ts';

export interface TopUpTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  /** Where the extension keeps files of all workspaces. */
  readonly storage: Uri;
}

/** The pages for topping up: one for each account, so that nothing stands there twice. */
export class TopUpTabs implements Tabs {
  readonly #parts: TopUpTabsParts;
  readonly #open: OpenTabs<TopUpView>;

  constructor(parts: TopUpTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Opens the page of the account in use; nothing is paid by that. Throws a Failure without an account. */
  show(): void {
    this.#show(this.#parts.account.needed().profile);
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, topUpRestoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, amount } = decoded;
    this.#fill(panel, { id, name }, amount);
  }

  /** Tells of a payment whose outcome is open since before. Never rejects. */
  async recall(session: Session): Promise<void> {
    const newest = await this.#payments(session)
      .newest()
      .catch(() => undefined);
    if (session.closed) return;
    this.#mark(session, newest);
    if (!newest || !isOpen(newest)) return;
    const look = t('Look at It');
    const words = t(
      'The outcome of a payment from "{0}" is open: it may have been charged.',
      visible(session.profile.name),
    );
    const chosen = await window.showWarningMessage(inMessage(words), look);
    // Another account may be open by then: the page says so.
    if (chosen === look) this.#show(session.profile);
  }

  /** Forgets the payments of an account that is removed. One whose outcome is open is kept, and that is said. */
  async forget({ id, name, kind }: Profile): Promise<void> {
    const all = paymentsFolder(this.#parts.storage);
    if (kind === 'sample') {
      await rm(paymentFolder(this.#parts.storage, id), { recursive: true, force: true });
      return;
    }
    if (!(await forgetPayments(all, id))) return;
    const words = t(
      'The outcome of a payment from "{0}" is open: it may have been charged. Its record is kept on this machine, and the page for topping up an account at the same address shows it until you say that you have checked.',
      visible(name),
    );
    void window.showWarningMessage(inMessage(words));
  }

  dispose(): void {
    this.#open.dispose();
  }

  #show(profile: Profile): void {
    const known = this.#open.find(({ parts }) => parts.profile.id === profile.id);
    if (known) known.panel.reveal();
    else this.#fill(window.createWebviewPanel(topUpPanel, t('Top Up'), ViewColumn.Active), profile);
  }

  /** Says it beside the balance in the Billing view. */
  #mark(session: Session, payment: Payment | undefined): void {
    if (session.closed) return;
    const marks = new Map<string, Mark>();
    if (payment && isLocked(payment)) marks.set('now', { words: openPaymentMark(payment), abilities: [] });
    marksOf(session).set('balance', marks);
  }

  #payments(session: Session): Payments {
    const { storage } = this.#parts;
    return new Payments({
      door: session.door,
      account: session.profile,
      store: new PaymentFiles(paymentFolder(storage, session.profile.id)),
      neighbours: () => neighboursIn(paymentsFolder(storage), session.profile.id),
      clock: systemClock,
      onChange: (payment) => {
        this.#mark(session, payment);
      },
    });
  }

  #fill(panel: WebviewPanel, profile: { readonly id: string; readonly name: string }, amount?: string): void {
    const view = new TopUpView({
      account: this.#parts.account,
      profile: { id: profile.id, name: profile.name },
      payments: (session) => this.#payments(session),
      language: env.language,
      ...(amount !== undefined && { amount }),
    });
    this.#open.fill<TopUpPage, TopUpActs>(panel, view, {
      page: 'topUp',
      title: t('Top Up'),
      name: () => t('Top Up {0}', profile.name),
      acts: topUpActs,
      handlers: {
        edit: ({ id, value, seq }) => view.edit(id, value, seq),
        pay: ({ turn }) => view.pay(turn),
        look: () => view.look(),
        lift: () => view.lift(),
        liftElsewhere: ({ id }) => view.liftElsewhere(id),
        unrelated: ({ id }) => view.unrelated(id),
        repair,
      },
      state: () => topUpPage(view),
    });
  }
}
