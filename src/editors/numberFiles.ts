import { t } from '@vscode/l10n';
import {
  EventEmitter,
  FileChangeType,
  workspace,
  type FileChangeEvent,
  type TextDocument,
  type Uri,
} from 'vscode';
import { schemes } from '../core/model/names.ts';
import { lostStatuses } from '../core/resources/numbers.ts';
import { inWords } from '../core/resources/words.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { addressOf, draftName, keyOf, uriOf, type Address } from './address.ts';
import type { Draft, DraftStore } from './draft.ts';
import { families } from './family.ts';
import { NotSaved, NumberFile } from './numberFile.ts';
import { progressWords } from './results.ts';

export interface NumberFilesParts {
  readonly account: CurrentAccount;
  /** Opens the account that was used last; a restored document may come before any view. */
  readonly restore: () => Promise<void>;
  readonly drafts: DraftStore;
  /** Hears the ids of numbers that were changed, to refresh their rows. */
  readonly onSaved: (session: Session, kind: string, ids: readonly string[]) => void;
}

/** What a save is doing. */
interface Progress {
  readonly sentence: string;
  readonly canLeave: boolean;
  readonly leaving: AbortController;
}

/** Milliseconds in which nobody looks again by merely switching windows and tabs. */
const aMoment = 10_000;

/** The number documents that are open, of both schemes: read, sent, kept as drafts, looked at again. */
export class NumberFiles implements Disposable {
  readonly #parts: NumberFilesParts;
  readonly #files = new Map<string, Promise<NumberFile>>();
  readonly #loaded = new Map<string, NumberFile>();
  readonly #ids = new Map<string, string>();
  readonly #lookedAt = new Map<string, number>();
  readonly #saving = new Map<string, Promise<unknown>>();
  readonly #progress = new Map<string, Progress>();
  readonly #kept = new Set<string>();
  /** Whose stored draft is of this window: another one may have the same number open, and a draft of its own. */
  readonly #own = new Set<string>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #updated = new EventEmitter<Address>();

  /** A document is to be read again. */
  readonly onDidChangeFile = this.#changed.event;
  /** Base, live, draft or notice of a document became another. */
  readonly onDidUpdate = this.#updated.event;

  constructor(parts: NumberFilesParts) {
    this.#parts = parts;
  }

  /** Spares looking for the id of a number that is about to be opened. */
  know(address: Address, id: string): void {
    this.#ids.set(keyOf(address), id);
  }

  /** The file of a document, when it has been read. */
  loaded(address: Address): NumberFile | undefined {
    return this.#loaded.get(keyOf(address));
  }

  saving(address: Address): boolean {
    return this.#saving.has(keyOf(address));
  }

  /** What the save under way is doing, in words. */
  progress(address: Address): Pick<Progress, 'sentence' | 'canLeave'> | undefined {
    const { sentence, canLeave } = this.#progress.get(keyOf(address)) ?? {};
    return sentence === undefined || canLeave === undefined ? undefined : { sentence, canLeave };
  }

  /** Waits no longer for what Telnyx works on; what was sent stays sent. */
  leave(address: Address): void {
    this.#progress.get(keyOf(address))?.leaving.abort();
  }

