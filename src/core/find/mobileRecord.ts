import * as v from 'valibot';
import type { FilterField } from './query.ts';
import { decoder, id, listOf, text } from '../resources/decode.ts';
import { known } from './record.ts';

/** What can be found of a mobile number in a row of operations 24 and 25. */
const record = v.pipe(
  v.object({
    id,
    phone_number: text,
    status: text,
    country_iso_alpha2: text,
    tags: listOf(v.string()),
    connection_id: known,
    connection_name: known,
    customer_reference: known,
    sim_card_id: text,
    created_at: text,
  }),
  v.transform((own) => ({ ...own, family: 'mobile' as const })),
);

export type MobileRecord = v.InferOutput<typeof record>;
export const decodeMobile = decoder(record);

/** The type of all of them: no record tells one, it is what they are. Ordinary numbers can be of the type `mobile`. */
export const mobileType = 'mobile_phone_number';

/** Fields that no operation tells or takes of a mobile number. */
export const inapplicableToMobile = [
  'source',
  'billingGroup',
  'emergency',
  'payment',
  'lock',
] as const satisfies readonly FilterField[];
