import { t } from '@vscode/l10n';
import { Uri, window } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { ImportTabs } from '../panels/importTabs.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import { exportNumbers } from './filesExport.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** Numbers and plans as files. */
export function fileCommands(account: CurrentAccount, imports: LaterTabs<ImportTabs>) {
  const opening = (title: () => string, filters: () => Readonly<Record<string, string[]>>) => {
    return async (...args: readonly unknown[]) => {
      account.needed();
      const file = args[0] instanceof Uri ? args[0] : await askFile(title(), filters());
      if (file) await (await imports.load()).open(file);
    };
  };
  const exporting =
    (format: 'csv' | 'json') =>
    (...args: readonly unknown[]) =>
      exportNumbers(account.needed(), format, subjectsIn('number', args));
  return {
    [commands.importChanges]: opening(
      () => t('Import Changes'),
      () => ({ [t('Numbers or a plan')]: ['csv', 'tsv', 'txt', 'json'], [t('All files')]: ['*'] }),
    ),
    [commands.openPlan]: opening(
      () => t('Open Plan'),
      () => ({ [t('Telnyx plan')]: ['json'] }),
    ),
    [commands.exportCsv]: exporting('csv'),
    [commands.exportJson]: exporting('json'),
  } satisfies Partial<Handlers>;
}

async function askFile(title: string, filters: Readonly<Record<string, string[]>>): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document.uri;
  const [file] =
    (await window.showOpenDialog({
      title,
      filters: { ...filters },
      // Beside what is open, most likely the file itself.
      ...(active?.scheme === 'file' && { defaultUri: active }),
    })) ?? [];
  return file;
}
