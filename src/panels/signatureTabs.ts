import { t } from '@vscode/l10n';
import { env, ViewColumn, window, workspace, type Memento, type WebviewPanel } from 'vscode';
import { signaturePanel } from '../core/model/names.ts';
import {
  signatureActs,
  signatureRestoreSchema,
  type SignatureActs,
  type SignaturePage,
} from '../core/protocol/signature.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { rebuiltCandidates } from '../core/webhooks/rebuilt.ts';
import type { WholeAttempt, WholeDelivery } from '../core/webhooks/delivery.ts';
import { headerLines } from '../core/webhooks/typedHeaders.ts';
import { KeptByAccount } from '../host/keptByAccount.ts';
import { sampleKey } from '../host/sampleKey.ts';
import type { TestKeys } from '../host/testKeys.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { pickedBody } from './pickedBody.ts';
import { signatureSnippet } from './signatureSnippet.ts';
import { SignatureView, type SignatureViewParts } from './signatureView.ts';

export interface SignatureTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly testKeys: TestKeys;
  readonly globalState: Pick<Memento, 'get' | 'update'>;
}

/** The open checks of signatures. */
export class SignatureTabs implements Tabs {
  readonly #parts: SignatureTabsParts;
  readonly #open: OpenTabs<SignatureView>;
  readonly #keys: KeptByAccount;

  constructor(parts: SignatureTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
    this.#keys = new KeptByAccount(parts.globalState, 'telnyx.publicKeys');
  }

  /**
   * Checks a try of a delivery that came to the account `profileId`; without one, what a person pastes. The key of another
   * account that is in use is not taken for that one's.
   */
  async show(delivery?: WholeDelivery, attempt?: WholeAttempt, profileId?: string): Promise<void> {
    const { headers = [], body } = attempt?.request ?? {};
    const account = this.#account();
    const isOther = profileId !== undefined && profileId !== account?.id;
    const key = isOther ? '' : (account?.key ?? '');
    const view = this.#fill(window.createWebviewPanel(signaturePanel, '', ViewColumn.Active), {
      title: delivery?.eventType ?? '',
      draft: { body: body?.text ?? '', headers: headerLines(headers), key },
      rebuilt: body?.origin === 'rebuilt' ? body.text : undefined,
      candidates: attempt ? rebuiltCandidates(attempt) : [],
    });
    if (attempt) await view.check();
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, signatureRestoreSchema, kept);
    if (decoded) this.#fill(panel, decoded);
  }

  /** Forgets the key of an account. */
  forget(profileId: string): Promise<void> {
    return this.#keys.keep(profileId, undefined);
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** The account in use, with the key that is kept for it; that of the sample account is known. */
  #account() {
    const profile = this.#parts.account.session?.profile;
    if (!profile) return undefined;
    const kept = profile.kind === 'sample' ? sampleKey : this.#keys.of(profile.id);
    return { id: profile.id, name: profile.name, ...(typeof kept === 'string' && { key: kept }) };
  }

  async #otherKeys() {
    const account = this.#account();
    const { publicKey } = await this.#parts.testKeys.get();
    return [
      { name: t('the test key of this machine'), key: publicKey },
      ...(account?.key === undefined ? [] : [{ name: t('the key of {0}', account.name), key: account.key }]),
    ];
  }

  #fill(
    panel: WebviewPanel,
    shown: Pick<SignatureViewParts, 'title' | 'draft' | 'rebuilt' | 'candidates' | 'unread' | 'fewer'>,
  ): SignatureView {
    const view = new SignatureView({
      ...shown,
      account: () => this.#account(),
      otherKeys: () => this.#otherKeys(),
    });
    const following = this.#parts.account.onDidChange(() => view.redraw());
    panel.onDidDispose(() => following.dispose());
    this.#open.fill<SignaturePage, SignatureActs>(panel, view, {
      page: 'signature',
      title: t('Webhook Signature'),
      name: () => (view.title === '' ? t('Webhook Signature') : t('Signature: {0}', view.title)),
      acts: signatureActs,
      handlers: {
        edit: (edit) => view.edit(edit),
        check: (edit) => {
          view.edit(edit);
          return view.check();
        },
        pick: () => pickBody(view),
        keep: async (kept) => {
          const account = this.#account();
          if (account) await this.#keys.keep(account.id, kept ? view.draft.key.trim() : undefined);
          view.redraw();
        },
        copy: async () => {
          await env.clipboard.writeText(signatureSnippet);
        },
      },
      state: () => view.state(),
    });
    return view;
  }
}

async function pickBody(view: SignatureView): Promise<void> {
  const [file] =
    (await window.showOpenDialog({ title: t('Body of the Webhook'), openLabel: t('Open') })) ?? [];
  if (!file) return;
  const body = await pickedBody(workspace.fs, file);
  if (body === undefined)
    void window.showWarningMessage(t('A body of a webhook is not longer than 2 MB; this file is.'));
  else view.put(body);
}
