import type { Memento } from 'vscode';
import { safeParse, type GenericSchema } from 'valibot';
import type { Disposable } from '../core/state/emitter.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { KeptByAccount } from './keptByAccount.ts';

/** A filter of one kind that is kept for each account of this workspace. */
interface Filtered<F> {
  readonly kind: string;
  /** Where it is kept. */
  readonly key: string;
  readonly schema: GenericSchema<unknown, F>;
  /** Where it is in force; an empty one lets all through. */
  readonly lookOf: (session: Session) => { readonly filter: F; put(filter: F): void };
}

interface Parts<F> extends Filtered<F> {
  readonly account: CurrentAccount;
  readonly kept: KeptByAccount;
  readonly isSeen: () => boolean;
}

const isEmpty = (filter: object) => Object.keys(filter).length === 0;

/** Puts the kept filter in force when somebody looks at an account, and keeps what is in force from then on. */
class FilterFollower<F extends object> implements Disposable {
  readonly #parts: Parts<F>;
  #session: Session | undefined;
  #listening: Disposable | undefined;

  constructor(parts: Parts<F>) {
    this.#parts = parts;
  }

  /** To be called when another account is in use, or the view comes into sight. */
  look(): void {
    const { account, kind, isSeen } = this.#parts;
    const { session } = account;
    if (!session || session === this.#session || !isSeen()) return;
    this.#session = session;
    this.#listening?.dispose();
    this.#restore(session);
    this.#listening = narrowingOf(session).onDidChange((name) => {
      if (name === kind) void this.#keep(session);
    });
  }

  dispose(): void {
    this.#listening?.dispose();
  }

  /** What cannot be read is no filter; a person who was quicker has the word. */
  #restore(session: Session): void {
    const { schema, kept, lookOf } = this.#parts;
    const stored = safeParse(schema, kept.of(session.profile.id));
    const look = lookOf(session);
    if (stored.success && !isEmpty(stored.output) && isEmpty(look.filter)) look.put(stored.output);
  }

  async #keep(session: Session): Promise<void> {
    if (session.closed) return;
    const { kept, lookOf } = this.#parts;
    const { filter } = lookOf(session);
    await kept.keep(session.profile.id, isEmpty(filter) ? undefined : filter);
  }
}

/** What keeps a filter: while somebody follows an account, and no longer than it is there. */
export function filterKept<F extends object>(filtered: Filtered<F>) {
  const keptIn = (state: Memento) => new KeptByAccount(state, filtered.key);
  return {
    follow: (account: CurrentAccount, state: Memento, isSeen: () => boolean) =>
      new FilterFollower<F>({ ...filtered, account, kept: keptIn(state), isSeen }),
    /** For an account that is removed. */
    forget: (state: Memento, profileId: string) => keptIn(state).keep(profileId, undefined),
  };
}
