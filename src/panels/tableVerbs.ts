import { commands as vscodeCommands, env } from 'vscode';
import { phoneOf } from '../core/find/columns.ts';
import { commands } from '../core/model/names.ts';
import { numbersText, rowsText } from './tableOut.ts';
import type { TableView } from './tableView.ts';

/** Opens a number in its editor. */
export async function openNumber({ opened }: TableView, id: string): Promise<void> {
  const row = opened?.finder.index.row(id);
  const phoneNumber = opened && row !== undefined ? phoneOf(opened.finder.index, row) : undefined;
  if (phoneNumber === undefined) return;
  await vscodeCommands.executeCommand(commands.editNumber, { type: 'number', id, phoneNumber });
}

/** Puts what is chosen on the clipboard, in the order of the table. */
export async function copy({ opened, choice, columns }: TableView, what: 'numbers' | 'rows'): Promise<void> {
  if (!opened || choice.count === 0) return;
  const { look } = opened;
  const out = { look, columns, rows: choice.in(look.found) };
  await env.clipboard.writeText(what === 'numbers' ? numbersText(out) : rowsText(out));
}
