import * as v from 'valibot';
import { hiddenUrl, masked } from './hiddenUrl.ts';

/** A header as it was told. One that is no pair of name and value keeps its text, without a name. */
export interface Header {
  readonly name?: string;
  readonly value: string;
}

const pair = v.pipe(v.array(v.string()), v.length(2));

function decodeHeader(raw: unknown): Header {
  const told = v.safeParse(pair, raw);
  if (told.success) {
    const [name = '', value = ''] = told.output;
    return name === '' ? { value } : { name, value };
  }
  const line = typeof raw === 'string' ? raw : JSON.stringify(raw ?? null);
  // By its place, not by a pattern: a long run of blanks would keep one busy for minutes.
  const colon = line.indexOf(':');
  const before = line.slice(0, Math.max(colon, 0));
  const isName = /^\S/.test(before) && !/[\r\n]/.test(before);
  return !isName || typeof raw !== 'string'
    ? { value: line }
    : { name: before.trimEnd(), value: line.slice(colon + 1).trimStart() };
}

/**
 * Headers in both shapes that operations 38 and 39 are known to use: `[name, value]` and `"Name: value"`. Nothing
 * is left out: what fits neither is kept as text. Undefined when none are told.
 */
export function decodeHeaders(raw: unknown): readonly Header[] | undefined {
  return Array.isArray(raw) ? raw.map(decodeHeader) : undefined;
}

const secret = /auth|cookie|signature|secret|token|password|api[-_]?key|credential|^x-.*key$/i;

/** Whether the value of a header may open something, or was made with a key; one without a name may be anything. */
export const isSecret = ({ name }: Header): boolean => name === undefined || secret.test(name);

/** Headers whose value is a URL (RFC 9110), or the one that a proxy was asked for. */
const ofUrls = /^(content-)?location$|^refer+er$|^x-(forwarded|original|rewrite)-ur[il]$/i;

/** `Link` has its URLs between angle brackets (RFC 8288), `Refresh` one after a time and `url=` (HTML). */
const amid: Readonly<Record<string, (value: string) => string>> = {
  link: (value) => value.replace(/[^<>]+/g, (part) => hiddenUrl(part)),
  refresh: (value) =>
    value.replace(
      /^(\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?)(.*)$/is,
      (_, before: string, url: string) => before + hiddenUrl(url),
    ),
};

/** The header with its value hidden where it is a secret, and without the secrets of a URL. */
export function hidden(header: Header): Header {
  if (isSecret(header)) return { ...header, value: masked };
  const { name = '', value } = header;
  const shown = ofUrls.test(name) ? hiddenUrl : amid[name.toLowerCase()];
  return shown ? { ...header, value: shown(value) } : header;
}
