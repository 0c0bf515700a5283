/** A piece of source text. */
export interface Literal {
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  readonly text: string;
}

/**
 * `+` and 7 to 15 digits, the first not 0 (E.164). What stands before it must not make it a sum or the end of a longer
 * word: `a+15551234567` is no phone number.
 */
const number = /(?<![\w+)\]}])\+[1-9]\d{6,14}(?![\w+])/g;

/** The form that Telnyx publishes for its API keys; a key of another form is not known by its looks. */
const key = /(?<!\w)KEY[0-9A-F]{16,64}_[A-Za-z0-9]{10,64}(?!\w)/g;

/** Phone numbers in E.164, in the order of the text. */
export function numbersIn(text: string): readonly Literal[] {
  return literals(text, number);
}

/** What can only be a Telnyx API key, in the order of the text. */
export function keysIn(text: string): readonly Literal[] {
  return literals(text, key);
}

function literals(text: string, pattern: RegExp): readonly Literal[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, text: found }));
}
