import type { Ground } from './ground.ts';
import { Random } from './random.ts';
import { iso } from './time.ts';
import { attempt, htmlError } from './webhook-attempt.ts';
import { makeDeliveries, makeOne, type Delivery } from './webhook-history.ts';

/** How a webhook fares; well where nothing is told. */
export interface Arrival {
  readonly status?: 'delivered' | 'failed';
  readonly url?: string;
  readonly eventType?: string;
  /** The status of the answer; none comes where `error` is told without it. */
  readonly httpStatus?: number;
  /** The code that Telnyx gives. */
  readonly error?: number;
  /** What the event says. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Tries that failed before this one, with HTTP 503, a minute apart. */
  readonly failedBefore?: number;
}

const pauseMs = 60_000;

/** The deliveries of an account, newest first, and how new ones come. */
export class DeliveryBoard {
  readonly #ground: Ground;
  #rows: Delivery[] | undefined;
  #arrived = 0;
  #next: number;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#next = ground.epoch + ground.settings.deliveryMs;
  }

  rows(): readonly Delivery[] {
    this.#catchUp();
    return this.#all();
  }

  /** Has one delivered now; returns its id. */
  arrive(arrival: Arrival = {}): string {
    const now = this.#ground.now();
    const made = this.#make(now);
    const delivery = Object.keys(arrival).length === 0 ? made : told(made, arrival, now);
    this.#all().unshift(delivery);
    return delivery.id;
  }

  #make(startedAt: number): Delivery {
    this.#arrived += 1;
    return makeOne(this.#ground, -this.#arrived, startedAt);
  }

  #all(): Delivery[] {
    return (this.#rows ??= [...makeDeliveries(this.#ground)]);
  }

  /** After a long time away only the last thousand are made up. */
  #catchUp(): void {
    const { deliveryMs } = this.#ground.settings;
    if (deliveryMs === 0) return;
    const now = this.#ground.now();
    this.#next = Math.max(this.#next, now - 1000 * deliveryMs);
    for (; this.#next <= now; this.#next += deliveryMs) this.#all().unshift(this.#make(this.#next));
  }
}

/** The delivery as it is told to fare, at one address. */
function told(delivery: Delivery, arrival: Arrival, now: number): Delivery {
  const { status = 'delivered', url = 'https://hooks.northwind.example/telnyx/calls', error } = arrival;
  const { failedBefore = 0 } = arrival;
  const { eventType = delivery.webhook.event_type, httpStatus } = arrival;
  const http = httpStatus ?? (error !== undefined ? undefined : status === 'failed' ? 503 : 200);
  const body = status === 'failed' ? htmlError : 'OK';
  const random = new Random(now, delivery.id);
  const met = attempt(random, url, now, {
    status,
    took: 240,
    ...(http !== undefined && { http, body }),
    ...(error !== undefined && { error }),
  });
  const before = Array.from({ length: failedBefore }, (_, back) =>
    attempt(random, url, now - (back + 1) * pauseMs, {
      status: 'failed',
      took: 240,
      http: 503,
      body: htmlError,
    }),
  );
  return {
    ...delivery,
    status,
    started_at: iso(now - failedBefore * pauseMs),
    finished_at: iso(now + 240),
    webhook: {
      ...delivery.webhook,
      ...(eventType !== undefined && { event_type: eventType }),
      ...(arrival.payload && { payload: arrival.payload }),
    },
    attempts: [met, ...before],
  };
}
