import { window } from 'vscode';
import { planPanel } from '../core/model/names.ts';
import type { PlanReview, Proposal } from '../core/plan/proposal.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { PlanHome, PlansParts } from './planHome.ts';

/** Plans of many numbers: reviewed in an editor tab, applied, followed, taken back. All of it loads with the first. */
export class Plans implements PlanReview, Disposable {
  readonly #parts: PlansParts;
  readonly #serializer: Disposable;
  #loaded: Promise<PlanHome> | undefined;

  constructor(parts: PlansParts) {
    this.#parts = parts;
    parts.accounts.onRemove(async ({ id }) => (await this.home()).drafts.forgetAll(id));
    this.#serializer = window.registerWebviewPanelSerializer(planPanel, {
      deserializeWebviewPanel: async (panel, kept) => (await this.home()).tabs.restore(panel, kept),
    });
  }

  /** Opens the plan in a tab; nothing is written before it is applied there. Throws a Failure without an account. */
  async review(proposal: Proposal): Promise<void> {
    (await this.home()).review(proposal);
  }

  home(): Promise<PlanHome> {
    this.#loaded ??= import('./planHome.ts').then(({ PlanHome }) => new PlanHome(this.#parts));
    return this.#loaded;
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loaded?.then((home) => home.dispose());
  }
}
