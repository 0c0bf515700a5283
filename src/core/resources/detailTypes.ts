import { t } from '@vscode/l10n';

/** A type of detail record (operation 31): what the filter calls it, and what its schema names, where it has one. */
export interface DetailType {
  /** The value of `filter[record_type]`; in the record it is another (D22). */
  readonly name: string;
  readonly label: () => string;
  /** The field that tells when it happened; absent where nobody documents one. */
  readonly time?: string;
  /** The fields of its schema, those that people ask about first. Empty for the types without one. */
  readonly fields: readonly string[];
  /** The field with its price. */
  readonly cost?: string;
  /** Fields that hold a phone number, and what that number is there. */
  readonly numbers?: readonly { readonly field: string; readonly label: () => string }[];
}

const words = (text: string): readonly string[] => text.split(' ');
const call = {
  // Documented for filters of these two, which have no schema.
  time: 'started_at',
  fields: [],
  cost: 'cost',
  numbers: [
    { field: 'cli', label: () => t('calls from it') },
    { field: 'cld', label: () => t('calls to it') },
  ],
} as const;
const free = { fields: [], cost: 'cost' } as const;

/** All twenty-one, the seven with a schema and the two of calls first. */
export const detailTypes: readonly DetailType[] = [
  {
    name: 'messaging',
    label: () => t('Messages'),
    time: 'created_at',
    fields: words(
      'created_at direction cli cld status cost currency message_type parts carrier profile_name tags errors rate carrier_fee delivery_status sent_at completed_at updated_at country_code source_country_code mcc mnc on_net fteu profile_id uuid user_id delivery_status_webhook_url delivery_status_failover_url',
    ),
    cost: 'cost',
    numbers: [
      { field: 'cli', label: () => t('messages from it') },
      { field: 'cld', label: () => t('messages to it') },
    ],
  },
  { name: 'sip-trunking', label: () => t('SIP trunking'), ...call },
  { name: 'call-control', label: () => t('Call control'), ...call },
  {
    name: 'conference',
    label: () => t('Conferences'),
    time: 'started_at',
    fields: words(
      'started_at name participant_count call_sec participant_call_sec ended_at region is_telnyx_billable connection_id call_leg_id call_session_id expires_at id user_id',
    ),
  },
  {
    name: 'conference-participant',
    label: () => t('Conference participants'),
    time: 'joined_at',
    fields: words(
      'joined_at originating_number destination_number call_sec billed_sec cost currency rate rate_measured_in left_at is_telnyx_billable conference_id call_leg_id call_session_id id user_id',
    ),
    cost: 'cost',
    numbers: [
      { field: 'originating_number', label: () => t('calls from it') },
      { field: 'destination_number', label: () => t('calls to it') },
    ],
  },
  {
    name: 'amd',
    label: () => t('Answering machine detection'),
    time: 'invoked_at',
    fields: words(
      'invoked_at feature cost currency rate rate_measured_in connection_name billing_group_name tags is_telnyx_billable connection_id billing_group_id call_leg_id call_session_id id',
    ),
    cost: 'cost',
  },
  {
    name: 'verify',
    label: () => t('Verifications'),
    time: 'created_at',
    fields: words(
      'created_at destination_phone_number verify_channel_type verification_status delivery_status verify_usage_fee currency rate rate_measured_in updated_at verify_profile_id verify_channel_id id',
    ),
    cost: 'verify_usage_fee',
    numbers: [{ field: 'destination_phone_number', label: () => t('verifications of it') }],
  },
  {
    name: 'wireless',
    label: () => t('Wireless data'),
    time: 'created_at',
    fields: words(
      'created_at phone_number sim_group_name uplink_data downlink_data data_unit data_cost currency data_rate sim_card_tags closed_at ip_address imsi mcc mnc sim_card_id sim_group_id id',
    ),
    cost: 'data_cost',
    numbers: [{ field: 'phone_number', label: () => t('data of its SIM card') }],
  },
  {
    name: 'media_storage',
    label: () => t('Media storage'),
    time: 'created_at',
    fields: words(
      'created_at action_type status cost currency rate rate_measured_in link_channel_type asset_id link_channel_id webhook_id org_id user_id id',
    ),
    cost: 'cost',
  },
  { name: 'ai-voice-assistant', label: () => t('AI voice assistant'), ...free },
  { name: 'embedding', label: () => t('Embeddings'), ...free },
  { name: 'fax', label: () => t('Fax'), ...free },
  { name: 'inference', label: () => t('Inference'), ...free },
  { name: 'inference-speech-to-text', label: () => t('Inference, speech to text'), ...free },
  { name: 'media-streaming', label: () => t('Media streaming'), ...free },
  { name: 'noise-suppression', label: () => t('Noise suppression'), ...free },
  { name: 'recording', label: () => t('Recordings'), ...free },
  { name: 'siprec-client', label: () => t('SIPREC client'), ...free },
  { name: 'stt', label: () => t('Speech to text'), ...free },
  { name: 'tts', label: () => t('Text to speech'), ...free },
  { name: 'webrtc', label: () => t('WebRTC'), ...free },
];

export function detailType(name: string): DetailType | undefined {
  return detailTypes.find((type) => type.name === name);
}
