import { t } from '@vscode/l10n';
import { brief, visible } from '../core/model/text.ts';
import type { DraftText, ReplayPage, ReplayRestore } from '../core/protocol/replay.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { isSecret } from '../core/webhooks/headers.ts';
import { hiddenUrl, masked } from '../core/webhooks/hiddenUrl.ts';
import { isMaskedBody, maskedBody } from '../core/webhooks/maskedBody.ts';
import { replay, type ReplayBounds } from '../core/webhooks/replay.ts';
import { draftComplaints, sentHeaders } from '../core/webhooks/replayRequest.ts';
import { urlComplaint } from '../core/webhooks/replayTarget.ts';
import type { TestKey } from '../core/webhooks/testKey.ts';
import { remembered, rememberedWords } from './replaySends.ts';
import { sendText, stepText, type Sent } from './replayText.ts';

export interface ReplayViewParts {
  /** The event, and the account it came to. */
  readonly title: string;
  readonly account: string;
  readonly notes: readonly string[];
  readonly draft: DraftText;
  /** What the draft can become again; unknown after a reload. */
  readonly original?: DraftText;
  /** Places of headers whose values were secret, and were not kept over a reload. */
  readonly lost?: readonly number[];
  readonly bounds: () => Omit<ReplayBounds, 'cancelled'>;
  readonly key: () => Promise<TestKey>;
  readonly now?: () => Date;
}

/** The signature is meant for whoever gets the webhook; other secrets open something. */
const isKept = (name: string) => /signature/i.test(name) || !isSecret({ name, value: '' });

const signingOf = ({ signing }: DraftText) =>
  signing === 'original'
    ? t('The original timestamp goes along: a server that checks it refuses a webhook older than 5 minutes.')
    : signing === 'test'
      ? t(
          'The timestamp is that of sending. While you test, give your server the public key shown here in place of that of Telnyx.',
        )
      : t('Telnyx-Signature-Ed25519 and Telnyx-Timestamp are left out.');

