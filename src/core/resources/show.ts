import { t } from '@vscode/l10n';
import type { Card, Tone } from '../model/item.ts';

/** How a state looks. */
export interface Look {
  readonly icon: string;
  readonly tone: Tone;
}

/** Parts of a description, without those that are not known. */
export function dotted(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Lines of a card, without those whose value is not known. */
export function lines(
  ...rows: readonly (readonly [label: string, value: string | undefined])[]
): Card['rows'] {
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

/** A date with a time and its zone; without one nobody knows which instant it is. */
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant of the API in local time, `2026-09-25 14:03`. A pure date stays as it is, so that no time zone can
 * move it to another day; what is no instant is shown as given.
 */
export function moment(given: string | undefined): string | undefined {
  if (given === undefined || !instant.test(given)) return given;
  const date = new Date(given);
  if (Number.isNaN(date.getTime())) return given;
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same as short as a narrow row needs: today the time alone, this year without the year. */
export function shortMoment(given: string | undefined, now = new Date()): string | undefined {
  const whole = moment(given);
  if (whole === given || given === undefined || whole === undefined) return given;
  const today = moment(now.toISOString())?.slice(0, 10);
  if (whole.startsWith(`${today ?? ''} `)) return whole.slice(11);
  return whole.startsWith(String(now.getFullYear())) ? whole.slice(5) : whole;
}

/** The first few of a list and how many more there are: `support, eu, vip +2`. */
export function few(list: readonly string[], most = 3): string {
  const rest = list.length - most;
  return list.slice(0, most).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

/** Names one after the other, separated as the language of the person does it. */
export const listed = (names: readonly string[]): string => names.join(t(', '));

/** Parts of one sentence. */
export const clauses = (parts: readonly string[]): string => parts.join(t('; '));
