import { t } from '@vscode/l10n';
import { Big } from 'big.js';
import { parseAmount } from './money.ts';

/** What a person typed where an amount belongs: the amount and how it is sent, or what to do about it. */
export type TypedAmount =
  | { readonly ok: true; readonly value: Big; readonly text: string }
  | { readonly ok: false; readonly sentence: string };

const example = '120.50';

/** More digits before the point than these no account holds. */
const mostDigits = 12;

const wrong = (sentence: string): TypedAmount => ({ ok: false, sentence });

/**
 * Reads an amount as a person types it: digits, and at most two after a point. Whatever could be taken for another
 * amount (`1e3`, `1,000`, `-0.00`, digits of another script) is asked for once more, never guessed.
 */
export function readTypedAmount(typed: string): TypedAmount {
  const text = typed.trim();
  if (text === '') return wrong(t('Type an amount, such as {0}.', example));
  if (/^[-−–]/.test(text)) return wrong(t('The amount must not be negative.'));
  if (text.includes(',') || /\s/.test(text))
    return wrong(
      t('Write the amount without separators, and with a point before the cents, such as {0}.', '1200.50'),
    );
  const [whole = '', cents, ...more] = text.split('.');
  if (more.length > 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(cents ?? ''))
    return wrong(t('Write the amount with the digits 0 to 9 only, such as {0}.', example));
  if (cents === '') return wrong(t('Write the cents behind the point, such as {0}.', example));
  if (cents !== undefined && cents.length > 2)
    return wrong(t('Write at most two digits behind the point, such as {0}.', example));
  if (whole.length > mostDigits) return wrong(t('This amount is too large.'));
  const value = parseAmount(text);
  return value ? { ok: true, value, text } : wrong(t('Type an amount, such as {0}.', example));
}

/** An amount to be paid: more than nothing, and with its cents, as operation 37 demands. */
export function readTypedPayment(typed: string): TypedAmount {
  const read = readTypedAmount(typed);
  if (!read.ok) return read;
  if (read.value.eq(0)) return wrong(t('The amount must be more than zero.'));
  const [whole = '', cents = ''] = read.text.split('.');
  if (cents.length !== 2) return wrong(t('Write the cents too: {0}.', `${whole}.${cents.padEnd(2, '0')}`));
  return { ...read, text: read.value.toFixed(2) };
}

/** Whole cents, as operation 37 answers them. */
export const centsAmount = (cents: number): Big => new Big(cents).div(100);
