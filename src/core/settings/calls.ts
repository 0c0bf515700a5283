import { t } from '@vscode/l10n';
import type { Setting, Sibling, Value } from './setting.ts';

/** Settings of calls that phone numbers (operation 23) and mobile numbers (operation 26) share: what each is, not where it goes. */
type Row = Pick<Setting, 'key' | 'label' | 'help' | 'type' | 'absentIsNone' | 'limit' | 'idle'>;

const unless = (sibling: Sibling, key: string, sentence: () => string) =>
  sibling(key) === false ? sentence() : undefined;
const notRecorded = (sibling: Sibling) =>
  unless(sibling, 'inbound_call_recording_enabled', () => t('This matters only while calls are recorded.'));
const notForwarded = (sibling: Sibling) =>
  unless(sibling, 'call_forwarding_enabled', () => t('This matters only while calls are forwarded.'));

/** A phone number as forwarding takes it. */
function wrongE164(value: Value): string | undefined {
  return typeof value === 'string' && !/^\+[1-9]\d{1,14}$/.test(value)
    ? t('Write the number with + and country code, for example +13125550001.')
    : undefined;
}

/** A CNAM name (documented with operation 23). */
function wrongCnam(value: Value): string | undefined {
  return typeof value === 'string' && !/^[A-Za-z0-9 ]{0,15}$/.test(value)
    ? t('A CNAM name has at most 15 characters: letters, digits and spaces.')
    : undefined;
}

const screenings = [
  { value: 'disabled', label: () => t('Off') },
  { value: 'reject_calls', label: () => t('Reject suspicious calls') },
  { value: 'flag_calls', label: () => t('Flag suspicious calls') },
] as const;
const forwardingTypes = [
  { value: 'always', label: () => t('Always') },
  { value: 'on-failure', label: () => t('When the call cannot be delivered') },
] as const;
const recordingFormats = [
  { value: 'wav', label: () => 'WAV' },
  { value: 'mp3', label: () => 'MP3' },
] as const;
const recordingChannels = [
  { value: 'single', label: () => t('One channel for both sides') },
  { value: 'dual', label: () => t('One channel for each side') },
] as const;

export const calls = {
  forwarding: {
    key: 'call_forwarding_enabled',
    label: () => t('Call forwarding'),
    help: () =>
      t('Sends calls to another number. It takes effect only when both the number and the time are set.'),
    type: { kind: 'switch' },
  },
  forwardTo: {
    key: 'forwards_to',
    label: () => t('Forward to'),
    help: () => t('The number that gets the calls, with + and country code.'),
    type: { kind: 'text' },
    absentIsNone: true,
    limit: wrongE164,
    idle: notForwarded,
  },
  forwardWhen: {
    key: 'forwarding_type',
    label: () => t('Forward when'),
    help: () => t('Whether every call is forwarded, or only one that cannot be delivered.'),
    type: { kind: 'enum', options: forwardingTypes },
    absentIsNone: true,
    idle: notForwarded,
  },
  recording: {
    key: 'inbound_call_recording_enabled',
    label: () => t('Record inbound calls'),
    help: () => t('Records every call to this number.'),
    type: { kind: 'switch' },
  },
  recordingFormat: {
    key: 'inbound_call_recording_format',
    label: () => t('Recording format'),
    help: () => t('The format of the audio file.'),
    type: { kind: 'enum', options: recordingFormats },
    idle: notRecorded,
  },
  recordingChannels: {
    key: 'inbound_call_recording_channels',
    label: () => t('Recording channels'),
    help: () => t('Whether both sides of a call share one channel of the file or have one each.'),
    type: { kind: 'enum', options: recordingChannels },
    idle: notRecorded,
  },
  cnam: {
    key: 'cnam_listing_enabled',
    label: () => t('CNAM listing'),
    help: () => t('Lists a name for this number, which the phones of others may show.'),
    type: { kind: 'switch' },
  },
  cnamName: {
    key: 'cnam_listing_details',
    label: () => t('CNAM name'),
    help: () => t('The name that is listed: at most 15 letters, digits and spaces.'),
    type: { kind: 'text' },
    absentIsNone: true,
    limit: wrongCnam,
    idle: (sibling) =>
      unless(sibling, 'cnam_listing_enabled', () => t('This matters only while the name is listed.')),
  },
  screening: {
    key: 'inbound_call_screening',
    label: () => t('Inbound call screening'),
    help: () => t('Rejects or flags calls that look like spam. It costs extra every month.'),
    type: { kind: 'enum', options: screenings },
  },
} as const satisfies Readonly<Record<string, Row>>;
