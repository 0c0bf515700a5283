import type { Telnyx } from 'telnyx';
import type { Ground } from './ground.ts';
import type { NumberRecord } from './number-record.ts';
import { iso } from './time.ts';

type Detailed = Telnyx.NumbersPhoneNumberDetailed;
type Slim = Telnyx.PhoneNumberSlimListResponse;
type Deleted = Telnyx.PhoneNumberDeleteResponse.Data;

/** Voice and emergency values that a number mirrors and cannot change itself. */
function mirrors(record: NumberRecord) {
  const { voice } = record;
  return {
    call_forwarding_enabled: voice.call_forwarding.call_forwarding_enabled ?? true,
    call_recording_enabled: voice.call_recording.inbound_call_recording_enabled ?? false,
    caller_id_name_enabled: record.callerIdName,
    cnam_listing_enabled: voice.cnam_listing.cnam_listing_enabled ?? false,
    hd_voice_enabled: record.hdVoice,
    t38_fax_gateway_enabled: voice.media_features.t38_fax_gateway_enabled ?? false,
    emergency_enabled: record.emergency.enabled,
  };
}

function dates(record: NumberRecord) {
  return {
    created_at: iso(record.createdAt),
    purchased_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
    activated_at: record.activatedAt === null ? null : iso(record.activatedAt),
  };
}

/** A number as operations 5, 15 and 16 show it. */
export function detailed(ground: Ground, record: NumberRecord): Detailed {
  return {
    id: record.id,
    record_type: 'phone_number',
    phone_number: record.phoneNumber,
    country_iso_alpha2: record.country,
    status: record.status,
    phone_number_type: record.type,
    source_type: record.sourceType,
    tags: record.tags,
    external_pin: record.externalPin,
    customer_reference: record.customerReference,
    connection_id: record.connectionId,
    connection_name: ground.connectionName(record.connectionId),
    billing_group_id: record.billingGroupId,
    messaging_profile_id: record.messagingProfileId,
    messaging_profile_name: ground.profileName(record.messagingProfileId),
    messaging_campaign_id: record.campaignId,
    emergency_address_id: record.emergency.addressId,
    emergency_status: record.emergency.status,
    deletion_lock_enabled: record.deletionLock,
    inbound_call_screening: record.voice.inbound_call_screening,
    ...mirrors(record),
    ...dates(record),
  };
}

/** The same number while the messaging service is down: without its fields (D11). */
export function withoutMessaging(ground: Ground, record: NumberRecord): Detailed {
  const shown = detailed(ground, record);
  delete shown.messaging_profile_id;
  delete shown.messaging_profile_name;
  delete shown.messaging_campaign_id;
  return shown;
}

/** The fields of a type that allows no null: what is not set is left out. */
function present(record: NumberRecord) {
  return {
    ...(record.externalPin === null ? {} : { external_pin: record.externalPin }),
    ...(record.customerReference === null ? {} : { customer_reference: record.customerReference }),
    ...(record.connectionId === null ? {} : { connection_id: record.connectionId }),
    ...(record.billingGroupId === null ? {} : { billing_group_id: record.billingGroupId }),
    ...(record.emergency.addressId === null ? {} : { emergency_address_id: record.emergency.addressId }),
  };
}

/** A number as operation 13 shows it. Tags and connection name come only when asked for, and untyped (D12). */
export function slim(
  ground: Ground,
  record: NumberRecord,
  include: { readonly tags: boolean; readonly connection: boolean },
): Slim {
  return {
    id: record.id,
    record_type: 'phone_number_slim',
    phone_number: record.phoneNumber,
    country_iso_alpha2: record.country,
    status: record.status,
    phone_number_type: record.type,
    emergency_status: record.emergency.status,
    inbound_call_screening: record.voice.inbound_call_screening,
    ...present(record),
    ...mirrors(record),
    ...dates(record),
    ...(include.tags ? { tags: record.tags } : {}),
    ...(include.connection ? { connection_name: ground.connectionName(record.connectionId) } : {}),
  };
}

/** The last representation of a number, as operation 17 gives it back. */
export function deleted(ground: Ground, record: NumberRecord): Deleted {
  const connection = ground.connectionName(record.connectionId);
  const profile = ground.profileName(record.messagingProfileId);
  return {
    id: record.id,
    record_type: 'phone_number',
    phone_number: record.phoneNumber,
    status: 'deleted',
    phone_number_type: record.plainType,
    tags: record.tags,
    deletion_lock_enabled: record.deletionLock,
    ...present(record),
    ...(connection === null ? {} : { connection_name: connection }),
    ...(record.messagingProfileId === null ? {} : { messaging_profile_id: record.messagingProfileId }),
    ...(profile === null ? {} : { messaging_profile_name: profile }),
    ...mirrors(record),
    ...dates(record),
  };
}
