import { t } from '@vscode/l10n';
import { messagingFacts } from './messaging.ts';
import type { Fact, Setting, Sibling, Table } from './setting.ts';
import {
  forwardingTypes,
  recordingChannels,
  recordingFormats,
  screenings,
  voiceSection,
  wrongCnam,
  wrongE164,
} from './voice.ts';

const string = (label: Fact['label'], name: string): Fact => ({
  label,
  show: (record) => {
    const value = record[name];
    return typeof value === 'string' ? value : undefined;
  },
});

const general = { section: 'general', record: 'mobile', operation: 26 } as const;
const voice = { section: 'voice', record: 'mobile', operation: 26 } as const;
const forwarding = { ...voice, inside: 'call_forwarding' } as const;
const recording = { ...voice, inside: 'call_recording' } as const;
const cnam = { ...voice, inside: 'cnam_listing' } as const;

const unless = (sibling: Sibling, key: string, sentence: () => string) =>
  sibling(key) === false ? sentence() : undefined;
const notForwarded = (sibling: Sibling) =>
  unless(sibling, 'call_forwarding_enabled', () => t('This matters only while calls are forwarded.'));
const notRecorded = (sibling: Sibling) =>
  unless(sibling, 'inbound_call_recording_enabled', () => t('This matters only while calls are recorded.'));

/** What operation 26 changes. */
const settings: readonly Setting[] = [
  {
    ...general,
    key: 'tags',
    label: () => t('Tags'),
    help: () =>
      t('Words of your own that help to find and group numbers. Upper and lower case make no difference.'),
    type: { kind: 'tags', from: 'tags' },
    cleared: [],
  },
  {
    ...general,
    key: 'customer_reference',
    label: () => t('Customer reference'),
    help: () => t('A text of your own, for example an order or customer number. It can be searched for.'),
    type: { kind: 'text' },
    cleared: null,
  },
  {
    ...general,
    key: 'connection_id',
    label: () => t('Connection'),
    help: () => t('The SIP connection or voice application that receives the calls to this number.'),
    type: { kind: 'choice', from: 'connections' },
    cleared: null,
  },
  {
    ...forwarding,
    key: 'call_forwarding_enabled',
    label: () => t('Call forwarding'),
    help: () =>
      t('Sends calls to another number. It takes effect only when both the number and the time are set.'),
    type: { kind: 'switch' },
  },
  {
    ...forwarding,
    key: 'forwards_to',
    label: () => t('Forward to'),
    help: () => t('The number that gets the calls, with + and country code.'),
    type: { kind: 'text' },
    absentIsNone: true,
    cleared: null,
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
    cleared: null,
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
    cleared: null,
    limit: wrongCnam,
    idle: (sibling) =>
      unless(sibling, 'cnam_listing_enabled', () => t('This matters only while the name is listed.')),
  },
  {
    ...voice,
    key: 'caller_id_name_enabled',
    label: () => t('Caller ID name'),
    help: () => t('Whether the caller ID name is enabled for this number.'),
    type: { kind: 'switch' },
  },
  {
    ...voice,
    key: 'inbound_call_screening',
    label: () => t('Inbound call screening'),
    help: () => t('Rejects or flags calls that look like spam. It costs extra every month.'),
    type: { kind: 'enum', options: screenings },
  },
  {
    ...voice,
    key: 'noise_suppression',
    label: () => t('Noise suppression'),
    help: () =>
      t(
        'Telnyx tells four states but takes only on and off. On is expected to mean both directions; what it became is read back and told.',
      ),
    type: {
      kind: 'enum',
      options: [
        { value: 'both', label: () => t('On, both directions') },
        { value: 'inbound', label: () => t('Inbound only') },
        { value: 'outbound', label: () => t('Outbound only') },
        { value: 'disabled', label: () => t('Off') },
      ],
    },
    limit: (value) =>
      value === 'both' || value === 'disabled'
        ? undefined
        : t('Telnyx takes only on, for both directions, and off: one direction cannot be chosen here.'),
    // The request wants a boolean where the answer has a word (D16).
    wire: (value) => value === 'both',
  },
  {
    ...voice,
    inside: 'inbound',
    key: 'inbound_interception_app_id',
    field: 'interception_app_id',
    label: () => t('Inbound interception app'),
    help: () => t('The ID of the application that intercepts inbound calls.'),
    type: { kind: 'text' },
    absentIsNone: true,
    cleared: null,
  },
  {
    ...voice,
    inside: 'outbound',
    key: 'outbound_interception_app_id',
    field: 'interception_app_id',
    label: () => t('Outbound interception app'),
    help: () => t('The ID of the application that intercepts outbound calls.'),
    type: { kind: 'text' },
    absentIsNone: true,
    cleared: null,
  },
];

/** Every setting of a mobile number (operations 25 and 26), and what operation 4 tells of its messaging. */
export const mobileTable: Table = {
  primary: 'mobile',
  sections: [
    { key: 'general', label: () => t('General'), record: 'mobile' },
    { ...voiceSection, record: 'mobile' },
    {
      key: 'messaging',
      label: () => t('Messaging'),
      note: () => t('Telnyx offers no way to change the messaging of a mobile number.'),
      record: 'mobile-messaging',
      facts: [
        string(() => t('Messaging profile'), 'messaging_profile_id'),
        string(() => t('Messaging product'), 'messaging_product'),
        ...messagingFacts,
      ],
    },
  ],
  settings,
};
