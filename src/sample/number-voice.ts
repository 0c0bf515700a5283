import type { Department } from './business.ts';
import type { VoiceState } from './number-record.ts';
import type { Random } from './random.ts';

function plainVoice(): VoiceState {
  return {
    call_forwarding: { call_forwarding_enabled: true },
    call_recording: {
      inbound_call_recording_enabled: false,
      inbound_call_recording_format: 'wav',
      inbound_call_recording_channels: 'single',
    },
    cnam_listing: { cnam_listing_enabled: false },
    media_features: {
      rtp_auto_adjust_enabled: true,
      accept_any_rtp_packets_enabled: false,
      t38_fax_gateway_enabled: false,
    },
    inbound_call_screening: 'disabled',
    tech_prefix_enabled: false,
    translated_number: '',
    usage_payment_method: 'pay-per-minute',
  };
}

/** The voice settings a number of this department was given. */
export function makeVoice(random: Random, part: Department): VoiceState {
  const voice = plainVoice();
  const fax = part.reference === 'FAX';
  if (random.chance(0.12)) {
    const type = random.chance(0.5) ? 'always' : 'on-failure';
    const target = `+1312555010${random.between(0, 9)}`;
    voice.call_forwarding = { call_forwarding_enabled: true, forwarding_type: type, forwards_to: target };
  }
  if (part.tags[0] === 'support' && random.chance(0.5)) {
    voice.call_recording = {
      inbound_call_recording_enabled: true,
      inbound_call_recording_format: 'mp3',
      inbound_call_recording_channels: 'dual',
    };
  }
  if (random.chance(0.1)) {
    voice.cnam_listing = { cnam_listing_enabled: true, cnam_listing_details: 'NORTHWIND' };
  }
  voice.media_features = { ...voice.media_features, t38_fax_gateway_enabled: fax };
  if (random.chance(0.06)) voice.inbound_call_screening = random.chance(0.5) ? 'flag_calls' : 'reject_calls';
  if (random.chance(0.08)) voice.usage_payment_method = 'channel';
  return voice;
}
