import type { Memento } from 'vscode';

/** Something small that is kept for each account under one key, as it was stored: whoever reads it decodes it. */
export class KeptByAccount {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #key: string;

  constructor(state: Pick<Memento, 'get' | 'update'>, key: string) {
    this.#state = state;
    this.#key = key;
  }

  of(profileId: string): unknown {
    return this.#all[profileId];
  }

  /** Forgets it where nothing is given. */
  async keep(profileId: string, value: unknown): Promise<void> {
    const others = Object.entries(this.#all).filter(([id]) => id !== profileId);
    const all = Object.fromEntries(value === undefined ? others : [...others, [profileId, value]]);
    await this.#state.update(this.#key, all);
  }

  get #all(): Readonly<Record<string, unknown>> {
    const stored = this.#state.get<unknown>(this.#key);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
