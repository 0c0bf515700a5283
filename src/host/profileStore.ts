import { window, type Disposable, type ExtensionContext } from 'vscode';
import type { ProfileList } from '../core/accounts/profiles.ts';
import { decodeProfiles } from '../core/accounts/storedProfiles.ts';
import { Emitter } from '../core/state/emitter.ts';

const stateKey = 'telnyx.profiles';
const signal = 'telnyx.profiles.signal';

/**
 * The list of profiles, the same in all windows. It rests in `globalState`, which needs no secret to be read at
 * start. But VS Code tells nobody when that changes in another window, and what it tells of secrets comes before
 * the new `globalState` does. So each change is also written as a signal into SecretStorage, list included (names
 * and ids, nothing secret): whoever hears it has the list, and the higher revision wins. Should the signal fail,
 * a window follows when it gets the focus.
 */
export class ProfileStore implements Disposable {
  readonly #context: Pick<ExtensionContext, 'globalState' | 'secrets'>;
  readonly #changed = new Emitter<ProfileList>();
  readonly #subscriptions: readonly Disposable[];
  #list: ProfileList;

  /** Another window changed the list; its changes are in force. */
  readonly onDidFollow = this.#changed.event;

  constructor(context: Pick<ExtensionContext, 'globalState' | 'secrets'>) {
    this.#context = context;
    this.#list = decodeProfiles(context.globalState.get(stateKey));
    this.#subscriptions = [
      context.secrets.onDidChange(({ key }) => {
        if (key === signal) void this.#followSignal();
      }),
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#follow(context.globalState.get(stateKey));
      }),
    ];
  }

  get list(): ProfileList {
    return this.#list;
  }

  async save(list: ProfileList): Promise<void> {
    if (list === this.#list) return;
    this.#list = list;
    await this.#context.globalState.update(stateKey, list);
    await Promise.resolve(this.#context.secrets.store(signal, JSON.stringify(list))).catch(() => undefined);
  }

  async #followSignal(): Promise<void> {
    try {
      this.#follow(JSON.parse((await this.#context.secrets.get(signal)) ?? 'null'));
    } catch {
      // An unreadable signal is none: the focus will do.
    }
  }

  #follow(stored: unknown): void {
    const list = decodeProfiles(stored);
    if (list.revision <= this.#list.revision) return;
    this.#list = list;
    this.#changed.fire(list);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}
