import type { Telnyx } from 'telnyx';
import { hostile } from './business.ts';
import type { Ground } from './ground.ts';
import { Random } from './random.ts';
import { day, hour, iso, minute } from './time.ts';
import {
  attempt,
  htmlError,
  oldShape,
  usualMeeting,
  type Attempt,
  type Meeting,
  type PlainAttempt,
} from './webhook-attempt.ts';
import { hostileEvent, makeEvent, type Event } from './webhook-events.ts';

type Shown = Telnyx.WebhookDelivery;

export type Delivery = Omit<Required<Shown>, 'attempts'> & { readonly attempts: readonly Attempt[] };

interface Incident {
  readonly from: number;
  readonly to: number;
  readonly area: Event['area'];
  readonly meet: (random: Random) => Meeting;
}

/** Three bad times within the kept days: overload, a lost name, an endpoint that never answers. */
function incidents(epoch: number): readonly Incident[] {
  const at = (ago: number, length: number) => ({ from: epoch - ago, to: epoch - ago + length });
  return [
    {
      ...at(20 * hour, 45 * minute),
      area: 'calls',
      meet: (random) => ({ status: 'failed', took: random.between(40, 400), http: 503, body: htmlError }),
    },
    {
      ...at(2.5 * day, 90 * minute),
      area: 'messages',
      meet: () => ({ status: 'failed', took: 5, error: 75001 }),
    },
    {
      ...at(4.2 * day, 70 * minute),
      area: 'calls',
      meet: () => ({ status: 'failed', took: 10_000, error: 75002 }),
    },
  ];
}

const endpoints: Readonly<Record<Event['area'], readonly string[]>> = {
  messages: ['https://hooks.northwind.example/telnyx/messages', 'https://crm.example.net/webhooks/telnyx'],
  calls: ['https://hooks.northwind.example/telnyx/calls'],
  other: ['https://hooks.northwind.example/telnyx/other', 'https://staging-hooks.example.org/in'],
};

const failover = 'https://fallback.example.com/webhooks';

function attempts(random: Random, event: Event, startedAt: number, bad: Incident | undefined): Attempt[] {
  const urls = [random.pick(endpoints[event.area])];
  if (random.chance(0.5)) urls.push(failover);
  const made: Attempt[] = [];
  let time = startedAt;
  for (let tries = 0; tries < 4; tries += 1) {
    const url = urls[Math.min(urls.length - 1, Math.floor(tries / 2))] ?? failover;
    const saved = bad !== undefined && url === failover;
    const meeting = bad && !saved ? bad.meet(random) : usualMeeting(random, tries === 0 && !saved);
    const plain = attempt(random, url, time, meeting);
    made.unshift(meeting.error !== undefined && random.chance(0.3) ? oldShape(plain) : plain);
    if (meeting.status === 'delivered') break;
    time += meeting.took + 2 ** tries * 5000;
  }
  return made;
}

/** One delivery as a pure function of its place; places below 0 lie after the history. */
export function makeOne(
  ground: Ground,
  index: number,
  startedAt: number,
  bad: readonly Incident[] = [],
): Delivery {
  const random = new Random(ground.settings.seed, 'delivery', index);
  const event = index === 137 ? hostileEvent(random) : makeEvent(ground, random);
  const incident = bad.find(
    (entry) => entry.area === event.area && startedAt >= entry.from && startedAt < entry.to,
  );
  const tries = attempts(random, event, startedAt, incident);
  const last = tries[0];
  const delivery: Delivery = {
    id: random.uuid(),
    record_type: 'webhook_delivery',
    user_id: ground.business.userId,
    status: last?.status ?? 'failed',
    started_at: iso(startedAt),
    finished_at: last?.finished_at ?? iso(startedAt),
    webhook: {
      id: random.uuid(),
      record_type: 'event',
      event_type: event.type,
      occurred_at: iso(startedAt - random.between(20, 900)),
      payload: event.payload,
    },
    attempts: tries,
  };
  return index === 90 || index === 151
    ? withLongBody(delivery, index === 90 ? 'x' : hostile.control)
    : delivery;
}

/** An answer of 10 kB, cut there as Telnyx cuts it, and not JSON. */
function withLongBody(delivery: Delivery, filling: string): Delivery {
  const body = `not json: ${filling.repeat(10_240)}`.slice(0, 10_240);
  const response = { status: 500, headers: [['Content-Type', 'text/plain']], body };
  const failed: PlainAttempt = {
    status: 'failed',
    started_at: delivery.started_at,
    finished_at: delivery.finished_at,
    errors: [75499],
    http: { request: { url: failover, headers: [['Accept', '*/*']] }, response },
  };
  return { ...delivery, status: 'failed', attempts: [failed] };
}

/** Two thousand deliveries of about the last six days, newest first; nights are quieter, bad times are dense. */
export function makeDeliveries(ground: Ground): readonly Delivery[] {
  const random = new Random(ground.settings.seed, 'deliveries');
  const bad = incidents(ground.epoch);
  let time = ground.epoch - 90_000;
  return Array.from({ length: 2000 }, (_, index) => {
    const quiet = new Date(time).getUTCHours() < 6 ? 3 : 1;
    const dense = bad.some((entry) => time >= entry.from && time < entry.to) ? 0.3 : 1;
    time -= Math.floor(random.next() * 6.2 * minute * quiet * dense);
    return makeOne(ground, index, time, bad);
  });
}
