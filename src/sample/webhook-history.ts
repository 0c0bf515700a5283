import type { Telnyx } from 'telnyx';
import { hostile } from './business.ts';
import type { Ground } from './ground.ts';
import { Random } from './random.ts';
import { day, hour, iso, minute } from './time.ts';
import { hostileEvent, makeEvent, type Event } from './webhook-events.ts';

type Shown = Telnyx.WebhookDelivery;
type Plain = Telnyx.WebhookDeliveries.Attempt;

/** An attempt as the SDK types it, and as Telnyx's own examples show it otherwise (D21). */
export type Attempt =
  | Plain
  | (Omit<Plain, 'errors' | 'http'> & {
      readonly errors?: readonly { readonly code: string; readonly title: string; readonly detail: string }[];
      readonly http?: {
        readonly request: {
          readonly url: string;
          readonly method?: string;
          readonly headers: readonly string[];
        };
        readonly reponse?: null;
        readonly response?: null;
      };
    });

export type Delivery = Omit<Required<Shown>, 'attempts'> & { readonly attempts: readonly Attempt[] };

/** What one try met. */
interface Meeting {
  readonly status: 'delivered' | 'failed';
  readonly took: number;
  readonly http?: number;
  readonly body?: string;
  /** Why no answer came: 75001 is a name that could not be resolved. */
  readonly error?: number;
}

interface Incident {
  readonly from: number;
  readonly to: number;
  readonly area: Event['area'];
  readonly meet: (random: Random) => Meeting;
}

const htmlError =
  '<html><head><title>503 Service Temporarily Unavailable</title></head><body>nginx</body></html>';

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

/** Usually well; now and then a first try fails, and rarely all of them. */
function usualMeeting(random: Random, first: boolean): Meeting {
  if (first && random.chance(0.03)) {
    const http = random.pick([404, 500, 502, 429]);
    return {
      status: 'failed',
      took: random.between(50, 900),
      http,
      body: http === 404 ? 'Oops. Not found.' : htmlError,
    };
  }
  return {
    status: 'delivered',
    took: random.between(30, 420),
    http: random.pick([200, 200, 200, 204]),
    body: random.pick(['', 'OK', '{"received":true}']),
  };
}

function answer(random: Random, meeting: Meeting): Telnyx.WebhookDeliveries.HTTP.Response | undefined {
  if (meeting.http === undefined) return undefined;
  const type = meeting.body?.startsWith('{') ? 'application/json' : 'text/html';
  return {
    status: meeting.http,
    headers: [
      ['Content-Type', type],
      ['Server', 'nginx'],
      ['X-Request-Id', random.hex(16)],
    ],
    body: meeting.body ?? '',
  };
}

function attempt(random: Random, url: string, startedAt: number, meeting: Meeting): Plain {
  const request = {
    url,
    headers: [
      ['Content-Type', 'application/json'],
      ['User-Agent', 'telnyx-webhooks'],
      ['Telnyx-Timestamp', String(Math.floor(startedAt / 1000))],
      ['Telnyx-Signature-Ed25519', `${random.hex(40)}==`],
    ],
  };
  const response = answer(random, meeting);
  const code = meeting.error ?? (meeting.status === 'failed' ? 75499 : undefined);
  return {
    status: meeting.status,
    started_at: iso(startedAt),
    finished_at: iso(startedAt + meeting.took),
    ...(code === undefined ? {} : { errors: [code] }),
    http: response ? { request, response } : { request },
  };
}

/** The older shape of an attempt without an answer: error objects, header lines, a misspelt null. */
function oldShape(plain: Plain): Attempt {
  const { errors: _errors, http: _http, ...rest } = plain;
  const url = plain.http?.request?.url ?? '';
  return {
    ...rest,
    errors: [
      {
        code: '75001',
        title: 'Could not resolve name',
        detail: 'Unable to resolve the webhook URL domain name',
      },
    ],
    http: {
      request: { url, method: 'POST', headers: ['Accept: */*', 'Content-Type: application/json'] },
      reponse: null,
    },
  };
}

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

function makeOne(ground: Ground, index: number, startedAt: number, bad: readonly Incident[]): Delivery {
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
  const failed: Plain = {
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
