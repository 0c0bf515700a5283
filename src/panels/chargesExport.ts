import { t } from '@vscode/l10n';
import { env, Uri, window, workspace } from 'vscode';
import { csvOf, markdownOf, tabbedOf, type TextGrid } from '../core/files/tables.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesView } from './chargesView.ts';

/** Hands out what a person sees, all of its rows with every digit: as a file, or for a spreadsheet to paste. */
export async function exportCharges(
  view: ChargesView,
  form: 'csv' | 'markdown' | 'clipboard',
): Promise<void> {
  const grid = view.exported();
  if (!grid) {
    void window.showInformationMessage(t('There is nothing to export yet: the charges are still loading.'));
  } else if (form === 'clipboard') {
    await env.clipboard.writeText(tabbedOf(grid));
    window.setStatusBarMessage(t('Copied {0} rows', grid.length - 1), 3000);
  } else {
    await save(view, form, form === 'csv' ? csvOf(grid) : document(view, grid));
  }
}

function document(view: ChargesView, grid: TextGrid): string {
  const { account, period, within } = view.state();
  const lines = [t('Account: {0}', account), period.days, ...within].map((line) => `- ${line}\n`).join('');
  return `# ${t('Charges {0}', visible(view.title))}\n\n${lines}\n${markdownOf(grid, numericIn(grid))}`;
}

/** Columns that hold nothing but numbers. */
function numericIn([, ...rows]: TextGrid): (column: number) => boolean {
  return (column) => rows.every((row) => /^(-?\d+(\.\d+)?)?$/.test(row[column] ?? ''));
}

async function save(view: ChargesView, form: 'csv' | 'markdown', text: string): Promise<void> {
  const { from, lastDay } = view.state().period;
  const ending = form === 'csv' ? 'csv' : 'md';
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const file = await window.showSaveDialog({
    title: t('Export Charges'),
    defaultUri: Uri.joinPath(folder, `telnyx-charges-${from}-${lastDay}.${ending}`),
    filters: form === 'csv' ? { CSV: ['csv'] } : { Markdown: ['md'] },
    saveLabel: t('Export'),
  });
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const show = t('Open File');
  const said = await window.showInformationMessage(t('The charges were exported.'), show);
  if (said === show) await window.showTextDocument(file);
}
