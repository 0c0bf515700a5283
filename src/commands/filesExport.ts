import { t } from '@vscode/l10n';
import { ProgressLocation, QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { listAccount, valuesFor, type ReadOptions, type ReadProgress } from '../core/files/account.ts';
import type { Known } from '../core/files/match.ts';
import { numbersCsv, numbersJson } from '../core/files/writeCsv.ts';
import type { Subject } from '../core/model/item.ts';
import { grouped } from '../core/model/text.ts';
import type { Setting } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import type { Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { inMessage } from '../host/plainText.ts';

type NumberSubject = Extract<Subject, { readonly type: 'number' }>;
type Format = 'csv' | 'json';

/** Saves numbers with chosen settings where the person says: those selected, else all of the account. */
export async function exportNumbers(
  session: Session,
  format: Format,
  selected: readonly NumberSubject[],
): Promise<void> {
  if (selected.some(({ mobile }) => mobile))
    throw new Failure({
      kind: 'misuse',
      sentence: t('Mobile numbers cannot be exported yet. Select phone numbers only.'),
      wayOut: 'none',
    });
  const settings = await askSettings(session, selected.length);
  if (!settings || settings.length === 0) return;
  const file = await askPlace(session, format);
  if (!file) return;
  const text = await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: t('Exporting numbers') },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const onProgress = (far: ReadProgress) => progress.report({ message: wordsOf(far) });
      const options = { signal: stop.signal, onProgress };
      return textOf(session, format, selected, settings, options);
    },
  );
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = t('Open');
  const said = inMessage(t('Saved as {0}.', file.path.split('/').at(-1) ?? ''));
  if ((await window.showInformationMessage(said, open)) === open) await window.showTextDocument(file);
}

async function textOf(
  session: Session,
  format: Format,
  selected: readonly NumberSubject[],
  settings: readonly Setting[],
  options: ReadOptions,
): Promise<string> {
  const rows = selected.length > 0 ? namesOf(selected) : await allOf(session, settings, options);
  // What is selected was drawn before; it is read again, so that the file tells what is so now.
  const numbers = await valuesFor(session.door, rows, settings, options, selected.length === 0);
  return format === 'csv' ? numbersCsv(numbers, settings) : numbersJson(numbers, settings);
}

const namesOf = (selected: readonly NumberSubject[]): readonly Known[] =>
  selected.flatMap(({ id, phoneNumber }) =>
    id === undefined ? [] : [{ name: { id, phoneNumber }, told: {} }],
  );

async function allOf(session: Session, settings: readonly Setting[], options: ReadOptions) {
  const { rows, ending } = await listAccount(session.door, settings, options);
  // A file that lacks numbers without saying so would be a lie.
  if (ending !== 'complete')
    throw new Failure({
      kind: 'unreadable',
      sentence: t(
        'Numbers came or went while they were read, so some may be missing. Nothing was saved; try again.',
      ),
      wayOut: 'retry',
    });
  return rows;
}

const wordsOf = ({ read, of }: ReadProgress) =>
  of === undefined ? grouped(read) : t('{0} of {1}', grouped(read), grouped(of));

interface SettingItem extends QuickPickItem {
  readonly setting?: Setting;
}

/** What the list of numbers tells is chosen at first; the rest takes further requests. */
async function askSettings(session: Session, count: number): Promise<readonly Setting[] | undefined> {
  const items = numberTable.sections.flatMap((section): SettingItem[] => [
    { label: section.label(), kind: QuickPickItemKind.Separator },
    ...numberTable.settings
      .filter((setting) => setting.section === section.key)
      .map((setting) => ({
        label: setting.label(),
        ...(setting.record === undefined && {
          description: t('Telnyx does not tell it: the column is empty'),
        }),
        picked: setting.record === 'number',
        setting,
      })),
  ]);
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title:
      count === 0
        ? t('Export all numbers of {0}', session.profile.name)
        : count === 1
          ? t('Export 1 number')
          : t('Export {0} numbers', grouped(count)),
    placeHolder: t('Which settings are to be columns?'),
  });
  return chosen?.flatMap(({ setting }) => setting ?? []);
}

function askPlace({ profile }: Session, format: Format): Thenable<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${profile.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'numbers'}.telnyx-numbers.${format}`;
  return window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: format === 'csv' ? { CSV: ['csv'] } : { JSON: ['json'] },
  });
}
