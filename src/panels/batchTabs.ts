import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { batchPanel } from '../core/model/names.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { Family, PlanReview } from '../core/plan/proposal.ts';
import { batchActs, batchRestoreSchema, type BatchActs, type BatchPage } from '../core/protocol/batch.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { BatchForm } from './batchForm.ts';
import { batchState } from './batchState.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';

export interface BatchTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly plans: PlanReview;
}

/** The open forms for many numbers. */
export class BatchTabs implements Tabs {
  readonly #parts: BatchTabsParts;
  readonly #open: OpenTabs<BatchForm>;

  constructor(parts: BatchTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Opens a form for numbers of the account in use. Throws a Failure without an account. */
  open(family: Family, numbers: readonly NumberName[]): void {
    const { account, plans } = this.#parts;
    const { profile } = account.needed();
    const form = new BatchForm({ account, plans, profile, family, numbers });
    this.#fill(window.createWebviewPanel(batchPanel, form.title, ViewColumn.Active), form);
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, batchRestoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, family, numbers, wishes, secret } = decoded;
    const { account, plans } = this.#parts;
    const form = new BatchForm({
      account,
      plans,
      profile: { id, name },
      family,
      numbers: numbers.map(([number, phoneNumber]) => ({ id: number, phoneNumber })),
      wishes,
      secretLost: secret,
    });
    this.#fill(panel, form);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, form: BatchForm): void {
    this.#open.fill<BatchPage, BatchActs>(panel, form, {
      page: 'batch',
      title: form.title,
      name: () => form.title,
      acts: batchActs,
      handlers: {
        wish: ({ id, value, seq }) => form.wish(id, value, seq),
        way: ({ id, way }) => form.turn(id, way),
        leave: ({ id }) => form.leave(id),
        search: ({ source, query }) => form.search(source, query),
        look: () => form.look(),
        stop: () => form.stop(),
        review: () => form.review(),
      },
      state: () => batchState(form),
    });
  }
}
