import type { RawPage } from './door.ts';

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
  readonly ending: 'complete' | 'capped' | 'uncertain';
  /** Rows left out because they have no id. */
  readonly unidentified: number;
  readonly warnings: readonly string[];
}

const mostBarren = 3;

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
  #taken = 0;
  #unidentified = 0;
  /** Rows of the fullest page: a server may give fewer than asked. */
  #perPage = 0;
  #total: number | undefined;
  #pages: number | undefined;
  /** Pages in a row that brought nothing new. */
  #barren = 0;
  #contradicted = false;
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
    const outstanding = this.#claimed - this.#taken;
    const promised = this.#promised();
    if (outstanding > 0 && (promised === undefined || this.#taken === 0)) return undefined;
    if (promised !== undefined && this.#claimed >= promised) return undefined;
    if (this.#rows.length + outstanding * this.#perPage >= this.#listing.cap) return undefined;
    this.#claimed += 1;
    return this.#claimed;
  }

  arrived(number: number, page: Page<R>): void {
    this.#early.set(number, page);
    for (let next = this.#early.get(this.#taken + 1); next; next = this.#early.get(this.#taken + 1)) {
      this.#early.delete(this.#taken + 1);
      this.#taken += 1;
      if (!this.ended) this.#take(next);
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

  #take(page: Page<R>): void {
    const fresh = this.#fresh(page.rows);
    this.#perPage = Math.max(this.#perPage, page.rows.length);
    this.#barren = fresh.length === 0 ? this.#barren + 1 : 0;
    for (const warning of page.warnings) this.#warnings.add(warning);
    if (page.total !== undefined) {
      this.#contradicted ||= this.#total !== undefined && this.#total !== page.total;
      this.#total = page.total;
    }
    if (page.pages !== undefined) this.#pages = page.pages;
    const left = this.#listing.cap - this.#rows.length;
    // One by one: a page may be larger than a call takes arguments.
    const kept = fresh.length > left ? fresh.slice(0, left) : fresh;
    for (const row of kept) this.#rows.push(row);
    this.#ending = this.#endingAfter(page, fresh.length > left);
    if (kept.length > 0) this.#listing.onRows?.(kept, this.#totalNow());
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

  #endingAfter(page: Page<R>, cut: boolean): Listed<R>['ending'] | undefined {
    const promised = this.#promised();
    const reached = this.#total !== undefined && this.#counted() >= this.#total;
    const atEnd =
      promised === undefined
        ? page.rows.length === 0
        : this.#taken >= promised || (reached && this.#barren > 0);
    if (cut) return 'capped';
    if (atEnd) return this.#isCertain() ? 'complete' : 'uncertain';
    if (this.#barren >= mostBarren) return 'uncertain';
    return this.#rows.length >= this.#listing.cap ? 'capped' : undefined;
  }

  /** Pages there are by what the server says; undefined when it does not. */
  #promised(): number | undefined {
    const byTotal =
      this.#total === undefined ? undefined : Math.ceil(this.#total / (this.#perPage || this.#listing.size));
    if (this.#pages === undefined) return byTotal;
    return byTotal === undefined ? this.#pages : Math.max(this.#pages, byTotal);
  }

  #isCertain(): boolean {
    return !this.#contradicted && (this.#total === undefined || this.#total === this.#counted());
  }

  #counted(): number {
    return this.#rows.length + this.#unidentified;
  }

  #totalNow(): Total {
    const counted = this.#counted();
    if (this.#total !== undefined && this.#total >= counted) return { count: this.#total, exact: true };
    return { count: counted, exact: this.#total === undefined && this.#ending === 'complete' };
  }
}
