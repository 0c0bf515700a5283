import { t } from '@vscode/l10n';
import {
  FilePermission,
  FileSystemError,
  FileType,
  TextDocumentSaveReason,
  type FileStat,
  type Uri,
} from 'vscode';
import { Failure } from '../core/telnyx/failure.ts';
import { inMessage } from '../host/plainText.ts';
import { addressOf, isFolder, type Address } from './address.ts';
import { NotSaved, type NumberFile } from './numberFile.ts';
import type { NumberFiles } from './numberFiles.ts';

/** A byte order mark: with it VS Code reads and writes UTF-8, whatever encoding a person has chosen for files. */
const mark = '\ufeff';

const bytesOf = ({ text }: NumberFile) => new TextEncoder().encode(mark + text);

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

  constructor(files: NumberFiles) {
    this.#files = files;
  }

  /** Notes that a person asked for the save that comes next (or that it is an automatic one). */
  announce(uri: Uri, reason: TextDocumentSaveReason): void {
    if (reason === TextDocumentSaveReason.Manual) this.#asked.add(uri.toString());
    else this.#asked.delete(uri.toString());
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (isFolder(uri)) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const file = await this.#served(uri);
    const readOnly = this.#files.readOnly(uri, file) !== undefined;
    return {
      type: FileType.File,
      ctime: 0,
      mtime: file.stamp,
      size: bytesOf(file).length,
      ...(readOnly ? { permissions: FilePermission.Readonly } : {}),
    };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return bytesOf(await this.#served(uri));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const asked = this.#asked.delete(uri.toString());
    const address = this.#addressOf(uri);
    const file = await this.#served(uri);
    const reason = this.#files.readOnly(uri, file);
    if (reason !== undefined) throw FileSystemError.NoPermissions(reason);
    const text = textOf(content);
    if (!asked) return this.#files.keep(address, file, text);
    try {
      await this.#files.send(address, text);
    } catch (thrown) {
      // A plain Error is what VS Code shows word for word, and links in it work.
      if (thrown instanceof NotSaved || thrown instanceof Failure) throw new Error(inMessage(thrown.message));
      throw thrown;
    }
  }

  /** Whatever else one can do to files means nothing for numbers. */
  refuse(): never {
    throw FileSystemError.NoPermissions(t('Numbers are not created, renamed or deleted as files.'));
  }

  #addressOf(uri: Uri): Address {
    const address = addressOf(uri);
    if (!address) throw FileSystemError.FileNotFound(uri);
    return address;
  }

  async #served(uri: Uri): Promise<NumberFile> {
    try {
      return await this.#files.open(this.#addressOf(uri));
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      if (thrown.kind === 'not-found') throw FileSystemError.FileNotFound(thrown.sentence);
      throw FileSystemError.Unavailable(thrown.sentence);
    }
  }
}
