import { t } from '@vscode/l10n';
import { commands as vsCode, workspace, type TextDocument, type Uri, type WebviewPanel } from 'vscode';
import { numberActs, type NumberActs, type NumberPage } from '../core/protocol/number.ts';
import type { ActHandlers } from '../core/protocol/page.ts';
import type { ChoiceLists } from '../core/resources/choiceLists.ts';
import { sources, type ChoiceSource } from '../core/resources/choices.ts';
import { editDocument, revertEdits } from '../core/settings/document.ts';
import { settingId, type Setting } from '../core/settings/setting.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { connectPage, type ConnectedPage } from '../host/page.ts';
import { sameAddress, type Address } from './address.ts';
import { applyDraft, discardDraft } from './drafting.ts';
import type { EditQueue } from './edits.ts';
import { formOf } from './form.ts';
import type { NumberFile } from './numberFile.ts';
import type { NumberFiles } from './numberFiles.ts';
import { reviewChanges } from './review.ts';

export interface NumberEditorParts {
  readonly extensionUri: Uri;
  readonly account: CurrentAccount;
  readonly files: NumberFiles;
  readonly edits: EditQueue;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}

/** One open form. Holds no truth but what it searches for and which edit of its page was the last. */
export class NumberForm implements Disposable {
  readonly #parts: NumberEditorParts;
  readonly #document: TextDocument;
  readonly #address: Address;
  readonly #page: ConnectedPage;
  readonly #subscriptions: Disposable[];
  readonly #searches = new Map<ChoiceSource, string>();
  #heard = 0;
  #trouble: string | undefined;

  constructor(parts: NumberEditorParts, document: TextDocument, address: Address, panel: WebviewPanel) {
    this.#parts = parts;
    this.#document = document;
    this.#address = address;
    this.#page = connectPage<NumberPage, NumberActs>(panel, {
      page: 'number',
      title: address.phoneNumber,
      extensionUri: parts.extensionUri,
      acts: numberActs,
      handlers: this.#handlers(),
      state: () => this.#state(),
      onFailure: parts.onFailure,
      log: parts.log,
    });
    const mine = (uri: Uri) => uri.toString() === document.uri.toString();
    this.#subscriptions = [
      this.#page,
      workspace.onDidChangeTextDocument((event) => {
        if (mine(event.document.uri)) this.#draw();
      }),
      parts.files.onDidUpdate((updated) => {
        if (sameAddress(updated, address)) this.#draw();
      }),
      parts.account.onDidChange(() => this.#draw()),
      panel.onDidChangeViewState(() => this.#draw()),
    ];
  }

  /** Reads the number when it is not read yet, as after a reload, and the names of what it points at. */
  async begin(): Promise<void> {
    try {
      this.#trouble = undefined;
      await this.#parts.files.open(this.#address);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#trouble = thrown.sentence;
    }
    this.#draw();
    this.#nameValues();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #file(): NumberFile | undefined {
    return this.#parts.files.loaded(this.#address);
  }

  get #lists(): ChoiceLists | undefined {
    const { session } = this.#parts.account;
    return session?.profile.id === this.#address.profileId ? choicesOf(session) : undefined;
  }

  #draw(): void {
    this.#page.update();
  }

  #state(): NumberPage {
    const { session } = this.#parts.account;
    const inUse = session?.profile.id === this.#address.profileId;
    const account = inUse ? session.profile.name : t('an account that is not in use');
    const file = this.#file;
    if (!file) return this.#waiting(account);
    return formOf(file, this.#document.getText(), this.#lists, {
      account,
      readOnly: this.#parts.files.readOnly(this.#document.uri, file),
      busy: this.#parts.files.saving(this.#address),
      progress: this.#parts.files.progress(this.#address),
      heard: this.#heard,
      searches: this.#searches,
    });
  }

  #waiting(account: string): NumberPage {
    return {
      phoneNumber: this.#address.phoneNumber,
      account,
      ...(this.#trouble === undefined ? {} : { broken: this.#trouble }),
      draft: false,
      busy: this.#trouble === undefined,
      problems: [],
      sections: [],
      choices: {},
      heard: this.#heard,
    };
  }

  #handlers(): ActHandlers<NumberActs> {
    return {
      edit: async ({ id, value, seq }) => {
        await this.#change(id, (text, setting) => editDocument(text, setting, value));
        this.#heard = Math.max(this.#heard, seq);
        this.#draw();
      },
      revert: ({ id }) => this.#change(id, (text, setting, file) => revertEdits(text, setting, file.base)),
      keepMine: ({ id }) => {
        this.#accept(id);
        this.#draw();
      },
      takeTheirs: async ({ id }) => {
        this.#accept(id);
        await this.#change(id, (text, setting, file) => revertEdits(text, setting, file.live));
        this.#draw();
      },
      search: ({ source, query }) => this.#search(source, query),
      review: () => reviewChanges(this.#document),
      leave: () => this.#parts.files.leave(this.#address),
      apply: async () => {
        // What was typed last may still be on its way into the document.
        await this.#parts.edits.settled(this.#document);
        await applyDraft(this.#parts.files, this.#document);
      },
      discard: async () => {
        await this.#parts.edits.settled(this.#document);
        await discardDraft(this.#parts.files, this.#document);
      },
      refresh: async () => {
        await this.begin();
        if (this.#file) await this.#parts.files.refresh(this.#address);
      },
      openText: async () => {
        await vsCode.executeCommand('vscode.openWith', this.#document.uri, 'default');
      },
    };
  }

  async #change(
    id: string,
    edits: (text: string, setting: Setting, file: NumberFile) => ReturnType<typeof editDocument>,
  ): Promise<void> {
    const file = this.#file;
    if (!file || this.#parts.files.readOnly(this.#document.uri, file) !== undefined) return;
    await this.#parts.edits.apply(this.#document, (text) => edits(text, settingOf(file, id), file));
  }

  #accept(id: string): void {
    const file = this.#file;
    file?.accept(settingOf(file, id));
  }

  async #search(source: string, query: string): Promise<void> {
    if (!isSource(source)) return;
    this.#searches.set(source, query);
    await this.#load(source);
  }

  async #load(source: ChoiceSource): Promise<void> {
    const loading = this.#lists?.load(source);
    this.#draw();
    await loading;
    this.#draw();
  }

  /** Ids say little: the lists of the values that are set are loaded for their names. */
  #nameValues(): void {
    const file = this.#file;
    if (!file) return;
    for (const setting of file.table.settings) {
      const value = file.base[settingId(setting)];
      if (setting.type.kind === 'choice' && typeof value === 'string') void this.#load(setting.type.from);
    }
  }
}

const isSource = (source: string): source is ChoiceSource => Object.hasOwn(sources, source);

function settingOf(file: NumberFile, id: string): Setting {
  const setting = file.table.settings.find((one) => settingId(one) === id);
  if (!setting) throw new Error(`No setting ${id}`);
  return setting;
}
