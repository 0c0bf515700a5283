import type { Telnyx } from 'telnyx';
import type { Ground } from './ground.ts';
import type { NumberRecord } from './number-record.ts';
import { Random } from './random.ts';
import { iso } from './time.ts';

type Settings = Telnyx.PhoneNumberWithMessagingSettings;
type FeatureSet = Telnyx.MessagingFeatureSet;

const northAmerica: ReadonlySet<string> = new Set(['US', 'CA']);

/** Whether the number can send and receive text messages at all. */
export function canText(record: NumberRecord): boolean {
  return northAmerica.has(record.country) || record.plainType === 'mobile' || record.plainType === 'local';
}

function features(record: NumberRecord): { sms: FeatureSet | null; mms: FeatureSet | null } {
  const american = northAmerica.has(record.country);
  const domestic = { domestic_two_way: true, international_inbound: true, international_outbound: !american };
  return {
    sms: canText(record) ? domestic : null,
    mms: american ? { ...domestic, international_inbound: false, international_outbound: false } : null,
  };
}

/** The type without hyphens: what the filter takes. The object shows either spelling (D5). */
export function bareType(record: NumberRecord): 'tollfree' | 'longcode' {
  return record.plainType === 'toll_free' ? 'tollfree' : 'longcode';
}

function spelled(record: NumberRecord): NonNullable<Settings['type']> {
  const bare = bareType(record);
  if (record.index % 3 === 0) return bare;
  return bare === 'tollfree' ? 'toll-free' : 'long-code';
}

/** Ratios are fractions for some numbers and percentages for others: both forms are published. */
function health(ground: Ground, record: NumberRecord): NonNullable<Settings['health']> {
  const random = new Random(ground.settings.seed, 'health', record.index);
  const scale = record.index % 7 === 0 ? 100 : 1;
  const ratio = (low: number, high: number): number => (random.between(low, high) * scale) / 100;
  return {
    message_count: canText(record) ? random.between(0, 4200) : 0,
    inbound_outbound_ratio: ratio(20, 95),
    success_ratio: ratio(90, 100),
    spam_ratio: ratio(0, 6),
  };
}

/** The messaging settings of a number, as operations 12, 20 and 21 show them. */
export function messagingSettings(ground: Ground, record: NumberRecord): Settings {
  return {
    id: record.id,
    record_type: record.index % 2 === 0 ? 'messaging_phone_number' : 'messaging_settings',
    phone_number: record.phoneNumber,
    country_code: record.country,
    type: spelled(record),
    messaging_profile_id: record.messagingProfileId,
    messaging_product: record.messagingProduct,
    eligible_messaging_products: northAmerica.has(record.country) ? ['A2P', 'P2P'] : ['A2P'],
    traffic_type: record.messagingProduct,
    features: features(record),
    health: health(ground, record),
    organization_id: ground.business.organizationId,
    tags: record.tags,
    created_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
  };
}
