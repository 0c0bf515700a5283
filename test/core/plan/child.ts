// A window that begins a plan and is killed without warning at a write to its journal.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { entryIn, type Entry } from '../../../src/core/plan/entries.ts';
import type { JournalStore } from '../../../src/core/plan/journalStore.ts';
import { openPlans } from '../../../src/core/plan/openPlans.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';

/** An entry of a journal, by what is the same in every run of a plan: its kind, step and, for single requests, row. */
export interface Mark {
  readonly kind: Entry['kind'];
  readonly n?: number;
  readonly row?: number;
}

/** What a test tells the window. */
export interface ChildTask {
  readonly url: string;
  readonly folder: string;
  readonly proposal: Proposal;
  readonly chunk: number;
  /** The window dies at the first write that holds this entry; without one it lives. */
  readonly dieAt?: Mark;
  /** `before`: all that came before was done, and this is not on disk. `after`: this is on disk, and nothing more was done. */
  readonly moment: 'before' | 'after';
}

/** Where a window leaves the entries it died at. */
export const lastWords = (folder: string): string => join(folder, 'last-words.txt');

export const entriesIn = (text: string): readonly Entry[] =>
  text.split('\n').flatMap((line) => entryIn(line) ?? []);

/** What tells an entry from others of its run. */
export function markOf(entry: Entry, isSingle: (n: number) => boolean): Mark {
  const { kind } = entry;
  if (!('n' in entry)) return { kind };
  const { n } = entry;
  const row = entry.kind === 'told' ? entry.rows[0]?.[0] : 'i' in entry ? entry.i : undefined;
  return { kind, n, ...(isSingle(n) && row !== undefined && { row }) };
}

class Deadly extends JournalFiles implements JournalStore {
  readonly #task: ChildTask;

  constructor(task: ChildTask) {
    super(task.folder);
    this.#task = task;
  }

  override async append(name: string, text: string): Promise<void> {
    const { dieAt, moment, folder } = this.#task;
    const dies = dieAt !== undefined && entriesIn(text).some((entry) => isAt(entry, dieAt));
    if (!dies || moment === 'after') await super.append(name, text);
    if (!dies) return;
    writeFileSync(lastWords(folder), text);
    process.kill(process.pid, 'SIGKILL');
    await sleep(60_000);
  }
}

function isAt(entry: Entry, { kind, n, row }: Mark): boolean {
  const own = markOf(entry, () => row !== undefined);
  return own.kind === kind && own.n === n && own.row === row;
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
  const plan = await plans.look(proposal);
  const { confirm } = plans.facts(plan);
  const run = await plans.apply(plan, confirm ? { typed: confirm.count } : {});
  await run.settled();
}
