// What one entry of a journal takes.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineOf } from '../../src/core/plan/entries.ts';
import { JournalFiles } from '../../src/host/journalFiles.ts';
import { median, ms, type Line } from './line.ts';
import { timed } from './planAccount.ts';

export async function appending(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const store = new JournalFiles(folder);
  const line = lineOf({ kind: 'send', n: 3, at: Date.now(), i: 77 });
  const times: number[] = [];
  for (let round = 0; round < 300; round++) {
    const [took] = await timed(() => store.append('bench', line));
    times.push(took);
  }
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: 'One entry of the journal, on disk',
      value: ms(median(times)),
      target: 'at most 1 ms',
      met: median(times) <= 1,
    },
  ];
}
