import { Range, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { Edit } from 'jsonc-parser';

const mostTries = 5;

/**
 * Edits of documents, one after the other, each worked out on the text it meets: so fast typing in two fields never
 * crosses, and each edit is one step of undo.
 */
export class EditQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Resolves when the edit is in the document. */
  async apply(document: TextDocument, edits: (text: string) => readonly Edit[]): Promise<void> {
    const key = document.uri.toString();
    const work = this.settled(document).then(() => applyNow(document, edits));
    this.#last.set(key, work);
    try {
      await work;
    } finally {
      if (this.#last.get(key) === work) this.#last.delete(key);
    }
  }

  /** Resolves when every edit asked for so far is in the document (or could not be done). */
  async settled(document: TextDocument): Promise<void> {
    await this.#last.get(document.uri.toString())?.catch(() => undefined);
  }
}

async function applyNow(document: TextDocument, edits: (text: string) => readonly Edit[]): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const text = document.getText();
    // What changes nothing would make the document dirty all the same.
    const all = edits(text).filter(
      ({ offset, length, content }) => text.slice(offset, offset + length) !== content,
    );
    if (all.length === 0) return;
    const edit = new WorkspaceEdit();
    for (const { offset, length, content } of all) {
      const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
      edit.replace(document.uri, range, content);
    }
    // VS Code refuses an edit worked out on an older text: it is worked out again.
    if (await workspace.applyEdit(edit)) return;
  }
  throw new Error('The document did not take an edit');
}
