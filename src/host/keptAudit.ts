import type { Memento } from 'vscode';
import { safeParse } from 'valibot';
import { auditEvents } from '../core/resources/auditEvents.ts';
import { auditFilterSchema } from '../core/resources/auditFilter.ts';
import { auditLookOf } from '../core/state/auditLook.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { KeptByAccount } from './keptByAccount.ts';

/** The filter of the audit log in force, for each account of this workspace. */
const keptBy = (state: Memento) => new KeptByAccount(state, 'telnyx.auditFilter');

const isEmpty = (filter: object) => Object.keys(filter).length === 0;

/** Puts the kept filter in force when somebody looks at an account, and keeps what is in force from then on. */
class AuditFollower implements Disposable {
  readonly #account: CurrentAccount;
  readonly #kept: KeptByAccount;
  readonly #isSeen: () => boolean;
  #session: Session | undefined;
  #listening: Disposable | undefined;

  constructor(account: CurrentAccount, state: Memento, isSeen: () => boolean) {
    this.#account = account;
    this.#kept = keptBy(state);
    this.#isSeen = isSeen;
  }

  /** To be called when another account is in use, or the view comes into sight. */
  look(): void {
    const { session } = this.#account;
    if (!session || session === this.#session || !this.#isSeen()) return;
    this.#session = session;
    this.#listening?.dispose();
    this.#restore(session);
    this.#listening = narrowingOf(session).onDidChange((name) => {
      if (name === auditEvents.name) void this.#keep(session);
    });
  }

  dispose(): void {
    this.#listening?.dispose();
  }

  /** What cannot be read is no filter; a person who was quicker has the word. */
  #restore(session: Session): void {
    const stored = safeParse(auditFilterSchema, this.#kept.of(session.profile.id));
    const look = auditLookOf(session);
    if (stored.success && !isEmpty(stored.output) && isEmpty(look.filter)) look.put(stored.output);
  }

  async #keep(session: Session): Promise<void> {
    if (session.closed) return;
    const { filter } = auditLookOf(session);
    await this.#kept.keep(session.profile.id, isEmpty(filter) ? undefined : filter);
  }
}

export const follow = (account: CurrentAccount, state: Memento, isSeen: () => boolean) =>
  new AuditFollower(account, state, isSeen);

/** For an account that is removed. */
export const forget = (state: Memento, profileId: string) => keptBy(state).keep(profileId, undefined);
