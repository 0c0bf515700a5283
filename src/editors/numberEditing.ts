import {
  Disposable,
  EventEmitter,
  MarkdownString,
  window,
  workspace,
  type FileChangeEvent,
  type FileSystemProvider,
  type TextDocument,
  type Uri,
} from 'vscode';
import { t } from '@vscode/l10n';
import { isNumbersFile, numberEditor, planSuffix, schemes } from '../core/model/names.ts';
import { addressOf, type Address } from './address.ts';
import type { LoadedEditing } from './load.ts';
import type { NumberEditingParts } from './parts.ts';

/** Number documents: known to VS Code from the start, while what reads and writes them loads with the first one. */
export class NumberEditing implements Disposable {
  readonly #parts: NumberEditingParts;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #liveChanged = new EventEmitter<Uri>();
  readonly #registrations: Disposable;
  #loaded: Promise<LoadedEditing> | undefined;

  constructor(parts: NumberEditingParts) {
    this.#parts = parts;
    const isReadonly = new MarkdownString(
      t('This Telnyx account is read-only here: nothing is written to it.'),
    );
    const fileSystem = this.#files();
    const options = { isCaseSensitive: true };
    // A document with unsaved changes comes back after a reload without being read: saving it must find us there.
    const wake = ({ uri }: TextDocument) => {
      // Files of plans and numbers are checked and completed by the same table of settings.
      const { path } = uri;
      if (addressOf(uri) || path.endsWith(planSuffix) || isNumbersFile(path)) void this.#load();
    };
    this.#registrations = Disposable.from(
      this.#changed,
      this.#liveChanged,
      workspace.registerFileSystemProvider(schemes.document, fileSystem, options),
      workspace.registerFileSystemProvider(schemes.readOnlyDocument, fileSystem, { ...options, isReadonly }),
      workspace.registerTextDocumentContentProvider(schemes.schema, {
        provideTextDocumentContent: async (uri) => (await this.#load()).schema(uri),
      }),
      workspace.registerTextDocumentContentProvider(schemes.live, {
        onDidChange: this.#liveChanged.event,
        provideTextDocumentContent: async (uri) => (await this.#load()).live.text(uri),
      }),
      window.registerCustomEditorProvider(
        numberEditor,
        {
          resolveCustomTextEditor: async (document, panel) =>
            (await this.#load()).editor.resolveCustomTextEditor(document, panel),
        },
        { supportsMultipleEditorsPerDocument: true },
      ),
      workspace.onDidOpenTextDocument(wake),
    );
    workspace.textDocuments.forEach(wake);
    parts.accounts.onRemove(async (profile) => (await this.#load()).forget(profile.id));
  }

  /** Spares looking for the id of a number that is about to be opened. */
  async know(address: Address, id: string): Promise<void> {
    (await this.#load()).files.know(address, id);
  }

  /** Shows how the settings of two numbers differ, for reading only. Throws a Failure. */
  async compare(left: Address, right: Address): Promise<void> {
    await (await this.#load()).compare(left, right);
  }

  /** What can be done with a document as a whole. */
  async run(verb: 'applyDraft' | 'review' | 'discardDraft', document: TextDocument): Promise<void> {
    await (await this.#load())[verb](document);
  }

  dispose(): void {
    this.#registrations.dispose();
    void this.#loaded?.then(({ disposable }) => {
      disposable.dispose();
    });
  }

  #load(): Promise<LoadedEditing> {
    this.#loaded ??= import('./load.ts').then(({ loadNumberEditing }) => {
      const loaded = loadNumberEditing(this.#parts);
      loaded.live.onDidChange((uri) => this.#liveChanged.fire(uri));
      loaded.files.onDidChangeFile((events) => this.#changed.fire(events));
      return loaded;
    });
    return this.#loaded;
  }

  #files(): FileSystemProvider {
    const files = async () => (await this.#load()).fileSystem;
    const refuse = async () => (await files()).refuse();
    return {
      onDidChangeFile: this.#changed.event,
      watch: () => new Disposable(() => undefined),
      stat: async (uri) => (await files()).stat(uri),
      readFile: async (uri) => (await files()).readFile(uri),
      writeFile: async (uri, content) => (await files()).writeFile(uri, content),
      readDirectory: () => refuse(),
      createDirectory: () => refuse(),
      delete: () => refuse(),
      rename: () => refuse(),
    };
  }
}
