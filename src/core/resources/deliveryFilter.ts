import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { deliveries } from './deliveries.ts';
import type { ResourceKind } from './kind.ts';
import { moment } from './show.ts';

/** Spans that end now, in hours. */
export const lastHours = [1, 24, 168] as const;

const words = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(500)));
const time = v.exactOptional(v.pipe(v.string(), v.isoTimestamp()));

/** Which deliveries to ask for, as it is stored. All parts hold together; absent ones ask for all. */
export const deliveryFilterSchema = v.object({
  status: v.exactOptional(v.picklist(['delivered', 'failed'])),
  /** Whole types, any of them, as Telnyx spells them: `call.hangup` and `call_hangup` are two. */
  eventTypes: v.exactOptional(v.array(v.pipe(v.string(), v.regex(/^[\w.-]+$/)))),
  /** A text somewhere in the attempts: URLs, headers, answers. */
  attempts: words,
  /** A text somewhere in the event and its payload. */
  event: words,
  /** Started within these hours before now. */
  lastHours: v.exactOptional(v.picklist(lastHours)),
  /** Started between these instants, both included, as ISO timestamps. */
  from: time,
  to: time,
});

export type DeliveryFilter = v.InferOutput<typeof deliveryFilterSchema>;

export const filtersDeliveries = ({ eventTypes = [], ...others }: DeliveryFilter) =>
  eventTypes.length > 0 || Object.keys(others).length > 0;

/** What operation 38 is asked. A span that ends now begins anew with every request: it moves with the clock. */
function asked(filter: DeliveryFilter, now: number) {
  const { status, eventTypes = [], attempts, event, lastHours: hours, from, to } = filter;
  const gte = hours === undefined ? from : new Date(now - hours * 3_600_000).toISOString();
  const started = { ...(gte !== undefined && { gte }), ...(to !== undefined && { lte: to }) };
  return {
    ...(status && { status: { eq: status } }),
    ...(eventTypes.length > 0 && { event_type: eventTypes.join(',') }),
    ...(event !== undefined && { webhook: { contains: event } }),
    ...(attempts !== undefined && { attempts: { contains: attempts } }),
    ...(Object.keys(started).length > 0 && { started_at: started }),
  };
}

/** The deliveries that a filter lets through: the server is asked, so that counts and pages stay true. */
export function deliveriesWhere(filter: DeliveryFilter, now: () => number = Date.now): ResourceKind {
  return {
    ...deliveries,
    empty: () => t('No webhook delivery matches the filter.'),
    list: (door, page, signal) =>
      door.page(
        (sdk, query, options) =>
          sdk.webhookDeliveries.list({ ...query, filter: asked(filter, now()) }, options),
        page,
        signal,
      ),
  };
}

export function hoursWords(hours: (typeof lastHours)[number]): string {
  if (hours === 1) return t('last hour');
  return hours === 24 ? t('last 24 h') : t('last 7 days');
}

export function statusWords(status: NonNullable<DeliveryFilter['status']>): string {
  return status === 'failed' ? t('Failed') : t('Delivered');
}

/** When deliveries started, in words; undefined for any time. */
export function timeWords({ lastHours: hours, from, to }: DeliveryFilter): string | undefined {
  if (hours !== undefined) return hoursWords(hours);
  if (from !== undefined && to !== undefined) return t('{0} to {1}', moment(from) ?? from, moment(to) ?? to);
  if (from !== undefined) return t('since {0}', moment(from) ?? from);
  return to === undefined ? undefined : t('until {0}', moment(to) ?? to);
}

/** A filter in words, `Failed · call.answered or call.hangup · last 24 h`; empty when it lets everything through. */
export function deliveryFilterWords(filter: DeliveryFilter): string {
  const { status, eventTypes = [], attempts, event } = filter;
  return [
    status && statusWords(status),
    eventTypes.length > 0 ? eventTypes.join(t(' or ')) : undefined,
    timeWords(filter),
    attempts === undefined ? undefined : t('attempts contain “{0}”', attempts),
    event === undefined ? undefined : t('event contains “{0}”', event),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
