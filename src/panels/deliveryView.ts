import { t } from '@vscode/l10n';
import { brief, visible } from '../core/model/text.ts';
import type { DeliveryPage } from '../core/protocol/delivery.ts';
import type { ResourceKind } from '../core/resources/kind.ts';
import { inWords } from '../core/resources/words.ts';
import { collectionOf, type Collection } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { hiddenUrl } from '../core/webhooks/hiddenUrl.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { failureFrom } from '../core/telnyx/failureFrom.ts';
import { numbersIn } from '../core/timeline/about.ts';
import { decodeWhole, type WholeAttempt, type WholeDelivery } from '../core/webhooks/delivery.ts';
import {
  answerText,
  attemptTexts,
  factTexts,
  holdsSecrets,
  payloadTexts,
  requestText,
  whyText,
} from './deliveryText.ts';
import { failureText } from './failureText.ts';

export interface DeliveryViewParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  readonly id: string;
  readonly attempt?: number | undefined;
}

/** Numbers that an event names, and when it was sent first, in milliseconds since 1970. */
interface LookBack {
  readonly numbers: ReturnType<typeof numbersIn>;
  readonly at: number;
}

/** One delivery: what the list told at once, then what operation 39 tells. It only reads. */
export class DeliveryView implements Disposable {
  readonly parts: DeliveryViewParts;
  readonly #changed = new Emitter<undefined>();
  readonly #closing = new AbortController();
  readonly #following: Disposable;
  #open: { readonly session: Session; readonly filtering: Disposable } | undefined;
  #list: { readonly rows: Collection; readonly following: Disposable } | undefined;
  #listed: unknown;
  #delivery: WholeDelivery | undefined;
  #reading: AbortController | undefined;
  #failure: Failure | undefined;
  #gone = false;
  #revealed = false;
  #chosen: number | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: DeliveryViewParts) {
    this.parts = parts;
    this.#chosen = parts.attempt;
    this.#following = parts.account.onDidChange(() => this.#begin());
    this.#begin();
  }

  get delivery(): WholeDelivery | undefined {
    return this.#delivery;
  }

  get title(): string {
    return brief(hiddenUrl(this.#delivery?.eventType ?? t('Delivery')), 60);
  }

  /** The try that is looked at: the one chosen, else the last. */
  get attempt(): WholeAttempt | undefined {
    const attempts = this.#delivery?.attempts ?? [];
    return attempts.find(({ number }) => number === this.#chosen) ?? attempts.at(-1);
  }

  get revealed(): boolean {
    return this.#revealed;
  }

  /** Where to look for what changed before; undefined where the event names no number, or nobody knows its time. */
  get lookBack(): LookBack | undefined {
    const { payload, startedAt } = this.#delivery ?? {};
    const at = Date.parse(startedAt ?? '');
    const numbers = numbersIn(payload);
    return numbers.length === 0 || Number.isNaN(at) ? undefined : { numbers, at };
  }

  choose(attempt: number): void {
    this.#chosen = attempt;
    this.#draw();
  }

  reveal(revealed: boolean): void {
    this.#revealed = revealed;
    this.#draw();
  }

  /** Reads the delivery, again if it was before. Never rejects. */
  async read(): Promise<void> {
    const session = this.#session;
    const kind = session?.kinds.find(({ name }) => name === 'delivery');
    if (!session || !kind?.fetch) return;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#failure = undefined;
    this.#draw();
    try {
      const signal = AbortSignal.any([reading.signal, this.#closing.signal]);
      const raw = await kind.fetch(session.door, this.parts.id, signal);
      if (this.#reading !== reading) return;
      this.#take(raw);
      this.#gone = false;
    } catch (thrown) {
      if (this.#reading !== reading) return;
      const failure = failureFrom(thrown, { host: session.profile.name, writeSent: false });
      if (failure.kind === 'not-found') this.#gone = true;
      else if (failure.kind !== 'cancelled') this.#failure = failure;
    }
    this.#reading = undefined;
    this.#draw();
  }

  state(): DeliveryPage {
    const { profile, id } = this.parts;
    const delivery = this.#delivery;
    const { attempt } = this;
    const answer = attempt && answerText(attempt, this.#revealed);
    const notice = this.#notice();
    return {
      title: visible(delivery?.eventType ?? t('Delivery')),
      account: visible(profile.name),
      status: visible(inWords(delivery?.status) ?? t('unknown')),
      facts: delivery ? factTexts(delivery) : [],
      busy: this.#reading !== undefined,
      ...(this.#failure && { failure: failureText(this.#failure) }),
      ...(notice !== undefined && { notice }),
      attempts: delivery ? attemptTexts(delivery) : [],
      ...(attempt && { chosen: attempt.number, request: requestText(attempt, this.#revealed) }),
      ...(answer && { answer }),
      why: attempt ? whyText(attempt) : [],
      secrets: delivery !== undefined && attempt !== undefined && holdsSecrets(delivery, attempt),
      revealed: this.#revealed,
      looksBack: this.lookBack !== undefined,
      payload: delivery ? payloadTexts(delivery, this.#revealed) : [],
      restore: {
        profile: profile.id,
        account: profile.name,
        id,
        ...(this.#chosen !== undefined && { attempt: this.#chosen }),
      },
    };
  }

  dispose(): void {
    this.#closing.abort();
    this.#forget();
    this.#following.dispose();
    this.#changed.dispose();
  }

  get #session(): Session | undefined {
    const { session } = this.parts.account;
    return session?.profile.id === this.parts.profile.id ? session : undefined;
  }

  #notice(): string | undefined {
    if (this.#gone) return t('Telnyx does not have this delivery any more. What is shown is what was known.');
    if (this.#session) return undefined;
    return t(
      'The account "{0}" is not open. Switch to it to read this delivery again.',
      this.parts.profile.name,
    );
  }

  /** Follows the list of the account, once it is open, and reads the delivery. */
  #begin(): void {
    const session = this.#session;
    if (session !== undefined && session === this.#open?.session) return;
    this.#forget();
    const kind = session?.kinds.find(({ name }) => name === 'delivery');
    if (session && kind) {
      const filtering = narrowingOf(session).onDidChange((name) => {
        if (name === kind.name) this.#follow(session, kind);
      });
      this.#open = { session, filtering };
      this.#follow(session, kind);
      void this.read();
    }
    this.#draw();
  }

  /** Follows the list as it is filtered at the moment. */
  #follow(session: Session, kind: ResourceKind): void {
    this.#list?.following.dispose();
    const rows = collectionOf(session, narrowingOf(session).kindOf(kind));
    this.#list = { rows, following: rows.onDidChange(() => this.#learn()) };
    this.#learn();
  }

  #forget(): void {
    this.#list?.following.dispose();
    this.#open?.filtering.dispose();
    this.#list = undefined;
    this.#open = undefined;
  }

  /** The list may have learned of another try. */
  #learn(): void {
    const row = this.#list?.rows.row(this.parts.id);
    if (!row || row.raw === this.#listed) return;
    this.#listed = row.raw;
    const told = decodeWhole(row.raw);
    if (told && told.attempts.length >= (this.#delivery?.attempts.length ?? 0)) this.#delivery = told;
    this.#draw();
  }

  #take(raw: unknown): void {
    const told = decodeWhole(raw);
    if (told?.id === this.parts.id) this.#delivery = told;
  }

  #draw(): void {
    this.#changed.fire(undefined);
  }
}
