import { t } from '@vscode/l10n';
import { visible } from '../core/model/text.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { PlanNames } from './planNames.ts';

export interface PlanAccountParts {
  readonly account: CurrentAccount;
  /** The account of this plan; its name is said while it is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly plansOf: (session: Session) => Plans;
}

interface Heard {
  /** The account was opened, or closed. */
  readonly onTurn: () => void;
  /** A plan of the account goes on, or has ended. */
  readonly onPlans: () => void;
  /** Something about accounts may be said otherwise. */
  readonly onChange: () => void;
}

/** The account that a plan belongs to, followed while it is opened and closed. */
export class PlanAccount implements Disposable {
  readonly #parts: PlanAccountParts;
  readonly #heard: Heard;
  readonly #following: Disposable;
  #listening: Disposable | undefined;
  #session: Session | undefined;
  #names: PlanNames | undefined;
  #name: string;

  constructor(parts: PlanAccountParts, heard: Heard) {
    this.#parts = parts;
    this.#heard = heard;
    this.#name = parts.profile.name;
    this.#following = parts.account.onDidChange(() => {
      if (this.#turn()) heard.onTurn();
      heard.onChange();
    });
    this.#turn();
  }

  get id(): string {
    return this.#parts.profile.id;
  }

  get name(): string {
    return this.#name;
  }

  /** The plans of the account, while it is open. */
  get plans(): Plans | undefined {
    return this.#session && this.#parts.plansOf(this.#session);
  }

  /** The plans of the account, for what a person asked for; throws a Failure that says why there are none now. */
  needed(): Plans {
    const { plans } = this;
    if (plans) return plans;
    throw new Failure({ kind: 'misuse', sentence: this.closed ?? '', wayOut: 'check-account' });
  }

  /** Says values by the names that the account has for them, while it is open. */
  get names(): PlanNames | undefined {
    return this.#names;
  }

  /** Why nothing can be done now; undefined while it is open. */
  get closed(): string | undefined {
    if (this.#session) return undefined;
    const { state } = this.#parts.account;
    return state.phase === 'locked' && state.profile.id === this.id
      ? t('The account "{0}" cannot be opened: {1}', visible(this.#name), state.failure.sentence)
      : t('The account "{0}" is not open. Switch to it to go on with this plan.', visible(this.#name));
  }

  dispose(): void {
    this.#following.dispose();
    this.#listening?.dispose();
  }

  /** Takes the session that is open now; whether that is another one. */
  #turn(): boolean {
    const { session } = this.#parts.account;
    const ours = session?.profile.id === this.id ? session : undefined;
    if (ours === this.#session) return false;
    this.#session = ours;
    this.#names = ours && new PlanNames(ours);
    if (ours) this.#name = ours.profile.name;
    this.#listening?.dispose();
    this.#listening = this.plans?.onChange(() => this.#heard.onPlans());
    return true;
  }
}
