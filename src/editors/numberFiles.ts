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
import type { Witness } from '../core/plan/engine.ts';
import type { Family as ProposalFamily } from '../core/plan/proposal.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { settingId, type Setting } from '../core/settings/setting.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { keyOf, uriOf, type Address } from './address.ts';
import type { DraftStore } from './draft.ts';
import { families } from './family.ts';
import { Keeping } from './keeping.ts';
import { NotSaved } from './notSaved.ts';
import { NumberFile } from './numberFile.ts';
import { whyReadOnly } from './readOnly.ts';
import { Sending, type SaveSignals } from './sending.ts';

export interface NumberFilesParts {
  readonly account: CurrentAccount;
  /** Opens the account that was used last; a restored document may come before any view. */
  readonly restore: () => Promise<void>;
  readonly drafts: DraftStore;
  /** Whether there is an account of this id, in use or not. */
  readonly isKnown: (profileId: string) => boolean;
  /** Hears the ids of numbers that were changed, to refresh their rows. */
  readonly onSaved: (session: Session, kind: string, ids: readonly string[]) => void;
  /** Remembers a save, so that it can be taken back. */
  readonly witness: (session: Session, family: ProposalFamily) => Promise<Witness>;
  /** Hears what nobody who waits is told. */
  readonly onFailure: (failure: Failure) => void;
}

/** Milliseconds in which nobody looks again by merely switching windows and tabs. */
const aMoment = 10_000;

/** What was saved is known to this window alone. */
const notKept = ({ phoneNumber }: Address) =>
  new Failure({
    kind: 'unknown',
    sentence: t(
      'A part of {0} was saved, but that could not be noted on this machine. Save the rest before this window is reloaded or closed: afterwards what was saved may be offered to be sent again.',
      phoneNumber,
    ),
    wayOut: 'show-log',
  });

/** The number documents that are open, of both schemes: read, sent, kept as drafts, looked at again. */
export class NumberFiles implements Disposable {
  readonly sending = new Sending((address) => this.#updated.fire(address));
  readonly #parts: NumberFilesParts;
  readonly #keeping: Keeping;
  readonly #files = new Map<string, Promise<NumberFile>>();
  readonly #loaded = new Map<string, NumberFile>();
  readonly #ids = new Map<string, string>();
  readonly #lookedAt = new Map<string, number>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #updated = new EventEmitter<Address>();
  #telling: Address | undefined;

  /** A document is to be read again. */
  readonly onDidChangeFile = this.#changed.event;
  /** Base, live, draft or notice of a document became another. */
  readonly onDidUpdate = this.#updated.event;

  constructor(parts: NumberFilesParts) {
    this.#parts = parts;
    this.#keeping = new Keeping(parts.drafts, parts.isKnown);
  }

  /** The document whose save is being told to all who show its number. */
  get telling(): Address | undefined {
    return this.#telling;
  }

  /** Spares looking for the id of a number that is about to be opened. */
  know(address: Address, id: string): void {
    this.#ids.set(keyOf(address), id);
  }

  /** The file of a document, when it has been read. */
  loaded(address: Address): NumberFile | undefined {
    return this.#loaded.get(keyOf(address));
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
    return whyReadOnly(uri, file, this.#parts.account.session);
  }

  /** Sends what a text changes, as asked for by a person. Throws `NotSaved` or a Failure. */
  send(address: Address, text: string): Promise<void> {
    return this.sending.run(address, (signals) => this.#send(address, text, signals));
  }

  /** Keeps what automatic saving writes as a draft, and sends nothing. */
  async keep(address: Address, file: NumberFile, text: string): Promise<void> {
    if (file.keep(text)) await this.#keeping.moved(address, file);
    else await this.#keeping.forget(address);
    this.#updated.fire(address);
  }

  /** Settles a conflict: what the account holds now is what the person saw. */
  async accept(address: Address, setting: Setting): Promise<void> {
    const file = this.loaded(address);
    if (!file) return;
    file.accept(setting);
    this.#updated.fire(address);
    await this.#keeping.moved(address, file);
  }

  async discard(address: Address): Promise<void> {
    const file = await this.open(address);
    file.discard();
    await this.#keeping.forget(address);
    this.publish(address);
  }

  /** As `refresh`, unless that was done a moment ago. */
  async refreshOld(address: Address): Promise<boolean> {
    const looked = this.#lookedAt.get(keyOf(address)) ?? 0;
    return Date.now() - looked > aMoment && (await this.refresh(address));
  }

  /** Looks at the number again; says whether the account holds something else than before. Throws a Failure. */
  async refresh(address: Address): Promise<boolean> {
    this.#lookedAt.set(keyOf(address), Date.now());
    const isRead = this.loaded(address) !== undefined;
    const file = await this.open(address);
    if (!isRead) return true;
    const { door } = await this.session(address);
    const { stamp, live } = file;
    try {
      await file.refresh(door, () => this.#editing(address, file));
    } finally {
      if (file.stamp === stamp) this.#updated.fire(address);
      else this.publish(address);
    }
    return file.table.settings.some((setting) => {
      const id = settingId(setting);
      return !sameKnown(live[id], file.live[id]);
    });
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
    if (!file) return;
    if (!document.isDirty) file.taken(document.getText());
    const news = await this.#keeping.edited(address, file, document.isDirty);
    if (document.isDirty) return;
    if (news) file.reverted();
    // What was seen of the account while something was typed is taken now that nothing is.
    if (file.outdated && !this.#editing(address, file) && file.follow()) this.publish(address);
    else if (news) this.#updated.fire(address);
  }

  /** A document was closed: what is not unsent is forgotten. */
  async closed(address: Address): Promise<void> {
    const key = keyOf(address);
    const file = this.loaded(address);
    this.#files.delete(key);
    this.#loaded.delete(key);
    await this.#keeping.closed(address, file);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#updated.dispose();
  }

  async #read(address: Address): Promise<NumberFile> {
    const { door } = await this.session(address);
    const key = keyOf(address);
    const file = await NumberFile.open(door, address.phoneNumber, {
      family: families[address.folder],
      knownId: this.#ids.get(key),
      kept: await this.#keeping.load(address),
      edited: this.#document(address)?.isDirty === true,
    });
    this.#loaded.set(key, file);
    this.#lookedAt.set(key, Date.now());
    this.#updated.fire(address);
    return file;
  }

  async #send(address: Address, text: string, signals: SaveSignals): Promise<void> {
    const file = await this.open(address);
    const session = await this.session(address);
    const tell = () => {
      this.#telling = address;
      this.#parts.onSaved(session, families[address.folder].kind, [file.id]);
      this.#telling = undefined;
    };
    try {
      // A save that cannot be remembered is made all the same.
      const witness = await this.#parts.witness(session, address.folder).catch(() => undefined);
      await file.save(session.door, text, { ...signals, witness });
    } catch (thrown) {
      if (thrown instanceof NotSaved && thrown.left === 'a part') {
        tell();
        // What is sent now is no wish any more after a reload; why the rest is not saved is said in any case.
        await this.#keeping.moved(address, file).catch(() => this.#parts.onFailure(notKept(address)));
      }
      throw thrown;
    }
    await this.#keeping.sent(address);
    tell();
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
