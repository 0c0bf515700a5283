import { t } from '@vscode/l10n';
import { systemClock } from '../telnyx/clock.ts';
import { within } from '../telnyx/deadline.ts';
import { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import { isLoopback, isPublic } from '../telnyx/hosts.ts';
import { LeadsInside } from '../telnyx/outside.ts';

export interface DownloadParts {
  /** Sends nothing of its own, above all no key. */
  readonly fetch: typeof fetch;
  /** A link of this machine is followed only for an account whose own address is one. */
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  /** Bytes so far, and how many there will be where the server says. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
  /** Bytes. */
  readonly most?: number;
  /** Milliseconds without a byte, and for all of it. */
  readonly patience?: { readonly quiet: number; readonly whole: number };
}

/** More than any invoice weighs: 50 MiB. */
const mostBytes = 50 * 1024 * 1024;
const mostRedirects = 5;
const usualPatience = { quiet: 30_000, whole: 600_000 };

/**
 * The PDF behind a link that Telnyx signed (`download_url` of operation 33). The link is a secret: it is shown and
 * logged nowhere, and what is asked carries no key, no cookie and no address of where it comes from. Only https is
 * followed, redirects one by one, and never from the internet to this machine or its network. What does not begin and
 * end as a PDF, or is too large, is a Failure: nothing of it is handed out.
 *
 * @throws Failure
 */
export async function downloadPdf(link: string, parts: DownloadParts): Promise<Uint8Array<ArrayBuffer>> {
  const { whole } = parts.patience ?? usualPatience;
  const trail: Trail = { host: '', url: undefined };
  try {
    return await within(whole, systemClock, parts.signal, async (signal) => {
      const response = await follow(link, { ...parts, signal }, trail);
      return readPdf(response, { ...parts, signal });
    });
  } catch (thrown) {
    if (thrown instanceof LeadsInside) throw refusedInside();
    throw failureFrom(thrown, { host: trail.host, writeSent: false });
  }
}

/** Where a download has come to. */
interface Trail {
  host: string;
  url: URL | undefined;
}

async function follow(link: string, parts: DownloadParts, trail: Trail): Promise<Response> {
  let next = link;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const url = allowed(next, trail.url, parts.baseUrl);
    trail.url = url;
    trail.host = url.host;
    const response = await patiently(parts, (signal) =>
      parts.fetch(url.href, {
        headers: { accept: 'application/pdf' },
        redirect: 'manual',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal,
      }),
    );
    const location = response.headers.get('location');
    const moved = response.status >= 300 && response.status < 400 && location !== null;
    // A part of a file (206) was not asked for and is none to keep.
    if (response.status === 200) return response;
    // What is not read would keep its connection.
    await response.body?.cancel();
    if (!moved) throw notServed(response.status, url.host);
    next = URL.canParse(location, url.href) ? new URL(location, url.href).href : '';
  }
  throw refused(
    t('The link of the invoice leads from one address to another without end, so it was not followed.'),
  );
}

/** The address where it may be asked; a Failure that does not repeat it otherwise. */
function allowed(link: string, before: URL | undefined, baseUrl: string): URL {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const insecure = t('The link of the invoice is not https, so it was not followed.');
  if (url?.username !== '' || url.password !== '') throw refused(insecure);
  const cameFromHere = before === undefined ? isHere(baseUrl) : isLoopback(before.hostname);
  if (cameFromHere && isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw refused(insecure);
  if (!isPublic(url.hostname) && !isOwnHost(url, baseUrl)) throw refusedInside();
  return url;
}

const isHere = (baseUrl: string) => URL.canParse(baseUrl) && isLoopback(new URL(baseUrl).hostname);
/** An API that a person reaches by a name of their own network may keep its files there. */
const isOwnHost = (url: URL, baseUrl: string) => URL.canParse(baseUrl) && new URL(baseUrl).host === url.host;

async function readPdf(response: Response, parts: DownloadParts): Promise<Uint8Array<ArrayBuffer>> {
  const { most = mostBytes, onProgress } = parts;
  const told = Number(response.headers.get('content-length') ?? NaN);
  const total = Number.isSafeInteger(told) && told > 0 ? told : undefined;
  const body: ReadableStream<Uint8Array> | null = response.body;
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    if (!reader) throw notPdf();
    if ((total ?? 0) > most) throw tooLarge(most);
    for (;;) {
      const { done, value } = await patiently(parts, () => reader.read());
      if (done) break;
      if (value.byteLength === 0) continue;
      chunks.push(value);
      received += value.byteLength;
      if (received > most) throw tooLarge(most);
      if (received >= magic.length && !beginsAsPdf(chunks)) throw notPdf();
      onProgress?.(received, total);
    }
    if (!beginsAsPdf(chunks)) throw notPdf();
    const whole = joined(chunks, received);
    // Where the server names no length, this is all that tells a connection that broke off from the end.
    if (!endsAsPdf(whole)) throw incomplete();
    return whole;
  } finally {
    // Where it was read to the end this does nothing.
    await reader?.cancel().catch(() => undefined);
  }
}

const magic = '%PDF-';

function beginsAsPdf(chunks: readonly Uint8Array[]): boolean {
  const head = joined(chunks.slice(0, magic.length), undefined).subarray(0, magic.length);
  return new TextDecoder('latin1').decode(head) === magic;
}

/** Readers of PDFs look for its end in so many last bytes: what some programs add behind it does no harm. */
const tail = 1024;

const endsAsPdf = (bytes: Uint8Array) =>
  new TextDecoder('latin1').decode(bytes.subarray(-tail)).includes('%%EOF');

function joined(chunks: readonly Uint8Array[], size: number | undefined): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size ?? chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** One step of a download; nobody waits for ever for a server that says nothing. */
function patiently<T>(
  { patience, signal }: DownloadParts,
  step: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return within((patience ?? usualPatience).quiet, systemClock, signal, step);
}

function refused(sentence: string): Failure {
  return new Failure({ kind: 'unreadable', sentence, wayOut: 'none' });
}

function refusedInside(): Failure {
  return refused(t('The link of the invoice leads to this machine or its network, so it was not followed.'));
}

function notServed(status: number, host: string): Failure {
  const gone = status === 403 || status === 404 || status === 410;
  return new Failure({
    kind: gone ? 'not-found' : 'server',
    sentence: gone
      ? t(
          '{0} does not accept the link of the invoice (status {1}). Try again: a new link is asked for.',
          host,
          status,
        )
      : t('{0} did not give the invoice (status {1}). Try again.', host, status),
    wayOut: 'retry',
    status,
  });
}

function notPdf(): Failure {
  const sentence = t('What came is not a PDF, so nothing was saved. Try again.');
  return new Failure({ kind: 'unreadable', sentence, wayOut: 'retry' });
}

function incomplete(): Failure {
  const sentence = t('The PDF came incomplete: its end is missing, so nothing was saved. Try again.');
  return new Failure({ kind: 'unreadable', sentence, wayOut: 'retry' });
}

function tooLarge(most: number): Failure {
  const megabytes = Math.round(most / 1024 / 1024);
  const sentence = t(
    'What came is larger than {0} MB, more than any invoice, so nothing was saved.',
    megabytes,
  );
  return new Failure({ kind: 'unreadable', sentence, wayOut: 'none' });
}
