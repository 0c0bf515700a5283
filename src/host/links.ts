import { commands, window, type Disposable } from 'vscode';
import { readLink } from '../core/accounts/link.ts';
import { commands as ids } from '../core/model/names.ts';
import type { Accounts } from './accounts.ts';

/**
 * Answers `vscode://telnyx-explorer.telnyx-explorer/number/+13125550001` and `…/charges?from=…&to=…`. A link only
 * opens what a person can look at; it never changes anything.
 */
export function answerLinks(accounts: Accounts): Disposable {
  return window.registerUriHandler({
    handleUri: async ({ path, query }) => {
      const link = readLink(path, query);
      if (link.opens === 'nothing') {
        void window.showWarningMessage(link.sentence);
        return;
      }
      await accounts.restore();
      if (link.opens === 'number') {
        await commands.executeCommand(ids.editNumber, { type: 'number', phoneNumber: link.phoneNumber });
      } else if (link.from === undefined) {
        await commands.executeCommand(ids.viewCharges);
      } else {
        await commands.executeCommand(ids.viewCharges, { type: 'period', from: link.from, to: link.to });
      }
    },
  });
}
