import { t } from '@vscode/l10n';
import { commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import { narrows } from '../core/find/query.ts';
import { grouped } from '../core/model/text.ts';
import { stillOpen } from '../core/state/left.ts';
import { csvPortions } from './tableOut.ts';
import type { TableView } from './tableView.ts';

/** Which rows a person wants in the file. */
type Which = 'chosen' | 'found' | 'every';

interface Choice {
  readonly label: string;
  readonly description: string;
  readonly which: Which;
}

/** Writes rows of a table, in its columns and order, to a CSV file that the person names. Says it when some are missing. */
export async function saveCsv(view: TableView): Promise<void> {
  const which = await askWhich(view);
  if (which === undefined || !(await agreesToPart(view))) return;
  const file = await window.showSaveDialog({
    title: t('Export Numbers'),
    defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), 'numbers.csv'),
    filters: { CSV: ['csv'] },
    saveLabel: t('Export'),
  });
  if (!file) return;
  const count = await write(view, which, file);
  if (count === undefined) return;
  const show = t('Open File');
  const said = await window.showInformationMessage(t('Numbers exported: {0}.', grouped(count)), show);
  if (said === show) await commands.executeCommand('vscode.open', file);
}

/** What could be meant; asked only where more than one thing could be. */
async function askWhich(view: TableView): Promise<Which | undefined> {
  const { choice } = view;
  const { look, finder } = view.needed();
  const line = (label: string, count: number, which: Which): Choice => ({
    label,
    description: grouped(count),
    which,
  });
  const ways = [
    ...(choice.count > 0 ? [line(t('Selected numbers'), choice.count, 'chosen')] : []),
    ...(narrows(look.query) ? [line(t('Numbers that are shown'), look.found.rows.length, 'found')] : []),
    line(t('All numbers'), finder.index.count, 'every'),
  ];
  if (ways.length === 1) return ways[0]?.which;
  const title = t('Export Numbers');
  return (await window.showQuickPick(ways, { title, placeHolder: t('Which numbers?') }))?.which;
}

/** A file that silently lacks numbers would be taken for all of them. */
async function agreesToPart(view: TableView): Promise<boolean> {
  const { reading, progress } = view.needed().look;
  if (reading.phase === 'done') return true;
  const go = t('Export What Is There');
  const detail = t('So far: {0}. Numbers that are not read yet will be missing in the file.', progress);
  const question = t('Not all numbers have been read. Export all the same?');
  return (await window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}

/** How many numbers were written; undefined when the person cancelled. Throws a Failure when the account is left. */
function write(view: TableView, which: Which, file: Uri): Thenable<number | undefined> {
  const { choice, columns } = view;
  const { session, look } = view.needed();
  const title = t('Exporting numbers…');
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const found = which === 'every' ? look.find({ ...look.query, text: '', filters: {} }) : look.found;
      const rows = which === 'chosen' ? choice.in(found) : found.rows;
      const parts: string[] = [];
      let before = 0;
      for (const { text, done } of csvPortions({ look, columns, rows })) {
        if (token.isCancellationRequested) return undefined;
        stillOpen(session);
        parts.push(text);
        progress.report({ message: grouped(done), increment: ((done - before) / rows.length) * 100 });
        before = done;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await workspace.fs.writeFile(file, new TextEncoder().encode(parts.join('')));
      return rows.length;
    },
  );
}
