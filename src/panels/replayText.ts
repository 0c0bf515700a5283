import { t } from '@vscode/l10n';
import { grouped, visible } from '../core/model/text.ts';
import type { DraftText, SendText, StepText } from '../core/protocol/replay.ts';
import { dotted } from '../core/resources/show.ts';
import { readBody } from '../core/webhooks/body.ts';
import { hiddenUrl } from '../core/webhooks/hiddenUrl.ts';
import type { WholeAttempt } from '../core/webhooks/delivery.ts';
import type { ReplayOutcome, ReplayStep } from '../core/webhooks/replay.ts';
import { isMadeAnew } from '../core/webhooks/replayRequest.ts';
import type { Received } from '../core/webhooks/replaySend.ts';

/** More of an answer is not drawn. */
const mostDrawn = 64_000;

/** The path that Telnyx sent to, on this machine. */
function localUrl(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return 'http://localhost:3000/';
  const { pathname, search } = new URL(url);
  return `http://localhost:3000${pathname}${search}`;
}

/** What a try of a delivery is sent again as: body and headers as they are told. */
export function draftOf({ request }: WholeAttempt): DraftText {
  const { method = 'POST', url, headers = [], body } = request;
  return {
    url: localUrl(url),
    method,
    headers: headers.flatMap(({ name, value }) =>
      name === undefined || isMadeAnew(name) ? [] : [{ name, value }],
    ),
    body: body?.text ?? '',
    signing: body?.origin === 'rebuilt' ? 'test' : 'original',
  };
}

/** What is not exactly as Telnyx sent it, and why. */
export function notesOn({ request }: WholeAttempt): readonly string[] {
  const { headers = [], body } = request;
  const anew = headers.flatMap(({ name }) => (name !== undefined && isMadeAnew(name) ? [name] : []));
  const broken = headers.filter(({ name }) => name === undefined).length;
  return [
    ...(body?.origin === 'rebuilt'
      ? [
          t(
            'Telnyx keeps the event, not the bytes it sent: this body is made of the event, and the original signature does not fit it.',
          ),
        ]
      : []),
    ...(body === undefined ? [t('No body is told.')] : []),
    ...(body?.cut ? [t('The body is as long as Telnyx keeps of one (10 kB): it may be cut.')] : []),
    ...(body?.kind === 'binary'
      ? [t('The body holds bytes that are no text: they cannot be sent as they were.')]
      : []),
    ...(body?.text.includes('\r')
      ? [t('The body has CR line breaks. They are sent as they are; once you edit it, line breaks are LF.')]
      : []),
    ...(anew.length > 0 ? [t('Made anew for this connection: {0}.', visible(anew.join(', ')))] : []),
    ...(broken > 0 ? [t('Left out: {0} headers that are no pair of name and value.', broken)] : []),
  ];
}

const seconds = (milliseconds: number) =>
  milliseconds < 1000 ? t('{0} ms', milliseconds) : t('{0} s', (milliseconds / 1000).toFixed(1));

export interface Sent extends ReplayOutcome {
  readonly id: number;
  /** `14:03:20`. */
  readonly when: string;
}

export function sendText({ id, when, steps, milliseconds, problem }: Sent): SendText {
  const status = steps.at(-1)?.received?.status;
  const good = problem === undefined && status !== undefined && status >= 200 && status < 300;
  const nothing = steps.length === 0 ? t('not sent') : t('no answer');
  const outcome = status === undefined ? nothing : `HTTP ${String(status)}`;
  return { id, tone: good ? 'good' : 'bad', words: dotted(when, outcome, seconds(milliseconds)) };
}

function decoded(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function bodyText({ body, cut }: Received): NonNullable<StepText['body']> {
  const size = t('{0} bytes', grouped(body.length));
  const ended =
    cut === 'size'
      ? t('the answer is longer, the rest was not read')
      : cut === 'end'
        ? t('the answer ended early')
        : undefined;
  // What is cut may end in the middle of a character.
  const text = decoded(body) ?? (cut ? decoded(body.subarray(0, body.lastIndexOf(10) + 1)) : undefined);
  if (body.length === 0) return { note: dotted(t('empty'), ended) };
  const known = text === undefined ? undefined : readBody(text);
  if (text === undefined || text === '' || known?.kind === 'binary')
    return { note: dotted(size, t('not text'), ended) };
  // As it came: written anew, long numbers and doubled names would be others.
  const part = text.length > mostDrawn ? t('only the beginning is shown') : undefined;
  return {
    note: dotted(size, known?.kind === 'json' ? 'JSON' : undefined, ended, part),
    text: text.slice(0, mostDrawn),
  };
}

const shownHeaders = (headers: ReplayStep['headers']) =>
  headers.map(({ name, value }) => ({ name: visible(name), value: visible(value) }));

export function stepText({ url, method, headers, received }: ReplayStep): StepText {
  const line = visible(`${method} ${hiddenUrl(url)}`);
  const sent = shownHeaders(headers);
  if (!received) return { line, headers: [], sent };
  const { status, reason, milliseconds } = received;
  return {
    line,
    status: dotted(visible(`HTTP ${String(status)} ${reason}`.trim()), seconds(milliseconds)),
    headers: shownHeaders(received.headers),
    sent,
    body: bodyText(received),
  };
}
