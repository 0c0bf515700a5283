import { t } from '@vscode/l10n';
import type { SecretStorage } from 'vscode';
import type { Profile } from '../core/model/profile.ts';
import { Failure } from '../core/telnyx/failure.ts';

/** Where a key is now: in the secure storage of the machine, or only in the memory of this window. */
export type KeptWhere = 'machine' | 'window';

const prefix = 'telnyx.key.';

const unreadable = (cause: unknown) =>
  new Failure({
    kind: 'misuse',
    sentence: t(
      'The secure storage of this machine cannot be read. Enter the API key again to use it in this window.',
    ),
    wayOut: 'replace-key',
    cause,
  });

/**
 * The API keys, by id of the profile. They are in VS Code's SecretStorage and nowhere else; where that fails, in
 * the memory of this window.
 */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #inWindow = new Map<string, string>();

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** The profile whose key an entry of SecretStorage is; undefined for other entries. */
  static profileOf(entry: string): string | undefined {
    return entry.startsWith(prefix) ? entry.slice(prefix.length) : undefined;
  }

  /** The key, or undefined where there is none; throws a Failure when the storage cannot be read. */
  async get(id: string): Promise<string | undefined> {
    const kept = this.#inWindow.get(id);
    if (kept !== undefined) return kept;
    try {
      return await this.#secrets.get(prefix + id);
    } catch (cause) {
      throw unreadable(cause);
    }
  }

  /** Keeps a key and reads it back: a storage that loses or changes it is not trusted with it. */
  async set(id: string, key: string): Promise<KeptWhere> {
    this.#inWindow.set(id, key);
    try {
      await this.#secrets.store(prefix + id, key);
      if ((await this.#secrets.get(prefix + id)) === key) {
        this.#inWindow.delete(id);
        return 'machine';
      }
    } catch {
      // Told to the person by what is returned.
    }
    // What is stored now may be an older key: no window shall find it.
    await Promise.resolve(this.#secrets.delete(prefix + id)).catch(() => undefined);
    return 'window';
  }

  /** Drops what only this window keeps for profiles that are no more. */
  forgetAllBut(profiles: readonly Profile[]): void {
    const ids = new Set(profiles.map(({ id }) => id));
    for (const id of this.#inWindow.keys()) if (!ids.has(id)) this.#inWindow.delete(id);
  }

  where(id: string): KeptWhere {
    return this.#inWindow.has(id) ? 'window' : 'machine';
  }

  /** Forgets a key everywhere; throws a Failure when the storage does not let it go. */
  async delete(id: string): Promise<void> {
    this.#inWindow.delete(id);
    try {
      await this.#secrets.delete(prefix + id);
    } catch (cause) {
      throw new Failure({
        kind: 'misuse',
        sentence: t(
          'The secure storage of this machine did not delete the API key. The account is kept; try again.',
        ),
        wayOut: 'retry',
        cause,
      });
    }
  }
}
