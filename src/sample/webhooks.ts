import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { notFound, ok, unprocessable, type Answer } from './envelope.ts';
import { messagingPages, page } from './page.ts';
import type { Delivery } from './webhook-history.ts';
import { withSignatures } from './webhook-sign.ts';

type Test = (delivery: Delivery) => boolean;

/** A delivery as it is sent: the SDK's type, but for the attempts Telnyx shows in other shapes (D21). */
type Sent = Omit<Telnyx.WebhookDelivery, 'attempts'> & Pick<Delivery, 'attempts'>;

function timeTests(call: Call, field: 'started_at' | 'finished_at'): Test[] {
  const bound = (operator: 'gte' | 'lte'): number | undefined => {
    const text = call.query.one(`filter[${field}][${operator}]`);
    if (text === undefined) return undefined;
    const time = Date.parse(text);
    if (Number.isNaN(time)) throw unprocessable('must be an ISO 8601 date-time', `/filter/${field}`);
    return time;
  };
  const low = bound('gte') ?? -Infinity;
  const high = bound('lte') ?? Infinity;
  return [(delivery) => Date.parse(delivery[field]) >= low && Date.parse(delivery[field]) <= high];
}

function tests(call: Call): Test[] {
  const { query } = call;
  const status = query.one('filter[status][eq]');
  const events = query.one('filter[event_type]')?.split(',');
  const webhook = query.one('filter[webhook][contains]');
  const tries = query.one('filter[attempts][contains]');
  if (status !== undefined && status !== 'delivered' && status !== 'failed') {
    throw unprocessable('must be delivered or failed', '/filter/status');
  }
  return [
    ...(status === undefined ? [] : [(row: Delivery) => row.status === status]),
    ...(events === undefined ? [] : [(row: Delivery) => events.includes(row.webhook.event_type ?? '')]),
    ...(webhook === undefined ? [] : [(row: Delivery) => JSON.stringify(row.webhook).includes(webhook)]),
    ...(tries === undefined ? [] : [(row: Delivery) => JSON.stringify(row.attempts).includes(tries)]),
    ...timeTests(call, 'started_at'),
    ...timeTests(call, 'finished_at'),
  ];
}

/** Operation 38. */
export function listDeliveries(call: Call): Answer {
  const wanted = tests(call);
  const rows = call.account.deliveries.rows().filter((delivery) => wanted.every((test) => test(delivery)));
  return page(call, messagingPages, rows, (delivery): Sent => withSignatures(delivery));
}

/** Operation 39: by the delivery's own id, not by that of its webhook. */
export function getDelivery(call: Call): Answer {
  const delivery = call.account.deliveries.rows().find((row) => row.id === call.id);
  if (!delivery) throw notFound();
  return ok<{ data: Sent }>({ data: withSignatures(delivery) });
}
