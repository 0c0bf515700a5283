// Phone numbers as people and other programs write them.

/** Signs that are put between the digits of a number: spaces, dots, brackets, and every kind of dash. */
const signs = /[\s().\-/\u2010-\u2015\u2212]/g;

/** A number without the signs between its digits. */
export const withoutSigns = (written: string): string => written.replaceAll(signs, '');

/** A number without what spreadsheets, mail programs and right-to-left texts put around it and into it. */
export const bareNumber = (written: string): string =>
  written
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^'/, '')
    .trim();

/** Two zeros and a country code are how many countries dial a plus. */
const dialled = /^00(?=[1-9]\d{6,14}$)/;

/** The digits of a text that may be part of a number, however it is written, with a plus where one was. */
export function digitsOf(written: string): string | undefined {
  // A zero in brackets is dialled at home only, so it is no part of the number.
  const bare = withoutSigns(bareNumber(written).replace(/^((?:\+|00)[\d\s]{1,5})\(0\)/, '$1'));
  return /^(\+\d*|\d+)$/.test(bare) ? bare : undefined;
}

/** Digits that begin with two zeros in place of a plus, with the plus; undefined for others. */
export const withPlus = (digits: string): string | undefined =>
  dialled.test(digits) ? digits.replace(dialled, '+') : undefined;

/** The whole number that a text is, with its country code, as +E.164; undefined where it is none. */
export function wholeNumber(written: string): string | undefined {
  const digits = digitsOf(written) ?? '';
  const whole = withPlus(digits) ?? `+${digits.replace('+', '')}`;
  return /^\+[1-9]\d{6,14}$/.test(whole) ? whole : undefined;
}
