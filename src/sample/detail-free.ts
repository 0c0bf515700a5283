import { callOwner } from './detail-owners.ts';
import { phone, price, type DetailType } from './detail-record.ts';
import type { Ground } from './ground.ts';
import type { Random } from './random.ts';
import { iso } from './time.ts';

/** A type without a schema: free objects, no two types quite alike, none with `created_at`. */
export function free(
  recordType: string,
  extra: (random: Random, ground: Ground, nth: number) => Readonly<Record<string, unknown>>,
): DetailType['make'] {
  return (ground, random, at, nth) => {
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
      ...extra(random, ground, nth),
    };
  };
}

/** Calls from or to numbers of the account; `start` is the part of them that the newest begin after. */
export function call(start: number) {
  return (random: Random, ground: Ground, nth: number): Readonly<Record<string, unknown>> => {
    const owner = callOwner(ground, nth, start);
    const own = owner?.phoneNumber ?? phone(random);
    const other = phone(random);
    const inbound = random.chance(0.5);
    return {
      ...(owner && { connection_id: owner.connectionId }),
      cli: inbound ? other : own,
      cld: inbound ? own : other,
      direction: inbound ? 'inbound' : 'outbound',
      hangup_code: 200,
    };
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
