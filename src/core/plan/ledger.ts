import type { EntryOf, Entry } from './entries.ts';
import type { Step, StepRow } from './route.ts';
import type { Became, Counts, Ending, RunPhase, StepState } from './run.ts';
import { mayHaveChanged } from './touched.ts';

export const noCounts = (): Record<Became, number> => ({
  waiting: 0,
  underway: 0,
  changed: 0,
  otherwise: 0,
  failed: 0,
  conflict: 0,
  unknown: 0,
  left: 0,
  already: 0,
});

/** What stands for a number with several requests: the first of these that one of them has. */
const rank: readonly Became[] = [
  'unknown',
  'otherwise',
  'failed',
  'conflict',
  'underway',
  'waiting',
  'left',
  'changed',
  'already',
];

const waiting: Ending = { became: 'waiting' };
const underway: Ending = { became: 'underway' };

/** One step and how far it has come. */
export class StepLedger {
  readonly step: Step;
  readonly counts: Record<Became, number>;
  /** Rows of single requests that were sent and not answered. */
  readonly sent = new Set<number>();
  readonly #endings: (Ending | undefined)[] = [];
  /** A job or order was sent. */
  isSent = false;
  /** When it was sent last; undefined when the journal does not say. */
  sentAt: number | undefined;
  /** Rows that it was sent with. */
  given: readonly number[] = [];
  job: string | undefined;
  /** The job was found among others: it may be somebody else's, so what it says is not believed. */
  isFound = false;
  isDone = false;
  phase: StepState['phase'] = 'waiting';

  constructor(step: Step) {
    this.step = step;
    this.counts = { ...noCounts(), waiting: step.rows.length };
  }

  /** What became of a row so far. */
  ending(row: number): Ending {
    return this.#endings[row] ?? (this.isSent || this.sent.has(row) ? underway : waiting);
  }

  end(row: number, ending: Ending): void {
    this.#endings[row] = ending;
  }

  isOpen(row: number): boolean {
    return this.#endings[row] === undefined;
  }

  /** Rows of which nobody knows yet what becomes of them, by their places. */
  open(): readonly number[] {
    return this.step.rows.flatMap((_, row) => (this.isOpen(row) ? [row] : []));
  }

  state(): StepState {
    const { step, counts, job, isDone } = this;
    return {
      operation: step.operation,
      way: step.way,
      phase: isDone ? 'done' : this.phase,
      numbers: step.rows.length,
      counts: { ...counts },
      ...(job !== undefined && { job }),
    };
  }
}

interface Part {
  readonly step: StepLedger;
  readonly row: number;
}

/** One number and its requests. */
interface Account {
  readonly number: StepRow['number'];
  parts: readonly Part[];
  became: Became;
  isTouched: boolean;
}

/**
 * What a run is and how far it has come. It changes by entries only: what is told to it is what the journal holds, so that
 * a run that was read back stands where the one that wrote it stood.
 */
export class Ledger {
  readonly head: EntryOf<'begin'>;
  readonly steps: readonly StepLedger[];
  readonly #numbers = new Map<string, Account>();
  readonly #counts = noCounts();
  #touched = 0;
  /** What was last said about the run as a whole. */
  halt: { readonly phase: RunPhase; readonly trouble?: string } | undefined;
  began = false;
  endedAt: number | undefined;

  constructor(head: EntryOf<'begin'>, steps: readonly Step[]) {
    this.head = head;
    this.steps = steps.map((step) => new StepLedger(step));
    for (const step of this.steps)
      for (const [row, { number }] of step.step.rows.entries()) {
        const part = { step, row };
        const known = this.#numbers.get(number.id);
        // Most have one part: a list that grows would keep room for more of each.
        if (known) known.parts = [...known.parts, part];
        else this.#numbers.set(number.id, { number, parts: [part], became: 'waiting', isTouched: false });
      }
    this.#counts.waiting = this.#numbers.size;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** How many numbers were changed by at least one request, or may have been. */
  get touched(): number {
    return this.#touched;
  }

  get size(): number {
    return this.#numbers.size;
  }

  numbers(): Iterable<Account> {
    return this.#numbers.values();
  }

  /** Jobs and orders that this run started. */
  get jobs(): ReadonlySet<string> {
    return new Set(this.steps.flatMap(({ job }) => job ?? []));
  }

  apply(entry: Entry): void {
    switch (entry.kind) {
      case 'begin':
      case 'step':
        return;
      case 'go':
        this.began = true;
        this.halt = undefined;
        return;
      case 'halt':
        this.halt = { phase: entry.phase, ...(entry.trouble !== undefined && { trouble: entry.trouble }) };
        return;
      case 'end':
        this.endedAt = entry.at;
        this.halt = { phase: entry.phase };
        return;
      case 'send':
      case 'back':
      case 'taken':
      case 'told':
      case 'done':
        this.#applyToStep(entry);
    }
  }

  #applyToStep(entry: StepEntry): void {
    const step = this.steps[entry.n];
    if (!step) return;
    const rows = rowsOf(entry, step);
    const before = rows.map((row) => step.ending(row).became);
    change(step, entry);
    for (const [at, row] of rows.entries()) this.#became(step, row, before[at] ?? 'waiting');
  }

  #became(step: StepLedger, row: number, before: Became): void {
    const now = step.ending(row).became;
    const number = step.step.rows[row]?.number;
    const account = number && this.#numbers.get(number.id);
    if (!account || now === before) return;
    step.counts[before] -= 1;
    step.counts[now] += 1;
    const became = worst(account.parts);
    this.#counts[account.became] -= 1;
    this.#counts[became] += 1;
    account.became = became;
    const isTouched = account.parts.some((part) => mayHaveChanged(part.step.ending(part.row)));
    this.#touched += Number(isTouched) - Number(account.isTouched);
    account.isTouched = isTouched;
  }
}

type StepEntry = EntryOf<'send' | 'back' | 'taken' | 'told' | 'done'>;

/** The rows that an entry speaks of. */
function rowsOf(entry: StepEntry, { step }: StepLedger): readonly number[] {
  if (entry.kind === 'told') return entry.rows.flatMap(([row]) => (row < step.rows.length ? [row] : []));
  if (entry.kind === 'taken' || entry.kind === 'done') return [];
  return entry.i === undefined ? [...step.rows.keys()] : entry.i < step.rows.length ? [entry.i] : [];
}

function change(step: StepLedger, entry: StepEntry): void {
  if (entry.kind === 'told') {
    for (const [row, became, code, sentence] of entry.rows) {
      const kept = entry.kept?.[row];
      step.end(row, {
        became,
        ...(code !== null && { code }),
        ...(sentence !== null && { sentence }),
        ...(kept && { kept }),
      });
    }
  } else if (entry.kind === 'taken') {
    step.job = entry.job;
    step.isFound = entry.found ?? false;
  } else if (entry.kind === 'done') step.isDone = true;
  else if (entry.i === undefined) {
    step.isSent = entry.kind === 'send';
    step.sentAt = step.isSent ? entry.at : undefined;
    step.given = step.isSent ? step.open() : [];
  } else if (entry.kind === 'send') step.sent.add(entry.i);
  else step.sent.delete(entry.i);
}

function worst(parts: readonly Part[]): Became {
  let least = rank.length - 1;
  for (const { step, row } of parts) least = Math.min(least, rank.indexOf(step.ending(row).became));
  return rank[least] ?? 'changed';
}
