import { t } from '@vscode/l10n';
import {
  commands as vsCode,
  EventEmitter,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';
import { schemes } from '../core/model/names.ts';
import type { ResourceKind } from '../core/resources/kind.ts';
import { collectionOf } from '../core/state/collection.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Lines } from '../core/state/showing.ts';

/** A record that no operation reads alone, from the list in its view or the whole one. */
function loaded(session: Session, kind: ResourceKind, id: string): unknown {
  const row =
    collectionOf(session, narrowingOf(session).kindOf(kind)).row(id) ?? collectionOf(session, kind).row(id);
  if (!row) throw new Error(t('This record is not loaded any more. Open it again from its view.'));
  return row.raw;
}

/** Loads with the first record that is opened. */
const json = () => import('../core/resources/json.ts');

/** Read-only JSON documents of records, as the API gave them but for secrets. Read anew each time one is opened. */
export class RecordDocuments implements TextDocumentContentProvider, Disposable {
  readonly #account: CurrentAccount;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registrations: readonly Disposable[];
  readonly #texts = new Map<string, string>();
  #count = 0;

  readonly onDidChange = this.#changed.event;

  constructor(account: CurrentAccount) {
    this.#account = account;
    this.#registrations = [
      workspace.registerTextDocumentContentProvider(schemes.record, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.path)),
    ];
  }

  /** Opens a record of the account in use in an editor tab. */
  async open(collection: Lines, id: string): Promise<void> {
    const { session } = this.#account;
    const row = collection.row(id);
    if (!session || !row) return;
    const { recordPath } = await json();
    const path = recordPath({ account: session.profile.id, kind: collection.kind.name, id }, row.item.label);
    const uri = Uri.from({ scheme: schemes.record, path });
    // A document that is open already would show what was read when it was opened.
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  /** Shows a record that no operation reads alone. It is kept for as long as its document is open. */
  async show(label: string, record: unknown): Promise<void> {
    const uri = await this.#keep(label, record);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }

  /** Lays two records side by side that no operation reads alone. */
  async compare(
    title: string,
    left: readonly [string, unknown],
    right: readonly [string, unknown],
  ): Promise<void> {
    const [before, after] = [await this.#keep(...left), await this.#keep(...right)];
    await vsCode.executeCommand('vscode.diff', before, after, title);
  }

  async #keep(label: string, record: unknown): Promise<Uri> {
    const { recordJson, recordPath } = await json();
    this.#count += 1;
    const kept = {
      account: 'record',
      kind: 'record',
      id: `${Date.now().toString(36)}-${String(this.#count)}`,
    };
    const uri = Uri.from({ scheme: schemes.record, path: recordPath(kept, label) });
    this.#texts.set(uri.path, recordJson(record));
    return uri;
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const text = this.#texts.get(uri.path);
    if (text !== undefined) return text;
    const { recordJson, recordTarget } = await json();
    const target = recordTarget(uri.path);
    const session = this.#account.session;
    const kind = session?.kinds.find(({ name }) => name === target?.kind);
    if (!target || !kind || session?.profile.id !== target.account) {
      throw new Error(t('Open the account this record belongs to, then open the record again.'));
    }
    const stop = new AbortController();
    const listener = token.onCancellationRequested(() => stop.abort());
    try {
      const fetched = kind.fetch?.(session.door, target.id, stop.signal);
      const record = fetched ? await fetched : loaded(session, kind, target.id);
      const attempt = /^attempt=(\d+)$/.exec(uri.query)?.[1];
      if (attempt === undefined) {
        if (kind.name !== 'delivery') return recordJson(record);
        const { maskedDelivery } = await import('../core/webhooks/maskedDelivery.ts');
        return recordJson(maskedDelivery(record));
      }
      const { attemptRecord } = await import('../core/webhooks/attemptRecord.ts');
      return recordJson(attemptRecord(record, Number(attempt)));
    } finally {
      listener.dispose();
    }
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
  }
}
