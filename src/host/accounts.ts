import { workspace, type ExtensionContext } from 'vscode';
import type { Trouble } from '../core/accounts/health.ts';
import type { Verdict } from '../core/accounts/probe.ts';
import {
  addProfile,
  addSample,
  changeProfile,
  removeProfile,
  sampleId,
  type NewProfile,
  type ProfileList,
} from '../core/accounts/profiles.ts';
import type { Profile } from '../core/model/profile.ts';
import { Emitter, type Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { readConfiguration } from './configuration.ts';
import { LastUsed } from './lastUsed.ts';
import { log } from './log.ts';
import { Opener } from './opener.ts';
import { ProfileStore } from './profileStore.ts';
import { Keys, type KeptWhere } from './secrets.ts';

/** What the accounts need of VS Code's context. */
type Context = Pick<ExtensionContext, 'globalState' | 'workspaceState' | 'secrets'>;

/** Clears what a room keeps for a profile outside its session (caches, drafts) when the profile is removed. */
export type RemoveHook = (profile: Profile) => void | Promise<void>;

/** What one room cannot clear must not keep the others from it. */
async function clear(hook: RemoveHook, profile: Profile): Promise<void> {
  try {
    await hook(profile);
  } catch (failure) {
    log.error(failure);
  }
}

/**
 * The accounts of a person: adds, opens, changes and removes them, and says which is in use. Every window has its
 * own account in use; the list and the keys are shared, and what other windows change is followed.
 */
export class Accounts implements Disposable {
  readonly #lastUsed: LastUsed;
  readonly #current: CurrentAccount;
  readonly #store: ProfileStore;
  readonly #keys: Keys;
  readonly #opener: Opener;
  readonly #hooks: RemoveHook[] = [];
  readonly #forgetHooks: RemoveHook[] = [];
  readonly #changed = new Emitter<undefined>();
  readonly #subscriptions: readonly Disposable[];
  #restored: Promise<void> | undefined;

  /** The list, the account in use, or what troubles it changed. */
  readonly onDidChange = this.#changed.event;

  constructor(context: Context, current: CurrentAccount) {
    this.#lastUsed = new LastUsed(context);
    this.#current = current;
    this.#store = new ProfileStore(context);
    this.#keys = new Keys(context.secrets);
    this.#opener = new Opener(current, this.#keys);
    const changed = () => {
      this.#changed.fire(undefined);
    };
    this.#subscriptions = [
      this.#store,
      this.#opener,
      current.onDidChange(changed),
      this.#opener.onDidChangeHealth(changed),
      this.#store.onDidFollow(() => void this.#followList()),
      context.secrets.onDidChange(({ key }) => {
        const profile = this.#inUse;
        if (profile && Keys.profileOf(key) === profile.id) void this.#opener.followKey(profile);
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (this.#inUse && change.affectsConfiguration('telnyx.requests'))
          void this.#opener.open(this.#inUse);
      }),
    ];
  }

  get list(): ProfileList {
    return this.#store.list;
  }

  /** The account in use; before `restore()`, the one that it would open. */
  get active(): Profile | undefined {
    return this.#restored ? this.#inUse : this.#remembered;
  }

  /** What stands in the way of using the account, the worst first. */
  get troubles(): readonly Trouble[] {
    const { state } = this.#current;
    if (state.phase === 'locked') return ['locked'];
    if (state.phase === 'none') return [];
    const { health } = this.#opener;
    const here = this.#keys.where(state.session.profile.id) === 'window';
    return [
      ...(health === 'bad-key' || health === 'offline' ? [health] : []),
      ...(here ? (['this-window'] as const) : []),
    ];
  }

  /**
   * Opens the account that was used last, once. Until a view or a document asks for it, no secret is read and
   * nothing is loaded.
   */
  restore(): Promise<void> {
    const wantsSample = this.list.profiles.length === 0 && readConfiguration().startWithSampleAccount;
    this.#restored ??= wantsSample ? this.exploreSample() : this.#open(this.#remembered);
    return this.#restored;
  }

  /** Puts another account in force, here and at the next start. */
  async open(id: string): Promise<void> {
    this.#restored ??= Promise.resolve();
    await this.#open(this.#find(id));
  }

  async exploreSample(): Promise<void> {
    await this.#store.save(addSample(this.list));
    await this.open(sampleId);
  }

  /** One look at the account behind a key that is not kept yet; throws only when cancelled. */
  async probe(baseUrl: string, key: string, signal: AbortSignal): Promise<Verdict> {
    const door = await this.#opener.tryKey(baseUrl, key);
    const { probeKey } = await import('../core/accounts/probe.ts');
    try {
      return await probeKey(door, signal);
    } finally {
      door.close();
    }
  }

  /** Adds an account and opens it. Says where its key is kept. */
  async add(wanted: NewProfile, key: string): Promise<KeptWhere> {
    const { list, profile } = addProfile(this.list, wanted);
    const where = await this.#keys.set(profile.id, key);
    await this.#store.save(list);
    await this.open(profile.id);
    return where;
  }

  /** The new key may open another account of Telnyx, so what was read with the old one is forgotten. */
  async replaceKey(id: string, key: string): Promise<KeptWhere> {
    const where = await this.#keys.set(id, key);
    const profile = this.#find(id);
    if (profile) for (const hook of this.#forgetHooks) await clear(hook, profile);
    if (this.#inUse?.id === id) await this.open(id);
    return where;
  }

  rename(id: string, name: string): Promise<void> {
    return this.#change(id, { name });
  }

  setReadOnly(id: string, readOnly: boolean): Promise<void> {
    return this.#change(id, { readOnly });
  }

  /** Calls `hook` whenever a profile is removed here. */
  onRemove(hook: RemoveHook): void {
    this.#hooks.push(hook);
  }

  /** Calls `hook` whenever what was read of an account must not be kept: it is removed, or has another key. */
  onForget(hook: RemoveHook): void {
    this.#hooks.push(hook);
    this.#forgetHooks.push(hook);
  }

  /** Forgets an account: its key, what rooms keep for it, then its entry. Another one, if any, is opened. */
  async remove(id: string): Promise<void> {
    const profile = this.#find(id);
    if (!profile) return;
    const wasInUse = this.active?.id === id;
    if (wasInUse) this.#opener.close();
    try {
      await this.#keys.delete(id);
    } catch (failure) {
      if (wasInUse) await this.#open(profile);
      throw failure;
    }
    if (profile.kind === 'sample') this.#opener.forgetSample();
    for (const hook of this.#hooks) await clear(hook, profile);
    await this.#store.save(removeProfile(this.list, id));
    if (wasInUse) await this.#open(this.list.profiles[0]);
    this.#changed.fire(undefined);
  }

  async #change(id: string, change: Partial<Pick<Profile, 'name' | 'readOnly'>>): Promise<void> {
    await this.#store.save(changeProfile(this.list, id, change));
    await this.#followList();
  }

  async #open(profile: Profile | undefined): Promise<void> {
    if (!profile) {
      this.#opener.close();
      return;
    }
    // Nobody waits for it to be written down before the account is there.
    await Promise.all([this.#lastUsed.remember(profile.id), this.#opener.open(profile)]);
  }

  /** Brings the account in use in line with the list: gone, renamed, or read-only now. */
  async #followList(): Promise<void> {
    this.#keys.forgetAllBut(this.list.profiles);
    const before = this.#inUse;
    const now = before && this.#find(before.id);
    if (!before) this.#changed.fire(undefined);
    else if (!now) await this.#open(this.list.profiles[0]);
    else if (now.name !== before.name || now.readOnly !== before.readOnly) await this.#opener.open(now);
    else this.#changed.fire(undefined);
  }

  get #inUse(): Profile | undefined {
    const { state } = this.#current;
    if (state.phase === 'open') return state.session.profile;
    return state.phase === 'locked' ? state.profile : undefined;
  }

  get #remembered(): Profile | undefined {
    return this.#lastUsed.among(this.list.profiles);
  }

  #find(id: string): Profile | undefined {
    return this.list.profiles.find((profile) => profile.id === id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
