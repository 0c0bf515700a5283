import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';
import type { ResourceKind, Row } from '../resources/kind.ts';
import { Collection } from '../state/collection.ts';
import type { Session } from '../state/session.ts';
import type { Failure } from '../telnyx/failure.ts';
import type { Entry, Source, SourceName } from './entry.ts';

/** What a list of the account says about a number. */
export interface ListReading {
  readonly source: SourceName;
  /** Lists the newest first. */
  readonly kind: ResourceKind;
  /** When a record is of, as the API writes it. */
  at(raw: unknown): string | undefined;
  /** What it says about the number; undefined where it is about something else. */
  entry(row: Row): Pick<Entry, 'title' | 'detail' | 'tone' | 'opens'> | undefined;
}

/** Pages at once: an account with many events is not read for minutes unless somebody asks for more. */
const mostPages = 8;

/**
 * A list of which no server can be asked for one number: it is read page by page, and what names the number is kept. How
 * far back it was read holds only as long as the list is in the order of time.
 */
export class ListSource implements Source {
  readonly name: SourceName;
  readonly #reading: ListReading;
  readonly #rows: Collection;
  readonly #changed: () => void;
  readonly #entries: Entry[] = [];
  #looked = 0;
  #oldest = Infinity;
  #inOrder = true;
  #closed = false;

  constructor(session: Session, reading: ListReading, changed: () => void) {
    this.name = reading.source;
    this.#reading = reading;
    this.#rows = new Collection(session, reading.kind);
    this.#changed = changed;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get looked(): number {
    return this.#looked;
  }

  get back(): number {
    const { state, listing } = this.#rows;
    if (state.phase === 'idle' || (listing.rows.length === 0 && state.phase !== 'ready')) return Infinity;
    if (listing.rest === 'end' && state.phase === 'ready') return -Infinity;
    return this.#inOrder ? this.#oldest : Infinity;
  }

  get failure(): Failure | undefined {
    const { state } = this.#rows;
    return state.phase === 'failed' ? state.failure : undefined;
  }

  get limit(): string | undefined {
    const { rest, rows, warnings } = this.#rows.listing;
    if (rest === 'capped') return t('No more than {0} records are read.', grouped(rows.length));
    if (rest === 'uncertain') return warnings.at(-1);
    return this.#inOrder || rest === 'end'
      ? undefined
      : t('Telnyx does not tell them in the order of time, so how far back they were read is unknown.');
  }

  async readTo(since: number): Promise<void> {
    const rows = this.#rows;
    if (rows.state.phase === 'failed') await rows.retry();
    else await rows.load();
    this.#learn();
    for (let page = 1; page < mostPages && this.#wants(since); page += 1) {
      await rows.more();
      this.#learn();
    }
  }

  dispose(): void {
    this.#closed = true;
    this.#rows.dispose();
  }

  #wants(since: number): boolean {
    const { state, listing } = this.#rows;
    return !this.#closed && state.phase === 'ready' && listing.rest === 'more' && this.back > since;
  }

  /** Looks at the rows that came since. */
  #learn(): void {
    const { rows } = this.#rows.listing;
    for (const row of rows.slice(this.#looked)) {
      const at = timeOf(this.#reading.at(row.raw));
      if (at !== undefined) {
        if (at > this.#oldest) this.#inOrder = false;
        this.#oldest = Math.min(this.#oldest, at);
      }
      const told = this.#reading.entry(row);
      if (told) this.#entries.push({ key: `${this.name}/${row.id}`, source: this.name, at, ...told });
    }
    this.#looked = rows.length;
    if (!this.#closed) this.#changed();
  }
}

function timeOf(told: string | undefined): number | undefined {
  const at = Date.parse(told ?? '');
  return Number.isNaN(at) ? undefined : at;
}
