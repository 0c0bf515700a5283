const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A date-time as Telnyx documents it: `YYYY-MM-DDThh:mm:ss.fffZ`. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** The calendar date in UTC: `YYYY-MM-DD`. */
export function date(time: number): string {
  return iso(time).slice(0, 10);
}

/** Midnight UTC at the start of the day that holds `time`. */
export function startOfDay(time: number): number {
  return Math.floor(time / day) * day;
}

/** Midnight UTC on the first of the month that holds `time`, moved by `months`. */
export function startOfMonth(time: number, months = 0): number {
  const at = new Date(time);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
}

/** Reads `YYYY-MM-DD` strictly: 30 February is not a date. Returns midnight UTC, or undefined. */
export function parseDate(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(time) || date(time) !== text ? undefined : time;
}
