import type { Ground } from './ground.ts';
import type { BodyReader } from './reader.ts';
import type { NumberRecord } from './number-record.ts';

/** Does one checked change to a number. */
export type Apply = (record: NumberRecord) => void;

/**
 * How a PATCH is understood, in one place. Telnyx documents none of this; these are the sample account's choices:
 * nested objects are merged, `tags` replaces the whole list, the empty text clears a connection, billing group,
 * address, customer reference or PIN, and `null` is refused where the SDK's type does not allow it.
 */
export function readNumberChange(ground: Ground, body: BodyReader): Apply[] {
  const applies: Apply[] = [];
  const set = <T>(value: T | undefined, apply: (record: NumberRecord, value: T) => void): void => {
    if (value !== undefined) applies.push((record) => apply(record, value));
  };
  const orEmpty = (known: (id: string) => boolean) => (id: string) => id === '' || known(id);
  const cleared = (value: string): string | null => (value === '' ? null : value);

  set(body.tags(), (record, tags) => (record.tags = tags));
  set(
    body.text('external_pin', { most: 20, pattern: /^[0-9A-Za-z]*$/, wanted: 'must be letters and digits' }),
    (record, pin) => {
      record.externalPin = cleared(pin);
    },
  );
  set(body.text('customer_reference'), (record, text) => (record.customerReference = cleared(text)));
  set(body.text('connection_id', { known: orEmpty(ground.hasConnection) }), (record, id) => {
    record.connectionId = cleared(id);
  });
  set(body.text('billing_group_id', { known: orEmpty(ground.hasBillingGroup) }), (record, id) => {
    record.billingGroupId = cleared(id);
  });
  set(body.flag('hd_voice_enabled'), (record, enabled) => (record.hdVoice = enabled));
  return applies;
}

/** The address of a number is taken by operation 16 alone. */
export function readAddressChange(ground: Ground, body: BodyReader): Apply[] {
  const id = body.text('address_id', { known: (value) => value === '' || ground.hasAddress(value) });
  return id === undefined ? [] : [(record) => (record.addressId = id === '' ? null : id)];
}
