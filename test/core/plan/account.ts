import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { patchNumber, type Body } from '../../../src/core/plan/operations.ts';
import { readNumber } from '../../../src/core/plan/records.ts';
import { look } from '../../../src/core/plan/read.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import type { Value, Values } from '../../../src/core/settings/setting.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

/** An account over HTTP, one of its numbers, and the doors of two people who work in it. */
export interface Shared {
  readonly simulator: Simulator;
  readonly door: Door;
  readonly number: { readonly id: string; readonly phoneNumber: string };
  /** Lets the clock of the door's deadlines ring. */
  readonly clock: TestClock;
  /** What the account holds now for one setting of General. */
  held(key: string): Promise<Value | undefined>;
  /** What the account holds now for every setting it tells. */
  all(): Promise<Values>;
  /** The door of somebody else. */
  readonly colleague: Door;
  /** Somebody else changes the number. */
  elsewhere(body: Body): Promise<void>;
  /** How many requests with this method reached the account by way of our door. */
  count(method: string): number;
}

/** Starts a small account; everything ends with the test. `index` picks the number, in the server's order. */
export async function shareAccount(
  t: TestContext,
  index = 0,
  options: SimulatorOptions = {},
): Promise<Shared> {
  const simulator = await startSimulator({ numbers: 80, ...options });
  t.after(() => simulator.close());
  const [key] = simulator.account.keys;
  assert.ok(key);
  const clock = new TestClock();
  const open = (own: TestClock) =>
    openDoor({ baseUrl: simulator.url, apiKey: key.key, clock: own, random: () => 0 });
  const [door, other] = [open(clock), open(new TestClock())];
  t.after(() => [door, other].forEach((one) => one.close()));
  const page = await other.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 250,
  });
  const raw = page.rows[index] as { id: string; phone_number: string };
  const number = { id: raw.id, phoneNumber: raw.phone_number };
  let others = 0;
  return {
    simulator,
    door,
    number,
    clock,
    held: async (name) => valuesOf({ number: (await readNumber(other, number.id)).raw })[`general.${name}`],
    all: async () => valuesOf((await look(other, number.id, ['number', 'voice', 'messaging'])).records),
    colleague: other,
    elsewhere: async (body) => {
      others += 1;
      await patchNumber(other, number.id, body);
    },
    count: (method) =>
      simulator.log.filter((entry) => entry.method === method).length - (method === 'PATCH' ? others : 0),
  };
}
