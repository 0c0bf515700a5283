import { t } from '@vscode/l10n';
import { RelativePattern, workspace, type Uri } from 'vscode';
import { numbersIn } from '../core/code/literals.ts';
import { grouped } from '../core/model/text.ts';

/** So many files are read, each up to so many bytes, for so long: a question must not wait for a whole disk. */
const most = { files: 5_000, bytes: 1_000_000, milliseconds: 4_000, named: 5 };

/** Where a number stands in the files of the workspace. */
export interface Uses {
  /** Paths as the workspace has them, with how often the number stands there. */
  readonly files: readonly { readonly path: string; readonly times: number }[];
  /** False when there were more files than could be read. */
  readonly all: boolean;
}

/** Looks for a number in the files of a workspace that is trusted; undefined where there is none to look at. */
export async function usesOf(phoneNumber: string): Promise<Uses | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (!workspace.isTrusted || folders.length === 0) return undefined;
  const until = Date.now() + most.milliseconds;
  const found = await Promise.all(
    // Without a pattern of our own VS Code leaves out what its settings exclude.
    folders.map((folder) =>
      workspace.findFiles(new RelativePattern(folder, '**/*'), undefined, most.files + 1),
    ),
  );
  const uris = found.flat();
  const read = uris.slice(0, most.files);
  const files: { path: string; times: number }[] = [];
  let all = read.length === uris.length;
  for (const uri of read) {
    if (Date.now() > until) {
      all = false;
      break;
    }
    const source = await textOf(uri);
    if (source === undefined) all = false;
    const times = numbersIn(source ?? '').filter(({ text }) => text === phoneNumber).length;
    if (times > 0) files.push({ path: workspace.asRelativePath(uri), times });
  }
  return { files, all };
}

/** A file as a person sees it; undefined for one that is too long or cannot be read. */
async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { size } = await workspace.fs.stat(uri);
    return size > most.bytes ? undefined : new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** What to know about the files before a number is deleted, a sentence a line. */
export function usesInWords(uses: Uses | undefined): readonly string[] {
  if (!uses) return [];
  const { files, all } = uses;
  const names = files
    .slice(0, most.named)
    .map(({ path, times }) => (times > 1 ? t('{0} ({1} times)', path, grouped(times)) : path));
  const more = files.length - names.length;
  return [
    ...(files.length > 0
      ? [
          more > 0
            ? t('Files of this workspace use it: {0}, and {1} more.', names.join(', '), grouped(more))
            : t('Files of this workspace use it: {0}.', names.join(', ')),
        ]
      : []),
    ...(all ? [] : [t('Not all files of this workspace could be looked at; others may use it.')]),
  ];
}
