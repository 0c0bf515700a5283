/** One thing that a number must have somewhere: as digits of the number, or as part of a name. */
export interface Term {
  /** Digits, with a plus in front where one was written; absent for what cannot be part of a number. */
  readonly digits?: string;
  /** In lower case. */
  readonly text: string;
}

/** Signs that people put between the digits of a number. */
const signs = /[\s().\-/\u2010-\u2015]/g;
const numberLike = /^(\+\d*|\d+)$/;

/** The digits of a text that may be part of a number, however it is written. */
export function digitsOf(text: string): string | undefined {
  const bare = text.replace(signs, '');
  return numberLike.test(bare) ? bare : undefined;
}

/**
 * What a search text asks for. A number may be written with spaces and signs, so a text of digits and signs is one
 * term; of any other text each word is one, and all of them must be found.
 */
export function termsOf(search: string): readonly Term[] {
  const text = search.normalize('NFKC').trim().toLowerCase();
  if (text === '') return [];
  const digits = digitsOf(text);
  if (digits !== undefined) return [{ digits, text }];
  return text.split(/\s+/).map((word) => {
    const part = digitsOf(word);
    return part === undefined ? { text: word } : { digits: part, text: word };
  });
}
