import { digitsOf, withPlus } from '../model/written.ts';

/** One thing that a number must have somewhere: as digits of the number, or as part of a name. */
export interface Term {
  /** Digits, with a plus in front where one was written; absent for what cannot be part of a number. */
  readonly digits?: string;
  /** The number itself, where the digits may be one that is dialled with two zeros. */
  readonly whole?: string;
  /** In lower case. */
  readonly text: string;
}

function termOf(text: string): Term {
  const digits = digitsOf(text);
  if (digits === undefined) return { text };
  const whole = withPlus(digits);
  return { digits, ...(whole !== undefined && { whole }), text };
}

/** Whether the digits of a term are in a number. */
export const isIn = ({ digits, whole }: Term, phoneNumber: string): boolean =>
  (digits !== undefined && phoneNumber.includes(digits)) || phoneNumber === whole;

/**
 * What a search text asks for. A number may be written with spaces and signs, so a text of digits and signs is one
 * term; of any other text each word is one, and all of them must be found.
 */
export function termsOf(search: string): readonly Term[] {
  const text = search.normalize('NFKC').trim().toLowerCase();
  if (text === '') return [];
  const all = termOf(text);
  return all.digits === undefined ? text.split(/\s+/).map(termOf) : [all];
}
