import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { notFound, ok, type Answer } from './envelope.ts';
import { BodyReader } from './reader.ts';

type Shown = Telnyx.MessagingNumbersBulkUpdateCreateResponse &
  Telnyx.MessagingNumbersBulkUpdateRetrieveResponse;
type Order = NonNullable<ReturnType<Call['account']['bulkOrders']['look']>>;

function show(order: Order): Answer {
  return ok<Shown>({
    data: {
      record_type: 'messaging_numbers_bulk_update',
      order_id: order.id,
      pending: [...order.pending],
      success: [...order.success],
      failed: [...order.failed],
    },
  });
}

/** Operation 1. A number that is not this account's, or cannot text, fails later and without a reason. */
export function createBulkUpdate(call: Call): Answer {
  const { account } = call;
  const body = new BodyReader(call.body).need('messaging_profile_id', 'numbers');
  const profile = body.text('messaging_profile_id', { known: (id) => id === '' || account.hasProfile(id) });
  const numbers = body.texts('numbers') ?? [];
  body.flag('assign_only');
  if (body.has('numbers') && numbers.length === 0) body.complain('numbers', 'must not be empty');
  for (const [index, number] of numbers.entries()) {
    if (!/^\+[1-9]\d{1,14}$/.test(number)) body.complain(`numbers/${index}`, 'must be +E.164', '10016');
  }
  body.refuseOthers().done();
  return show(account.bulkOrders.create(profile ?? '', numbers));
}

/** Operation 2. */
export function getBulkUpdate(call: Call): Answer {
  const order = call.account.bulkOrders.look(call.id);
  if (!order) throw notFound();
  return show(order);
}
