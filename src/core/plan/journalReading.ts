import { t } from '@vscode/l10n';
import { entryIn, type EntryOf } from './entries.ts';
import type { JournalStore } from './journalStore.ts';
import { Ledger } from './ledger.ts';
import type { Step } from './route.ts';
import { stepOf } from './stepEntries.ts';
import { WholeLines } from './wholeLines.ts';

const unreadable: Step = { operation: 16, way: 'single', rows: [] };

/** A journal as it was found. */
export interface Loaded {
  readonly ledger: Ledger;
  /** Bytes of all whole lines; what is behind them was torn off while it was written. */
  readonly length: number;
  readonly torn: boolean;
  /** A whole line cannot be read: what it said is unknown. */
  readonly damaged: boolean;
  /** The numbers of some steps cannot be read any more, so that nobody can go on with it. */
  readonly incomplete: boolean;
}

/**
 * Reads a journal; undefined when it ends before the whole plan was described, so that nothing of it was sent, and when
 * not even its beginning can be read. Throws what the store throws.
 */
export async function load(store: JournalStore, name: string): Promise<Loaded | undefined> {
  let head: EntryOf<'begin'> | undefined;
  let ledger: Ledger | undefined;
  const steps: Step[] = [];
  let [damaged, incomplete] = [false, false];
  const lines = new WholeLines();
  const take = (line: string) => {
    const entry = entryIn(line);
    if (!entry) damaged = true;
    else if (entry.kind === 'begin') head = entry;
    else if (entry.kind === 'step') steps[entry.n] = stepOf(entry);
    else if (head) {
      // The first word after the plan: from here on something may have been sent.
      const count = head.steps;
      incomplete ||= Object.keys(steps).length < count;
      ledger ??= new Ledger(
        head,
        Array.from({ length: count }, (_, n) => steps[n] ?? unreadable),
      );
      ledger.apply(entry);
    }
  };
  for await (const bytes of store.read(name)) for (const line of lines.cut(bytes)) take(line);
  if (ledger?.endedAt !== undefined) endOpen(ledger, ledger.endedAt);
  return ledger && { ledger, length: lines.length, torn: lines.rest > 0, damaged, incomplete };
}

/** Whether one of these journals names a job as its own. Those that cannot be read name none. */
export async function isNamed(
  store: JournalStore,
  job: string,
  where: (name: string) => boolean,
): Promise<boolean> {
  for (const name of (await store.names()).filter(where)) {
    const loaded = await load(store, name).catch(() => undefined);
    if (loaded?.ledger.jobs.has(job)) return true;
  }
  return false;
}

/** A run that is over has told of every row: what became of those that are open was on lines that cannot be read. */
function endOpen(ledger: Ledger, at: number): void {
  const sentence = t('What became of it cannot be read in the record of this plan any more.');
  for (const [n, step] of ledger.steps.entries()) {
    const rows = step.open().map((row): EntryOf<'told'>['rows'][number] => [row, 'unknown', null, sentence]);
    if (rows.length > 0) ledger.apply({ kind: 'told', n, at, rows });
  }
}

/** Whether a journal tells of a plan that never began: it ends, every line of it readable, before anything could be sent. */
export async function neverBegan(store: JournalStore, name: string): Promise<boolean> {
  const lines = new WholeLines();
  for await (const bytes of store.read(name))
    for (const line of lines.cut(bytes)) {
      const entry = entryIn(line);
      if (entry?.kind !== 'begin' && entry?.kind !== 'step') return false;
    }
  return true;
}

/** Whether every line of a journal can be read, to its last byte. */
export async function isWhole(store: JournalStore, name: string): Promise<boolean> {
  const lines = new WholeLines();
  for await (const bytes of store.read(name))
    for (const line of lines.cut(bytes)) if (!entryIn(line)) return false;
  return lines.rest === 0;
}
