import { t } from '@vscode/l10n';
import { calls } from './calls.ts';
import type { Section, Setting, Value } from './setting.ts';

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

/** What operation 23 changes. */
export const voice: readonly Setting[] = [
  {
    ...forwarding,
    ...calls.forwarding,
    idle: (sibling) =>
      sibling('call_forwarding_enabled') === true &&
      (isNone(sibling('forwards_to')) || isNone(sibling('forwarding_type')))
        ? t('No call is forwarded yet: this needs both the number and the time.')
        : undefined,
  },
  {
    ...forwarding,
    ...calls.forwardTo,
    help: () =>
      t(
        'The number that gets the calls, with + and country code. Telnyx tells no way to take it away: switch forwarding off instead.',
      ),
  },
  {
    ...forwarding,
    ...calls.forwardWhen,
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
    cleared: '',
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
    ...calls.screening,
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
