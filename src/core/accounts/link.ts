import { t } from '@vscode/l10n';

/** What a link into VS Code may ask for: only to look, never to change. */
export type Link =
  | { readonly opens: 'number'; readonly phoneNumber: string }
  | { readonly opens: 'charges'; readonly from?: string; readonly to?: string }
  | { readonly opens: 'nothing'; readonly sentence: string };

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function isDay(text: string): boolean {
  // 30 February parses, but as another day.
  return day.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/**
 * Reads `/number/+13125550001` and `/charges?from=2026-01-01&to=2026-02-01` (whole days, `to` not included).
 * A link may come from any web page: whatever is not exactly this opens nothing.
 */
export function readLink(path: string, query: string): Link {
  const nothing: Link = {
    opens: 'nothing',
    sentence: t('This link is not one that Telnyx Explorer understands.'),
  };
  const number = /^\/number\/(\+[1-9]\d{2,14})$/.exec(path);
  if (number?.[1] !== undefined) {
    return query === '' ? { opens: 'number', phoneNumber: number[1] } : nothing;
  }
  if (path !== '/charges') return nothing;
  const asked = new URLSearchParams(query);
  const [from, to] = [asked.get('from'), asked.get('to')];
  if (asked.size === 0) return { opens: 'charges' };
  if (asked.size !== 2 || from === null || to === null || !isDay(from) || !isDay(to) || from >= to)
    return nothing;
  return { opens: 'charges', from, to };
}
