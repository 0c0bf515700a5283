import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Entry } from '../../../src/core/plan/entries.ts';
import { load } from '../../../src/core/plan/journalReading.ts';
import type { JournalFiles } from '../../../src/host/journalFiles.ts';
import { entriesIn, markOf, type ChildTask, type Mark } from './child.ts';

export type Death = Pick<ChildTask, 'dieAt' | 'moment'>;

/** Lets a window begin the plan and die; true when it died before it was done. */
export async function dies(task: ChildTask): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: 'inherit' });
  child.send(task);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.ok(signal === 'SIGKILL' || code === 0, `the window ended with ${code ?? signal}`);
  return signal === 'SIGKILL';
}

/** Numbers that were sent as the journal on disk has it, and of which it does not say what came of them. */
export async function unanswered(store: JournalFiles, id: string): Promise<ReadonlySet<string>> {
  const loaded = await load(store, id);
  const numbers = [...(loaded?.ledger.numbers() ?? [])];
  return new Set(numbers.flatMap(({ number, became }) => (became === 'underway' ? [number.id] : [])));
}

/** Numbers of which a write says that they are about to be sent. */
export async function aboutToBeSent(
  store: JournalFiles,
  id: string,
  text: string,
): Promise<ReadonlySet<string>> {
  const steps = (await load(store, id))?.ledger.steps ?? [];
  const sent = entriesIn(text).flatMap((entry) => {
    if (entry.kind !== 'send') return [];
    const step = steps[entry.n];
    const rows = entry.i === undefined ? step?.open() : [entry.i];
    return (rows ?? []).flatMap((row) => step?.step.rows[row]?.number.id ?? []);
  });
  return new Set(sent);
}

/** What tells the entries of a run from one another, each once. */
export function marksOf(entries: readonly Entry[]): readonly Mark[] {
  const single = entries.flatMap((entry) => (entry.kind === 'step' && entry.way === 'single' ? entry.n : []));
  const all = entries.map((entry) => markOf(entry, (n) => single.includes(n)));
  return [...new Map(all.map((mark): [string, Mark] => [JSON.stringify(mark), mark])).values()];
}
