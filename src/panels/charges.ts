import { window } from 'vscode';
import { chargesPanel } from '../core/model/names.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { Accounts } from '../host/accounts.ts';
import type { ChargesPanelsParts, ChargesTabs } from './chargesTabs.ts';

interface Parts extends ChargesPanelsParts {
  /** Hears of accounts whose reports must not be kept any longer. */
  readonly accounts: Pick<Accounts, 'onForget'>;
}

/** The editor tabs that show charges, restored after a reload; what fills them loads with the first. */
export class ChargesPanels implements Disposable {
  readonly #parts: Parts;
  readonly #serializer: Disposable;
  #loaded: Promise<ChargesTabs> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.accounts.onForget(async ({ id }) => (await this.#tabs()).forget(id));
    this.#serializer = window.registerWebviewPanelSerializer(chargesPanel, {
      deserializeWebviewPanel: async (panel, kept) => (await this.#tabs()).restore(panel, kept),
    });
  }

  /**
   * Shows the charges of the account in use; without a period (whole days, `to` not included), those of this month.
   * Throws a Failure without an account.
   */
  async show(period?: { readonly from: string; readonly to: string }): Promise<void> {
    (await this.#tabs()).show(period);
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loaded?.then((tabs) => tabs.dispose());
  }

  #tabs(): Promise<ChargesTabs> {
    this.#loaded ??= import('./chargesTabs.ts').then(({ ChargesTabs }) => new ChargesTabs(this.#parts));
    return this.#loaded;
  }
}
