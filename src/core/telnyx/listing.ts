import type { RawPage } from './door.ts';
import { endingOf, promisedPages, unread, withPage, type Ending } from './extent.ts';

/** One page; its rows decoded or not, as whoever fetches likes. */
export interface Page<R> extends RawPage {
  readonly rows: readonly R[];
}

export interface Listing<R> {
  /** One page, `number` from 1. */
  readonly fetchPage: (page: { number: number; size: number }, signal: AbortSignal) => Promise<Page<R>>;
  /** The id of a row; undefined for a row that cannot be told from others, which is counted and left out. */
  readonly identify: (row: R) => string | undefined;
  /** Rows a page, at most what the operation allows. */
  readonly size: number;
  /** Rows to read at most. */
  readonly cap: number;
  /** Pages under way at once after the first; the door's own limit holds besides. Default 8. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** New rows, page after page in the server's order, whichever page comes first. */
  readonly onRows?: (rows: readonly R[], total: Total) => void;
}

/** How many rows there are in all: exactly, because the server says so or the end was seen, or at least. */
export interface Total {
  readonly count: number;
  readonly exact: boolean;
}

export interface Listed<R> {
  /** In the server's order, no id twice. */
  readonly rows: readonly R[];
  readonly total: Total;
  /**
   * 'complete': every row was read. 'capped': there are more than `cap`, or may be. 'uncertain': rows came or went
   * meanwhile, or the server contradicted itself, so some may be missing.
   */
  readonly ending: Ending | 'capped';
  /** Rows left out because they have no id. */
  readonly unidentified: number;
  readonly warnings: readonly string[];
}

/** What is known so far of a list, and which page to read next. */
export class Progress<R> {
  readonly #listing: Listing<R>;
  readonly #rows: R[] = [];
  readonly #seen = new Set<string>();
  readonly #warnings = new Set<string>();
  /** Pages that came before their turn. */
  readonly #early = new Map<number, Page<R>>();
  readonly begun: Promise<void>;
  #begin: () => void = () => undefined;
  #claimed = 0;
  #extent = unread;
  #unidentified = 0;
  #ending: Listed<R>['ending'] | undefined;

  constructor(listing: Listing<R>) {
    this.#listing = listing;
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  get ended(): boolean {
    return this.#ending !== undefined;
  }

  /** The number of the next page to read, for whoever asks; undefined when there is none now. */
  claim(): number | undefined {
    if (this.ended) return undefined;
    const { taken, perPage } = this.#extent;
    const outstanding = this.#claimed - taken;
    const promised = taken === 0 ? undefined : promisedPages(this.#extent);
    // Only pages that are promised are asked for side by side.
    if (outstanding > 0 && this.#claimed >= (promised ?? 0)) return undefined;
    if (this.#rows.length + outstanding * perPage >= this.#listing.cap) return undefined;
    this.#claimed += 1;
    return this.#claimed;
  }

  arrived(number: number, page: Page<R>): void {
    this.#early.set(number, page);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#early.delete(this.#extent.taken + 1);
      this.#take(next);
    }
    this.#begin();
  }

  result(): Listed<R> {
    return {
      rows: this.#rows,
      total: this.#totalNow(),
      ending: this.#ending ?? 'uncertain',
      unidentified: this.#unidentified,
      warnings: [...this.#warnings],
    };
  }

  /** Undefined while it is on its way, and once the end is known. */
  #next(): Page<R> | undefined {
    return this.ended ? undefined : this.#early.get(this.#extent.taken + 1);
  }

  #take(page: Page<R>): void {
    const fresh = this.#fresh(page.rows);
    for (const warning of page.warnings) this.#warnings.add(warning);
    const left = this.#listing.cap - this.#rows.length;
    // One by one: a page may be larger than a call takes arguments.
    const kept = fresh.length > left ? fresh.slice(0, left) : fresh;
    for (const row of kept) this.#rows.push(row);
    this.#extent = withPage(this.#extent, page, this.#counted(), fresh.length > 0);
    this.#ending = fresh.length > left ? 'capped' : (endingOf(this.#extent) ?? this.#cappedNow());
    if (kept.length > 0) this.#listing.onRows?.(kept, this.#totalNow());
  }

  #cappedNow(): 'capped' | undefined {
    return this.#rows.length >= this.#listing.cap ? 'capped' : undefined;
  }

  #fresh(rows: readonly R[]): R[] {
    return rows.filter((row) => {
      const id = this.#listing.identify(row);
      if (id === undefined) this.#unidentified += 1;
      if (id === undefined || this.#seen.has(id)) return false;
      this.#seen.add(id);
      return true;
    });
  }

  #counted(): number {
    return this.#rows.length + this.#unidentified;
  }

  #totalNow(): Total {
    const counted = this.#counted();
    const { total } = this.#extent;
    if (total !== undefined && total >= counted) return { count: total, exact: true };
    return { count: counted, exact: total === undefined && this.#ending === 'complete' };
  }
}
