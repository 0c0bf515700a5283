import * as v from 'valibot';
import { decodeAttempt } from '../webhooks/attempt.ts';
import { decoder, id, maybe, text } from './decode.ts';

const record = v.object({
  id,
  status: text,
  started_at: text,
  finished_at: text,
  webhook: maybe(v.object({ id: text, event_type: text, occurred_at: text })),
  attempts: maybe(
    v.pipe(
      v.array(v.unknown()),
      v.transform((list) => list.flatMap((raw) => decodeAttempt(raw) ?? [])),
    ),
  ),
});

/** A webhook delivery of operations 38 and 39. */
export type Delivery = v.InferOutput<typeof record>;

const decode = decoder(record);
const decoded = new WeakMap<object, Delivery | undefined>();

/** Decodes a delivery, once for each record: rows and what they add up to need the same. */
export function decodeDelivery(raw: unknown): Delivery | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  if (!decoded.has(raw)) decoded.set(raw, decode(raw));
  return decoded.get(raw);
}