/** A webhook that is sent again from this machine, edited as a person likes. Only `send` sends, and once. */
export class ReplayView implements Disposable {
  readonly parts: ReplayViewParts;
  readonly #changed = new Emitter<undefined>();
  #draft: DraftText;
  #heard = 0;
  #lost: ReadonlySet<number>;
  #complaints: ReplayPage['complaints'] = [];
  #key: TestKey | undefined;
  #sending: AbortController | undefined;
  #sends: readonly Sent[] = [];
  #count = 0;
  #chosen: number | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: ReplayViewParts) {
    this.parts = parts;
    this.#draft = parts.draft;
    this.#lost = new Set(parts.lost);
    this.#complain();
    void this.#learnKey();
  }

  get title(): string {
    return brief(hiddenUrl(this.parts.title), 60);
  }

  get testKey(): TestKey | undefined {
    return this.#key;
  }

  edit({ seq, draft }: { readonly seq: number; readonly draft: DraftText }): void {
    this.#heard = Math.max(this.#heard, seq);
    this.#lost = new Set([...this.#lost].filter((at) => draft.headers[at]?.value === ''));
    this.#draft = draft;
    this.#complain();
    void this.#learnKey();
    this.#draw();
  }

  reset(): void {
    const { original } = this.parts;
    if (!original) return;
    this.#heard = Date.now();
    this.#draft = { ...original, url: this.#draft.url };
    this.#lost = new Set();
    this.#complain();
    void this.#learnKey();
    this.#draw();
  }

  /** Sends what is shown, once; says what is wrong instead where it cannot be sent. Never rejects. */
  async send(edit: { readonly seq: number; readonly draft: DraftText }): Promise<void> {
    if (this.#sending) return;
    this.edit(edit);
    const sending = new AbortController();
    this.#sending = sending;
    this.#draw();
    const { draft } = edit;
    const bounds = this.parts.bounds();
    try {
      this.#refuse(urlComplaint(draft.url, bounds.allowed));
      if (this.#complaints.length === 0) await this.#sendNow(draft, { ...bounds, cancelled: sending.signal });
    } finally {
      this.#sending = undefined;
      this.#draw();
    }
  }

  stop(): void {
    this.#sending?.abort();
  }

  choose(id: number): void {
    this.#chosen = id;
    this.#draw();
  }

  state(): ReplayPage {
    const { title, account, notes } = this.parts;
    const looked = this.#sends.find(({ id }) => id === this.#chosen) ?? this.#sends[0];
    const key = this.#draft.signing === 'test' ? this.#key : undefined;
    return {
      title: visible(hiddenUrl(title)),
      account: visible(account),
      heard: this.#heard,
      draft: this.#draft,
      notes: [...notes, signingOf(this.#draft), rememberedWords()],
      complaints: this.#complaints,
      ...(key && { testKey: key.publicKey }),
      sending: this.#sending !== undefined,
      canReset: this.parts.original !== undefined,
      sends: this.#sends.map(sendText),
      ...(looked && { chosen: looked.id }),
      steps: looked?.steps.map(stepText) ?? [],
      ...(looked?.problem !== undefined && { problem: visible(looked.problem) }),
      restore: this.#restore(),
    };
  }

  dispose(): void {
    this.#sending?.abort();
    this.#changed.dispose();
  }

  async #sendNow(draft: DraftText, bounds: ReplayBounds): Promise<void> {
    const now = this.parts.now?.() ?? new Date();
    const key = draft.signing === 'test' ? await this.parts.key() : undefined;
    const headers = sentHeaders(draft, key, now.getTime());
    const outcome = await replay({ ...draft, headers }, bounds);
    if (outcome.refused !== undefined) {
      // What is typed meanwhile has other faults.
      if (draft === this.#draft) this.#refuse(outcome.refused);
      return;
    }
    this.#count += 1;
    const sent = { ...outcome, id: this.#count, when: now.toTimeString().slice(0, 8) };
    this.#sends = remembered([sent, ...this.#sends]);
    this.#chosen = sent.id;
  }

  #refuse(sentence: string | undefined): void {
    if (sentence !== undefined) this.#complaints = [{ at: 'url', sentence }, ...this.#complaints];
  }

  #complain(): void {
    const again = t('A secret is not kept over a reload: enter it again, or take the header out.');
    const lost = [...this.#lost].map((at) => ({ at, sentence: again }));
    const url = this.#draft.url.includes(masked)
      ? [
          {
            at: 'url' as const,
            sentence: t('A secret in the URL is not kept over a reload: enter it again.'),
          },
        ]
      : [];
    const body = isMaskedBody(this.#draft.body)
      ? [
          {
            at: 'body' as const,
            sentence: t(
              'A secret in the body is masked, so the original signature does not fit it: enter the secret again.',
            ),
          },
        ]
      : [];
    this.#complaints = [...url, ...draftComplaints(this.#draft), ...body, ...lost];
  }

  async #learnKey(): Promise<void> {
    if (this.#draft.signing !== 'test' || this.#key) return;
    this.#key = await this.parts.key();
    this.#draw();
  }

  #restore(): ReplayRestore {
    const { title, account, notes } = this.parts;
    const lost = this.#draft.headers.flatMap(({ name, value }, at) =>
      this.#lost.has(at) || (!isKept(name) && value !== '') ? [at] : [],
    );
    const headers = this.#draft.headers.map(({ name, value }) => ({
      name,
      value: isKept(name) ? value : '',
    }));
    const { url, body } = this.#draft;
    const draft = { ...this.#draft, url: hiddenUrl(url), body: maskedBody(body), headers };
    return { title: hiddenUrl(title), account, notes: [...notes], draft, lost };
  }

  #draw(): void {
    this.#changed.fire(undefined);
  }
}
