import type { Telnyx } from 'telnyx';
import { departments, hostile, type Department } from './business.ts';
import type { Choices } from './choice-lists.ts';
import { numberId } from './ids.ts';
import { Random } from './random.ts';
import type { NumberRange } from './ranges.ts';
import { day, hour, minute } from './time.ts';

type Detailed = Telnyx.NumbersPhoneNumberDetailed;
type Voice = Telnyx.PhoneNumbers.PhoneNumberWithVoiceSettings;
export type EmergencyStatus = NonNullable<Detailed['emergency_status']>;

/** Emergency calling of one number. While it is in between, `settlesAt` says when it becomes `becomes`. */
export interface Emergency {
  enabled: boolean;
  addressId: string | null;
  status: EmergencyStatus;
  settlesAt: number;
  becomes: EmergencyStatus;
  /** When it was paid for: months before stay as they were charged. */
  readonly periods: { readonly from: number; to: number }[];
}

/** The writable voice settings, complete. */
export type VoiceState = {
  -readonly [
    K in
      | 'call_forwarding'
      | 'call_recording'
      | 'cnam_listing'
      | 'media_features'
      | 'inbound_call_screening'
      | 'tech_prefix_enabled'
      | 'translated_number'
      | 'usage_payment_method'
  ]-?: NonNullable<Voice[K]>;
};

/** Everything the account knows about one number; each resource shows its own part. Times are milliseconds. */
export interface NumberRecord {
  readonly index: number;
  readonly id: string;
  readonly phoneNumber: string;
  readonly country: string;
  readonly type: Detailed['phone_number_type'];
  /** What it is charged as: the type without its old spellings. */
  readonly plainType: NumberRange['type'];
  status: Detailed['status'];
  tags: string[];
  externalPin: string | null;
  customerReference: string | null;
  connectionId: string | null;
  billingGroupId: string | null;
  addressId: string | null;
  readonly sourceType: NonNullable<Detailed['source_type']> | null;
  readonly createdAt: number;
  readonly activatedAt: number | null;
  updatedAt: number;
  deletedAt: number | null;
  deletionLock: boolean;
  hdVoice: boolean;
  callerIdName: boolean;
  bundleId: string | null;
  voice: VoiceState;
  /** The literal `UNAVAILABLE` stands where the messaging service did not answer. */
  messagingProfileId: string | null;
  campaignId: string | null;
  messagingProduct: string;
  emergency: Emergency;
}

export function plainVoice(): VoiceState {
  return {
    call_forwarding: { call_forwarding_enabled: true },
    call_recording: {
      inbound_call_recording_enabled: false,
      inbound_call_recording_format: 'wav',
      inbound_call_recording_channels: 'single',
    },
    cnam_listing: { cnam_listing_enabled: false },
    media_features: {
      rtp_auto_adjust_enabled: true,
      accept_any_rtp_packets_enabled: false,
      t38_fax_gateway_enabled: false,
    },
    inbound_call_screening: 'disabled',
    tech_prefix_enabled: false,
    translated_number: '',
    usage_payment_method: 'pay-per-minute',
  };
}

function makeVoice(random: Random, part: Department): VoiceState {
  const voice = plainVoice();
  const fax = part.reference === 'FAX';
  if (random.chance(0.12)) {
    const type = random.chance(0.5) ? 'always' : 'on-failure';
    const target = `+1312555010${random.between(0, 9)}`;
    voice.call_forwarding = { call_forwarding_enabled: true, forwarding_type: type, forwards_to: target };
  }
  if (part.tags[0] === 'support' && random.chance(0.5)) {
    voice.call_recording = {
      inbound_call_recording_enabled: true,
      inbound_call_recording_format: 'mp3',
      inbound_call_recording_channels: 'dual',
    };
  }
  if (random.chance(0.1)) {
    voice.cnam_listing = { cnam_listing_enabled: true, cnam_listing_details: 'NORTHWIND' };
  }
  voice.media_features = { ...voice.media_features, t38_fax_gateway_enabled: fax };
  if (random.chance(0.06)) voice.inbound_call_screening = random.chance(0.5) ? 'flag_calls' : 'reject_calls';
  if (random.chance(0.08)) voice.usage_payment_method = 'channel';
  return voice;
}

/** The old spellings of a type, which numbers bought before July 2023 still have. */
function spelled(
  random: Random,
  type: NumberRange['type'],
  createdAt: number,
): Detailed['phone_number_type'] {
  if (createdAt >= Date.UTC(2023, 6, 1) || !random.chance(0.4)) return type;
  if (type === 'toll_free') return 'tollfree';
  return type === 'local' ? 'longcode' : type;
}

