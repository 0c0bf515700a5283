import { t } from '@vscode/l10n';
import type { Clock } from '../telnyx/clock.ts';
import { entryIn, type EntryOf } from './entries.ts';
import { load, neverBegan, type Loaded } from './journalReading.ts';
import type { JournalStore } from './journalStore.ts';
import { Lease } from './lease.ts';
import { noCounts } from './ledger.ts';
import { stateOf } from './report.ts';
import type { RunPhase, RunState, RunSummary } from './run.ts';

/** More than the first line and the last line of a journal have. */
const endBytes = 16_384;

/** What the list of runs says of one; undefined when nothing of it was ever sent. */
export async function summaryOf(
  store: JournalStore,
  name: string,
  clock: Clock,
): Promise<RunSummary | undefined> {
  const { head, tail } = await store.ends(name, endBytes);
  const decoder = new TextDecoder();
  const first = entryIn(decoder.decode(head).split('\n')[0] ?? '');
  const last = entryIn(decoder.decode(tail).trimEnd().split('\n').at(-1) ?? '');
  if (first?.kind === 'begin' && last?.kind === 'end') return ended(first, last);
  const loaded = await load(store, name);
  const heldUntil = await Lease.heldUntil(store, name, clock);
  if (loaded) {
    const state = loadedState(loaded, await phaseOf(store, loaded, clock));
    return { ...state, ...(heldUntil !== undefined && { heldUntil }) };
  }
  if (first?.kind === 'begin' && heldUntil !== undefined) return undefined;
  if (first?.kind !== 'begin' || !(await neverBegan(store, name))) return unreadable(name);
  // Cut off while it was being described: nothing of it was sent, and there is nothing to tell or to resume.
  await store.remove(name);
  return undefined;
}

function ended(begin: EntryOf<'begin'>, end: EntryOf<'end'>): RunSummary {
  const { at, phase, counts, touched, steps } = end;
  const { id, title, source, family, of, restores, numbers, deletions } = begin;
  return {
    id,
    title,
    source,
    family,
    ...(of !== undefined && { of }),
    ...(restores && { restores }),
    startedAt: begin.at,
    endedAt: at,
    phase,
    numbers,
    deletions,
    steps,
    counts,
    ...(touched !== undefined && { touched }),
    damaged: false,
  };
}

export const isOver = (phase: RunPhase): boolean => phase === 'done' || phase === 'cancelled';

/** What a run is doing that no window here is at work on. */
export async function phaseOf(store: JournalStore, { ledger }: Loaded, clock: Clock): Promise<RunPhase> {
  const { endedAt, halt, head } = ledger;
  if (endedAt !== undefined) return halt?.phase ?? 'done';
  return (await Lease.isHeld(store, head.id, clock)) ? 'elsewhere' : 'interrupted';
}

export function loadedState({ ledger, damaged, incomplete }: Loaded, phase: RunPhase): RunState {
  const trouble = incomplete
    ? t(
        'Parts of its record cannot be read any more, so it cannot be resumed. Look at the numbers before doing it again.',
      )
    : undefined;
  return { ...stateOf(ledger, phase, damaged), ...(trouble !== undefined && { trouble }) };
}

/** Stands for a run of which nobody can say more. */
export function unreadable(id: string): RunSummary {
  return {
    id,
    title: t('A plan whose record cannot be read'),
    source: 'verb',
    family: 'numbers',
    startedAt: 0,
    phase: 'stopped',
    numbers: 0,
    deletions: 0,
    steps: { done: 0, all: 0 },
    counts: noCounts(),
    damaged: true,
  };
}
