import { languages, workspace, type Diagnostic, type TextDocument } from 'vscode';
import { Latest } from '../core/code/latest.ts';
import type { Disposable } from '../core/state/emitter.ts';

/** The pause after typing, in milliseconds; longer for a document that takes long, so that typing is not held up. */
const pause = (taken: number) => Math.max(400, 4 * taken);

/** What is found in one document. */
export type Look = (document: TextDocument) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

/** Findings in open documents of some sort, kept up to date while they are open. */
export class Findings implements Disposable {
  readonly #isWatched: (document: TextDocument) => boolean;
  readonly #look: Look;
  readonly #log: (text: string) => void;
  readonly #latest = new Latest<TextDocument>();
  readonly #shown;
  readonly #waiting = new Map<TextDocument, NodeJS.Timeout>();
  /** How long the last look at a document took, in milliseconds. */
  readonly #taken = new WeakMap<TextDocument, number>();
  readonly #listening: readonly Disposable[];

  constructor(
    name: string,
    isWatched: (document: TextDocument) => boolean,
    look: Look,
    log: (text: string) => void,
  ) {
    this.#log = log;
    this.#isWatched = isWatched;
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

  /** Looks at all open documents anew. News that keep coming put off no look that is waiting already. */
  again(): void {
    for (const document of workspace.textDocuments) if (!this.#waiting.has(document)) this.#soon(document);
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const document of workspace.textDocuments) this.#latest.forget(document);
    for (const listener of this.#listening) listener.dispose();
  }

  #soon(document: TextDocument): void {
    clearTimeout(this.#waiting.get(document));
    // A look that is under way is about another text, account or setting.
    this.#latest.forget(document);
    const timer = setTimeout(
      () => {
        this.#waiting.delete(document);
        void this.#update(document);
      },
      pause(this.#taken.get(document) ?? 0),
    );
    this.#waiting.set(document, timer);
  }

  async #update(document: TextDocument): Promise<void> {
    const began = performance.now();
    const told = await this.#latest.of(document, () => this.#found(document));
    this.#taken.set(document, performance.now() - began);
    if (!told || document.isClosed) return;
    if (told.answer.length > 0 || this.#shown.has(document.uri)) this.#shown.set(document.uri, told.answer);
  }

  /** What is found; nothing where looking fails: what was found before may be wrong by now. Never rejects. */
  async #found(document: TextDocument): Promise<readonly Diagnostic[]> {
    try {
      return this.#isWatched(document) ? await this.#look(document) : [];
    } catch (thrown) {
      this.#log(`Looking at a file failed: ${thrown instanceof Error ? thrown.name : 'unknown'}`);
      return [];
    }
  }

  #forget(document: TextDocument): void {
    this.#latest.forget(document);
    clearTimeout(this.#waiting.get(document));
    this.#waiting.delete(document);
    this.#shown.delete(document.uri);
  }
}
