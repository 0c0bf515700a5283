import { commands as vscodeCommands, env } from 'vscode';
import { commands } from '../core/model/names.ts';
import { foundRow } from '../core/state/foundPages.ts';
import { numbersText, rowsText } from './tableOut.ts';
import type { TableView } from './tableView.ts';

/** Opens a number in its editor. */
export async function openNumber({ opened }: TableView, key: string): Promise<void> {
  const { index } = opened?.finder ?? {};
  const row = index?.row(key);
  if (!index || row === undefined) return;
  const { subject } = foundRow(index, row).item;
  if (subject) await vscodeCommands.executeCommand(commands.editNumber, subject);
}

/** Puts what is chosen on the clipboard, in the order of the table. */
export async function copy({ opened, choice, columns }: TableView, what: 'numbers' | 'rows'): Promise<void> {
  if (!opened || choice.count === 0) return;
  const { look } = opened;
  const out = { look, columns, rows: choice.in(look.found) };
  await env.clipboard.writeText(what === 'numbers' ? numbersText(out) : rowsText(out));
}
