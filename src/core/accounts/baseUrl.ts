import { t } from '@vscode/l10n';
import { isLoopback } from '../telnyx/hosts.ts';
import { hasInvisible } from './text.ts';

/** A documented address of the same API; keys are good for all of them. */
export interface Region {
  readonly baseUrl: string;
  readonly name: () => string;
}

export const defaultBaseUrl = 'https://api.telnyx.com/v2';

/** The hosts that Telnyx and its integration partners document, each serving the whole API below `/v2`. */
export const regions: readonly Region[] = [
  { baseUrl: defaultBaseUrl, name: () => t('Worldwide (United States)') },
  { baseUrl: 'https://api.telnyx.eu/v2', name: () => t('Europe') },
  { baseUrl: 'https://api.telnyx.com.au/v2', name: () => t('Australia') },
  { baseUrl: 'https://api.telnyx.ca/v2', name: () => t('Canada') },
  { baseUrl: 'https://api.telnyx.me/v2', name: () => t('Middle East') },
];

export type BaseUrlCheck =
  /** Ends in `/v2`, without a slash after it. */
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly sentence: string };

/**
 * The address of an API: https, or http on this machine only, because the key is sent there. A missing path
 * becomes `/v2`; any other path must end in it.
 */
export function checkBaseUrl(typed: string): BaseUrlCheck {
  const refuse = (sentence: string): BaseUrlCheck => ({ ok: false, sentence });
  const text = typed.trim();
  if (text === '') return refuse(t('Enter an address, such as {0}.', defaultBaseUrl));
  if (/\s/.test(text) || hasInvisible(text)) {
    return refuse(t('The address has spaces or invisible characters in it.'));
  }
  const url = /^https?:\/\/[^/\\]/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refuse(t('Enter a whole address that begins with https://, such as {0}.', defaultBaseUrl));
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return refuse(t('Only https:// is allowed: over http:// anyone on the way could read the API key.'));
  }
  if (url.username !== '' || url.password !== '') return refuse(t('Leave out the user name and password.'));
  if (/[?#]/.test(text)) return refuse(t('Leave out everything from "?" or "#" on.'));
  const path = url.pathname.replace(/\/+(?=\/|$)/g, '') || '/v2';
  if (!path.endsWith('/v2')) return refuse(t('The address must end in /v2, as in {0}.', defaultBaseUrl));
  if (path.endsWith('/v2/v2')) return refuse(t('The address names /v2 twice.'));
  return { ok: true, baseUrl: url.origin + path };
}

/** The region of an address, or its host where it is none of the documented ones. */
export function describeBaseUrl(baseUrl: string): string {
  const region = regions.find((known) => known.baseUrl === baseUrl);
  return region ? region.name() : baseUrl.replace(/^https?:\/\//, '').replace(/\/v2$/, '');
}
