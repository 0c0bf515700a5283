import { hiddenUrl } from './hiddenUrl.ts';

/**
 * Where a webhook goes: scheme, host and path. Query, fragment and credentials are left out, since they hold
 * secrets and make every delivery an endpoint of its own. What is no URL stays as it is up to its query, but for its secrets.
 */
export function endpointOf(url: string): string {
  if (!URL.canParse(url)) return hiddenUrl(url.split(/[?#]/, 1)[0] ?? url);
  const { protocol, host, pathname } = new URL(url);
  return hiddenUrl(`${protocol}//${host}${pathname}`);
}

/** As short as a narrow row needs: without `https://`, which is what one expects. */
export const shortEndpoint = (endpoint: string) => endpoint.replace(/^https:\/\//, '');
