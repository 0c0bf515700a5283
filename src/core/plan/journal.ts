import { t } from '@vscode/l10n';
import { Failure } from '../telnyx/failure.ts';
import { lineOf, type Entry } from './entries.ts';
import type { JournalStore } from './journalStore.ts';
import { LeaseLost, type Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';

interface Waiting {
  readonly entries: readonly Entry[];
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (thrown: unknown) => void;
}

const encoder = new TextEncoder();

/**
 * Writes down what a run does before it does it. What is appended is on disk, and in the ledger, when the promise
 * resolves; several appends at once share one write. A window that has lost its lease writes nothing, and where it
 * loses it while it writes, it does not do what it wrote down.
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
    while (this.#waiting.length > 0) {
      let batch: readonly Waiting[] = [];
      try {
        await this.#lease.check();
        // Not before: what came while the lease was looked at goes along.
        batch = this.#waiting.splice(0);
        await this.#put(batch.map(({ text }) => text).join(''));
        // While a disk stalls, another window may take over; what was written down here must not be sent then.
        await this.#lease.check();
      } catch (thrown) {
        const failure = thrown instanceof LeaseLost ? thrown : notWritten(thrown);
        for (const { reject } of batch.length > 0 ? batch : this.#waiting.splice(0)) reject(failure);
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
