import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { ok, unprocessable, type Answer } from './envelope.ts';
import type { Ground } from './ground.ts';
import type { NumberRecord } from './number-record.ts';
import { numberOf } from './numbers.ts';
import { messagingPages, page, type Rows } from './page.ts';
import { Random } from './random.ts';
import { BodyReader } from './reader.ts';
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
function bareType(record: NumberRecord): 'tollfree' | 'longcode' {
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

function chosen(call: Call): Rows<NumberRecord> {
  const { account, query } = call;
  const profile = query.one('filter[messaging_profile_id]');
  const exact = query.one('filter[phone_number]');
  const part = query.one('filter[phone_number][contains]');
  const type = query.one('filter[type]');
  const sort = query.one('sort[phone_number]');
  if (type !== undefined && !['tollfree', 'longcode', 'shortcode'].includes(type)) {
    throw unprocessable('must be one of tollfree, longcode, shortcode', '/filter/type');
  }
  if (sort !== undefined && sort !== 'asc' && sort !== 'desc') {
    throw unprocessable('must be asc or desc', '/sort', 'Invalid sorting value');
  }
  if ([profile, exact, part, type, sort].every((value) => value === undefined)) return account.numbers.rows();
  const wanted = exact === undefined ? undefined : new Set(exact.split(','));
  const found = account.numbers
    .all()
    .filter(
      (record) =>
        (profile === undefined || record.messagingProfileId === profile) &&
        (wanted === undefined || wanted.has(record.phoneNumber)) &&
        (part === undefined || record.phoneNumber.includes(part)) &&
        (type === undefined || bareType(record) === type),
    );
  if (sort === undefined) return found;
  const direction = sort === 'asc' ? 1 : -1;
  return found.sort((a, b) => (a.phoneNumber < b.phoneNumber ? -direction : direction));
}

/** Operation 12. */
export function listMessaging(call: Call): Answer {
  return page(call, messagingPages, chosen(call), (record) => messagingSettings(call.account, record));
}

/** Operation 20. */
export function getMessaging(call: Call): Answer {
  const data = messagingSettings(call.account, numberOf(call));
  return ok<Telnyx.PhoneNumbers.MessagingRetrieveResponse>({ data });
}

/** Operation 21: the empty text takes the profile away, null keeps it. */
export function patchMessaging(call: Call): Answer {
  const { account } = call;
  const record = numberOf(call);
  const body = new BodyReader(call.body);
  const profile = body.textOrNull('messaging_profile_id', {
    known: (id) => id === '' || account.hasProfile(id),
  });
  const product = body.textOrNull('messaging_product', {
    most: 40,
    pattern: /\S/,
    wanted: 'must not be empty',
  });
  const tags = body.texts('tags');
  if (profile && !canText(record))
    body.complain('messaging_profile_id', 'The number cannot send or receive messages.');
  body.refuseOthers().done();
  account.audit.watch(record, 'update', () => {
    if (typeof profile === 'string') record.messagingProfileId = profile === '' ? null : profile;
    if (typeof product === 'string') record.messagingProduct = product;
    if (tags) record.tags = tags;
    record.updatedAt = account.now();
  });
  return ok<Telnyx.PhoneNumbers.MessagingUpdateResponse>({ data: messagingSettings(account, record) });
}
