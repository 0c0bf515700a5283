import { t } from '@vscode/l10n';
import type { Profile } from '../model/profile.ts';
import type { ResourceKind } from '../resources/kind.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';

/**
 * An account that is open: its profile, its door, the kinds of things it holds, and whatever rooms keep for it. Never changed: another profile,
 * key or read-only mark makes another session. Compare by identity to drop answers that come too late.
 */
export class Session implements Disposable {
  readonly profile: Profile;
  readonly door: Door;
  /** In the order of the sidebar. */
  readonly kinds: readonly ResourceKind[];
  readonly #kept = new Map<object, Disposable>();
  #closed = false;
  #end: Promise<unknown> = Promise.resolve();

  constructor(profile: Profile, door: Door, kinds: readonly ResourceKind[] = []) {
    this.profile = profile;
    this.door = door;
    this.kinds = kinds;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Settles when whatever was kept has ended, such as a plan that waits for the answer to its last request. */
  get end(): Promise<unknown> {
    return this.#end;
  }

  /**
   * What a room keeps for this session (collections, choices): made on first use, disposed with the session. A key other
   * than the maker belongs to one room alone.
   */
  keep<T extends Disposable>(maker: (session: Session) => T, key: object = maker): T {
    const known = this.#kept.get(key);
    // The map is keyed by the maker itself or by what only its room keeps, so what it made is what it makes.
    if (known) return known as T;
    const made = maker(this);
    this.#kept.set(key, made);
    return made;
  }

  /** Ends what is kept under a key, if anything is. */
  drop(key: object): void {
    this.#kept.get(key)?.dispose();
    this.#kept.delete(key);
  }

  dispose(): void {
    this.#closed = true;
    const ends = [...this.#kept.values()].map((kept): unknown => kept.dispose());
    this.#end = Promise.allSettled([this.#end, ...ends]);
    this.#kept.clear();
    this.door.close();
  }
}

/** What the extension is looking at. */
export type AccountState =
  | { readonly phase: 'none' }
  /** An account is chosen but cannot be opened: no key, or the keyring failed. */
  | { readonly phase: 'locked'; readonly profile: Profile; readonly failure: Failure }
  | { readonly phase: 'open'; readonly session: Session };

/** The account in use and its changes. Only the accounts service of the host changes it. */
export class CurrentAccount implements Disposable {
  readonly #changed = new Emitter<AccountState>();
  #state: AccountState = { phase: 'none' };
  #left: Promise<unknown> = Promise.resolve();

  readonly onDidChange: Event<AccountState> = this.#changed.event;

  get state(): AccountState {
    return this.#state;
  }

  get session(): Session | undefined {
    return this.#state.phase === 'open' ? this.#state.session : undefined;
  }

  /** The open session, for what a person asked for; throws a Failure that says to open an account. */
  needed(): Session {
    if (this.session) return this.session;
    const sentence = t('No account is open. Add one, or switch to one, then try again.');
    throw new Failure({ kind: 'misuse', sentence, wayOut: 'check-account' });
  }

  /** Puts another state in force; the session of the one before is closed. */
  become(next: AccountState): void {
    const before = this.session;
    this.#state = next;
    if (before && before !== this.session) this.#end(before);
    this.#changed.fire(next);
  }

  /** Like `dispose`; settles when all accounts that were open have come to their end. */
  async leave(): Promise<void> {
    this.dispose();
    await this.#left;
  }

  dispose(): void {
    if (this.session) this.#end(this.session);
    this.#state = { phase: 'none' };
    this.#changed.dispose();
  }

  #end(session: Session): void {
    session.dispose();
    this.#left = Promise.all([this.#left, session.end]);
  }
}
