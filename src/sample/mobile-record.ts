import type { Telnyx } from 'telnyx';
import type { Ground } from './ground.ts';
import { otherId } from './ids.ts';
import { at, Random } from './random.ts';
import { day, hour, iso } from './time.ts';

type Mobile = Telnyx.MobilePhoneNumber;

/** A mobile number, complete; what the PATCH of operation 26 may change is writable. */
export type MobileRecord = { -readonly [K in keyof Mobile]-?: Mobile[K] };

// Reserved for fiction, and apart from the ranges of ordinary numbers.
const lines: readonly (readonly [string, string, number])[] = [
  ['US', '+177955501', 2],
  ['GB', '+4477009008', 2],
  ['FR', '+336399890', 2],
  ['AU', '+614915708', 2],
];

const owners = ['van', 'driver', 'on-call', 'field', 'spare'];

function makeOne(
  ground: Ground,
  random: Random,
  index: number,
  phoneNumber: string,
  country: string,
): MobileRecord {
  const owner = random.pick(owners);
  const connection = random.chance(0.7) ? at(ground.choices.connections, 5) : undefined;
  const created = ground.epoch - (2 + index * 19) * day;
  const app = { interception_app_id: null, interception_app_name: null };
  const recorded = random.chance(0.2);
  return {
    id: otherId(4, index),
    record_type: 'mobile_phone_number',
    phone_number: phoneNumber,
    country_iso_alpha2: country,
    status: index === 21 ? 'disabled' : 'active',
    sim_card_id: random.uuid(),
    mobile_voice_enabled: index !== 17,
    connection_id: connection?.id ?? null,
    connection_name: connection?.connection_name ?? null,
    connection_type: connection?.record_type ?? null,
    customer_reference: random.chance(0.8) ? `${owner.toUpperCase()}-${random.between(10, 99)}` : null,
    tags: ['mobile', owner],
    caller_id_name_enabled: random.chance(0.3),
    inbound_call_screening: index % 6 === 5 ? null : 'disabled',
    noise_suppression: random.pick(['inbound', 'outbound', 'both', 'disabled'] as const),
    call_forwarding: { call_forwarding_enabled: false, forwarding_type: null, forwards_to: null },
    call_recording: {
      inbound_call_recording_enabled: recorded,
      inbound_call_recording_format: 'mp3',
      inbound_call_recording_channels: 'single',
    },
    cnam_listing: { cnam_listing_enabled: false, cnam_listing_details: null },
    inbound: app,
    outbound: index === 9 ? { interception_app_id: otherId(5, 1), interception_app_name: 'Call notes' } : app,
    created_at: iso(created),
    updated_at: iso(created + random.between(1, 40) * hour),
  };
}

/** The thirty mobile numbers of the business, newest first. */
export function makeMobile(ground: Ground): readonly MobileRecord[] {
  const random = new Random(ground.settings.seed, 'mobile');
  const used = new Set<string>();
  return Array.from({ length: 30 }, (_, index) => {
    const [country, prefix, digits] = at(lines, index);
    let phoneNumber = prefix + random.digits(digits);
    while (used.has(phoneNumber)) phoneNumber = prefix + random.digits(digits);
    used.add(phoneNumber);
    return makeOne(ground, random, index, phoneNumber, country);
  });
}
