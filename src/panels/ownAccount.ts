import { t } from '@vscode/l10n';
import { visible } from '../core/model/text.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';

interface OwnAccountParts {
  readonly account: CurrentAccount;
  /** The account that a tab is about, as it was last known. */
  readonly profile: { readonly id: string; readonly name: string };
  /** Its session has opened, is another one, or is no more. */
  readonly turned: (session: Session | undefined) => void;
  /** Something else about accounts has changed, such as why this one cannot be opened. */
  readonly stayed: () => void;
}

/** The account that a tab is about: its session while that is open, and its name. */
export class OwnAccount implements Disposable {
  readonly #parts: OwnAccountParts;
  readonly #following: Disposable;
  #session: Session | undefined;
  #name: string;

  constructor(parts: OwnAccountParts) {
    this.#parts = parts;
    this.#name = parts.profile.name;
    this.#following = parts.account.onDidChange(() => this.#follow());
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** As it is called now, or was when it was last open. */
  get name(): string {
    return this.#name;
  }

  /** Looks which session is open, as it does by itself from then on. */
  begin(): void {
    this.#follow();
  }

  /** Why it is not open; `closed` says so where another account is, or none. */
  why(closed: (name: string) => string): string {
    const { account, profile } = this.#parts;
    const { state } = account;
    const name = visible(this.#name);
    return state.phase === 'locked' && state.profile.id === profile.id
      ? t('The account "{0}" cannot be opened: {1}', name, state.failure.sentence)
      : closed(name);
  }

  dispose(): void {
    this.#following.dispose();
  }

  #follow(): void {
    const { account, profile, turned, stayed } = this.#parts;
    const { session } = account;
    const ours = session?.profile.id === profile.id ? session : undefined;
    if (ours === this.#session) {
      stayed();
      return;
    }
    this.#session = ours;
    if (ours) this.#name = ours.profile.name;
    turned(ours);
  }
}
