import { t } from '@vscode/l10n';
import { env, Uri, window, workspace } from 'vscode';
import { csvOf, tabbedOf, type TextGrid } from '../core/files/tables.ts';

export interface GridExport {
  /** Headings first; undefined while it is not there. */
  readonly grid: TextGrid | undefined;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What the dialog is called. */
  readonly title: string;
  /** The grid as a document; absent where only a table is offered. */
  readonly markdown?: (grid: TextGrid) => string;
}

/** Hands out what a person sees, all of its rows with every digit: as a file, or for a spreadsheet to paste. */
export async function exportGrid(
  form: 'csv' | 'markdown' | 'clipboard',
  { grid, name, title, markdown = csvOf }: GridExport,
): Promise<void> {
  if (!grid) {
    void window.showInformationMessage(t('There is nothing to export yet: the charges are still loading.'));
  } else if (form === 'clipboard') {
    await env.clipboard.writeText(tabbedOf(grid));
    window.setStatusBarMessage(t('Copied {0} rows', grid.length - 1), 3000);
  } else if (form === 'csv') {
    await save(csvOf(grid), { title, name: `${name}.csv`, filters: { CSV: ['csv'] } });
  } else {
    await save(markdown(grid), { title, name: `${name}.md`, filters: { Markdown: ['md'] } });
  }
}

interface File {
  readonly title: string;
  readonly name: string;
  readonly filters: Readonly<Record<string, string[]>>;
}

async function save(text: string, { title, name, filters }: File): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const defaultUri = Uri.joinPath(folder, name);
  const file = await window.showSaveDialog({ title, defaultUri, filters, saveLabel: t('Export') });
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const show = t('Open File');
  const said = await window.showInformationMessage(t('The table was exported.'), show);
  if (said === show) await window.showTextDocument(file);
}
