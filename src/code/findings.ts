import { languages, workspace, type Diagnostic, type TextDocument } from 'vscode';
import type { Disposable } from '../core/state/emitter.ts';
import { isWatched } from './watched.ts';

/** The pause after typing, in milliseconds. */
const pause = 400;

/** What is found in one document. */
export type Look = (document: TextDocument) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

/** Findings in the open files of the workspace, kept up to date while they are open. */
export class Findings implements Disposable {
  readonly #look: Look;
  readonly #shown;
  readonly #waiting = new Map<TextDocument, NodeJS.Timeout>();
  readonly #listening: readonly Disposable[];

  constructor(name: string, look: Look) {
    this.#look = look;
    this.#shown = languages.createDiagnosticCollection(name);
    this.#listening = [
      this.#shown,
      workspace.onDidOpenTextDocument((document) => this.#soon(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      workspace.onDidGrantWorkspaceTrust(() => this.again()),
    ];
    this.again();
  }

  /** Looks at all open files anew. */
  again(): void {
    for (const document of workspace.textDocuments) this.#soon(document);
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const listener of this.#listening) listener.dispose();
  }

  #soon(document: TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    const timer = setTimeout(() => {
      this.#waiting.delete(document);
      void this.#update(document);
    }, pause);
    this.#waiting.set(document, timer);
  }

  async #update(document: TextDocument): Promise<void> {
    const { version } = document;
    const found = isWatched(document) ? await this.#look(document) : [];
    // Typed on meanwhile: the next look is on its way.
    if (document.isClosed || document.version !== version) return;
    if (found.length > 0 || this.#shown.has(document.uri)) this.#shown.set(document.uri, found);
  }

  #forget(document: TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#shown.delete(document.uri);
  }
}
