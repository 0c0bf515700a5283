import { commands } from 'vscode';
import { contextKeys } from '../core/model/names.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { AccountState, CurrentAccount } from '../core/state/session.ts';

/** Sets a key that `when` clauses of the manifest ask about. */
export function setContext(key: string, value: string | boolean): void {
  void commands.executeCommand('setContext', key, value);
}

function tell(state: AccountState): void {
  setContext(contextKeys.account, state.phase);
  const profile = state.phase === 'open' ? state.session.profile : undefined;
  setContext(contextKeys.readOnly, profile?.readOnly === true);
}

/**
 * Tells menus and welcome texts about the account in use. Nothing is told until that is known, so that no window
 * greets a newcomer while it is opening an account.
 */
export function followAccount(current: CurrentAccount): Disposable {
  return current.onDidChange(tell);
}
