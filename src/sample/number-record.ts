import type { Telnyx } from 'telnyx';
import type { NumberRange } from './ranges.ts';
import { day } from './time.ts';

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
  /** What was asked for and is not told yet. */
  asked?:
    { readonly toldAt: number; readonly enabled: boolean; readonly addressId: string | null } | undefined;
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

/** How long the business has been a customer. */
export const accountAge = 1640 * day;
