import { t } from '@vscode/l10n';
import { addDays, daysBetween, firstOfMonth, momentOf, parseDate, type PlainDate } from './dates.ts';

/** A span of days as operations 29 and 30 take it: `to` is the first day that no longer belongs to it. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Days that can be asked for together: three years, which are some forty reports. */
const longestPeriod = 1100;

/** The calendar month of a date, or one that many months later. */
export function monthOf(date: PlainDate, months = 0): Period {
  return { from: firstOfMonth(date, months), to: firstOfMonth(date, months + 1) };
}

/** So many calendar months, the last of them the one `back` months before that of a date. */
export function monthsUntil(today: PlainDate, count: number, back: number): Period {
  return { from: firstOfMonth(today, 1 - back - count), to: firstOfMonth(today, 1 - back) };
}

/**
 * The windows in which operations 29 and 30 are asked for a period, in order: its calendar months, the first and the
 * last of them cut where the period begins and ends. None is longer than the 31 days that Telnyx allows.
 */
export function windowsOf({ from, to }: Period): readonly Period[] {
  const windows: Period[] = [];
  for (let begin = from; begin < to;) {
    const monthEnd = firstOfMonth(begin, 1);
    const end = monthEnd < to ? monthEnd : to;
    windows.push({ from: begin, to: end });
    begin = end;
  }
  return windows;
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

/** The period beside it: as many whole months for whole months, else as many days again. */
export function stepped(period: Period, direction: 'previous' | 'next'): Period {
  const sign = direction === 'next' ? 1 : -1;
  if (isWholeMonths(period)) {
    const months = sign * windowsOf(period).length;
    return { from: firstOfMonth(period.from, months), to: firstOfMonth(period.to, months) };
  }
  const days = sign * daysBetween(period.from, period.to);
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
}

/** Whether it is one whole calendar month. */
export function isMonth(period: Period): boolean {
  return samePeriod(period, monthOf(period.from));
}

function isWholeMonths({ from, to }: Period): boolean {
  return from === firstOfMonth(from) && to === firstOfMonth(to);
}

/** `June 2025` for a month, `May – June 2025` for several, else its first and last day. */
export function periodTitle(period: Period, language: string): string {
  if (!isWholeMonths(period)) return periodDays(period, language);
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.formatRange(momentOf(period.from), momentOf(lastDayOf(period)));
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
  return days > longestPeriod ? t('{0} days are too many: choose at most {1}.', days, longestPeriod) : period;
}
