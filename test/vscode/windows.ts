import { EventEmitter, type Memento, type SecretStorage, type SecretStorageChangeEvent } from 'vscode';
import { CurrentAccount } from '../../src/core/state/session.ts';
import { Accounts } from '../../src/host/accounts.ts';

/** How the secure storage behaves: as it should, refusing, or losing what it is given. */
export type Keyring = 'works' | 'throws' | 'loses';

class State implements Memento {
  readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, otherwise?: T): T | undefined {
    const value = this.values.get(key);
    // A memento promises no more than what was put into it.
    return value === undefined ? otherwise : (JSON.parse(JSON.stringify(value)) as T);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }

  setKeysForSync(): void {
    // Nothing here is synchronised.
  }
}

/** The secure storage of one machine, seen from one window. */
class Secrets implements SecretStorage {
  readonly #machine: Machine;
  readonly changed = new EventEmitter<SecretStorageChangeEvent>();
  readonly onDidChange = this.changed.event;
  reads = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#machine.secrets.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    this.reads += 1;
    if (this.#machine.keyring === 'throws') return Promise.reject(new Error('no keyring'));
    return Promise.resolve(this.#machine.secrets.get(key));
  }

  store(key: string, value: string): Promise<void> {
    if (this.#machine.keyring === 'throws') return Promise.reject(new Error('no keyring'));
    if (this.#machine.keyring === 'works') this.#machine.secrets.set(key, value);
    this.#machine.tell(key);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (this.#machine.keyring === 'throws') return Promise.reject(new Error('no keyring'));
    this.#machine.secrets.delete(key);
    this.#machine.tell(key);
    return Promise.resolve();
  }
}

export interface Window {
  readonly accounts: Accounts;
  readonly current: CurrentAccount;
  /** How often a secret was read in this window. */
  readonly secretReads: () => number;
}

/**
 * Windows of one VS Code: each has the real accounts service, and they share a secure storage and a global state
 * whose changes other windows are not told of and see late, as in VS Code.
 */
export class Machine {
  keyring: Keyring = 'works';
  readonly secrets = new Map<string, string>();
  readonly #stored = new State();
  readonly #open: { secrets: Secrets; state: State; close: () => void }[] = [];

  tell(key: string): void {
    for (const { secrets } of this.#open) secrets.changed.fire({ key });
  }

  openWindow(): Window {
    const secrets = new Secrets(this);
    const globalState = new State();
    for (const [key, value] of this.#stored.values) globalState.values.set(key, value);
    const current = new CurrentAccount();
    const accounts = new Accounts({ globalState, workspaceState: new State(), secrets }, current);
    const close = () => {
      accounts.dispose();
      current.dispose();
      for (const [key, value] of globalState.values) this.#stored.values.set(key, value);
    };
    this.#open.push({ secrets, state: globalState, close });
    return { accounts, current, secretReads: () => secrets.reads };
  }

  /** Ends all windows; their state is what the next one starts with. */
  closeAll(): void {
    for (const { close } of this.#open.splice(0)) close();
  }

  /** Everything that is kept outside the secure storage, as text. */
  get stateText(): string {
    return JSON.stringify(
      [this.#stored, ...this.#open.map(({ state }) => state)].map(({ values }) => [...values]),
    );
  }
}

/** Waits until something is so; the runner's deadline ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
