import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { addDays, parseDate, type PlainDate } from '../billing/dates.ts';
import { grouped } from '../model/text.ts';
import { decodeAuditEvent, type AuditEvent } from './auditEvent.ts';
import type { AuditTime } from './auditEvents.ts';
import type { Row, Sift } from './kind.ts';
import { inWords } from './words.ts';

/** Spans that end now, in days. */
export const lastDays = [1, 7, 30] as const;

const words = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(500)));
const day = v.exactOptional(
  v.custom<PlainDate>((stored) => typeof stored === 'string' && parseDate(stored) === stored),
);

/**
 * Which events to show, as it is stored; all parts hold together. Telnyx is asked for a time only: the others sift what
 * is loaded.
 */
export const auditFilterSchema = v.object({
  lastDays: v.exactOptional(v.picklist(lastDays)),
  /** Whole days of this machine's time zone, both included. */
  from: day,
  to: day,
  /** A part of a phone number, an id or a type of resource. */
  resource: words,
  /** As Telnyx spells it, such as `account_owner`. */
  who: words,
  type: words,
});

export type AuditFilter = Readonly<v.InferOutput<typeof auditFilterSchema>>;

/** When a day begins here. */
const midnight = (day: PlainDate) => new Date(`${day}T00:00:00`).getTime();

const instant = (time: number) => new Date(time).toISOString();

/**
 * What operation 27 is asked. It tells what was created "after" and "before" an instant, so a day begins a millisecond
 * before its midnight: an event of midnight itself is not lost.
 */
export function askedTime({ lastDays: days, from, to }: AuditFilter, now: number): AuditTime {
  const after = days !== undefined ? now - days * 86_400_000 : from && midnight(from) - 1;
  return {
    ...(after !== undefined && { created_after: instant(after) }),
    ...(to !== undefined && { created_before: instant(midnight(addDays(to, 1))) }),
  };
}

export const sameTime = (one: AuditFilter, other: AuditFilter) =>
  one.lastDays === other.lastDays && one.from === other.from && one.to === other.to;

function names(event: AuditEvent, resource: string): boolean {
  const { record_type: type, resource_id: id, alternate_resource_id: alternate } = event;
  const sought = resource.toLowerCase();
  return [type, inWords(type), id, alternate].some((text) => text?.toLowerCase().includes(sought));
}

function keeps({ resource, who, type }: AuditFilter, { raw }: Row): boolean {
  const event = decodeAuditEvent(raw);
  return (
    event !== undefined &&
    (resource === undefined || names(event, resource)) &&
    (who === undefined || event.change_made_by === who) &&
    (type === undefined || event.change_type === type)
  );
}

function siftLine(kept: number, loaded: number): string {
  const events = grouped(loaded);
  if (kept === 0) return t('None match in the {0} events loaded', events);
  return t('{0} match in the {1} events loaded', grouped(kept), events);
}

/** The parts that Telnyx cannot be asked for; undefined where there are none. */
export function siftOf(filter: AuditFilter): Sift | undefined {
  const { resource, who, type } = filter;
  if (resource === undefined && who === undefined && type === undefined) return undefined;
  return { keeps: (row) => keeps(filter, row), line: siftLine };
}

export const daysWords = (days: (typeof lastDays)[number]) =>
  days === 1 ? t('last 24 h') : t('last {0} days', days);

/** When events happened, in words; undefined for any time. */
export function auditTimeWords({ lastDays: days, from, to }: AuditFilter): string | undefined {
  if (days !== undefined) return daysWords(days);
  if (from !== undefined && to !== undefined) return from === to ? from : t('{0} to {1}', from, to);
  if (from !== undefined) return t('since {0}', from);
  return to === undefined ? undefined : t('until {0}', to);
}

/** A filter in words, `last 7 days · resource contains “+1312” · made by account owner`; empty when it lets all through. */
export function auditFilterWords(filter: AuditFilter): string {
  const { resource, who, type } = filter;
  return [
    auditTimeWords(filter),
    resource === undefined ? undefined : t('resource contains “{0}”', resource),
    who === undefined ? undefined : t('made by {0}', inWords(who) ?? who),
    inWords(type),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
