import { t } from '@vscode/l10n';
import { Failure } from '../telnyx/failure.ts';
import { entryIn, lineOf, type Entry, type EntryOf } from './entries.ts';
import type { JournalStore } from './journalStore.ts';
import { LeaseLost, type Lease } from './lease.ts';
import { Ledger } from './ledger.ts';
import type { Step, StepRow } from './route.ts';

interface Waiting {
  readonly entries: readonly Entry[];
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

const encoder = new TextEncoder();

/**
 * Writes down what a run does before it does it. What is appended is on disk, and in the ledger, when the promise
 * resolves; several appends at once share one write. Nothing is written for a window that has lost its lease.
 */
export class Journal {
  readonly ledger: Ledger;
  readonly #store: JournalStore;
  readonly #lease: Lease;
  readonly #waiting: Waiting[] = [];
  /** Bytes that are known to be whole. */
  #length: number;
  #torn: boolean;
  #writing = false;

  constructor(store: JournalStore, lease: Lease, ledger: Ledger, length = 0, torn = false) {
    this.#store = store;
    this.#lease = lease;
    this.ledger = ledger;
    this.#length = length;
    this.#torn = torn;
  }

  /** Rejects with a Failure when it cannot be written, with `LeaseLost` when another window works on the run. */
  append(...entries: readonly Entry[]): Promise<void> {
    return this.#queue(entries, entries.map(lineOf).join(''));
  }

  /** Lines that the ledger knows already. */
  appendText(text: string): Promise<void> {
    return this.#queue([], text);
  }

  #queue(entries: readonly Entry[], text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, text, resolve, reject });
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    for (let batch = this.#waiting.splice(0); batch.length > 0; batch = this.#waiting.splice(0)) {
      try {
        await this.#put(batch.map(({ text }) => text).join(''));
      } catch (thrown) {
        const failure = thrown instanceof LeaseLost ? thrown : notWritten(thrown);
        for (const { reject } of batch) reject(failure);
        continue;
      }
      for (const { entries, resolve } of batch) {
        for (const entry of entries) this.ledger.apply(entry);
        resolve();
      }
    }
    this.#writing = false;
  }

  async #put(text: string): Promise<void> {
    await this.#lease.check();
    const name = this.ledger.head.id;
    // Half a line left by a full disk would spoil the next one.
    if (this.#torn) await this.#store.truncate(name, this.#length);
    this.#torn = true;
    await this.#store.append(name, text);
    this.#torn = false;
    this.#length += encoder.encode(text).length;
  }
}

function notWritten(thrown: unknown): Failure {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const sentence =
    code === 'ENOSPC'
      ? t(
          'The disk is full, so the record of this plan cannot be kept and nothing more is sent. Make room, then resume.',
        )
      : t('The record of this plan cannot be written, so nothing more is sent.');
  return new Failure({ kind: 'unknown', sentence, wayOut: 'show-log', cause: code });
}

/** The lines that describe a whole run before it begins; secrets are to be masked before. */
export function planText(head: EntryOf<'begin'>, steps: readonly Step[]): string {
  return [lineOf(head), ...steps.map((step, n) => lineOf(stepEntry(step, n)))].join('');
}

function stepEntry({ operation, way, rows }: Step, n: number): EntryOf<'step'> {
  const befores = new Places<StepRow['before']>();
  const mines = new Places<StepRow['mine']>();
  return {
    kind: 'step',
    n,
    operation,
    way,
    rows: rows.map(({ number, before, mine }) => [
      number.id,
      number.phoneNumber,
      befores.of(before),
      mines.of(mine),
    ]),
    befores: befores.all.map(copied),
    mines: mines.all.map(copied),
  };
}

/** The journal's own lists are not readonly. */
export const copied = (values: StepRow['mine']) =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      Array.isArray(value) ? [...(value as string[])] : value,
    ]),
  ) as EntryOf<'step'>['mines'][number];

/** Where each object stands in a list without doubles. */
class Places<T> {
  readonly all: T[] = [];
  readonly #places = new Map<T, number>();

  of(one: T): number {
    const known = this.#places.get(one);
    if (known !== undefined) return known;
    this.#places.set(one, this.all.length);
    return this.all.push(one) - 1;
  }
}

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
  const lines = new Lines();
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
  const lines = new Lines();
  for await (const bytes of store.read(name))
    for (const line of lines.cut(bytes)) {
      const entry = entryIn(line);
      if (entry?.kind !== 'begin' && entry?.kind !== 'step') return false;
    }
  return true;
}

/** Whether every line of a journal can be read, to its last byte. */
export async function isWhole(store: JournalStore, name: string): Promise<boolean> {
  const lines = new Lines();
  for await (const bytes of store.read(name))
    for (const line of lines.cut(bytes)) if (!entryIn(line)) return false;
  return lines.rest === 0;
}

const unreadable: Step = { operation: 16, way: 'single', rows: [] };

function stepOf({ operation, way, rows, befores, mines }: EntryOf<'step'>): Step {
  return {
    operation,
    way,
    rows: rows.map(([id, phoneNumber, before, mine]) => ({
      number: { id, phoneNumber },
      before: befores[before] ?? {},
      mine: mines[mine] ?? {},
    })),
  };
}

/** Cuts bytes into whole lines. */
class Lines {
  readonly #decoder = new TextDecoder();
  #rest = new Uint8Array();
  /** Bytes of all whole lines. */
  length = 0;

  /** Bytes behind the last line break. */
  get rest(): number {
    return this.#rest.length;
  }

  *cut(bytes: Uint8Array): Generator<string> {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const line = joined(this.#rest, bytes.subarray(from, at));
      this.#rest = new Uint8Array();
      this.length += line.length + 1;
      from = at + 1;
      yield this.#decoder.decode(line);
    }
    this.#rest = joined(this.#rest, bytes.subarray(from));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
