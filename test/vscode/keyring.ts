import * as vscode from 'vscode';

/** A keyring, as far as drafts need one. */
export class Keyring implements vscode.SecretStorage {
  readonly entries = new Map<string, string>();
  readonly onDidChange = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event;

  keys(): Promise<string[]> {
    return Promise.resolve([...this.entries.keys()]);
  }
  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.entries.get(key));
  }
  store(key: string, value: string): Promise<void> {
    this.entries.set(key, value);
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.entries.delete(key);
    return Promise.resolve();
  }
}
