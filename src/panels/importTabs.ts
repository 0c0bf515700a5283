import { t } from '@vscode/l10n';
import {
  Position,
  ProgressLocation,
  Selection,
  Uri,
  ViewColumn,
  window,
  workspace,
  type WebviewPanel,
} from 'vscode';
import { textOfBytes, type FileText } from '../core/files/bytes.ts';
import { importPanel } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import {
  importActs,
  importRestoreSchema,
  type ImportActs,
  type ImportPage,
} from '../core/protocol/import.ts';
import type { PlanReview } from '../core/plan/proposal.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { inMessage } from '../host/plainText.ts';
import { ImportView } from './importView.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';

export interface ImportTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly plans: PlanReview;
}

/** The open reports of files that need a look before their changes become a plan. */
export class ImportTabs implements Tabs {
  readonly #parts: ImportTabsParts;
  readonly #open: OpenTabs<ImportView>;

  constructor(parts: ImportTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Reads a file; opens it as a plan when nothing is in the way, else a report. Throws a Failure. */
  async open(file: Uri): Promise<void> {
    const session = this.#parts.account.needed();
    const view = this.#view(file, session.profile);
    const ran = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        cancellable: true,
        title: t('Reading {0}', visible(view.parts.name)),
      },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const listening = view.onDidChange(() => progress.report({ message: view.progress ?? '' }));
        try {
          return await view.run(stop.signal);
        } finally {
          listening.dispose();
        }
      },
    );
    const { failure, imported } = view;
    if (ran && !failure && view.needsALook) {
      this.#show(view);
      return;
    }
    view.dispose();
    if (failure) throw failure;
    // Leaving the account stops it as well as the person does.
    stillOpen(session);
    if (!ran) return;
    if (imported?.proposal) await this.#parts.plans.review(imported.proposal);
    else
      void window.showInformationMessage(
        inMessage(t('{0} changes nothing: the account holds all of it already.', view.parts.name)),
      );
  }

  /** Fills a tab that VS Code brings back after a reload: the file is read again. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, importRestoreSchema, kept);
    if (!decoded) return;
    const { profile: id, account: name, file } = decoded;
    const view = this.#view(Uri.parse(file, true), { id, name });
    this.#fill(panel, view);
    const { account } = this.#parts;
    // After a reload the account opens a moment later.
    const begin = () => {
      if (account.session?.profile.id !== id) return;
      waiting.dispose();
      void view.run();
    };
    const waiting = account.onDidChange(begin);
    panel.onDidDispose(() => waiting.dispose());
    begin();
  }

  dispose(): void {
    this.#open.dispose();
  }

  #view(file: Uri, profile: { readonly id: string; readonly name: string }): ImportView {
    const { account, plans } = this.#parts;
    return new ImportView({
      account,
      plans,
      profile: { id: profile.id, name: profile.name },
      name: file.path.split('/').at(-1) ?? '',
      file: file.toString(),
      read: () => readFile(file),
    });
  }

  #show(view: ImportView): void {
    // One report for each file: the newest.
    this.#open.find(({ parts }) => parts.file === view.parts.file)?.panel.dispose();
    this.#fill(window.createWebviewPanel(importPanel, '', ViewColumn.Active), view);
  }

  #fill(panel: WebviewPanel, view: ImportView): void {
    const title = t('Import report: {0}', view.parts.name);
    this.#open.fill<ImportPage, ImportActs>(panel, view, {
      page: 'import',
      title,
      name: () => title,
      acts: importActs,
      handlers: {
        open: ({ line, column = 1 }) => showPlace(Uri.parse(view.parts.file, true), line, column),
        again: async () => {
          await view.run();
        },
        stop: () => view.stop(),
        goOn: () => view.goOn(),
      },
      state: () => view.state(),
    });
  }
}

/** A file as a person sees it: what is typed and not saved yet counts. */
async function readFile(file: Uri): Promise<FileText> {
  const shown = workspace.textDocuments.find(
    ({ uri, isDirty }) => isDirty && uri.toString() === file.toString(),
  );
  if (shown) return { ok: true, text: shown.getText() };
  try {
    return textOfBytes(await workspace.fs.readFile(file));
  } catch {
    return { ok: false, sentence: t('The file cannot be read. It may have been moved or deleted.') };
  }
}

async function showPlace(file: Uri, line: number, column: number): Promise<void> {
  const place = new Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
  await window.showTextDocument(file, {
    selection: new Selection(place, place),
    viewColumn: ViewColumn.Beside,
    preview: true,
  });
}
