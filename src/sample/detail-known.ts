import type { Telnyx } from 'telnyx';
import { messageOwner } from './detail-owners.ts';
import { phone, price, type DetailRecord } from './detail-record.ts';
import type { Ground } from './ground.ts';
import { makeMobile, type MobileRecord } from './mobile-record.ts';
import { at as entry, type Random } from './random.ts';
import { iso, minute } from './time.ts';

// Only seven types have a published schema; their makers answer to the SDK's types.
function known(record: Telnyx.DetailRecordListResponse): DetailRecord {
  return { ...record };
}

export function message(ground: Ground, random: Random, at: number, nth: number): DetailRecord {
  const inbound = random.chance(0.3);
  const owner = messageOwner(ground, nth);
  const profile = owner?.profile ?? random.pick(ground.choices.profiles);
  const own = { phone: owner?.phoneNumber ?? phone(random), country: owner?.country ?? 'US' };
  const other = { phone: phone(random), country: 'US' };
  const failed = random.chance(0.05);
  const done = at + random.between(400, 9000);
  return known({
    record_type: 'message_detail_record',
    uuid: random.uuid(),
    user_id: ground.business.userId,
    profile_id: profile.id,
    profile_name: profile.name,
    direction: inbound ? 'inbound' : 'outbound',
    message_type: random.chance(0.94) ? 'SMS' : 'MMS',
    status: failed
      ? random.pick(['gw_timeout', 'dlr_timeout', 'gw_reject', 'failed'] as const)
      : inbound
        ? 'received'
        : 'delivered',
    delivery_status: failed ? 'failed' : 'delivered',
    delivery_status_webhook_url: 'https://hooks.northwind.example/telnyx/messages',
    cli: inbound ? other.phone : own.phone,
    cld: inbound ? own.phone : other.phone,
    carrier: 'Example Mobile',
    carrier_fee: '0.003',
    country_code: inbound ? own.country : other.country,
    source_country_code: inbound ? other.country : own.country,
    mcc: '310',
    mnc: '410',
    on_net: false,
    fteu: random.chance(0.9),
    parts: random.between(1, 3),
    errors: failed ? ['40002'] : [],
    tags: random.pick(['', 'support,eu', 'marketing', 'reminders,us']),
    rate: '0.004',
    cost: price(random, 40, 160),
    currency: 'USD',
    created_at: iso(at),
    sent_at: iso(at + 150),
    completed_at: iso(done),
    updated_at: iso(done),
  });
}

const mobile = new WeakMap<Ground, readonly MobileRecord[]>();

/** The mobile numbers as they were when the account began. */
function mobileOf(ground: Ground): readonly MobileRecord[] {
  const made = mobile.get(ground) ?? makeMobile(ground);
  mobile.set(ground, made);
  return made;
}

export function conference(ground: Ground, random: Random, at: number): DetailRecord {
  const seconds = random.between(120, 3600);
  const people = random.between(2, 9);
  return known({
    record_type: 'conference_detail_record',
    id: random.uuid(),
    name: random.pick(['Monday stand-up', 'Depot call', 'Customer review']),
    region: random.pick(['US', 'Europe']),
    connection_id: entry(ground.choices.connections, 11).id,
    call_leg_id: random.uuid(),
    call_session_id: random.uuid(),
    call_sec: seconds,
    participant_call_sec: seconds * people,
    participant_count: people,
    is_telnyx_billable: true,
    started_at: iso(at),
    ended_at: iso(at + seconds * 1000),
    expires_at: iso(at + 240 * minute),
    user_id: ground.business.userId,
  });
}

export function participant(ground: Ground, random: Random, at: number): DetailRecord {
  const seconds = random.between(60, 3000);
  return known({
    record_type: 'conference_participant_detail_record',
    id: random.uuid(),
    conference_id: random.uuid(),
    call_leg_id: random.uuid(),
    call_session_id: random.uuid(),
    originating_number: phone(random),
    destination_number: phone(random),
    call_sec: seconds,
    billed_sec: Math.ceil(seconds / 60) * 60,
    joined_at: iso(at),
    left_at: iso(at + seconds * 1000),
    is_telnyx_billable: true,
    rate: '0.002',
    rate_measured_in: 'minutes',
    cost: price(random, 20, 900),
    currency: 'USD',
    user_id: ground.business.userId,
  });
}

export function amd(ground: Ground, random: Random, at: number): DetailRecord {
  const connection = entry(ground.choices.connections, 4);
  const group = entry(ground.choices.billingGroups, 3);
  return known({
    record_type: 'amd_detail_record',
    id: random.uuid(),
    feature: 'PREMIUM',
    invoked_at: iso(at),
    connection_id: connection.id,
    connection_name: connection.connection_name,
    billing_group_id: group.id,
    billing_group_name: group.name,
    call_leg_id: random.uuid(),
    call_session_id: random.uuid(),
    is_telnyx_billable: true,
    rate: '0.0065',
    rate_measured_in: 'invocations',
    cost: '0.0065',
    currency: 'USD',
    tags: 'reminders',
  });
}

export function verify(_: Ground, random: Random, at: number): DetailRecord {
  return known({
    record_type: 'verification_detail_record',
    id: random.uuid(),
    verify_profile_id: random.uuid(),
    verify_channel_id: random.uuid(),
    verify_channel_type: random.pick(['sms', 'call', 'flashcall', 'psd2'] as const),
    verification_status: random.pick(['accepted', 'accepted', 'expired', 'pending']),
    delivery_status: random.chance(0.95) ? 'delivered' : 'failed',
    destination_phone_number: phone(random),
    rate: '0.03',
    rate_measured_in: 'verifications',
    verify_usage_fee: '0.03000',
    currency: 'USD',
    created_at: iso(at),
    updated_at: iso(at + 20_000),
  });
}

/** Data of SIM cards: here the cost is a number, unlike all other money. */
export function wireless(ground: Ground, random: Random, at: number, nth: number): DetailRecord {
  const { phone_number, sim_card_id } = entry(mobileOf(ground), nth);
  return known({
    record_type: 'sim_card_usage',
    id: random.uuid(),
    sim_card_id,
    sim_card_tags: random.pick(['van', 'van,spare', 'field']),
    sim_group_id: random.uuid(),
    sim_group_name: 'Vans',
    imsi: `31024${random.digits(10)}`,
    mcc: '310',
    mnc: '240',
    phone_number,
    ip_address: `192.0.2.${random.between(1, 254)}`,
    uplink_data: random.between(10, 4000) / 10,
    downlink_data: random.between(10, 90_000) / 10,
    data_unit: 'MB',
    data_rate: '0.06000',
    data_cost: random.between(1, 5400) / 1000,
    currency: 'USD',
    created_at: iso(at),
    closed_at: iso(at + 30 * minute),
  });
}

export function storage(ground: Ground, random: Random, at: number): DetailRecord {
  return known({
    record_type: 'media_storage',
    id: random.uuid(),
    asset_id: random.uuid(),
    action_type: random.pick(['upload', 'download', 'delete']),
    link_channel_id: random.uuid(),
    link_channel_type: 'voice',
    org_id: ground.business.organizationId,
    user_id: ground.business.userId,
    webhook_id: random.uuid(),
    status: 'success',
    rate: '0.0001',
    rate_measured_in: 'events',
    cost: '0.00010',
    currency: 'USD',
    created_at: iso(at),
  });
}
