import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Clock } from '../../../src/core/telnyx/clock.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Call, Door, DoorOptions } from '../../../src/core/telnyx/door.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';

export const apiKey = 'KEY0123456789ABCDEF_canary';

export const asIs = (data: unknown): unknown => data;

export const getNumber: Call = (sdk, options) => sdk.phoneNumbers.retrieve('1293384261075731499', options);
export const patchNumber: Call = (sdk, options) =>
  sdk.phoneNumbers.update('1293384261075731499', { customer_reference: 'x' }, options);
export const pay: Call = (sdk, options) =>
  sdk.payment.createStoredPaymentTransaction({ amount: '120.00' }, options);

/** A clock that jumps instead of waiting, and remembers every wait; deadlines come when a test says so. */
export class TestClock implements Clock {
  readonly waits: number[] = [];
  readonly #alarms = new Set<() => void>();
  #now = Date.parse('2026-03-01T12:00:00Z');

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }

  alarm(_ms: number, ring: () => void): () => void {
    this.#alarms.add(ring);
    return () => void this.#alarms.delete(ring);
  }

  /** The deadline of everything under way is over. */
  ring(): void {
    for (const ring of [...this.#alarms]) ring();
  }
}

/** A door to a test's server, closed with the test. Nothing waits for real unless a clock is given. */
export function doorTo(t: TestContext, baseUrl: string, options: Partial<DoorOptions> = {}): Door {
  const door = openDoor({ baseUrl, apiKey, clock: new TestClock(), random: () => 0, ...options });
  t.after(() => {
    door.close();
  });
  return door;
}

/** The Failure that a promise ends in; anything else fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const thrown = await promise.then(
    (value) => assert.fail(`ended well: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(thrown instanceof Failure, String(thrown));
  return thrown;
}
