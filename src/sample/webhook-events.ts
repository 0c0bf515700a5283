import type { Ground } from './ground.ts';
import { hostile } from './business.ts';
import type { Random } from './random.ts';

/** What a webhook tells: its type, as Telnyx spells it, and a payload that fits it. */
export interface Event {
  readonly type: string;
  readonly area: 'messages' | 'calls' | 'other';
  readonly payload: Readonly<Record<string, unknown>>;
}

type Make = (ground: Ground, random: Random) => Event;

function ourNumber(ground: Ground, random: Random): string {
  const owned = ground.numbers.everLength;
  return owned === 0 ? '+13125550100' : ground.numbers.at(random.between(0, owned - 1)).phoneNumber;
}

function theirNumber(random: Random): string {
  return `+1${random.pick(['312', '206', '646', '512'])}55501${random.digits(2)}`;
}

const texts = [
  'Your order 20418 is on its way.',
  'Reminder: appointment tomorrow at 10:30. Reply C to confirm.',
  'C',
  'Thanks, see you then!',
  'STOP',
  'Where is my parcel?',
  'Your code is 493021.',
  'Der Techniker kommt heute zwischen 14 und 16 Uhr.',
];

function message(direction: 'inbound' | 'outbound'): Make {
  return (ground, random) => {
    const ours = ourNumber(ground, random);
    const theirs = theirNumber(random);
    const inbound = direction === 'inbound';
    const status = inbound ? 'webhook_delivered' : random.chance(0.93) ? 'delivered' : 'delivery_failed';
    return {
      type: inbound ? 'message.received' : random.chance(0.7) ? 'message.finalized' : 'message.sent',
      area: 'messages',
      payload: {
        id: random.uuid(),
        record_type: 'message',
        direction,
        type: random.chance(0.95) ? 'SMS' : 'MMS',
        from: { phone_number: inbound ? theirs : ours, carrier: 'Example Mobile', line_type: 'Wireless' },
        to: [
          { phone_number: inbound ? ours : theirs, status, carrier: 'Example Mobile', line_type: 'Wireless' },
        ],
        text: random.pick(texts),
        parts: 1,
        cost: inbound ? null : { amount: '0.0040', currency: 'USD' },
        errors: status === 'delivery_failed' ? [{ code: '40002', title: 'Blocked as spam - temporary' }] : [],
      },
    };
  };
}

function call(type: string): Make {
  return (ground, random) => ({
    type,
    area: 'calls',
    payload: {
      call_control_id: `v3:${random.hex(24)}`,
      call_leg_id: random.uuid(),
      call_session_id: random.uuid(),
      connection_id: random.pick(ground.choices.connections).id,
      direction: random.chance(0.6) ? 'incoming' : 'outgoing',
      from: theirNumber(random),
      to: ourNumber(ground, random),
      state: type.includes('hangup') ? 'hangup' : 'parked',
      ...(type.includes('hangup') ? { hangup_cause: 'normal_clearing', hangup_source: 'caller' } : {}),
      client_state: null,
    },
  });
}

/** The same events come in both spellings, depending on the API version of the connection. */
const makers: readonly (readonly [Make, number])[] = [
  [message('inbound'), 26],
  [message('outbound'), 34],
  [call('call.initiated'), 11],
  [call('call.answered'), 8],
  [call('call.hangup'), 11],
  [call('call_initiated'), 2],
  [call('call_hangup'), 2],
  [
    (_, random) => ({
      type: 'number_order.complete',
      area: 'other',
      payload: { id: random.uuid(), status: 'success', phone_numbers_count: random.between(1, 25) },
    }),
    2,
  ],
  [
    (ground, random) => ({
      type: 'fax.received',
      area: 'other',
      payload: {
        fax_id: random.uuid(),
        to: ourNumber(ground, random),
        page_count: random.between(1, 9),
        partial: false,
      },
    }),
    2,
  ],
  [
    (_, random) => ({
      type: 'webhook.command',
      area: 'other',
      payload: { useful: 'information', tries: random.between(1, 3) },
    }),
    1,
  ],
  [
    (_, random) => ({
      type: 'unknown_future.event',
      area: 'other',
      payload: { nested: { deep: [1, null, { a: random.hex(4) }] } },
    }),
    1,
  ],
];

export function makeEvent(ground: Ground, random: Random): Event {
  return random.weighted(makers)(ground, random);
}

/** A message from somebody who tries things. */
export function hostileEvent(random: Random): Event {
  const text = `${hostile.markup} ${hostile.command} ${hostile.bidi} ${hostile.control}`;
  return {
    type: 'message.received',
    area: 'messages',
    payload: {
      id: random.uuid(),
      record_type: 'message',
      direction: 'inbound',
      text,
      from: { phone_number: '+13125550166' },
    },
  };
}