function emergencyOf(random: Random, choices: Choices, country: string, createdAt: number): Emergency {
  const home = choices.addresses.filter((address) => address.country_code === country);
  const enabled = (country === 'US' || country === 'CA') && random.chance(0.3) && home.length > 0;
  return {
    enabled,
    addressId: enabled ? random.pick(home.slice(0, 3)).id : null,
    status: enabled ? 'active' : 'disabled',
    settlesAt: 0,
    becomes: enabled ? 'active' : 'disabled',
    periods: enabled ? [{ from: createdAt, to: Infinity }] : [],
  };
}

export interface Birth {
  readonly seed: number;
  readonly index: number;
  readonly phoneNumber: string;
  readonly range: NumberRange;
  readonly createdAt: number;
  readonly choices: Choices;
}

/** Invents one number: always the same one for the same birth. */
export function makeRecord({ seed, index, phoneNumber, range, createdAt, choices }: Birth): NumberRecord {
  const random = new Random(seed, 'number', index);
  const part = random.weighted(departments.map((entry) => [entry, entry.share] as const));
  const idOf = (list: readonly { id: string }[], found: number): string | null => list[found]?.id ?? null;
  const connection = choices.connections.findIndex((row) => row.connection_name === part.connection);
  const old = index > 20 && random.chance(0.03);
  const emergency = emergencyOf(random, choices, range.country, createdAt);
  const record: NumberRecord = {
    index,
    id: numberId(index),
    phoneNumber,
    country: range.country,
    type: spelled(random, range.type, createdAt),
    plainType: range.type,
    status: 'active',
    tags: part.tags.slice(0, random.between(1, 2)),
    externalPin: random.chance(0.2) ? random.digits(4) : null,
    customerReference: random.chance(0.85) ? `${part.reference}-${random.between(100, 999)}` : null,
    connectionId: idOf(choices.connections, connection),
    billingGroupId: idOf(
      choices.billingGroups,
      choices.billingGroups.findIndex((row) => row.name === part.group),
    ),
    addressId: emergency.addressId,
    sourceType: old ? null : random.chance(0.2) ? 'port_request' : 'number_order',
    createdAt,
    activatedAt: old ? null : createdAt + random.between(1, 30) * minute,
    updatedAt: createdAt + random.between(1, 20) * hour,
    deletedAt: null,
    deletionLock: random.chance(0.07),
    hdVoice: random.chance(0.4),
    callerIdName: random.chance(0.15),
    bundleId: null,
    voice: makeVoice(random, part),
    messagingProfileId: idOf(
      choices.profiles,
      choices.profiles.findIndex((row) => row.name === part.profile),
    ),
    campaignId: part.reference === 'MKT' && range.country === 'US' ? `C${random.hex(6).toUpperCase()}` : null,
    messagingProduct: random.chance(0.8) ? 'A2P' : 'P2P',
    emergency,
  };
  makeAwkward(record);
  return record;
}

const oddStatuses: readonly (readonly [number, Detailed['status']])[] = [
  [23, 'port-pending'],
  [31, 'requirement-info-pending'],
  [44, 'purchase-pending'],
  [58, 'requirement-info-under-review'],
  [67, 'ported-out'],
  [83, 'provision-pending'],
  [97, 'requirement-info-exception'],
  [112, 'port-out-pending'],
  [131, 'purchase-failed'],
  [149, 'port-failed'],
  [171, 'emergency-only'],
  [193, 'deleted'],
];

/** A few rows deep in the list carry what real accounts carry and careless screens trip over. */
function makeAwkward(record: NumberRecord): void {
  const odd = oddStatuses.find(([index]) => index === record.index);
  if (odd) record.status = odd[1];
  if (record.index === 61) record.tags = ['sales', hostile.markup];
  if (record.index === 74) record.customerReference = hostile.command;
  if (record.index === 88) record.customerReference = hostile.bidi;
  if (record.index === 103) record.tags = [hostile.control, hostile.long];
  if (record.index === 118) record.messagingProfileId = record.campaignId = 'UNAVAILABLE';
  if (record.index === 119) {
    Object.assign(record, {
      tags: [],
      externalPin: null,
      customerReference: null,
      connectionId: null,
      billingGroupId: null,
      messagingProfileId: null,
      campaignId: null,
      activatedAt: null,
      sourceType: null,
    });
  }
  if (record.index === 140) record.emergency.status = record.emergency.becomes = 'provisioning-failed';
}

/** How long the business has been a customer. */
export const accountAge = 1640 * day;
