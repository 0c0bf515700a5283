import { t } from '@vscode/l10n';
import { addDays, daysBetween, firstOfMonth, momentOf, parseDate, type PlainDate } from './dates.ts';

/** A span of days as operations 29 and 30 take it: `to` is the first day that no longer belongs to it. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Operations 29 and 30 refuse more. Every calendar month fits. */
export const longestPeriod = 31;

/** The calendar month of a date, or one that many months later. */
export function monthOf(date: PlainDate, months = 0): Period {
  return { from: firstOfMonth(date, months), to: firstOfMonth(date, months + 1) };
}

/** The month of a date and those before it, newest first. */
export function recentMonths(today: PlainDate, count: number): readonly Period[] {
  return Array.from({ length: count }, (_, back) => monthOf(today, -back));
}

/** The last day that belongs to it: what people mean by its end. */
export function lastDayOf(period: Period): PlainDate {
  return addDays(period.to, -1);
}

export function samePeriod(one: Period, other: Period): boolean {
  return one.from === other.from && one.to === other.to;
}

/** The period beside it: another whole month for a month, else as many days again. */
export function stepped(period: Period, direction: 'previous' | 'next'): Period {
  const sign = direction === 'next' ? 1 : -1;
  if (isMonth(period)) return monthOf(period.from, sign);
  const days = sign * daysBetween(period.from, period.to);
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
}

function isMonth(period: Period): boolean {
  return samePeriod(period, monthOf(period.from));
}

/** `June 2025` for a month, else its first and last day. */
export function periodTitle(period: Period, language: string): string {
  if (!isMonth(period)) return periodDays(period, language);
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(momentOf(period.from));
}

/** Its first and last day, both belonging to it: `Jun 1 – 30, 2025`. */
export function periodDays(period: Period, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.formatRange(momentOf(period.from), momentOf(lastDayOf(period)));
}

/** A period from its first and last day as a person gives them, or one sentence that says what is wrong. */
export function periodFrom(first: string, last: string): Period | string {
  const from = parseDate(first);
  const lastDay = parseDate(last);
  if (!from) return t('Enter a first day, as year, month and day.');
  if (!lastDay) return t('Enter a last day, as year, month and day.');
  if (lastDay < from) return t('The last day is before the first day.');
  const period = { from, to: addDays(lastDay, 1) };
  const days = daysBetween(period.from, period.to);
  return days > longestPeriod
    ? t('{0} days are too many: Telnyx reports at most {1} days at a time.', days, longestPeriod)
    : period;
}
