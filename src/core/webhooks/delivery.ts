import * as v from 'valibot';
import { decodeAttempt, type Attempt } from './attempt.ts';
import { readBody, type Body } from './body.ts';
import { decodeHeaders, type Header } from './headers.ts';

/** What Telnyx sent, as far as it tells. */
export interface SentRequest {
  /** Told in some records only; Telnyx sends POST unless a connection asks for another method. */
  readonly method?: string;
  readonly url?: string;
  readonly headers?: readonly Header[];
  /**
   * The body. `told`: as Telnyx tells it. `rebuilt`: Telnyx keeps the event but not the bytes it sent, so this is
   * the event in the documented envelope; spaces, order and `meta` were others, and no signature fits it.
   */
  readonly body?: Body & { readonly origin: 'told' | 'rebuilt' };
}

export interface Answer {
  readonly status?: number;
  readonly headers?: readonly Header[];
  readonly body?: Body;
}

/** One try with everything that is told of it. */
export interface WholeAttempt extends Attempt {
  /** Counted from the first try, from 1. */
  readonly number: number;
  readonly request: SentRequest;
  /** Absent when no answer came. */
  readonly answer?: Answer;
}

export interface WholeDelivery {
  readonly id: string;
  readonly status?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly eventType?: string;
  readonly eventId?: string;
  readonly occurredAt?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** The oldest first. */
  readonly attempts: readonly WholeAttempt[];
}

const text = v.fallback(v.optional(v.string()), undefined);
const anything = v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined);
const delivery = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  status: text,
  started_at: text,
  finished_at: text,
  webhook: anything,
  attempts: v.fallback(v.array(v.unknown()), []),
});
const event = v.object({ id: text, event_type: text, occurred_at: text, payload: anything, url: text });
const tried = v.object({
  http: v.fallback(v.object({ request: anything, response: anything, reponse: anything }), {
    request: undefined,
    response: undefined,
    reponse: undefined,
  }),
});
const request = v.object({
  method: text,
  url: text,
  headers: v.optional(v.unknown()),
  body: v.optional(v.unknown()),
});
const nothingTold: v.InferOutput<typeof request> = { method: undefined, url: undefined };
const answer = v.object({
  status: v.fallback(v.optional(v.number()), undefined),
  headers: v.optional(v.unknown()),
  body: v.optional(v.unknown()),
});

/** The text of a body; an object stands for its JSON. Undefined when there is none. */
function bodyText(raw: unknown): string | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return raw;
  try {
    return JSON.stringify(raw);
  } catch {
    // Deeper than anybody can write down.
    return undefined;
  }
}

function sentRequest(raw: unknown, webhook: Readonly<Record<string, unknown>> | undefined): SentRequest {
  const decoded = v.safeParse(request, raw ?? {});
  const { method, url, headers, body } = decoded.success ? decoded.output : nothingTold;
  const told = bodyText(body);
  const { url: eventUrl, ...sent } = webhook ?? {};
  const rebuilt = webhook && bodyText({ data: sent });
  const where = url ?? (typeof eventUrl === 'string' ? eventUrl : undefined);
  const list = decodeHeaders(headers);
  return {
    ...(method !== undefined && { method }),
    ...(where !== undefined && { url: where }),
    ...(list && { headers: list }),
    ...(told !== undefined
      ? { body: { ...readBody(told), origin: 'told' } }
      : rebuilt !== undefined && { body: { ...readBody(rebuilt), cut: false, origin: 'rebuilt' } }),
  };
}

function answerOf(raw: unknown): Answer | undefined {
  const decoded = v.safeParse(answer, raw);
  if (!decoded.success) return undefined;
  const { status, headers, body } = decoded.output;
  const list = decodeHeaders(headers);
  const told = bodyText(body);
  return {
    ...(status !== undefined && { status }),
    ...(list && { headers: list }),
    ...(told !== undefined && { body: readBody(told) }),
  };
}

function wholeAttempt(
  raw: unknown,
  number: number,
  webhook: Readonly<Record<string, unknown>> | undefined,
): WholeAttempt | undefined {
  const known = decodeAttempt(raw);
  const decoded = v.safeParse(tried, raw);
  if (!known || !decoded.success) return undefined;
  const { http } = decoded.output;
  const answered = answerOf(http.response ?? http.reponse);
  return {
    ...known,
    number,
    request: sentRequest(http.request, webhook),
    ...(answered && { answer: answered }),
  };
}

/**
 * Decodes a delivery whole (operation 39, or a row of operation 38), tolerantly: headers in both shapes, an answer
 * that is missing, null or misspelt, a method or URL where only some records tell them. Undefined without an id.
 */
export function decodeWhole(raw: unknown): WholeDelivery | undefined {
  const decoded = v.safeParse(delivery, raw);
  if (!decoded.success) return undefined;
  const { id, status, started_at: startedAt, finished_at: finishedAt, webhook, attempts } = decoded.output;
  const told = v.safeParse(event, webhook ?? {});
  const {
    id: eventId,
    event_type: eventType,
    occurred_at: occurredAt,
    payload,
  } = told.success ? told.output : {};
  // The newest comes first.
  const tries = attempts.flatMap((one, index) => wholeAttempt(one, attempts.length - index, webhook) ?? []);
  return {
    id,
    ...(status !== undefined && { status }),
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(eventType !== undefined && { eventType }),
    ...(eventId !== undefined && { eventId }),
    ...(occurredAt !== undefined && { occurredAt }),
    ...(payload && { payload }),
    attempts: tries.reverse(),
  };
}
