import { t } from '@vscode/l10n';
import { env, window, workspace, type Uri } from 'vscode';
import { textOfBytes } from '../core/files/bytes.ts';
import { askChoice, back, type Choice } from '../host/ask.ts';
import { inLabel, inMessage } from '../host/plainText.ts';

/** The largest file that is read, in bytes: some half a million numbers. */
const largest = 20_000_000;

type Source = () => Promise<string | undefined>;

/** Asks where a list of numbers is, and reads it; undefined when there is none. */
export async function askList(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const choices: Choice<Source>[] = [
    {
      label: `$(clippy) ${t('Clipboard')}`,
      description: t('a list that you copied'),
      value: async () => env.clipboard.readText(),
    },
    {
      label: `$(folder-opened) ${t('File…')}`,
      description: t('CSV or text'),
      value: readFile,
    },
    ...(editor
      ? [
          {
            label: `$(file) ${t('Editor in Front')}`,
            description: inLabel(
              editor.selection.isEmpty ? nameOf(editor.document.uri) : t('what is selected there'),
            ),
            value: () =>
              Promise.resolve(
                editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection),
              ),
          },
        ]
      : []),
  ];
  const source = await askChoice<Source>({
    title: t('Verify Ownership'),
    placeholder: t('Where is the list of numbers? They may be written in any way.'),
    choices,
  });
  return source === undefined || source === back ? undefined : source();
}

const nameOf = ({ path }: Uri) => path.split('/').at(-1) ?? path;

async function readFile(): Promise<string | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: t('Verify Ownership'),
      openLabel: t('Verify'),
      filters: { [t('Lists of numbers')]: ['csv', 'txt', 'tsv'], [t('All files')]: ['*'] },
    })) ?? [];
  if (!uri) return undefined;
  const { size } = await workspace.fs.stat(uri);
  const read =
    size > largest
      ? { ok: false as const, sentence: t('This file is larger than 20 MB. Split it, and check its parts.') }
      : textOfBytes(await workspace.fs.readFile(uri));
  if (read.ok) return read.text;
  void window.showErrorMessage(inMessage(`${nameOf(uri)}: ${read.sentence}`));
  return undefined;
}
