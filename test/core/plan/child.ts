// A window that begins a plan and is killed without warning at a write to its journal.
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalStore } from '../../../src/core/plan/journalStore.ts';
import { openPlans } from '../../../src/core/plan/openPlans.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';

/** What a test tells the window. */
export interface ChildTask {
  readonly url: string;
  readonly folder: string;
  readonly proposal: Proposal;
  readonly chunk: number;
  /** At which write to the journal the window dies; one more than there are lets it live. */
  readonly dieAt: number;
  /** `before`: all that came before was done, and this is not on disk. `sent`: only writes of what is about to be sent count; this is on disk, and not sent. */
  readonly moment: 'before' | 'sent';
}

class Deadly extends JournalFiles implements JournalStore {
  readonly #task: ChildTask;
  #writes = 0;

  constructor(task: ChildTask) {
    super(task.folder);
    this.#task = task;
  }

  override async append(name: string, text: string): Promise<void> {
    const { dieAt, moment } = this.#task;
    if (moment === 'before' || text.includes('"kind":"send"')) this.#writes += 1;
    const dies = this.#writes === dieAt;
    if (!dies || moment === 'sent') await super.append(name, text);
    if (!dies) return;
    process.kill(process.pid, 'SIGKILL');
    await sleep(60_000);
  }
}

process.once('message', (task: ChildTask) => {
  void work(task).then(() => process.exit(0));
});

async function work(task: ChildTask): Promise<void> {
  const { url, proposal, chunk } = task;
  const plans = openPlans({
    door: openDoor({ baseUrl: url, apiKey: 'KEY_SAMPLE_ACCOUNT' }),
    profile: { readOnly: false },
    store: new Deadly(task),
    holder: `child ${process.pid}`,
    limits: () => ({ largeFrom: 1_000_000, chunk }),
  });
  const run = await plans.apply(await plans.look(proposal));
  await run.settled();
}
