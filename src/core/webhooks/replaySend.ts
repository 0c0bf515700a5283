import { ClientRequest, type IncomingMessage } from 'node:http';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as connectTls } from 'node:tls';
import { t } from '@vscode/l10n';
import type { NamedHeader } from './replayRequest.ts';
import type { Address } from './replayTarget.ts';

/** One request that is sent once, to addresses that were found before. */
export interface Outgoing {
  readonly url: URL;
  readonly addresses: readonly Address[];
  readonly method: string;
  /** Without those of the connection. */
  readonly headers: readonly NamedHeader[];
  readonly body: Buffer;
}

export interface Bounds {
  /** Ends it: the deadline, or a person. */
  readonly signal: AbortSignal;
  /** Bytes of a body that are read. */
  readonly most: number;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly NamedHeader[];
  readonly body: Buffer;
  /** Why the body ends before its end. */
  readonly cut?: 'size' | 'end';
  /** What went wrong in the middle of it. */
  readonly problem?: string;
}

/** Answers with what was found before, whatever the name means now. */
const fixed =
  (addresses: readonly Address[]): LookupFunction =>
  (_name, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, [...addresses]);
    else if (first) done(null, first.address, first.family);
    else done(new Error('no address'), '');
  };

/**
 * The connection. Made here, so that no agent, proxy or second look at the name comes between: it ends where `reach`
 * allowed.
 */
function connection({ url, addresses }: Outgoing): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = Number(url.port) || (secure ? 443 : 80);
  const where = { host, port, lookup: fixed(addresses), autoSelectFamily: true };
  // An address is no server name (RFC 6066).
  return secure ? connectTls({ ...where, ...(isIP(host) === 0 && { servername: host }) }) : connect(where);
}

function requestHeaders({ url, method, headers, body }: Outgoing): string[] {
  const sized =
    body.length > 0 || !['GET', 'HEAD'].includes(method) ? ['Content-Length', String(body.length)] : [];
  return [
    'Host',
    url.host,
    ...headers.flatMap(({ name, value }) => [name, value]),
    ...sized,
    'Connection',
    'close',
  ];
}

/** Names and values as they were written, duplicates too. */
function pairs(raw: readonly string[]): NamedHeader[] {
  const found: NamedHeader[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    found.push({ name: raw[at] ?? '', value: raw[at + 1] ?? '' });
  return found;
}

/** Why nothing came, or no more: what is known of it, in a sentence. */
export function problemOf(thrown: unknown, { url }: Pick<Outgoing, 'url'>): string {
  const [inside] = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : [thrown];
  const told: unknown = inside instanceof Error && 'code' in inside ? inside.code : undefined;
  const code = typeof told === 'string' ? told : 'unknown';
  if (code === 'ECONNREFUSED') return t('Nothing listens at {0}. Is your server running?', url.host);
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return t('The server closed the connection before its answer was whole.');
  if (code === 'HPE_HEADER_OVERFLOW')
    return t('The headers of the answer are longer than Node takes (16 kB).');
  if (code.startsWith('HPE_')) return t('What the server answered is no HTTP.');
  if (/CERT|SELF_SIGNED|TLS|SSL|ALTNAME|ERR_SSL/.test(code))
    return t('The certificate or TLS of the server was not accepted ({0}).', code);
  return t('The request failed ({0}).', code);
}

async function bodyOf(
  response: IncomingMessage,
  { most, signal }: Bounds,
  outgoing: Outgoing,
): Promise<Pick<Received, 'body' | 'cut' | 'problem'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > most) return { body: Buffer.concat(chunks).subarray(0, most), cut: 'size' };
    }
  } catch (thrown) {
    const problem = signal.aborted ? undefined : problemOf(thrown, outgoing);
    return { body: Buffer.concat(chunks), cut: 'end', ...(problem !== undefined && { problem }) };
  }
  // A body without a length ends with its connection, also when that was ended from here.
  return { body: Buffer.concat(chunks), ...(signal.aborted && { cut: 'end' }) };
}

/** It was ended before there was a connection: nothing left this machine. */
export class NothingSent extends Error {
  override readonly name = 'NothingSent';
}

function answerTo(
  outgoing: Outgoing,
  { signal }: Bounds,
): { request: ClientRequest; answer: Promise<IncomingMessage> } {
  const socket = connection(outgoing);
  let connected = false;
  socket.once(outgoing.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true));
  const { url, method, body } = outgoing;
  const request = new ClientRequest({
    method,
    path: `${url.pathname}${url.search}`,
    headers: requestHeaders(outgoing),
    createConnection: () => socket,
    signal,
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', (thrown) => reject(signal.aborted && !connected ? new NothingSent() : thrown));
    request.once('upgrade', (response: IncomingMessage) => {
      resolve(response);
      socket.destroy();
    });
    request.end(body);
  });
  return { request, answer };
}

/** Sends it once and reads the answer within bounds. Throws what kept an answer from coming; `NothingSent` where it was ended before. */
export async function sendOnce(
  outgoing: Outgoing,
  bounds: Bounds,
): Promise<Received & { readonly milliseconds: number }> {
  const began = performance.now();
  if (bounds.signal.aborted) throw new NothingSent();
  const { request, answer } = answerTo(outgoing, bounds);
  try {
    const response = await answer;
    const read = await bodyOf(response, bounds, outgoing);
    return {
      status: response.statusCode ?? 0,
      reason: response.statusMessage ?? '',
      headers: pairs(response.rawHeaders),
      ...read,
      milliseconds: Math.round(performance.now() - began),
    };
  } finally {
    request.destroy();
  }
}
