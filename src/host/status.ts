import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Accounts } from './accounts.ts';
import { showBalance } from './balanceStatus.ts';
import { showStatus } from './statusBar.ts';

/** What stands in the status bar: the account in use, and its balance. */
export function showStatusBar(accounts: Accounts, account: CurrentAccount): readonly Disposable[] {
  return [showStatus(accounts), showBalance(account)];
}
