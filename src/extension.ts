import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands/register.ts';
import { refreshRows } from './core/state/collection.ts';
import { CurrentAccount } from './core/state/session.ts';
import { NumberEditing } from './editors/numberEditing.ts';
import { RecordDocuments } from './editors/records.ts';
import { Reports } from './editors/reports.ts';
import { Accounts } from './host/accounts.ts';
import { afterFirstLook } from './host/afterFirstLook.ts';
import { followAccount } from './host/contextKeys.ts';
import { answerLinks } from './host/links.ts';
import { log } from './host/log.ts';
import { showFailure } from './host/say.ts';
import { configureWords } from './host/words.ts';
import { editorTabs } from './panels/tabs.ts';
import { registerTools } from './tools/register.ts';
import { showViews } from './tree/views.ts';

const account = new CurrentAccount();

/** A table of contents. Called once, when a view, command, document or link first needs the extension. */
export function activate(context: ExtensionContext): void {
  configureWords();
  const accounts = new Accounts(context, account);
  const pages = { account, context, onFailure: showFailure, log: (text: string) => log.warn(text) };
  const records = new RecordDocuments(account);
  const tabs = editorTabs({ ...pages, accounts, records });
  const editing = new NumberEditing({
    ...pages,
    accounts,
    onSaved: (session, kind, ids) => void refreshRows(session, kind, ids),
    witness: async (session, family) => (await tabs.plans.home()).witness(session, family),
  });
  const rooms = { account, accounts, records, editing, reports: new Reports(), context, ...tabs };
  context.subscriptions.push(
    ...[log, account, accounts, records, editing, rooms.reports, ...Object.values(tabs)],
    ...[followAccount(account), answerLinks(accounts), registerTools(account, tabs.plans)],
    showViews({ account, accounts, context, changes: tabs.plans }),
    registerCommands(async () => (await import('./commands/table.ts')).allCommands(rooms)),
  );
  // VS Code waits for the views and commands above, and a person for the rows of the account: all else comes after them.
  setImmediate(() => void accounts.restore().catch(showFailure));
  const watched = { ...pages, plans: tabs.plans, storage: context.globalStorageUri };
  const status = async () => (await import('./host/status.ts')).showStatusBar(accounts, account);
  const code = async () => (await import('./code/watchCode.ts')).watchCode(watched);
  context.subscriptions.push(afterFirstLook([status, code], showFailure));
}

/** VS Code waits some seconds for it: a plan at work hears the answer to what it sent, and lets any window go on with the rest. */
export const deactivate = (): Promise<void> => account.leave();
