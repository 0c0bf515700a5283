import { t } from '@vscode/l10n';
import { grouped, visible } from '../core/model/text.ts';
import type { AttemptText, BodyText, FieldText, SideText } from '../core/protocol/delivery.ts';
import { dotted, moment } from '../core/resources/show.ts';
import { inWords } from '../core/resources/words.ts';
import type { Body } from '../core/webhooks/body.ts';
import type { WholeAttempt, WholeDelivery } from '../core/webhooks/delivery.ts';
import { explain } from '../core/webhooks/codes.ts';
import { hidden, isSecret, type Header } from '../core/webhooks/headers.ts';
import { hiddenUrl, holdsSecret } from '../core/webhooks/hiddenUrl.ts';
import { bodyHoldsSecret, maskedBody, maskedText } from '../core/webhooks/maskedBody.ts';
import { outcomeOf } from '../core/webhooks/incidents.ts';

/** More of a body than Telnyx keeps is drawn of none: a rebuilt one may be longer. */
const mostDrawn = 64_000;

/**
 * Milliseconds within which an endpoint has to answer, where Telnyx documents it: 2 s for messaging
 * (developers.telnyx.com/docs/messaging/messages/receiving-webhooks). For calls each connection has its own.
 */
const documentedLimit = (eventType = '') => (eventType.startsWith('message.') ? 2000 : undefined);

function duration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  if (milliseconds < 1000) return t('{0} ms', milliseconds);
  return t('{0} s', (milliseconds / 1000).toFixed(1));
}

function outcome({ status, answer, errors }: WholeAttempt): string {
  const codes = errors.map(({ code, words }) => words ?? t('error {0}', code ?? '?'));
  const http = answer?.status === undefined ? t('no answer') : t('HTTP {0}', answer.status);
  return dotted(inWords(status) ?? t('unknown'), http, codes.join(', '));
}

/** What happened and what to look at, as far as anybody knows. */
export function whyText(attempt: WholeAttempt): readonly string[] {
  if (attempt.status === 'delivered') return [];
  const { what, doThis } = explain(outcomeOf(attempt));
  return [...what, doThis].map(visible);
}

function gapBefore(attempt: WholeAttempt, before: WholeAttempt | undefined): string | undefined {
  const from = Date.parse(before?.finishedAt ?? '');
  const pause = Date.parse(attempt.startedAt ?? '') - from;
  return Number.isNaN(pause) || pause < 0 ? undefined : duration(pause);
}

function limitOf({ milliseconds }: WholeAttempt, eventType: string | undefined): string | undefined {
  const limit = documentedLimit(eventType);
  if (limit === undefined) return undefined;
  return milliseconds !== undefined && milliseconds > limit
    ? t('longer than the {0} that Telnyx documents for messages', duration(limit) ?? '')
    : t('documented limit: {0}', duration(limit) ?? '');
}

/** The tries on a line of time, the oldest first. */
export function attemptTexts({ attempts, eventType }: WholeDelivery): readonly AttemptText[] {
  const first = attempts[0]?.request.url;
  return attempts.map((attempt, index) => {
    const { number, status, startedAt, milliseconds, request } = attempt;
    const gap = gapBefore(attempt, attempts[index - 1]);
    const limit = limitOf(attempt, eventType);
    const other = request.url !== undefined && request.url !== first ? t('other URL') : undefined;
    return {
      number,
      tone: status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'unknown',
      outcome: visible(outcome(attempt)),
      started: visible(moment(startedAt) ?? t('unknown')),
      took: duration(milliseconds) ?? t('unknown'),
      ...(other !== undefined && { other }),
      ...(gap !== undefined && { gap }),
      ...(limit !== undefined && { limit }),
    };
  });
}

function headerTexts(headers: readonly Header[] = [], revealed: boolean) {
  return headers.map((header) => ({
    name: visible(header.name ?? t('(not a header)')),
    ...((revealed || !isSecret(header)) && { value: visible((revealed ? header : hidden(header)).value) }),
  }));
}

function bodyText(body: Body, revealed: boolean, origin?: string): BodyText {
  const { kind, bytes, cut } = body;
  const text = revealed ? body.text : maskedBody(body.text);
  const masked = text !== body.text;
  const note = [
    kind === 'empty' ? t('empty') : t('{0} bytes', grouped(bytes)),
    cut ? t('may go on: Telnyx keeps no more than 10 kB') : undefined,
    kind === 'binary' ? t('not text') : undefined,
    masked ? t('a secret is masked') : undefined,
    origin,
    text.length > mostDrawn ? t('only the beginning is shown') : undefined,
  ].filter((part) => part !== undefined);
  const shown = text.length > mostDrawn ? 'text' : kind;
  return {
    kind: shown,
    note: note.join(' · '),
    masked,
    ...(kind !== 'binary' && kind !== 'empty' && { text: text.slice(0, mostDrawn) }),
  };
}

