import * as v from 'valibot';
import { decodeDelivery } from '../resources/delivery.ts';
import type { Attempt } from '../webhooks/attempt.ts';
import { explain } from '../webhooks/codes.ts';
import { endpointOf } from '../webhooks/endpoint.ts';
import { defineTool } from './tool.ts';

/** Operation 39: the tries of a delivery and what is known of their outcomes. Neither headers nor bodies nor payload. */
export const explainDelivery = defineTool(
  v.strictObject({ delivery: v.pipe(v.string(), v.minLength(1)) }),
  async ({ door, name }, { delivery: id }, signal) => {
    const delivery = await door.read(
      (sdk, options) => sdk.webhookDeliveries.retrieve(id, options),
      decodeDelivery,
      signal,
    );
    const attempts = delivery?.attempts;
    return {
      account: name,
      id: delivery?.id ?? 'unknown',
      status: delivery?.status ?? 'unknown',
      event_type: delivery?.webhook?.event_type ?? 'unknown',
      occurred_at: delivery?.webhook?.occurred_at ?? 'unknown',
      attempts: attempts?.map(attemptOf) ?? 'unknown',
    };
  },
);

function attemptOf(attempt: Attempt) {
  const { status, startedAt, milliseconds, url, httpStatus, errors } = attempt;
  const [error] = errors;
  const outcome = {
    ...(httpStatus !== undefined && { httpStatus }),
    ...(error?.code !== undefined && { code: error.code }),
    ...(error?.words !== undefined && { words: error.words }),
  };
  const failed = status !== 'delivered';
  return {
    status: status ?? 'unknown',
    started_at: startedAt ?? 'unknown',
    milliseconds: milliseconds ?? 'unknown',
    // What stands behind the question mark may be a secret.
    endpoint: url === undefined ? 'unknown' : endpointOf(url),
    http_status: httpStatus ?? 'no answer',
    ...(failed && { explanation: explain(outcome) }),
  };
}
