/**
 * Calendar dates without a time or a zone, `YYYY-MM-DD`, as charges and invoices use them. No `Date` takes part in
 * the arithmetic, so that a day never shifts with the machine's time zone. Comparing two as text orders them.
 */
export type PlainDate = `${string}-${string}-${string}`;

interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** A real day of the years 1000 to 9998, in full: `2024-02-29` is one, `2025-02-29` and `2025-2-1` are not. */
export function parseDate(text: string): PlainDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number);
  const [year = 0, month = 0, day = 0] = parts ?? [];
  if (year < 1000 || year > 9998 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  return write({ year, month, day });
}

/** The calendar date of a moment in UTC, the clock of the API's own date-times. */
export function dateOf(moment: Date): PlainDate {
  return write({
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
  });
}

/** Midnight UTC of a date, for `Intl` with `timeZone: 'UTC'` only. */
export function momentOf(date: PlainDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(read(date)) + days);
}

/** Days from one date to another; negative when the other is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(read(to)) - dayNumber(read(from));
}

/** The first day of the month that lies `months` after the one of `date`. */
export function firstOfMonth(date: PlainDate, months = 0): PlainDate {
  const { year, month } = read(date);
  const count = year * 12 + (month - 1) + months;
  return write({ year: Math.floor(count / 12), month: (count % 12) + 1, day: 1 });
}

function read(date: PlainDate): Parts {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

function write({ year, month, day }: Parts): PlainDate {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const daysInEra = 146_097;

/** Days since 0000-03-01 of the Gregorian calendar; years begin in March, so that the leap day is the last. */
function dayNumber({ year, month, day }: Parts): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * daysInEra + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  );
}

function fromDayNumber(count: number): PlainDate {
  const era = Math.floor(count / daysInEra);
  const dayOfEra = count - era * daysInEra;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return write({
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  });
}
