import { Big } from 'big.js';

/** An exact amount in one currency. Never a float: amounts come as decimal strings and leave as such. */
export interface Money {
  readonly amount: Big;
  /** As the API names it, e.g. `USD`. */
  readonly currency: string;
}

/** A number written out; more digits than this no amount has. */
const plainDecimal = /^[+-]?\d{1,40}(\.\d{1,40})?$/;

/**
 * A decimal string as an exact number; undefined for anything else. Forms that a careless reader might take for
 * another number (`1e3`, `1,000.00`, `NaN`, an empty string) are unknown, not guessed.
 */
export function parseAmount(text: string): Big | undefined {
  return plainDecimal.test(text) ? withoutNegativeZero(new Big(text)) : undefined;
}

/** The sum of amounts in one currency. Throws when the currencies differ: such amounts are never added. */
export function add(one: Money, other: Money): Money {
  if (one.currency !== other.currency)
    throw new RangeError(`Amounts in ${one.currency} and ${other.currency} cannot be added`);
  return { amount: withoutNegativeZero(one.amount.plus(other.amount)), currency: one.currency };
}

/** All digits, without an exponent: `-12.5`. */
export function exact(amount: Big): string {
  return amount.toFixed();
}

/** Money in words of a language, with every digit it has: at least those usual for the currency, never fewer. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const text = exact(amount);
  const plain = () => `${text} ${currency}`;
  if (!isDecimal(text) || !/^[A-Z]{3}$/.test(currency)) return plain();
  const digits = text.split('.')[1]?.length ?? 0;
  const needed = Math.max(digits, usualDigits(language, currency));
  // Engines differ in how many digits they can show; the plain form has no limit.
  if (needed > 20) return plain();
  // A string, not a float: `Intl` keeps all its digits.
  return formatOf(language, currency, needed).format(text);
}

function usualDigits(language: string, currency: string): number {
  return formatOf(language, currency).resolvedOptions().maximumFractionDigits ?? 0;
}

/** Formats are slow to make, and a page of figures needs few of them. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, currency: string, digits?: number): Intl.NumberFormat {
  const key = `${language} ${currency} ${digits ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    ...(digits !== undefined && { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  // Currencies come from the API: an endless variety of them must not stay.
  if (formats.size > 100) formats.clear();
  formats.set(key, made);
  return made;
}

function isDecimal(text: string): text is `${number}` {
  return plainDecimal.test(text);
}

function withoutNegativeZero(amount: Big): Big {
  return amount.eq(0) ? amount.abs() : amount;
}
