import { phone, price, type DetailType } from './detail-record.ts';
import type { Random } from './random.ts';
import { iso } from './time.ts';

/** A type without a schema: free objects, no two types quite alike, none with `created_at`. */
export function free(
  recordType: string,
  extra: (random: Random) => Readonly<Record<string, unknown>>,
): DetailType['make'] {
  return (ground, random, at) => {
    const seconds = random.between(1, 900);
    return {
      record_type: recordType,
      id: random.uuid(),
      connection_id: random.pick(ground.choices.connections).id,
      call_session_id: random.uuid(),
      started_at: iso(at),
      answered_at: random.chance(0.85) ? iso(at + 4000) : null,
      finished_at: iso(at + seconds * 1000),
      call_sec: seconds,
      billed_sec: Math.ceil(seconds / 6) * 6,
      rate: '0.00500',
      rate_measured_in: 'minutes',
      cost: price(random, 5, 700),
      currency: 'USD',
      tags: random.pick(['', 'support', 'sales,us']),
      ...extra(random),
    };
  };
}

export function call(random: Random): Readonly<Record<string, unknown>> {
  return {
    cli: phone(random),
    cld: phone(random),
    direction: random.pick(['inbound', 'outbound']),
    hangup_code: 200,
  };
}

export function spoken(model: string) {
  return (random: Random) => ({
    model,
    language: random.pick(['en-US', 'de-DE', 'fr-FR']),
    options: { beep: random.chance(0.5) },
  });
}

export const none = () => ({});
