import { t } from '@vscode/l10n';
import { brief, grouped, visible } from '../core/model/text.ts';
import type {
  SignatureDraft,
  SignaturePage,
  SignatureRestore,
  SignatureResultText,
} from '../core/protocol/signature.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { Variant } from '../core/webhooks/bodyVariants.ts';
import {
  checkSignature,
  type SignatureInput,
  type SignatureResult,
} from '../core/webhooks/signatureCheck.ts';
import { hiddenUrl } from '../core/webhooks/hiddenUrl.ts';
import type { Header } from '../core/webhooks/headers.ts';
import { isMaskedBody, maskedBody } from '../core/webhooks/maskedBody.ts';
import { isOfSignature } from '../core/webhooks/replayRequest.ts';
import { headerLines, typedHeaders } from '../core/webhooks/typedHeaders.ts';
import { signatureSnippet } from './signatureSnippet.ts';

export interface SignatureViewParts {
  /** The event; empty for what a person pastes. */
  readonly title: string;
  readonly draft: SignatureDraft;
  /** The body as it was rebuilt: while it stands there, it is no text that anybody sent. */
  readonly rebuilt?: string | undefined;
  readonly candidates: readonly Variant[];
  /** Headers that could not be read stood there before a reload, which did not keep them. */
  readonly unread?: boolean | undefined;
  /** Some candidates held a secret, and were not kept over a reload. */
  readonly fewer?: boolean | undefined;
  /** The account in use and the key that is kept for it. */
  readonly account: () => { readonly name: string; readonly key?: string } | undefined;
  /** Public keys at hand, to tell a mistaken one by. */
  readonly otherKeys: () => Promise<NonNullable<SignatureInput['otherKeys']>>;
  readonly now?: () => number;
}

const tones = {
  holds: 'good',
  late: 'warning',
  unparsed: 'warning',
  fails: 'bad',
  unknown: 'unknown',
} as const;

const verdicts = {
  holds: () => t('The signature holds.'),
  unparsed: () => t('The signature holds, but the body cannot be read as JSON.'),
  late: () => t('The signature holds, but it is refused now: the clock is too far off.'),
  fails: () => t('The check fails.'),
  unknown: () => t('It is not known whether the signature holds.'),
};

function resultText({ verdict, findings, difference }: SignatureResult): SignatureResultText {
  return {
    tone: tones[verdict],
    sentence: verdicts[verdict](),
    findings: findings.map(({ outcome, sentence }) => ({ outcome, sentence: visible(sentence) })),
    ...(difference && {
      difference: {
        place: t('The first difference is after {0} characters.', grouped(difference.at)),
        given: visible(difference.given),
        signed: visible(difference.signed),
      },
    }),
  };
}

/** Whether a webhook is signed by the owner of a key. It sends nothing. */
export class SignatureView implements Disposable {
  readonly parts: SignatureViewParts;
  readonly #changed = new Emitter<undefined>();
  #draft: SignatureDraft;
  #heard = 0;
  #result: SignatureResult | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: SignatureViewParts) {
    this.parts = parts;
    this.#draft = parts.draft;
  }

  get title(): string {
    return brief(hiddenUrl(this.parts.title), 60);
  }

  get draft(): SignatureDraft {
    return this.#draft;
  }

  edit({ seq, draft }: { readonly seq: number; readonly draft: SignatureDraft }): void {
    this.#heard = Math.max(this.#heard, seq);
    this.#draft = draft;
    // What was found is about another text.
    this.#result = undefined;
    this.redraw();
  }

  /** Puts in a body that was picked. */
  put(body: string): void {
    this.edit({ seq: Date.now(), draft: { ...this.#draft, body } });
  }

  async check(): Promise<void> {
    const draft = this.#draft;
    const otherKeys = await this.parts.otherKeys();
    if (draft !== this.#draft) return;
    const { body, headers, key } = draft;
    const { rebuilt, candidates, fewer } = this.parts;
    const isRebuilt = body === rebuilt;
    const lost = isMaskedBody(body) ? 'body' : isRebuilt && fewer ? 'candidates' : undefined;
    this.#result = checkSignature({
      body,
      origin: isRebuilt ? 'rebuilt' : 'given',
      headers: [...typedHeaders(headers), ...this.#lost()],
      key,
      otherKeys,
      candidates: isRebuilt ? candidates : [],
      lost,
      now: this.parts.now?.() ?? Date.now(),
    });
    this.redraw();
  }

  state(): SignaturePage {
    const { title } = this.parts;
    const account = this.parts.account();
    const key = this.#draft.key.trim();
    return {
      title: visible(hiddenUrl(title)),
      heard: this.#heard,
      draft: this.#draft,
      notes: this.#notes(),
      ...(this.#result && { result: resultText(this.#result) }),
      ...(account && key !== '' && { account: { name: visible(account.name), kept: account.key === key } }),
      snippet: signatureSnippet,
      restore: this.#restore(),
    };
  }

  /** What was not kept over a reload, until something else is pasted: it may have held the headers. */
  #lost(): readonly Header[] {
    const { unread, draft } = this.parts;
    return unread && this.#draft.headers === draft.headers ? [{ value: '…' }] : [];
  }

  #notes(): readonly string[] {
    const { rebuilt, fewer } = this.parts;
    const isRebuilt = rebuilt !== undefined && this.#draft.body === rebuilt;
    return [
      ...(isRebuilt
        ? [
            t(
              'Telnyx keeps the event, not the bytes it sent: this body is made of the event. Only a signature that holds proves it; otherwise paste the body that your server received.',
            ),
          ]
        : []),
      ...(isRebuilt && fewer
        ? [
            t(
              'A way to write this event holds a secret and was not kept over the reload: check the signature again from the delivery.',
            ),
          ]
        : []),
      ...(isMaskedBody(this.#draft.body)
        ? [t('A secret in this body is masked, so no signature fits it: paste the body again.')]
        : []),
      ...(this.#lost().length > 0
        ? [t('Headers that could not be read were not kept over the reload: paste them again.')]
        : []),
    ];
  }

  /** Something that the page shows is others than before. */
  redraw(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #restore(): SignatureRestore {
    const { title, rebuilt, candidates, fewer } = this.parts;
    return {
      title: hiddenUrl(title),
      // Pages are kept in a file: of the headers only those that the check needs, no cookies and no keys.
      draft: {
        ...this.#draft,
        body: maskedBody(this.#draft.body),
        headers: signedHeaders(this.#draft.headers),
      },
      rebuilt: rebuilt === undefined ? undefined : maskedBody(rebuilt),
      unread: [...typedHeaders(this.#draft.headers), ...this.#lost()].some(({ name }) => name === undefined),
      candidates: candidates.flatMap(({ name, text, secret }) => (secret ? [] : [{ name, text }])),
      fewer: fewer === true || candidates.some(({ secret }) => secret === true),
    };
  }
}

function signedHeaders(text: string): string {
  return headerLines(typedHeaders(text).filter(({ name }) => name !== undefined && isOfSignature(name)));
}
