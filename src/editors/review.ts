import { t } from '@vscode/l10n';
import {
  commands as vsCode,
  EventEmitter,
  workspace,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import { schemes } from '../core/model/names.ts';
import { renderDocument } from '../core/settings/document.ts';
import { addressOf, isAlone, liveAddressOf, sameAddress } from './address.ts';
import type { NumberFiles } from './numberFiles.ts';

/** Shows VS Code's own comparison: what the account holds on the left, the document, to be edited, on the right. */
export async function reviewChanges(document: TextDocument): Promise<void> {
  const address = addressOf(document.uri);
  if (!address) return;
  const live = document.uri.with({ scheme: schemes.live });
  const title = t('{0}: account and your changes', address.phoneNumber);
  // `override` keeps the form from being opened as the two sides of the comparison.
  await vsCode.executeCommand('vscode.diff', live, document.uri, title, { override: false });
}

/** What numbers are now in the account, as texts beside which documents can be laid. */
export class LiveTexts implements Disposable {
  readonly #files: NumberFiles;
  readonly #changed = new EventEmitter<Uri>();
  readonly #updates: Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(files: NumberFiles) {
    this.#files = files;
    this.#updates = files.onDidUpdate((address) => {
      for (const { uri } of workspace.textDocuments)
        if (sameAddress(liveAddressOf(uri), address)) this.#changed.fire(uri);
    });
  }

  /** Formatted like the document that lies beside it, so that only values differ. Throws a Failure. */
  async text(uri: Uri): Promise<string> {
    const address = liveAddressOf(uri);
    if (!address) return '';
    const file = await this.#files.open(address);
    if (isAlone(uri)) return renderDocument(file.live, file.table);
    const beside = workspace.textDocuments.find(
      (one) => one.uri.scheme === schemes.document && sameAddress(addressOf(one.uri), address),
    );
    return file.liveText(beside?.getText() ?? file.text);
  }

  dispose(): void {
    this.#updates.dispose();
    this.#changed.dispose();
  }
}
