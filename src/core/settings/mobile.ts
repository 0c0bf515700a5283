import { t } from '@vscode/l10n';
import { calls } from './calls.ts';
import { common } from './common.ts';
import { messagingFacts } from './messaging.ts';
import type { Fact, Setting, Table } from './setting.ts';
import { voiceSection } from './voice.ts';

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

/** What operation 26 changes. */
const settings: readonly Setting[] = [
  {
    ...general,
    ...common.tags,
    cleared: [],
  },
  {
    ...general,
    ...common.customerReference,
    cleared: null,
  },
  {
    ...general,
    ...common.connection,
    cleared: null,
  },
  {
    ...forwarding,
    ...calls.forwarding,
  },
  {
    ...forwarding,
    ...calls.forwardTo,
    cleared: null,
  },
  {
    ...forwarding,
    ...calls.forwardWhen,
    cleared: null,
  },
  {
    ...recording,
    ...calls.recording,
  },
  {
    ...recording,
    ...calls.recordingFormat,
  },
  {
    ...recording,
    ...calls.recordingChannels,
  },
  {
    ...cnam,
    ...calls.cnam,
  },
  {
    ...cnam,
    ...calls.cnamName,
    cleared: null,
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
    ...calls.screening,
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
  readOnlyMembers: ['interception_app_name'],
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
