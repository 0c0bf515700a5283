import { hiddenUrl, masked } from './hiddenUrl.ts';

/** A URL in running text. The name of its scheme is short, so that a long run of letters is looked through once. */
const urls = /[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'<>`]+/gi;
/** A text that is one URL and nothing before it: whatever follows may be part of it. */
const wholeUrl = /^\s*[a-z][a-z\d+.-]{0,20}:\/\//i;
/** A URL as a field of a form holds it. */
const encodedUrls = /[a-z][a-z\d+.-]{0,20}%3a%2f%2f[^\s"'<>`&]+/gi;

/** A word of JSON, which ends where the text does when the body was cut; else what stands between two of them. */
const words = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[^"]+/gs;
/** In JSON slashes and colons may be escapes. */
const escapedUrls = /([a-z][a-z\d+.-]{0,20})(?::|\\u003a)(?:\\?\/|\\u002f){2}[^\s"'<>`]+/gi;

const hasMasked = /(?::\/\/|%3a%2f%2f)[^\s"'<>`]*?••••/i;

/** A text with the secrets of the URLs in it masked. */
export function maskedText(text: string): string {
  if (wholeUrl.test(text)) return hiddenUrl(text);
  return text.replace(urls, (url) => hiddenUrl(url)).replace(encodedUrls, hiddenEncoded);
}

function hiddenEncoded(encoded: string): string {
  const value = `?=${encoded}`;
  return hiddenUrl(value) === value ? encoded : encoded.replace(/(%3a%2f%2f).*$/is, `$1${masked}`);
}

const isWhole = (word: string) => /^".*"$/s.test(word);

/** What a word of JSON stands for; one that was cut is read as far as it goes. Undefined when it cannot be read. */
function read(word: string): string | undefined {
  const ended = isWhole(word) ? word : `${word.replace(/\\(?:u[\da-f]{0,3})?$/i, '')}"`;
  try {
    const read: unknown = JSON.parse(
      ended.replace(/[\0-\x1f]/g, (control) => JSON.stringify(control).slice(1, -1)),
    );
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

function maskedWord(word: string): string {
  // Without a slash, or what may stand for one, there is no URL.
  if (!/[/\\%]/.test(word)) return word;
  if (!word.startsWith('"')) return maskedText(word);
  const told = read(word);
  // No JSON: where its secrets begin and end is not known.
  if (told === undefined) return word.replace(escapedUrls, `$1://${masked}`);
  const shown = maskedText(told);
  if (shown === told) return word;
  const written = JSON.stringify(shown);
  return isWhole(word) ? written : written.slice(0, -1);
}

/**
 * A body as it may be shown and given away: without the secrets of the URLs in it, such as the one that a webhook went
 * to (`meta.delivered_to`, `webhook_url`) or a link to a recording. No signature fits it then.
 */
export const maskedBody = (text: string): string => text.replace(words, maskedWord);

/** Whether a body holds what `maskedBody` masks. */
export const bodyHoldsSecret = (text: string | undefined): boolean =>
  text !== undefined && maskedBody(text) !== text;

/** Whether a body is one that was masked: not what anybody signed. */
export const isMaskedBody = (text: string): boolean =>
  text.includes(masked) &&
  [...text.matchAll(words)].some(([word]) => holdsMasked(word.startsWith('"') ? (read(word) ?? word) : word));

const holdsMasked = (text: string): boolean =>
  text.includes(masked) && (wholeUrl.test(text) || hasMasked.test(text));
