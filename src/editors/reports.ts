import { t } from '@vscode/l10n';
import { Uri, window, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';
import { schemes } from '../core/model/names.ts';

/** What an account was asked about a list of numbers, as a document to read. */
export interface Report {
  /** The name of its tab. */
  readonly title: string;
  readonly text: string;
  readonly csv: () => string;
  readonly numbers: (which: 'found' | 'not-found') => readonly string[];
}

/** Read-only documents of what was found out. They live as long as their tab, and are not kept across windows. */
export class Reports implements TextDocumentContentProvider, Disposable {
  readonly #reports = new Map<string, Report>();
  readonly #subscriptions: readonly Disposable[];
  #count = 0;

  constructor() {
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(schemes.report, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.path)),
    ];
  }

  async show(report: Report): Promise<void> {
    this.#count += 1;
    // What a window before this one has shown stands in tabs of its own.
    const folder = `${Date.now().toString(36)}-${String(this.#count)}`;
    const uri = Uri.from({
      scheme: schemes.report,
      path: `/${folder}/${report.title.replaceAll(/[\\/]/g, '-')}`,
    });
    this.#reports.set(uri.path, report);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** The report of a tab, or of the one in front. */
  at(given: unknown): Report | undefined {
    const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
    return uri?.scheme === schemes.report ? this.#reports.get(uri.path) : undefined;
  }

  provideTextDocumentContent({ path }: Uri): string {
    return (
      this.#reports.get(path)?.text ??
      t('This result was not kept when the window was reloaded. Do the check again.')
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
