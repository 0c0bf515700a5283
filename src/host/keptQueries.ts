import type { Memento } from 'vscode';
import type { Query } from '../core/find/query.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { showingOf } from '../core/state/showing.ts';
import { KeptByAccount } from './keptByAccount.ts';

const stateKey = 'telnyx.query';

/** The query in force in the Numbers view, with its order and groups: kept for each account of this workspace. */
export class KeptQueries {
  readonly #kept: KeptByAccount;

  constructor(state: Memento) {
    this.#kept = new KeptByAccount(state, stateKey);
  }

  /** As it was stored: not decoded. */
  of(profileId: string): unknown {
    return this.#kept.of(profileId);
  }

  /** Forgets it where no query is given. */
  keep(profileId: string, query: Query | undefined): Promise<void> {
    return this.#kept.keep(profileId, query);
  }
}

interface Following {
  readonly account: CurrentAccount;
  readonly queries: KeptQueries;
  /** Finding reads the whole account: for a view that nobody sees it waits. */
  readonly isSeen: () => boolean;
}

/** Puts the kept query in force when somebody looks at an account, and keeps what is in force from then on. */
export class QueryFollower implements Disposable {
  readonly #parts: Following;
  readonly #subscription: Disposable;
  #session: Session | undefined;
  #listening: Disposable | undefined;
  #query: Query | undefined;

  constructor(parts: Following) {
    this.#parts = parts;
    this.#subscription = parts.account.onDidChange(() => this.look());
    this.look();
  }

  /** To be called when the view comes into sight. */
  look(): void {
    const { account, isSeen } = this.#parts;
    const { session } = account;
    if (!session || session === this.#session || !isSeen()) return;
    this.#session = session;
    this.#query = undefined;
    this.#listening?.dispose();
    this.#listening = showingOf(session).onDidChange(() => void this.#keep(session));
    void this.#restore(session);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#listening?.dispose();
  }

  async #restore(session: Session): Promise<void> {
    const stored = this.#parts.queries.of(session.profile.id);
    if (stored === undefined) return;
    const { restoreQuery } = await import('./restoreQuery.ts');
    restoreQuery(session, stored);
  }

  async #keep(session: Session): Promise<void> {
    const query = showingOf(session).shown?.query;
    // It is told of every number that is read, too.
    if (query === this.#query || session.closed) return;
    this.#query = query;
    await this.#parts.queries.keep(session.profile.id, query);
  }
}

export const follow = (account: CurrentAccount, state: Memento, isSeen: () => boolean) =>
  new QueryFollower({ account, queries: new KeptQueries(state), isSeen });

/** For an account that is removed. */
export const forget = (state: Memento, profileId: string) =>
  new KeptQueries(state).keep(profileId, undefined);
