import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands/register.ts';
import { allCommands } from './commands/table.ts';
import { refreshRows } from './core/state/collection.ts';
import { CurrentAccount } from './core/state/session.ts';
import { NumberEditing } from './editors/numberEditing.ts';
import { RecordDocuments } from './editors/records.ts';
import { Accounts } from './host/accounts.ts';
import { readConfiguration } from './host/configuration.ts';
import { followAccount } from './host/contextKeys.ts';
import { answerLinks } from './host/links.ts';
import { log } from './host/log.ts';
import { showFailure } from './host/say.ts';
import { showStatus } from './host/statusBar.ts';
import { configureWords } from './host/words.ts';
import { ChargesPanels } from './panels/charges.ts';
import { showViews } from './tree/views.ts';

/** A table of contents. Called once, when a view, command, document or link first needs the extension. */
export function activate(context: ExtensionContext): void {
  configureWords();
  const { workspaceState } = context;
  const account = new CurrentAccount();
  const accounts = new Accounts(context, account);
  const pages = { account, onFailure: showFailure, log: (text: string) => log.warn(text) };
  const charges = new ChargesPanels({ ...pages, extensionUri: context.extensionUri });
  const records = new RecordDocuments(account);
  const editing = new NumberEditing({
    ...pages,
    context,
    restore: () => accounts.restore(),
    onRemove: (hook) => accounts.onRemove(hook),
    onSaved: (session, kind, ids) => void refreshRows(session, kind, ids),
  });
  context.subscriptions.push(
    ...[log, account, accounts, charges, records, editing],
    ...[followAccount(account), showStatus(accounts), answerLinks(accounts)],
    showViews({ account, poll: () => readConfiguration().poll }),
    registerCommands(allCommands({ account, accounts, records, editing, charges, workspaceState })),
  );
  accounts.restore().catch(showFailure);
}
