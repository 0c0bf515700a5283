import { t } from '@vscode/l10n';
import { homedir } from 'node:os';
import { env, ExtensionKind, UIKind, Uri, window, workspace, type ExtensionContext } from 'vscode';
import { commands } from '../core/model/names.ts';
import { invoices } from '../core/resources/invoices.ts';
import { collectionOf } from '../core/state/collection.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { inLabel, inMessage } from '../host/plainText.ts';
import { download, openedCopy, type Invoice } from './invoiceFiles.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

type Context = Pick<ExtensionContext, 'globalStorageUri' | 'extension'>;

/** Opens and saves the PDFs of invoices (operation 33). */
export function invoiceCommands(account: CurrentAccount, context: Context) {
  const on =
    (run: (session: Session, chosen: readonly Invoice[]) => Promise<void>, many: boolean) =>
    async (...args: readonly unknown[]) => {
      const session = account.needed();
      const given = subjectsIn('invoice', args);
      const chosen = given.length > 0 || args.length > 0 ? given : await pick(session, many);
      if (chosen.length === 0) return;
      stillOpen(session);
      await run(session, chosen);
    };
  return {
    [commands.openPdf]: on((session, chosen) => open(session, chosen, context), false),
    [commands.savePdf]: on(save, false),
    [commands.savePdfs]: on(save, true),
  } satisfies Partial<Handlers>;
}

async function pick(session: Session, many: boolean): Promise<readonly Invoice[]> {
  const list = collectionOf(session, invoices);
  if (list.state.phase === 'idle') await list.load();
  if (list.state.phase === 'failed' && list.state.rows.length === 0) throw list.state.failure;
  const items = list.listing.rows.flatMap(({ item: { label, description, subject } }) =>
    subject?.type === 'invoice'
      ? [{ label: inLabel(label), ...(description && { description }), invoice: subject }]
      : [],
  );
  if (items.length === 0) {
    void window.showInformationMessage(t('There are no invoices.'));
    return [];
  }
  const title = t('Invoices of {0}', session.profile.name);
  if (!many) {
    const one = await window.showQuickPick(items, { title, placeHolder: t('Which invoice?') });
    return one ? [one.invoice] : [];
  }
  const options = { title, placeHolder: t('Which invoices?'), canPickMany: true } as const;
  return (await window.showQuickPick(items, options))?.map(({ invoice }) => invoice) ?? [];
}

/**
 * VS Code shows no PDF itself. On the machine in front of the person, a copy is handed to the program they read PDFs
 * with. Elsewhere (a browser, a remote machine) there is no such program: saving is offered. The signed link itself is
 * never handed to a browser: whoever has it has the invoice, and it would stay in the history.
 */
async function open(session: Session, chosen: readonly Invoice[], context: Context): Promise<void> {
  const here =
    env.uiKind === UIKind.Desktop &&
    (env.remoteName === undefined || context.extension.extensionKind === ExtensionKind.UI);
  if (!here) {
    const way = t('Save PDF…');
    const sentence = t(
      'A PDF cannot be opened from here: this VS Code shows none, and no program of this machine can be started. Save it, then open the file.',
    );
    if ((await window.showInformationMessage(sentence, way)) === way) await save(session, chosen);
    return;
  }
  for (const uri of await openedCopy(session, chosen, context.globalStorageUri)) {
    if (!(await env.openExternal(uri)))
      void window.showWarningMessage(t('No program opened the PDF. Save it, then open the file.'));
  }
}

async function save(session: Session, chosen: readonly Invoice[]): Promise<void> {
  const [first] = chosen;
  if (!first) return;
  const home = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  if (chosen.length === 1) {
    const file = await window.showSaveDialog({
      title: t('Save Invoice {0}', inLabel(first.label)),
      defaultUri: Uri.joinPath(home, first.file),
      filters: { PDF: ['pdf'] },
    });
    if (file) await saved(session, chosen, Uri.joinPath(file, '..'), nameOf(file));
    return;
  }
  const [folder] =
    (await window.showOpenDialog({
      title: t('Save {0} Invoices', chosen.length),
      openLabel: t('Save Here'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: home,
    })) ?? [];
  if (folder) await saved(session, chosen, folder);
}

const nameOf = ({ path }: Uri) => path.slice(path.lastIndexOf('/') + 1);

/** Saves, says what was saved, and offers what was not once more. */
async function saved(session: Session, chosen: readonly Invoice[], folder: Uri, as?: string): Promise<void> {
  const { names, failed, cancelled } = await download(session, chosen, folder, as);
  const where = names.length === 1 ? t('Saved {0}.', names[0] ?? '') : t('Saved {0} PDFs.', names.length);
  const [first] = failed;
  if (!first) {
    if (names.length > 0) void window.showInformationMessage(inMessage(where));
    return;
  }
  const retry = t('Retry');
  const { sentence } = first.failure;
  const words =
    chosen.length === 1
      ? sentence
      : t(
          '{0} Not saved: {1}. The first reason: {2}',
          where,
          failed.map(({ invoice }) => invoice.label).join(', '),
          sentence,
        );
  const said = await window.showErrorMessage(inMessage(words), ...(cancelled ? [] : [retry]));
  if (said !== retry) return;
  stillOpen(session);
  await saved(
    session,
    failed.map(({ invoice }) => invoice),
    folder,
    as,
  );
}
