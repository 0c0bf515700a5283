import { readdir } from 'node:fs/promises';
import { window } from 'vscode';
import type { Item } from '../core/model/item.ts';
import { planPanel } from '../core/model/names.ts';
import type { PlanReview, Proposal } from '../core/plan/proposal.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { Session } from '../core/state/session.ts';
import { planFolder } from './planFolder.ts';
import type { PlanHome, PlansParts } from './planHome.ts';

/** Nobody is kept waiting for old plans while an account opens. In milliseconds. */
const afterOpening = 500;

/** Plans of many numbers: reviewed in an editor tab, applied, followed, taken back. All of it loads with the first. */
export class Plans implements PlanReview, Disposable {
  readonly #parts: PlansParts;
  readonly #listening: readonly Disposable[];
  readonly #changed = new Emitter<void>();
  #loaded: Promise<PlanHome> | undefined;

  /** The list of plans is another than before. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: PlansParts) {
    this.#parts = parts;
    parts.accounts.onRemove(async ({ id }) => (await this.home()).forgetAll(id));
    this.#listening = [
      window.registerWebviewPanelSerializer(planPanel, {
        deserializeWebviewPanel: async (panel, kept) => (await this.home()).tabs.restore(panel, kept),
      }),
      parts.account.onDidChange(() => {
        const { session } = parts.account;
        if (session) setTimeout(() => void this.#recall(session), afterOpening);
      }),
    ];
  }

  /** Opens the plan in a tab; nothing is written before it is applied there. Throws a Failure without an account. */
  async review(proposal: Proposal, remarks?: readonly string[]): Promise<void> {
    const { profile } = this.#parts.account.needed();
    (await this.home()).tabs.review(profile, proposal, remarks);
  }

  /** Plans of an account as lines, newest first. */
  async list(session: Session): Promise<readonly Item[]> {
    return (await this.home()).list(session);
  }

  /** Phone numbers that plans under review would delete. */
  async condemned(session: Session): Promise<ReadonlySet<string>> {
    // What nobody has looked at is not loaded only to know this.
    return (await this.#loaded)?.condemned(session) ?? new Set();
  }

  /** Has the list of plans read again. */
  refresh(): void {
    this.#changed.fire();
  }

  home(): Promise<PlanHome> {
    this.#loaded ??= import('./planHome.ts').then(({ PlanHome }) => {
      const home = new PlanHome(this.#parts);
      home.onDidChange(() => {
        this.#changed.fire();
      });
      return home;
    });
    return this.#loaded;
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#changed.dispose();
    void this.#loaded?.then((home) => home.dispose());
  }

  /** Only where there are plans at all, what knows them is loaded. */
  async #recall(session: Session): Promise<void> {
    const folder = planFolder(this.#parts.context.globalStorageUri, session.profile.id);
    const files = await readdir(folder).catch(() => []);
    if (files.length === 0 || session.closed) return;
    await (await this.home()).tellInterrupted(session).catch(this.#parts.onFailure);
  }
}
