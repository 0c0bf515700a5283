import * as v from 'valibot';

/** So many digits a JSON number carries without losing any. */
const mostDigits = 15;

/** A JSON number as it was written; undefined where digits may have been lost on its way. */
function written(number: number): string | undefined {
  const text = String(number);
  return /^-?[\d.]+$/.test(text) && text.replace(/\D/g, '').length <= mostDigits ? text : undefined;
}

/** An amount as Telnyx gives it: a text, kept as it is, or a JSON number; undefined for anything else. */
export const givenAmount = v.fallback(
  v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(written))])),
  undefined,
);

/** Whole cents, as a JSON number or as digits. */
export const givenCents = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))]),
      v.safeInteger(),
    ),
  ),
  undefined,
);
