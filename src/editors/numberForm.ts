import { t } from '@vscode/l10n';
import { workspace, type TextDocument, type Uri, type WebviewPanel } from 'vscode';
import { numberActs, type NumberActs, type NumberPage } from '../core/protocol/number.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { connectPage, type ConnectedPage } from '../host/page.ts';
import { sameAddress, type Address } from './address.ts';
import type { EditQueue } from './edits.ts';
import { formOf } from './form.ts';
import { formActs } from './formActs.ts';
import { FormChoices } from './formChoices.ts';
import type { NumberFiles } from './numberFiles.ts';

export interface NumberEditorParts {
  readonly extensionUri: Uri;
  readonly account: CurrentAccount;
  readonly files: NumberFiles;
  readonly edits: EditQueue;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}

const needsAccount = ({ wayOut }: Failure) => wayOut === 'check-account' || wayOut === 'replace-key';

/** One open form. Holds no truth but what it searches for and which edit of its page was the last. */
export class NumberForm implements Disposable {
  readonly #parts: NumberEditorParts;
  readonly #document: TextDocument;
  readonly #address: Address;
  readonly #page: ConnectedPage;
  readonly #choices: FormChoices;
  readonly #subscriptions: Disposable[];
  #heard = 0;
  #trouble: Failure | undefined;

  constructor(parts: NumberEditorParts, document: TextDocument, address: Address, panel: WebviewPanel) {
    this.#parts = parts;
    this.#document = document;
    this.#address = address;
    this.#choices = new FormChoices(
      () => this.#session && choicesOf(this.#session),
      () => this.#draw(),
    );
    this.#page = connectPage<NumberPage, NumberActs>(panel, {
      page: 'number',
      title: address.phoneNumber,
      extensionUri: parts.extensionUri,
      acts: numberActs,
      handlers: formActs({
        ...parts,
        document,
        address,
        choices: this.#choices,
        heard: (seq) => this.#hear(seq),
        begin: () => this.begin(),
      }),
      state: () => this.#state(),
      onFailure: parts.onFailure,
      log: parts.log,
    });
    const mine = (uri: Uri) => uri.toString() === document.uri.toString();
    this.#subscriptions = [
      this.#page,
      this.#choices,
      workspace.onDidChangeTextDocument((event) => {
        if (!mine(event.document.uri)) return;
        const file = parts.files.loaded(address);
        if (file) this.#choices.doubt(file, event.document.getText());
        this.#draw();
      }),
      parts.files.onDidUpdate((updated) => {
        if (sameAddress(updated, address)) this.#draw();
      }),
      parts.account.onDidChange(() => void this.#followAccount().catch(parts.onFailure)),
      panel.onDidChangeViewState(() => this.#draw()),
    ];
  }

  /** Reads the number when it is not read yet, as after a reload, and the names of what it points at. */
  async begin(): Promise<void> {
    this.#trouble = undefined;
    this.#draw();
    try {
      const file = await this.#parts.files.open(this.#address);
      this.#choices.name(file);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.#trouble = thrown;
    }
    this.#draw();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The account of this number, while it is in use. */
  get #session(): Session | undefined {
    const { session } = this.#parts.account;
    return session?.profile.id === this.#address.profileId ? session : undefined;
  }

  /** Another session knows no names yet, and may be the one that this number waits for. */
  async #followAccount(): Promise<void> {
    const file = this.#parts.files.loaded(this.#address);
    if (file) this.#choices.name(file);
    else if (this.#session && this.#trouble) await this.begin();
    this.#draw();
  }

  #hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    this.#draw();
  }

  #draw(): void {
    this.#page.update();
  }

  #state(): NumberPage {
    const { files } = this.#parts;
    const account = this.#session?.profile.name ?? t('an account that is not in use');
    const file = files.loaded(this.#address);
    if (!file) return this.#waiting(account);
    return formOf(file, this.#document.getText(), this.#choices.lists, {
      account,
      readOnly: files.readOnly(this.#document.uri, file),
      busy: files.sending.busy(this.#address),
      progress: files.sending.progress(this.#address),
      heard: this.#heard,
      searches: this.#choices.searches,
    });
  }

  /** The number is not read: it is on its way, or cannot be read now. */
  #waiting(account: string): NumberPage {
    const trouble = this.#trouble;
    return {
      phoneNumber: this.#address.phoneNumber,
      account,
      ...(trouble && { unread: { sentence: trouble.sentence, account: needsAccount(trouble) } }),
      draft: false,
      busy: trouble === undefined,
      problems: [],
      sections: [],
      choices: {},
      heard: this.#heard,
    };
  }
}
