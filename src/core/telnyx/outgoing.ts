import { t } from '@vscode/l10n';
import { Failure } from './failure.ts';
import { isLoopback } from './hosts.ts';

/** A request about to be sent: checked, and its path repaired. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  /** Below the base URL, beginning with a slash; with the query. */
  readonly path: string;
  readonly body: string | undefined;
  /** True when it may change something: such a request is never sent twice, and not at all when read-only. */
  readonly writes: boolean;
}

/**
 * Checks what the SDK wants to send, and repairs the doubled `/v2` of operations 24, 25, 26 and 37 (D1).
 *
 * @throws Failure 'misuse' for what must never leave: another host than the base URL's (the key would go with it),
 * an empty id (`retrieve('')` would become a list), a body that is not JSON.
 */
export function outgoing(url: string, init: RequestInit | undefined, baseUrl: string): Outgoing {
  const method = (init?.method ?? 'GET').toUpperCase();
  if (!isSafeBaseUrl(baseUrl)) throw unsafe();
  if (!url.startsWith(`${baseUrl}/`)) throw misuse('elsewhere');
  const path = url.slice(baseUrl.length).replace(/^\/v2(?=\/)/, '');
  const [route = ''] = path.split('?');
  if (hasEmptySegment(route)) throw misuse('empty id');
  const body = init?.body ?? undefined;
  if (body !== undefined && typeof body !== 'string') throw misuse('body');
  return { method, url: baseUrl + path, path, body, writes: changes(method, route) };
}

/** Operation 6 is a POST that changes nothing. */
function changes(method: string, route: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return !(method === 'POST' && route === '/phone_numbers/actions/verify_ownership');
}

function hasEmptySegment(route: string): boolean {
  return route
    .slice(1)
    .split('/')
    .some((segment) => segment.replaceAll('%20', '').length === 0);
}

/** A mistake of this extension, caught before anything was sent. */
export function misuse(cause: string): Failure {
  return new Failure({
    kind: 'misuse',
    sentence: t('This extension was about to send a wrong request, so nothing was sent. The log tells more.'),
    wayOut: 'show-log',
    cause,
  });
}

/** All headers there are: none of the SDK's or the environment's (`TELNYX_CUSTOM_HEADERS`) go along. */
export function headersOf(
  request: Outgoing,
  apiKey: string | undefined,
  userAgent: string,
): Record<string, string> {
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) throw malformedKey();
  return {
    accept: 'application/json',
    'user-agent': userAgent,
    ...(request.body !== undefined && { 'content-type': 'application/json' }),
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  };
}

/** https everywhere; http only where it does not leave this machine. */
function isSafeBaseUrl(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const url = new URL(baseUrl);
  if (url.username || url.password || url.search || url.hash) return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && isLoopback(url.hostname);
}

/** A write, where nothing may be written. */
export function refusedAsReadOnly(): Failure {
  return new Failure({
    kind: 'read-only',
    sentence: t('This account is read-only here, so nothing was sent.'),
    wayOut: 'none',
  });
}

function malformedKey(): Failure {
  return new Failure({
    kind: 'unauthorized',
    sentence: t('The API key is empty or holds characters that no key has. Replace it with a valid one.'),
    wayOut: 'replace-key',
  });
}

function unsafe(): Failure {
  return new Failure({
    kind: 'misuse',
    sentence: t('The address of this account is not https, so nothing was sent.'),
    wayOut: 'check-account',
  });
}
