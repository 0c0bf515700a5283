import { call, free, none, spoken } from './detail-free.ts';
import { amd, conference, message, participant, storage, verify, wireless } from './detail-known.ts';
import type { DetailType } from './detail-record.ts';

/** All twenty-one types by the name the filter takes; the name inside the record is another one. */
export const detailTypes: readonly DetailType[] = [
  { name: 'messaging', count: 600, time: 'created_at', make: message },
  { name: 'sip-trunking', count: 420, time: 'started_at', make: free('sip_trunking_detail_record', call(0)) },
  {
    name: 'call-control',
    count: 320,
    time: 'started_at',
    make: free('call_control_detail_record', call(0.5)),
  },
  { name: 'conference', count: 40, time: 'started_at', make: conference },
  { name: 'conference-participant', count: 130, time: 'joined_at', make: participant },
  { name: 'amd', count: 80, time: 'invoked_at', make: amd },
  { name: 'verify', count: 110, time: 'created_at', make: verify },
  { name: 'wireless', count: 90, time: 'created_at', make: wireless },
  { name: 'media_storage', count: 60, time: 'created_at', make: storage },
  {
    name: 'ai-voice-assistant',
    count: 45,
    time: 'started_at',
    make: free('ai_voice_assistant_detail_record', spoken('assistant-1')),
  },
  {
    name: 'embedding',
    count: 20,
    time: 'started_at',
    make: free('embedding_detail_record', (random) => ({ tokens: random.between(10, 4000) })),
  },
  {
    name: 'fax',
    count: 35,
    time: 'started_at',
    make: free('fax_detail_record', (random) => ({ page_count: random.between(1, 12) })),
  },
  {
    name: 'inference',
    count: 30,
    time: 'started_at',
    make: free('inference_detail_record', (random) => ({ tokens: random.between(10, 9000) })),
  },
  {
    name: 'inference-speech-to-text',
    count: 25,
    time: 'started_at',
    make: free('inference_stt_detail_record', spoken('stt-1')),
  },
  {
    name: 'media-streaming',
    count: 40,
    time: 'started_at',
    make: free('media_streaming_detail_record', none),
  },
  {
    name: 'noise-suppression',
    count: 40,
    time: 'started_at',
    make: free('noise_suppression_detail_record', none),
  },
  {
    name: 'recording',
    count: 90,
    time: 'started_at',
    make: free('recording_detail_record', (random) => ({ channels: random.pick(['single', 'dual']) })),
  },
  { name: 'siprec-client', count: 12, time: 'started_at', make: free('siprec_client_detail_record', none) },
  { name: 'stt', count: 50, time: 'started_at', make: free('stt_detail_record', spoken('stt-2')) },
  { name: 'tts', count: 50, time: 'started_at', make: free('tts_detail_record', spoken('voice-2')) },
  { name: 'webrtc', count: 60, time: 'started_at', make: free('webrtc_detail_record', call(0.25)) },
];