  /** The file of a document; reads the number on first use. Throws a Failure. */
  async open(address: Address): Promise<NumberFile> {
    const key = keyOf(address);
    const running = this.#files.get(key) ?? this.#read(address);
    this.#files.set(key, running);
    try {
      return await running;
    } catch (thrown) {
      if (this.#files.get(key) === running) this.#files.delete(key);
      throw thrown;
    }
  }

  /** The session of the account a document belongs to. Throws a Failure when another account is in use. */
  async session({ profileId }: Address): Promise<Session> {
    await this.#parts.restore();
    const { state, session } = this.#parts.account;
    if (session?.profile.id === profileId) return session;
    if (state.phase === 'locked' && state.profile.id === profileId) throw state.failure;
    throw new Failure({
      kind: 'misuse',
      sentence: t('This number belongs to an account that is not in use. Switch to that account first.'),
      wayOut: 'check-account',
    });
  }

  /** Why a document cannot be edited; undefined when it can. */
  readOnly(uri: Uri, file: NumberFile): string | undefined {
    const { session } = this.#parts.account;
    const profileId = addressOf(uri)?.profileId;
    if (
      uri.scheme === schemes.readOnlyDocument ||
      (session?.profile.id === profileId && session?.profile.readOnly)
    )
      return t('This account is read-only here: nothing is written to it.');
    const { status } = file;
    if (status === undefined || !lostStatuses.has(status)) return undefined;
    return t(
      'The status of this number is "{0}": its settings cannot be changed.',
      inWords(status) ?? status,
    );
  }

  /** Sends what a text changes, as asked for by a person. Throws `NotSaved` or a Failure. */
  async send(address: Address, text: string): Promise<void> {
    const key = keyOf(address);
    const before = this.#saving.get(key) ?? Promise.resolve();
    const work = before.catch(() => undefined).then(() => this.#send(address, text));
    this.#saving.set(key, work);
    this.#updated.fire(address);
    try {
      await work;
    } finally {
      if (this.#saving.get(key) === work) this.#saving.delete(key);
      this.#updated.fire(address);
    }
  }

  /** Keeps what automatic saving writes as a draft, and sends nothing. */
  async keep(address: Address, file: NumberFile, text: string): Promise<void> {
    const draft = file.keep(text);
    if (draft) await this.#store(address, draft);
    else await this.#forget(address);
    this.#updated.fire(address);
  }

  async discard(address: Address): Promise<void> {
    const file = await this.open(address);
    file.discard();
    await this.#forget(address);
    this.publish(address);
  }

  /** Looks at the number again unless that was done a moment ago. Throws a Failure. */
  async refreshOld(address: Address): Promise<void> {
    const looked = this.#lookedAt.get(keyOf(address)) ?? 0;
    if (Date.now() - looked > aMoment) await this.refresh(address);
  }

  /** Looks at the number again. Throws a Failure. */
  async refresh(address: Address): Promise<void> {
    this.#lookedAt.set(keyOf(address), Date.now());
    const file = await this.open(address);
    const { door } = await this.session(address);
    const before = file.stamp;
    try {
      await file.refresh(door, () => this.#editing(address, file));
    } finally {
      if (file.stamp === before) this.#updated.fire(address);
      else this.publish(address);
    }
  }

  /** Says that a file's text became another, and that whoever shows it should read it again. */
  publish(address: Address): void {
    const uris = [uriOf(address), uriOf(address, schemes.readOnlyDocument)];
    this.#changed.fire(uris.map((uri) => ({ type: FileChangeType.Changed, uri })));
    this.#updated.fire(address);
  }

  /** After VS Code is done saving: what the server kept replaces what was typed (a PIN becomes its mask). */
  saved(document: TextDocument, address: Address): void {
    const file = this.loaded(address);
    if (!file || file.text === document.getText()) return;
    file.touch();
    this.publish(address);
  }

  /** Keeps what the person saw while a document has unsaved changes: after a reload nobody else knows it. */
  async typed(document: TextDocument, address: Address): Promise<void> {
    const file = this.loaded(address);
    const key = keyOf(address);
    if (file && !document.isDirty) file.taken(document.getText());
    if (!file || document.isDirty === this.#kept.has(key)) return;
    if (!document.isDirty) {
      this.#kept.delete(key);
      if (!file.draft) await this.#forget(address);
      return;
    }
    this.#kept.add(key);
    await this.#hold(address, file);
  }

  /** A document was closed: what is not unsent is forgotten. */
  async closed(address: Address): Promise<void> {
    const file = this.loaded(address);
    const key = keyOf(address);
    this.#files.delete(key);
    this.#loaded.delete(key);
    this.#kept.delete(key);
    if (file && !file.draft) await this.#forget(address);
    this.#own.delete(key);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#updated.dispose();
  }

  async #read(address: Address): Promise<NumberFile> {
    const { door } = await this.session(address);
    const key = keyOf(address);
    const kept = await this.#parts.drafts.load(address.profileId, draftName(address));
    const unseen = this.#document(address)?.isDirty === true;
    const file = await NumberFile.open(door, address.phoneNumber, {
      family: families[address.folder],
      knownId: this.#ids.get(key),
      kept,
      unseen,
    });
    if (kept?.text !== undefined || unseen) this.#own.add(key);
    this.#loaded.set(key, file);
    this.#lookedAt.set(key, Date.now());
    this.#updated.fire(address);
    return file;
  }

  async #send(address: Address, text: string): Promise<void> {
    const file = await this.open(address);
    const session = await this.session(address);
    const leaving = new AbortController();
    const key = keyOf(address);
    try {
      await file.save(session.door, text, {
        leave: leaving.signal,
        onProgress: (operation, waiting) => {
          const sentence = progressWords(operation, waiting);
          this.#progress.set(key, { sentence, canLeave: waiting !== undefined, leaving });
          this.#updated.fire(address);
        },
      });
    } catch (thrown) {
      if (thrown instanceof NotSaved && thrown.partly) {
        this.#parts.onSaved(session, families[address.folder].kind, [file.id]);
        // What is saved now is no wish any more after a reload; why the rest is not saved is said in any case.
        if (file.draft || this.#kept.has(key)) await this.#hold(address, file).catch(() => undefined);
      }
      throw thrown;
    } finally {
      this.#progress.delete(key);
    }
    this.#kept.delete(key);
    await this.#forget(address);
    this.#parts.onSaved(session, families[address.folder].kind, [file.id]);
  }

  async #store(address: Address, draft: Draft): Promise<void> {
    this.#own.add(keyOf(address));
    await this.#parts.drafts.store(address.profileId, draftName(address), draft);
  }

  /** Keeps what a document with unsaved changes stands on; its text VS Code keeps itself. */
  async #hold(address: Address, file: NumberFile): Promise<void> {
    const { id, base, draft, text, stamp } = file;
    await this.#store(address, { id, base, stamp, ...(draft && { text }) });
  }

  async #forget(address: Address): Promise<void> {
    if (this.#own.delete(keyOf(address)))
      await this.#parts.drafts.remove(address.profileId, draftName(address));
  }

  /** The document that can be edited, where it is open. */
  #document(address: Address): TextDocument | undefined {
    const uri = uriOf(address).toString();
    return workspace.textDocuments.find((one) => one.uri.toString() === uri);
  }

  /** Whether some editor shows another text than the file holds. */
  #editing(address: Address, file: NumberFile): boolean {
    const document = this.#document(address);
    return document !== undefined && (document.isDirty || document.getText() !== file.text);
  }
}
