import { t } from '@vscode/l10n';
import type { Section, Setting, Sibling, Value } from './setting.ts';

const isOff = (sibling: Sibling, key: string) => sibling(key) === false;
const isNone = (value: Value | undefined) => value === null || value === '';

export const voiceSection: Section = {
  key: 'voice',
  label: () => t('Voice'),
  record: 'voice',
  rules: [
    {
      keys: ['cnam_listing_enabled', 'cnam_listing_details'],
      broken: (sibling) =>
        sibling('cnam_listing_enabled') === true && isNone(sibling('cnam_listing_details'))
          ? {
              key: 'cnam_listing_details',
              sentence: t('A CNAM listing needs the name to show: write it, or switch the listing off.'),
            }
          : undefined,
    },
  ],
};

const plain = { section: 'voice', record: 'voice', operation: 23, batch: 10 } as const;
const forwarding = { ...plain, inside: 'call_forwarding' } as const;
const recording = { ...plain, inside: 'call_recording' } as const;
const cnam = { ...plain, inside: 'cnam_listing' } as const;
const media = { ...plain, inside: 'media_features' } as const;

const notRecorded = (sibling: Sibling) =>
  isOff(sibling, 'inbound_call_recording_enabled')
    ? t('This matters only while calls are recorded.')
    : undefined;

const notForwarded = (sibling: Sibling) =>
  isOff(sibling, 'call_forwarding_enabled') ? t('This matters only while calls are forwarded.') : undefined;

/** A phone number as forwarding takes it. */
export function wrongE164(value: Value): string | undefined {
  return typeof value === 'string' && !/^\+[1-9]\d{1,14}$/.test(value)
    ? t('Write the number with + and country code, for example +13125550001.')
    : undefined;
}

/** A CNAM name (documented with operation 23). */
export function wrongCnam(value: Value): string | undefined {
  return typeof value === 'string' && !/^[A-Za-z0-9 ]{0,15}$/.test(value)
    ? t('A CNAM name has at most 15 characters: letters, digits and spaces.')
    : undefined;
}

export const screenings = [
  { value: 'disabled', label: () => t('Off') },
  { value: 'reject_calls', label: () => t('Reject suspicious calls') },
  { value: 'flag_calls', label: () => t('Flag suspicious calls') },
] as const;
export const forwardingTypes = [
  { value: 'always', label: () => t('Always') },
  { value: 'on-failure', label: () => t('When the call cannot be delivered') },
] as const;
export const recordingFormats = [
  { value: 'wav', label: () => 'WAV' },
  { value: 'mp3', label: () => 'MP3' },
] as const;
export const recordingChannels = [
  { value: 'single', label: () => t('One channel for both sides') },
  { value: 'dual', label: () => t('One channel for each side') },
] as const;

/** What operation 23 changes. */
export const voice: readonly Setting[] = [
  {
    ...forwarding,
    key: 'call_forwarding_enabled',
    label: () => t('Call forwarding'),
    help: () =>
      t('Sends calls to another number. It takes effect only when both the number and the time are set.'),
    type: { kind: 'switch' },
    idle: (sibling) =>
      sibling('call_forwarding_enabled') === true &&
      (isNone(sibling('forwards_to')) || isNone(sibling('forwarding_type')))
        ? t('No call is forwarded yet: this needs both the number and the time.')
        : undefined,
  },
  {
    ...forwarding,
    key: 'forwards_to',
    label: () => t('Forward to'),
    help: () =>
      t(
        'The number that gets the calls, with + and country code. Telnyx tells no way to take it away: switch forwarding off instead.',
      ),
    type: { kind: 'text' },
    absentIsNone: true,
    limit: wrongE164,
    idle: notForwarded,
  },
  {
    ...forwarding,
    key: 'forwarding_type',
    label: () => t('Forward when'),
    help: () => t('Whether every call is forwarded, or only one that cannot be delivered.'),
    type: { kind: 'enum', options: forwardingTypes },
    absentIsNone: true,
    idle: notForwarded,
  },
  {
    ...recording,
    key: 'inbound_call_recording_enabled',
    label: () => t('Record inbound calls'),
    help: () => t('Records every call to this number.'),
    type: { kind: 'switch' },
  },
  {
    ...recording,
    key: 'inbound_call_recording_format',
    label: () => t('Recording format'),
    help: () => t('The format of the audio file.'),
    type: { kind: 'enum', options: recordingFormats },
    idle: notRecorded,
  },
  {
    ...recording,
    key: 'inbound_call_recording_channels',
    label: () => t('Recording channels'),
    help: () => t('Whether both sides of a call share one channel of the file or have one each.'),
    type: { kind: 'enum', options: recordingChannels },
    idle: notRecorded,
  },
  {
    ...cnam,
    key: 'cnam_listing_enabled',
    label: () => t('CNAM listing'),
    help: () => t('Lists a name for this number, which the phones of others may show.'),
    type: { kind: 'switch' },
  },
  {
    ...cnam,
    key: 'cnam_listing_details',
    label: () => t('CNAM name'),
    help: () => t('The name that is listed: at most 15 letters, digits and spaces.'),
    type: { kind: 'text' },
    absentIsNone: true,
    cleared: '',
    limit: wrongCnam,
    idle: (sibling) =>
      isOff(sibling, 'cnam_listing_enabled') ? t('This matters only while the name is listed.') : undefined,
  },
  {
    ...plain,
    key: 'caller_id_name_enabled',
    record: 'number',
    toldAt: ['caller_id_name_enabled'],
    label: () => t('Caller ID name'),
    help: () => t('Whether the caller ID name is enabled for this number.'),
    type: { kind: 'switch' },
  },
  {
    ...plain,
    key: 'inbound_call_screening',
    label: () => t('Inbound call screening'),
    help: () => t('Rejects or flags calls that look like spam. It costs extra every month.'),
    type: { kind: 'enum', options: screenings },
  },
  {
    ...media,
    key: 'rtp_auto_adjust_enabled',
    label: () => t('Adjust RTP automatically'),
    help: () => t('Sends audio to the address and port from which audio comes.'),
    type: { kind: 'switch' },
  },
  {
    ...media,
    key: 'accept_any_rtp_packets_enabled',
    label: () => t('Accept any RTP packets'),
    help: () => t('Takes audio from any address, not only from the one that was agreed on.'),
    type: { kind: 'switch' },
  },
  {
    ...media,
    key: 't38_fax_gateway_enabled',
    label: () => t('T.38 fax gateway'),
    help: () => t('Whether the T.38 fax gateway is enabled for this number.'),
    type: { kind: 'switch' },
  },
  {
    ...plain,
    key: 'tech_prefix_enabled',
    label: () => t('Technical prefix'),
    help: () => t('Whether a technical prefix is enabled for this number.'),
    type: { kind: 'switch' },
  },
  {
    ...plain,
    key: 'translated_number',
    label: () => t('Translated number'),
    help: () => t('Letters and digits that replace the dialled number of inbound calls.'),
    type: { kind: 'text' },
    cleared: '',
    limit: (value) =>
      typeof value === 'string' && !/^\+?[A-Za-z0-9]*$/.test(value)
        ? t('A translated number has letters and digits only.')
        : undefined,
  },
  {
    ...plain,
    key: 'usage_payment_method',
    label: () => t('Usage payment method'),
    help: () => t('Whether calls are billed by the minute or use your concurrent channels.'),
    type: {
      kind: 'enum',
      options: [
        { value: 'pay-per-minute', label: () => t('By the minute') },
        { value: 'channel', label: () => t('By channel') },
      ],
    },
  },
];
