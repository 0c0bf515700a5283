import { t } from '@vscode/l10n';
import {
  FilePermission,
  FileSystemError,
  FileType,
  TextDocumentSaveReason,
  type Disposable,
  type FileStat,
  type Uri,
} from 'vscode';
import { Failure } from '../core/telnyx/failure.ts';
import { inMessage } from '../host/plainText.ts';
import { addressOf, isFolder, keyOf, type Address } from './address.ts';
import { showsForm } from './draftContext.ts';
import { NotSaved } from './notSaved.ts';
import { NumberFile } from './numberFile.ts';
import type { NumberFiles } from './numberFiles.ts';

/** A byte order mark: with it VS Code reads and writes UTF-8, whatever encoding a person has chosen for files. */
const mark = '\ufeff';

/** What is served: the file of a number, or a text that stands for one that cannot be read now. */
type Served = Pick<NumberFile, 'text' | 'stamp'>;

const bytesOf = ({ text }: Served) => new TextEncoder().encode(mark + text);

/**
 * Stands for a number that cannot be read, so that VS Code opens the form, which says why and looks again. It is
 * read-only, and older than any file of a number. It names no setting, so even if it were saved nothing would be sent.
 */
const unread = ({ sentence }: Failure): Served => ({
  text: `// ${sentence.replace(/\s+/g, ' ')}\n{}\n`,
  stamp: 0,
});

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(t('Nothing was saved: the text came in another encoding. Save it with encoding UTF-8.'));
  }
}

/**
 * Number documents as VS Code asks for files. Only a save that a person asked for sends; whatever else writes
 * (automatic saving, another extension) leaves a draft.
 */
export class NumberFileSystem {
  readonly #files: NumberFiles;
  readonly #asked = new Set<string>();
  /** Numbers for which another text is served as long as they cannot be read. */
  readonly #unread = new Set<string>();
  readonly #updates: Disposable;

  constructor(files: NumberFiles) {
    this.#files = files;
    this.#updates = files.onDidUpdate((address) => {
      if (files.loaded(address) && this.#unread.delete(keyOf(address))) files.publish(address);
    });
  }

  dispose(): void {
    this.#updates.dispose();
  }

  /** Notes that a person asked for the save that comes next (or that it is an automatic one). */
  announce(uri: Uri, reason: TextDocumentSaveReason): void {
    if (reason === TextDocumentSaveReason.Manual) this.#asked.add(uri.toString());
    else this.#asked.delete(uri.toString());
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (isFolder(uri)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const served = await this.#served(uri);
    const readOnly = !(served instanceof NumberFile) || this.#files.readOnly(uri, served) !== undefined;
    return {
      type: FileType.File,
      ctime: 0,
      mtime: served.stamp,
      size: bytesOf(served).length,
      ...(readOnly ? { permissions: FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return bytesOf(await this.#served(uri));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const asked = this.#asked.delete(uri.toString());
    const address = this.#addressOf(uri);
    const file = await this.#toWrite(address);
    const reason = this.#files.readOnly(uri, file);
    if (reason !== undefined) throw FileSystemError.NoPermissions(reason);
    const text = textOf(content);
    if (!asked) return this.#files.keep(address, file, text);
    try {
      await this.#files.send(address, text);
    } catch (thrown) {
      // A plain Error is what VS Code shows word for word, and links in it work.
      if (thrown instanceof NotSaved || thrown instanceof Failure)
        throw new Error(inMessage(this.#inToast(uri, thrown)));
      throw thrown;
    }
  }

  /** Whatever else one can do to files means nothing for numbers. */
  refuse(): never {
    throw FileSystemError.NoPermissions(t('Numbers are not created, renamed or deleted as files.'));
  }

  /** A form in sight says itself what is in conflict: VS Code's message only points at it. */
  #inToast(uri: Uri, thrown: NotSaved | Failure): string {
    const told = thrown instanceof NotSaved && thrown.left === 'a choice' && showsForm(uri);
    return told ? t('Nothing was sent: the form says what was changed elsewhere.') : thrown.message;
  }

  #addressOf(uri: Uri): Address {
    const address = addressOf(uri);
    if (!address) throw FileSystemError.FileNotFound(uri);
    return address;
  }

  async #served(uri: Uri): Promise<NumberFile | Served> {
    const address = this.#addressOf(uri);
    try {
      return await this.#files.open(address);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#unread.add(keyOf(address));
      return unread(thrown);
    }
  }

  async #toWrite(address: Address): Promise<NumberFile> {
    try {
      return await this.#files.open(address);
    } catch (thrown) {
      throw thrown instanceof Failure ? FileSystemError.Unavailable(thrown.sentence) : thrown;
    }
  }
}
