import type { Telnyx } from 'telnyx';
import type { NumberRecord } from './number-record.ts';

type VoiceSettings = Telnyx.PhoneNumbers.PhoneNumberWithVoiceSettings;

/** The voice settings of a number, as operations 14, 18, 19, 22 and 23 show them. */
export function voiceSettings(record: NumberRecord): VoiceSettings {
  const { emergency } = record;
  return {
    id: record.id,
    record_type: 'voice_settings',
    phone_number: record.phoneNumber,
    ...(record.connectionId === null ? {} : { connection_id: record.connectionId }),
    ...(record.customerReference === null ? {} : { customer_reference: record.customerReference }),
    ...record.voice,
    emergency: {
      emergency_enabled: emergency.enabled,
      emergency_status: emergency.status,
      ...(emergency.addressId === null ? {} : { emergency_address_id: emergency.addressId }),
    },
  };
}
