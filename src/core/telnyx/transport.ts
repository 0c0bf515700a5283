import { t } from '@vscode/l10n';
import { readWhole, requestIdOf, TooLarge, type Answer } from './answer.ts';
import { Cancelled } from './cancel.ts';
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';
import type { Exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import { failureFrom, withDoubt } from './failureFrom.ts';
import { Gate } from './gate.ts';
import { headersOf, misuse, outgoing, refusedAsReadOnly, type Outgoing } from './outgoing.ts';
import { refusal } from './refusal.ts';
import { askedWait, firstWait, longestWait, rateLimit, waitBefore } from './retry.ts';
import { tellablePath, type Traffic } from './traffic.ts';

export interface TransportOptions {
  readonly baseUrl: string;
  readonly host: string;
  readonly readOnly: boolean;
  /** Absent for the sample account; then no `Authorization` is sent. */
  readonly apiKey: string | undefined;
  readonly userAgent: string;
  readonly fetch: typeof fetch;
  readonly concurrency: number;
  /** For headers and body of one attempt, in milliseconds. */
  readonly deadline: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onTraffic: ((entry: Traffic) => void) | undefined;
}

/** What one attempt came to. */
type Outcome =
  { readonly answer: Answer } | { readonly failure: Failure; readonly asked: number | undefined };

/**
 * Sends what the SDK asks for. Every rule about the wire stands here, below every command: what may be sent, when,
 * how often and for how long.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #gate: Gate;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#gate = new Gate(options.concurrency, options.clock);
  }

  /** An answer of 2xx with its body at hand; throws a Failure, or `Cancelled`. */
  async send(url: string, init: RequestInit | undefined, exchange: Exchange): Promise<Response> {
    const { baseUrl, readOnly, clock, random } = this.#options;
    const request = outgoing(url, init, baseUrl);
    if (request.writes && readOnly) throw refusedAsReadOnly();
    if (request.writes && exchange.intent === 'read') throw misuse('write as read');
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(request, attempt, exchange);
      if ('answer' in outcome) return respond(outcome.answer);
      const wait = request.writes ? undefined : waitBefore(outcome.failure, attempt, outcome.asked, random());
      if (wait === undefined) throw outcome.failure;
      await clock.sleep(wait, exchange.signal);
    }
  }

  close(): void {
    this.#gate.close();
  }

  async #attempt(request: Outgoing, attempt: number, exchange: Exchange): Promise<Outcome> {
    const leave = await this.#gate.enter(exchange.signal);
    const sentAt = this.#options.clock.now();
    const wire = { reached: false };
    let answer: Answer | undefined;
    let outcome: Outcome;
    try {
      answer = await this.#fetchWhole(request, exchange, () => (wire.reached = true));
      outcome = this.#judge(answer, request);
    } catch (thrown) {
      outcome = { failure: this.#explain(thrown, exchange), asked: undefined };
    } finally {
      leave();
    }
    // The log tells of no request that was stopped before it left.
    if (wire.reached) this.#tell(request, attempt, sentAt, answer, outcome);
    return outcome;
  }

  /** `leaves` is called right before the request is handed to the network. */
  #fetchWhole(request: Outgoing, exchange: Exchange, leaves: () => void): Promise<Answer> {
    const { fetch, deadline, clock, apiKey, userAgent } = this.#options;
    const headers = headersOf(request, apiKey, userAgent);
    return within(deadline, clock, exchange.signal, async (signal) => {
      await exchange.permit?.();
      // Who waited too long for it has told already that nothing was sent.
      if (signal.aborted) throw new Cancelled();
      exchange.writeSent ||= request.writes;
      leaves();
      const { method, url, body } = request;
      // A redirect is not followed: it could lead a write to be sent twice, and the key elsewhere.
      return readWhole(
        await fetch(url, { method, headers, signal, redirect: 'manual', ...(body && { body }) }),
      );
    });
  }

  #judge(answer: Answer, request: Outgoing): Outcome {
    const { clock, host, apiKey: secret } = this.#options;
    const now = clock.now();
    const budget = rateLimit(answer.headers, now);
    if (budget) this.#gate.heard(budget);
    if (answer.status >= 200 && answer.status < 300) return { answer };
    const asked = askedWait(answer.headers, answer.status, now);
    if (answer.status === 429) this.#gate.pauseUntil(now + Math.min(asked ?? firstWait, longestWait));
    return { failure: refusal(answer, { write: request.writes, asked, secret, host }), asked };
  }

  #explain(thrown: unknown, exchange: Exchange): Failure {
    const { host } = this.#options;
    if (!(thrown instanceof TooLarge)) return failureFrom(thrown, { host, writeSent: exchange.writeSent });
    return withDoubt({
      kind: 'unreadable',
      sentence: t('{0} sent more than this extension reads at once.', host),
      wayOut: 'show-log',
      effect: exchange.writeSent ? 'unclear' : 'no',
    });
  }

  #tell(
    request: Outgoing,
    attempt: number,
    sentAt: number,
    answer: Answer | undefined,
    outcome: Outcome,
  ): void {
    const { onTraffic, clock, apiKey } = this.#options;
    if (!onTraffic) return;
    const requestId = answer && requestIdOf(answer.headers);
    onTraffic({
      method: request.method,
      path: tellablePath(request.path, apiKey),
      attempt,
      ms: clock.now() - sentAt,
      ...(answer && { status: answer.status }),
      ...(requestId && { requestId }),
      ...('failure' in outcome && { problem: outcome.failure.kind }),
    });
  }
}

function respond({ status, headers, body }: Answer): Response {
  // These statuses forbid a body, even an empty one.
  return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}
