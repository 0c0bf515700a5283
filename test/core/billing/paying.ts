import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Payments, type PaymentsParts } from '../../../src/core/billing/payments.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';
import { startSimulator, type Simulator } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

export const paymentPath = '/payment/stored_payment_transactions';

/** An account over HTTP, a folder for its payments, and windows that pay from it. */
export interface Paying {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly clock: TestClock;
  /** A window of this machine. */
  window(more?: Partial<PaymentsParts>): Payments;
  /** What the account charged, in cents, one entry for each request. */
  charged(): readonly number[];
}

export async function paying(t: TestContext): Promise<Paying> {
  const simulator = await startSimulator({ numbers: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-pay-'));
  const clock = new TestClock();
  t.after(async () => {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    simulator,
    folder,
    clock,
    window: (more) => {
      const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', clock, random: () => 0 });
      t.after(() => door.close());
      return new Payments({ door, host: '127.0.0.1', store: new PaymentFiles(folder), clock, ...more });
    },
    charged: () => simulator.account.payments,
  };
}
