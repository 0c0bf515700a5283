import type { Telnyx } from 'telnyx';
import type { Ground } from './ground.ts';
import type { Random } from './random.ts';
import { at as entry } from './random.ts';
import { iso, minute } from './time.ts';

type Records = Telnyx.DetailRecordListResponse;
export type DetailRecord = Readonly<Record<string, unknown>> & { readonly record_type: string };

/** How one type of detail record is invented, and which of its fields tells when it happened. */
export interface DetailType {
  readonly name: string;
  readonly count: number;
  readonly time: string;
  readonly make: (ground: Ground, random: Random, at: number) => DetailRecord;
}

function phone(random: Random): string {
  return `+1${random.pick(['312', '206', '646', '512'])}55501${random.digits(2)}`;
}

/** Amounts in detail records have three decimals or more. */
function price(random: Random, low: number, high: number): string {
  return (random.between(low, high) / 10_000).toFixed(random.chance(0.5) ? 4 : 5);
}

// Only seven types have a published schema; their makers answer to the SDK's types.
type Message = Extract<Records, { uuid?: string }>;
type Known = Message | Records;
function known(record: Known): DetailRecord {
  return { ...record };
}

function message(ground: Ground, random: Random, at: number): DetailRecord {
  const direction = random.chance(0.3) ? 'inbound' : 'outbound';
  const profile = random.pick(ground.choices.profiles);
  const failed = random.chance(0.05);
  const done = at + random.between(400, 9000);
  return known({
    record_type: 'message_detail_record',
    uuid: random.uuid(),
    user_id: ground.business.userId,
    profile_id: profile.id,
    profile_name: profile.name,
    direction,
    message_type: random.chance(0.94) ? 'SMS' : 'MMS',
    status: failed
      ? random.pick(['gw_timeout', 'dlr_timeout', 'gw_reject', 'failed'] as const)
      : direction === 'inbound'
        ? 'received'
        : 'delivered',
    delivery_status: failed ? 'failed' : 'delivered',
    delivery_status_webhook_url: 'https://hooks.northwind.example/telnyx/messages',
    cli: phone(random),
    cld: phone(random),
    carrier: 'Example Mobile',
    carrier_fee: '0.003',
    country_code: 'US',
    source_country_code: 'US',
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

function conference(ground: Ground, random: Random, at: number): DetailRecord {
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

function participant(ground: Ground, random: Random, at: number): DetailRecord {
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

function amd(ground: Ground, random: Random, at: number): DetailRecord {
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

function verify(_: Ground, random: Random, at: number): DetailRecord {
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
function wireless(_: Ground, random: Random, at: number): DetailRecord {
  return known({
    record_type: 'sim_card_usage',
    id: random.uuid(),
    sim_card_id: random.uuid(),
    sim_card_tags: random.pick(['van', 'van,spare', 'field']),
    sim_group_id: random.uuid(),
    sim_group_name: 'Vans',
    imsi: `31024${random.digits(10)}`,
    mcc: '310',
    mnc: '240',
    phone_number: phone(random),
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

function storage(ground: Ground, random: Random, at: number): DetailRecord {
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

/** A type without a schema: free objects, no two types quite alike, none with `created_at`. */
function free(
  recordType: string,
  extra: (random: Random) => Readonly<Record<string, unknown>>,
): DetailType['make'] {
  return (ground, random, at) => {
    const seconds = random.between(1, 900);
    return {
      record_type: recordType,
      id: random.uuid(),
      connection_id: random.pick(ground.choices.connections).id,
      call_session_id: random.uuid(),
      started_at: iso(at),
      answered_at: random.chance(0.85) ? iso(at + 4000) : null,
      finished_at: iso(at + seconds * 1000),
      call_sec: seconds,
      billed_sec: Math.ceil(seconds / 6) * 6,
      rate: '0.00500',
      rate_measured_in: 'minutes',
      cost: price(random, 5, 700),
      currency: 'USD',
      tags: random.pick(['', 'support', 'sales,us']),
      ...extra(random),
    };
  };
}

function call(random: Random): Readonly<Record<string, unknown>> {
  return {
    cli: phone(random),
    cld: phone(random),
    direction: random.pick(['inbound', 'outbound']),
    hangup_code: 200,
  };
}

function spoken(model: string) {
  return (random: Random) => ({
    model,
    language: random.pick(['en-US', 'de-DE', 'fr-FR']),
    options: { beep: random.chance(0.5) },
  });
}

const none = () => ({});

/** All twenty-one types by the name the filter takes; the name inside the record is another one. */
export const detailTypes: readonly DetailType[] = [
  { name: 'messaging', count: 600, time: 'created_at', make: message },
  { name: 'sip-trunking', count: 420, time: 'started_at', make: free('sip_trunking_detail_record', call) },
  { name: 'call-control', count: 320, time: 'started_at', make: free('call_control_detail_record', call) },
  { name: 'conference', count: 40, time: 'started_at', make: conference },
  { name: 'conference-participant', count: 130, time: 'joined_at', make: participant },
  { name: 'amd', count: 80, time: 'invoked_at', make: amd },
  { name: 'verify', count: 110, time: 'created_at', make: verify },
  { name: 'wireless', count: 90, time: 'created_at', make: wireless },
  { name: 'media_storage', count: 60, time: 'created_at', make: storage },
  {
    name: 'ai-voice-assistant',
    count: 45,
    time: 'started_at',
    make: free('ai_voice_assistant_detail_record', spoken('assistant-1')),
  },
  {
    name: 'embedding',
    count: 20,
    time: 'started_at',
    make: free('embedding_detail_record', (random) => ({ tokens: random.between(10, 4000) })),
  },
  {
    name: 'fax',
    count: 35,
    time: 'started_at',
    make: free('fax_detail_record', (random) => ({ page_count: random.between(1, 12) })),
  },
  {
    name: 'inference',
    count: 30,
    time: 'started_at',
    make: free('inference_detail_record', (random) => ({ tokens: random.between(10, 9000) })),
  },
  {
    name: 'inference-speech-to-text',
    count: 25,
    time: 'started_at',
    make: free('inference_stt_detail_record', spoken('stt-1')),
  },
  {
    name: 'media-streaming',
    count: 40,
    time: 'started_at',
    make: free('media_streaming_detail_record', none),
  },
  {
    name: 'noise-suppression',
    count: 40,
    time: 'started_at',
    make: free('noise_suppression_detail_record', none),
  },
  {
    name: 'recording',
    count: 90,
    time: 'started_at',
    make: free('recording_detail_record', (random) => ({ channels: random.pick(['single', 'dual']) })),
  },
  { name: 'siprec-client', count: 12, time: 'started_at', make: free('siprec_client_detail_record', none) },
  { name: 'stt', count: 50, time: 'started_at', make: free('stt_detail_record', spoken('stt-2')) },
  { name: 'tts', count: 50, time: 'started_at', make: free('tts_detail_record', spoken('voice-2')) },
  { name: 'webrtc', count: 60, time: 'started_at', make: free('webrtc_detail_record', call) },
];
