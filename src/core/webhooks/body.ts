/** What a body holds, as far as its text tells. Sizes are bytes of UTF-8. */
export interface Body {
  readonly kind: 'empty' | 'json' | 'text' | 'binary';
  readonly text: string;
  readonly bytes: number;
  /** It is as long as Telnyx keeps of a body (operation 39: "limited to 10kB"), so there may have been more. */
  readonly cut: boolean;
}

/** 10 kB may be counted either way; a body that ends at one of them is taken for one that was cut. */
const limits: ReadonlySet<number> = new Set([10_000, 10_240]);

const bytesIn = (text: string) => new TextEncoder().encode(text).length;

/** What was no text once: NUL, or what a decoder puts in place of bytes that are no UTF-8, or a lone surrogate. */
const binary = /[\0\ufffd\p{Cs}]/u;

/** Whether a text is JSON, whole and as strictly as `JSON.parse` reads it. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads the body of a request or an answer. */
export function readBody(text: string): Body {
  const bytes = bytesIn(text);
  // Cut between two characters, it may be up to three bytes short of the limit.
  const atLimit = [0, 1, 2, 3].some((short) => limits.has(bytes + short)) || limits.has(text.length);
  const kind = text === '' ? 'empty' : binary.test(text) ? 'binary' : isJson(text) ? 'json' : 'text';
  // What is whole JSON at any length was not cut.
  return { kind, text, bytes, cut: atLimit && kind !== 'json' };
}
