import type { ExtensionContext } from 'vscode';
import type { Profile } from '../core/model/profile.ts';

const stateKey = 'telnyx.lastUsed';

/** Remembers which account was used last: in this workspace, else anywhere. Ids only. */
export class LastUsed {
  readonly #context: Pick<ExtensionContext, 'globalState' | 'workspaceState'>;

  constructor(context: Pick<ExtensionContext, 'globalState' | 'workspaceState'>) {
    this.#context = context;
  }

  /** The one used last, where it still exists; else the first. */
  among(profiles: readonly Profile[]): Profile | undefined {
    const { workspaceState, globalState } = this.#context;
    const ids = [workspaceState.get(stateKey), globalState.get(stateKey)];
    return ids.flatMap((id) => profiles.find((profile) => profile.id === id) ?? [])[0] ?? profiles[0];
  }

  async remember(id: string): Promise<void> {
    const { workspaceState, globalState } = this.#context;
    const others = [workspaceState, globalState].filter((state) => state.get(stateKey) !== id);
    await Promise.all(others.map((state) => state.update(stateKey, id)));
  }
}
