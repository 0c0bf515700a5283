import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { bareNumber, withoutSigns } from '../model/written.ts';
import type { Said, Understand } from './numberList.ts';

/** Where numbers without a country code are from; `plus`: it is there, only the plus sign is not. */
export type Home = { readonly country: string } | 'plus' | undefined;

/** A country and its calling code, `1` for the United States. */
export interface Country {
  /** Two letters, ISO 3166. */
  readonly code: string;
  readonly calling: string;
}

export const countries = (): readonly Country[] =>
  getCountries().map((code) => ({ code, calling: getCountryCallingCode(code) }));

const whole = /^\+[1-9]\d{6,14}$/;
/** Digits of any script, perhaps with an extension behind them. */
const national = /^\p{Nd}{7,18}((x|ext)\p{Nd}+)?$/iu;

/** How the entries of a list are read, however they are written. A number in E.164 is never doubted. */
export function understandFrom(home: Home): Understand {
  return (written) => {
    const text = bareNumber(written);
    const digits = withoutSigns(text);
    // A zero in brackets is dialled at home only, so it is no part of the number.
    const plain = whole.test(digits) && !text.includes('(0)');
    if (plain) return { phoneNumber: digits };
    if (text.startsWith('+') || text.startsWith('(+')) return parsed(text);
    if (!national.test(digits)) return 'nothing';
    if (home === undefined) return 'national';
    if (home !== 'plus') return parsed(text, home.country);
    return whole.test(`+${digits}`) ? { phoneNumber: `+${digits}` } : 'nothing';
  };
}

/** By the rules of the country; a number that is too short or too long there is none. */
function parsed(text: string, country?: string): Said {
  const home = country !== undefined && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const found = parsePhoneNumberFromString(text, { ...home, extract: false });
  return found?.isPossible() ? { phoneNumber: found.number } : 'nothing';
}
