import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Payments, type PaymentsParts } from '../../../src/core/billing/payments.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door, DoorOptions } from '../../../src/core/telnyx/door.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';
import { neighboursIn } from '../../../src/host/paymentNeighbours.ts';
import { startSimulator, type Simulator } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

export const paymentPath = '/payment/stored_payment_transactions';

/** An account over HTTP, a folder for its payments, and windows that pay from it. */
export interface Paying {
  readonly simulator: Simulator;
  /** Of the profile `own`, in `all`. */
  readonly folder: string;
  readonly all: string;
  readonly clock: TestClock;
  /** A window of this machine. */
  window(more?: Partial<PaymentsParts>): Payments;
  /** A window where the account has another profile. */
  profile(id: string, more?: Partial<PaymentsParts>): Payments;
  door(options?: Partial<DoorOptions>): Door;
  /** What the account charged, in cents, one entry for each request. */
  charged(): readonly number[];
}

export async function paying(t: TestContext): Promise<Paying> {
  const simulator = await startSimulator({ numbers: 1 });
  const all = await mkdtemp(join(tmpdir(), 'telnyx-pay-'));
  const clock = new TestClock();
  t.after(async () => {
    await simulator.close();
    await rm(all, { recursive: true, force: true });
  });
  const { url: baseUrl } = simulator;
  const doorOf = (options: Partial<DoorOptions> = {}) => {
    const door = openDoor({ baseUrl, apiKey: 'KEY_SAMPLE_ACCOUNT', clock, random: () => 0, ...options });
    t.after(() => door.close());
    return door;
  };
  const profile = (id: string, more: Partial<PaymentsParts> = {}) =>
    new Payments({
      door: more.door ?? doorOf(),
      account: { name: id, baseUrl },
      store: new PaymentFiles(join(all, id)),
      neighbours: () => neighboursIn(all, id),
      clock,
      ...more,
    });
  return {
    simulator,
    folder: join(all, 'own'),
    all,
    clock,
    window: (more) => profile('own', more),
    profile,
    door: doorOf,
    charged: () => simulator.account.payments,
  };
}
