import type { BodyReader } from './reader.ts';
import type { Apply } from './number-change.ts';
import type { NumberRecord, VoiceState } from './number-record.ts';

const plusE164 = /^\+[1-9]\d{1,14}$/;

/** Only what was given: a merge, not a replacement. */
function given<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  const kept: Partial<T> = {};
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key];
  return kept;
}

function readForwarding(body: BodyReader | undefined): Partial<VoiceState['call_forwarding']> {
  if (!body) return {};
  const values = given<VoiceState['call_forwarding']>({
    call_forwarding_enabled: body.flag('call_forwarding_enabled'),
    forwards_to: body.text('forwards_to', { pattern: plusE164, wanted: 'must be +E.164' }),
    forwarding_type: body.choice('forwarding_type', ['always', 'on-failure']),
  });
  body.refuseOthers();
  return values;
}

/** The settings of call recording, which mobile numbers take too. */
export function readRecording(body: BodyReader | undefined): Partial<VoiceState['call_recording']> {
  if (!body) return {};
  const values = given<VoiceState['call_recording']>({
    inbound_call_recording_enabled: body.flag('inbound_call_recording_enabled'),
    inbound_call_recording_format: body.choice('inbound_call_recording_format', ['wav', 'mp3']),
    inbound_call_recording_channels: body.choice('inbound_call_recording_channels', ['single', 'dual']),
  });
  body.refuseOthers();
  return values;
}

/** CNAM: alphanumeric or space, at most 15 characters, and each of the two fields asks for the other. */
function readCnam(body: BodyReader | undefined): Partial<VoiceState['cnam_listing']> {
  if (!body) return {};
  const details = body.text('cnam_listing_details', cnamRules);
  const enabled = body.flag('cnam_listing_enabled');
  if (enabled === true && details === undefined) body.complain('cnam_listing_details', 'must be present');
  if (details !== undefined && enabled === undefined)
    body.complain('cnam_listing_enabled', 'must be present');
  body.refuseOthers();
  return given<VoiceState['cnam_listing']>({ cnam_listing_enabled: enabled, cnam_listing_details: details });
}

export const cnamRules = {
  most: 15,
  pattern: /^[A-Za-z0-9 ]*$/,
  wanted: 'must be alphanumeric or space',
} as const;

function readMedia(body: BodyReader | undefined): Partial<VoiceState['media_features']> {
  if (!body) return {};
  const values = given<VoiceState['media_features']>({
    rtp_auto_adjust_enabled: body.flag('rtp_auto_adjust_enabled'),
    accept_any_rtp_packets_enabled: body.flag('accept_any_rtp_packets_enabled'),
    t38_fax_gateway_enabled: body.flag('t38_fax_gateway_enabled'),
  });
  body.refuseOthers();
  return values;
}

/** The nine writable fields of operation 23, which operation 10 takes under `voice`. */
export function readVoiceChange(body: BodyReader): Apply[] {
  const callerIdName = body.flag('caller_id_name_enabled');
  const nested = {
    call_forwarding: readForwarding(body.object('call_forwarding')),
    call_recording: readRecording(body.object('call_recording')),
    cnam_listing: readCnam(body.object('cnam_listing')),
    media_features: readMedia(body.object('media_features')),
  };
  const plain = given<VoiceState>({
    inbound_call_screening: body.choice('inbound_call_screening', ['disabled', 'reject_calls', 'flag_calls']),
    tech_prefix_enabled: body.flag('tech_prefix_enabled'),
    translated_number: body.text('translated_number', {
      pattern: /^[+A-Za-z0-9]*$/,
      wanted: 'must be alphanumeric',
    }),
    usage_payment_method: body.choice('usage_payment_method', ['pay-per-minute', 'channel']),
    call_forwarding: undefined,
    call_recording: undefined,
    cnam_listing: undefined,
    media_features: undefined,
  });
  body.refuseOthers();
  return [
    (record: NumberRecord) => {
      const { voice } = record;
      record.voice = {
        ...voice,
        ...plain,
        call_forwarding: { ...voice.call_forwarding, ...nested.call_forwarding },
        call_recording: { ...voice.call_recording, ...nested.call_recording },
        cnam_listing: { ...voice.cnam_listing, ...nested.cnam_listing },
        media_features: { ...voice.media_features, ...nested.media_features },
      };
      if (callerIdName !== undefined) record.callerIdName = callerIdName;
    },
  ];
}
