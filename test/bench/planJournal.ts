// What writing down one entry of a run takes, in a folder where many runs are remembered.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntryOf } from '../../src/core/plan/entries.ts';
import { Journal } from '../../src/core/plan/journal.ts';
import { Lease } from '../../src/core/plan/lease.ts';
import { Ledger } from '../../src/core/plan/ledger.ts';
import type { Step } from '../../src/core/plan/route.ts';
import { systemClock } from '../../src/core/telnyx/clock.ts';
import { JournalFiles } from '../../src/host/journalFiles.ts';
import { median, ms, type Line } from './line.ts';
import { timed } from './planAccount.ts';

/** As many as are remembered at most. */
const remembered = 500;
const entries = 300;

const head: EntryOf<'begin'> = {
  kind: 'begin',
  id: 'bench',
  at: Date.now(),
  source: 'form',
  family: 'numbers',
  title: 'Bench',
  numbers: entries,
  deletions: 0,
  steps: 1,
};
const step: Step = {
  operation: 16,
  way: 'single',
  rows: Array.from({ length: entries }, (_, at) => ({
    number: { id: String(at), phoneNumber: `+1312555${String(at).padStart(4, '0')}` },
    before: {},
    mine: {},
  })),
};

export async function appending(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  for (let at = 0; at < remembered; at++)
    for (const file of [`other-${at}.journal`, `other-${at}.lease.1`])
      await writeFile(join(folder, file), 'bench\n');
  const store = new JournalFiles(folder);
  const lease = await Lease.take(store, head.id, 'bench', systemClock);
  if (!lease) throw new Error('Somebody else holds the lease of the bench.');
  const journal = new Journal(store, lease, new Ledger(head, [step]));
  const times: number[] = [];
  for (let i = 0; i < entries; i++) {
    const [took] = await timed(() => journal.append({ kind: 'send', n: 0, at: Date.now(), i }));
    times.push(took);
  }
  await lease.release();
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: `One entry of the journal, on disk, with ${remembered} runs remembered`,
      value: ms(median(times)),
      target: 'at most 1 ms',
      met: median(times) <= 1,
    },
  ];
}
