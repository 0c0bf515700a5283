import * as v from 'valibot';
import { decoder, flag, id, listOf, text, unavailable } from '../resources/decode.ts';

/** A text, or null where the number is known to have none; undefined where the list does not tell. */
export const known = v.fallback(v.optional(v.union([v.string(), v.null()])), undefined);

/** What can be found of a number in a row of operations 5 and 15. */
const record = v.object({
  id,
  phone_number: text,
  status: text,
  phone_number_type: text,
  country_iso_alpha2: text,
  source_type: known,
  tags: listOf(v.string()),
  connection_id: known,
  connection_name: known,
  billing_group_id: known,
  messaging_profile_id: known,
  messaging_profile_name: known,
  customer_reference: known,
  emergency_status: known,
  deletion_lock_enabled: flag,
  purchased_at: text,
});

export type NumberRecord = v.InferOutput<typeof record>;
export const decodeNumber = decoder(record);

/** What a record tells, if the service that knows it answered. */
export const toldOf = (value: string | null | undefined) => (value === unavailable ? undefined : value);

/** The old spelling of a type means the same as the new one. */
export const typeOf = (type: string | undefined) => (type === 'tollfree' ? 'toll_free' : type);
