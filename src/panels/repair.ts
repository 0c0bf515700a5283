import { commands as vscodeCommands } from 'vscode';
import { commands, type CommandId } from '../core/model/names.ts';
import type { Repair } from '../core/protocol/failure.ts';

const repairs: Readonly<Record<Repair, CommandId>> = {
  'replace-key': commands.replaceKey,
  'check-account': commands.accountMenu,
  'show-log': commands.showLog,
};

/** Goes the way out that a person chose on a page. */
export async function repair(way: Repair): Promise<void> {
  await vscodeCommands.executeCommand(repairs[way]);
}
