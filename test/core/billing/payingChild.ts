// A window that pays and is killed without warning around the moment of sending.
import { setTimeout as sleep } from 'node:timers/promises';
import { Payments } from '../../../src/core/billing/payments.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { systemClock } from '../../../src/core/telnyx/clock.ts';
import { PaymentFiles } from '../../../src/host/paymentFiles.ts';

/** What a test tells the window. */
export interface ChildTask {
  readonly url: string;
  readonly folder: string;
  /** `written`: the payment is on disk and not sent. `answered`: the answer came, and is not on disk. */
  readonly dies: 'written' | 'answered';
}

async function die(): Promise<void> {
  process.kill(process.pid, 'SIGKILL');
  await sleep(60_000);
}

class Deadly extends PaymentFiles {
  readonly #dies: ChildTask['dies'];

  constructor({ folder, dies }: ChildTask) {
    super(folder);
    this.#dies = dies;
  }

  override async make(generation: number, text: string): Promise<boolean> {
    const made = await super.make(generation, text);
    if (this.#dies === 'written') await die();
    return made;
  }

  override async replace(generation: number, text: string): Promise<void> {
    if (this.#dies === 'answered') await die();
    await super.replace(generation, text);
  }
}

process.once('message', (task: ChildTask) => {
  const door = openDoor({ baseUrl: task.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const payments = new Payments({
    door,
    account: { name: 'own', baseUrl: task.url },
    store: new Deadly(task),
    neighbours: () => Promise.resolve([]),
    clock: systemClock,
  });
  void payments.pay('120.50').then(() => process.exit(0));
});
