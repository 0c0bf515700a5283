import type { CustomTextEditorProvider, TextDocument, WebviewPanel } from 'vscode';
import { addressOf } from './address.ts';
import { NumberForm, type NumberEditorParts } from './numberForm.ts';

/** The form of a number: a custom text editor, so that dirty dot, undo, save, revert and hot exit are VS Code's. */
export class NumberEditor implements CustomTextEditorProvider {
  readonly #parts: NumberEditorParts;

  constructor(parts: NumberEditorParts) {
    this.#parts = parts;
  }

  async resolveCustomTextEditor(document: TextDocument, panel: WebviewPanel): Promise<void> {
    const address = addressOf(document.uri);
    if (!address) throw new Error('Not a number document');
    const form = new NumberForm(this.#parts, document, address, panel);
    panel.onDidDispose(() => form.dispose());
    await form.begin();
  }
}
