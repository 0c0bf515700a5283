import { hiddenUrl, masked } from './hiddenUrl.ts';

/** Where the JSON of a webhook says what URL it went to (`meta.delivered_to`); a body that was cut may end within. */
const deliveredTo = /("delivered_to"\s*:\s*)("[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$))/gs;

const isWhole = (word: string) => /^".*"$/s.test(word);

/** What a word of JSON stands for; one that was cut is read as far as it goes. Undefined when it cannot be read. */
function read(word: string): string | undefined {
  try {
    const read: unknown = JSON.parse(isWhole(word) ? word : `${word.replace(/\\(?:u[\da-f]{0,3})?$/i, '')}"`);
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

function maskedWord(word: string): string {
  const url = read(word);
  const shown = url === undefined ? masked : hiddenUrl(url);
  if (shown === url) return word;
  const written = JSON.stringify(shown);
  return isWhole(word) ? written : written.slice(0, -1);
}

/** The body of a webhook as it may be kept and given away: without the secrets of the URL it went to. No signature fits it then. */
export const maskedBody = (text: string): string =>
  text.replace(deliveredTo, (_, name: string, word: string) => `${name}${maskedWord(word)}`);

/** Whether a body holds what `maskedBody` masks. */
export const bodyHoldsSecret = (text: string | undefined): boolean =>
  text !== undefined && maskedBody(text) !== text;

/** Whether a body is one that was masked: not what anybody signed. */
export const isMaskedBody = (text: string): boolean =>
  [...text.matchAll(deliveredTo)].some(([, , word = '']) => (read(word) ?? masked).includes(masked));
