import { t } from '@vscode/l10n';
import { Failure } from './failure.ts';

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

/** https everywhere; http only where it does not leave this machine. */
export function isSafeBaseUrl(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const url = new URL(baseUrl);
  if (url.username || url.password || url.search || url.hash) return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
