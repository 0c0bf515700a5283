import { t } from '@vscode/l10n';
import type { Family } from '../find/family.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import type { Item } from '../model/item.ts';
import type { ResourceKind, Row } from '../resources/kind.ts';
import { mobileNumbers } from '../resources/mobile-numbers.ts';
import { numbers } from '../resources/numbers.ts';
import type { Failure } from '../telnyx/failure.ts';
import { mobileHome, mobileRow } from './foundMobile.ts';
import { mostRows, type CollectionState, type Listing } from './listing.ts';
import type { Lines } from './showing.ts';

/** Numbers as the list shows them, but for what is said when there are none. */
const foundKind: ResourceKind = { ...numbers, empty: () => t('Nothing matches.') };

/** Where found rows come from. */
export interface FoundSource {
  readonly index: NumberIndex;
  /** Rows of the index, in order. */
  readonly rows: () => Uint32Array;
  readonly isSearching: () => boolean;
  readonly failure: () => Failure | undefined;
  readonly warnings: () => readonly string[];
  readonly refresh: (ids?: readonly string[], family?: Family) => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly changed: () => void;
}

const rowOf = (index: NumberIndex, row: number): Row | undefined =>
  index.isMobile(row) ? mobileRow(index.record(row)) : foundKind.row(index.record(row));

/** A row of the index as a list has it, made only when somebody looks at it: there may be a hundred thousand. */
export function foundRow(index: NumberIndex, row: number): Row {
  const made = () => rowOf(index, row);
  let item: Item | undefined;
  const id = index.id(row);
  const kind = index.isMobile(row) ? mobileNumbers.name : foundKind.name;
  return {
    kind,
    id,
    unfinished: false,
    get raw() {
      return index.record(row);
    },
    get item() {
      return (item ??= made()?.item ?? { id: `${kind}/${id}`, label: id, abilities: [] });
    },
  };
}

/** What was found, or one group of it, page by page; drawn like a collection. */
export class FoundPages {
  readonly kind = foundKind;
  readonly #source: FoundSource;
  readonly #mobile: Lines;
  #shown = foundKind.pageSize;
  #made: { readonly of: Uint32Array; readonly shown: number; readonly rows: readonly Row[] } | undefined;

  constructor(source: FoundSource) {
    this.#source = source;
    this.#mobile = mobileHome(this, source);
  }

  get listing(): Listing {
    const all = this.#source.rows();
    const shown = all.subarray(0, this.#shown);
    const rest = shown.length === all.length ? 'end' : shown.length >= mostRows ? 'capped' : 'more';
    return {
      rows: this.#rows(all, shown),
      count: { shown: shown.length, total: all.length },
      rest,
      warnings: this.#source.warnings(),
    };
  }

  /** Made once for each result: what finds makes another array when anything has changed. */
  #rows(all: Uint32Array, shown: Uint32Array): readonly Row[] {
    if (this.#made?.of === all && this.#made.shown === shown.length) return this.#made.rows;
    const { index } = this.#source;
    const rows = Array.from(shown).flatMap((row) => rowOf(index, row) ?? []);
    this.#made = { of: all, shown: shown.length, rows };
    return rows;
  }

  get state(): CollectionState {
    const { listing } = this;
    const failure = this.#source.failure();
    if (failure) return { ...listing, phase: 'failed', work: 'list', failure };
    // Nothing found so far is not nothing found.
    const waits = this.#source.isSearching() && listing.rows.length === 0;
    return waits ? { ...listing, phase: 'loading', work: 'list' } : { ...listing, phase: 'ready' };
  }

  /** Mobile numbers are of a list of their own. */
  homeOf({ kind }: Row): Lines {
    return kind === mobileNumbers.name ? this.#mobile : this;
  }

  /** Any number of this kind that is known, on a page or not. */
  row(id: string): Row | undefined {
    const { index } = this.#source;
    const row = index.row(id);
    return row === undefined ? undefined : foundRow(index, row);
  }

  /** Shows one page more; nothing has to be asked for. */
  more(): Promise<void> {
    this.#shown = Math.min(this.#shown + this.kind.pageSize, mostRows);
    this.#source.changed();
    return Promise.resolve();
  }

  refresh(ids?: readonly string[]): Promise<void> {
    return this.#source.refresh(ids);
  }

  retry(): Promise<void> {
    return this.#source.retry();
  }
}
