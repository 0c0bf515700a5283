import { readdir } from 'node:fs/promises';
import type { Uri } from 'vscode';
import type { CurrentAccount } from '../core/state/session.ts';
import type { LaterTabs } from './laterTabs.ts';
import { paymentFolder } from './paymentFolder.ts';
import type { TopUpTabs } from './topUpTabs.ts';

/** Nobody is kept waiting for old payments while an account opens. In milliseconds. */
const afterOpening = 500;

/** Whenever an account is opened from which something was ever paid here, looks whether the outcome of it is open. */
export function recallPayments(account: CurrentAccount, storage: Uri, topUps: LaterTabs<TopUpTabs>): void {
  account.onDidChange(() => {
    const { session } = account;
    if (!session) return;
    setTimeout(() => {
      void readdir(paymentFolder(storage, session.profile.id))
        .catch(() => [])
        .then(async (files) => {
          if (files.length > 0 && !session.closed) await (await topUps.load()).recall(session);
        });
    }, afterOpening);
  });
}