export function requestText({ request }: WholeAttempt, revealed: boolean): SideText {
  const { method, url, headers, body } = request;
  const origin =
    body?.origin === 'rebuilt'
      ? t(
          'rebuilt from the event: Telnyx does not keep the bytes it sent, and signatures do not fit this text',
        )
      : undefined;
  const shown = url === undefined ? t('URL unknown') : revealed ? url : hiddenUrl(url);
  return {
    title: visible([method, shown].filter(Boolean).join(' ')),
    headers: headerTexts(headers, revealed),
    ...(body && { body: bodyText(body, revealed, origin) }),
  };
}

export function answerText({ answer }: WholeAttempt, revealed: boolean): SideText | undefined {
  if (!answer) return undefined;
  return {
    title: answer.status === undefined ? t('Status unknown') : t('HTTP {0}', answer.status),
    headers: headerTexts(answer.headers, revealed),
    ...(answer.body && { body: bodyText(answer.body, revealed) }),
  };
}

function eventText(payload: WholeDelivery['payload']): string | undefined {
  try {
    return JSON.stringify(payload);
  } catch {
    return undefined;
  }
}

/** Whether anything told of a try or of the event is masked until it is revealed. */
export function holdsSecrets({ payload }: WholeDelivery, { request, answer }: WholeAttempt): boolean {
  const headers = [...(request.headers ?? []), ...(answer?.headers ?? [])];
  const texts = [request.body?.text, answer?.body?.text, eventText(payload)];
  return (
    headers.some((header) => hidden(header).value !== header.value) ||
    holdsSecret(request.url) ||
    texts.some(bodyHoldsSecret)
  );
}

/** What a person is asked before a request is given away; undefined where nothing in it is a secret. */
export function secretsQuestion({ request: { headers = [], url, body } }: WholeAttempt): string | undefined {
  if (bodyHoldsSecret(body?.text))
    return t('A URL in the body holds a secret: masked, no signature fits the body any more.');
  if (holdsSecret(url)) return t('The URL holds a secret, and headers may be secrets or signatures.');
  return headers.some((header) => hidden(header).value !== header.value)
    ? t('Some headers are secrets or signatures.')
    : undefined;
}

/** Fields that many events have in common (developers.telnyx.com, event examples of messaging, calls and fax). */
const known: Readonly<Record<string, () => string>> = {
  direction: () => t('Direction'),
  from: () => t('From'),
  to: () => t('To'),
  text: () => t('Text'),
  type: () => t('Type'),
  parts: () => t('Message parts'),
  cost: () => t('Cost'),
  errors: () => t('Errors'),
  connection_id: () => t('Connection'),
  call_control_id: () => t('Call control ID'),
  call_leg_id: () => t('Call leg'),
  call_session_id: () => t('Call session'),
  client_state: () => t('Client state'),
  state: () => t('State'),
  status: () => t('Status'),
  hangup_cause: () => t('Hang-up cause'),
  hangup_source: () => t('Hung up by'),
  fax_id: () => t('Fax'),
  page_count: () => t('Pages'),
  messaging_profile_id: () => t('Messaging profile'),
};

function valueText(value: unknown, revealed: boolean): string {
  const text = (told: string, hide: (told: string) => string) =>
    visible((revealed ? told : hide(told)).slice(0, 1000));
  if (typeof value === 'string') return text(value, maskedText);
  try {
    return text(JSON.stringify(value), maskedBody);
  } catch {
    return '…';
  }
}

/** What the event says, known fields by a name for people, at most a hundred. */
export function payloadTexts({ payload = {} }: WholeDelivery, revealed: boolean): readonly FieldText[] {
  return Object.entries(payload)
    .slice(0, 100)
    .map(([key, value]) => {
      const name = Object.hasOwn(known, key) ? known[key]?.() : undefined;
      return {
        label: name ?? visible(key.slice(0, 100)),
        value: valueText(value, revealed),
        known: name !== undefined,
      };
    });
}

/** What is told of the whole. */
export function factTexts(delivery: WholeDelivery): readonly FieldText[] {
  const { occurredAt, startedAt, finishedAt, eventId, id, attempts } = delivery;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('Event happened'), moment(occurredAt)],
    [t('Started'), moment(startedAt)],
    [t('Finished'), moment(finishedAt)],
    [t('Attempts'), grouped(attempts.length)],
    [t('Event'), eventId],
    ['ID', id],
  ];
  return rows.flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, value: visible(value), known: true }],
  );
}
