import { t } from '@vscode/l10n';
import { env, Uri, window, workspace } from 'vscode';
import { commands } from '../core/model/names.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Report, Reports } from '../editors/reports.ts';
import type { Handlers } from './register.ts';

/** What can be done with a result that is shown. */
export function reportCommands(reports: Reports) {
  const on =
    (run: (report: Report) => Promise<void>) =>
    async (...[uri]: readonly unknown[]) => {
      const report = reports.at(uri);
      if (report) return run(report);
      const sentence = t('This result was not kept when the window was reloaded. Do the check again.');
      throw new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
    };
  const copy = (which: 'found' | 'not-found') =>
    on(async (report) => {
      const numbers = report.numbers(which);
      if (numbers.length > 0) await env.clipboard.writeText(numbers.join('\n'));
      else void window.showInformationMessage(t('There is no such number, so nothing was copied.'));
    });
  return {
    [commands.saveReport]: on(save),
    [commands.copyFound]: copy('found'),
    [commands.copyNotFound]: copy('not-found'),
  } satisfies Partial<Handlers>;
}

async function save({ title, csv }: Report): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${title}.csv`;
  const uri = await window.showSaveDialog({
    title: t('Save as CSV'),
    filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
  });
  if (uri) await workspace.fs.writeFile(uri, new TextEncoder().encode(csv()));
}
