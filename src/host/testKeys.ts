import type { SecretStorage } from 'vscode';
import { makeTestKey, testKeyOf, type TestKey } from '../core/webhooks/testKey.ts';

const entry = 'telnyx.testKey';

/**
 * The pair of keys that replays are signed with: made once for a machine, in SecretStorage. Where that fails, this
 * window has a pair of its own.
 */
export class TestKeys {
  readonly #secrets: Pick<SecretStorage, 'get' | 'store'>;
  #reading: Promise<TestKey> | undefined;

  constructor(secrets: Pick<SecretStorage, 'get' | 'store'>) {
    this.#secrets = secrets;
  }

  get(): Promise<TestKey> {
    return (this.#reading ??= this.#find());
  }

  async #find(): Promise<TestKey> {
    const made = makeTestKey();
    try {
      const kept = testKeyOf((await this.#secrets.get(entry)) ?? '');
      if (kept) return kept;
      await this.#secrets.store(entry, made.privateKey);
      // Another window may have made one at the same moment: the one that is kept is the one.
      return testKeyOf((await this.#secrets.get(entry)) ?? '') ?? made;
    } catch {
      return made;
    }
  }
}
