import type { Telnyx } from 'telnyx';
import { departments, hostile } from './business.ts';
import type { Choices } from './choice-lists.ts';
import { numberId } from './ids.ts';
import type { Emergency, NumberRecord } from './number-record.ts';
import { makeVoice } from './number-voice.ts';
import { Random } from './random.ts';
import type { NumberRange } from './ranges.ts';
import { hour, minute } from './time.ts';

type Detailed = Telnyx.NumbersPhoneNumberDetailed;

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
  [437, 'requirement-info-pending'],
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
