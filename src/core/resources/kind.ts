import type { Item } from '../model/item.ts';
import type { ViewName } from '../model/names.ts';
import type { Door, RawPage } from '../telnyx/door.ts';

/** Where rows of a kind stand: right in the view, or in a folder of it. */
export interface Place {
  readonly view: ViewName;
  /** The folder's name; absent when rows stand at the root of the view. */
  readonly folder?: () => string;
  readonly folderIcon?: string;
}

/** Rows of a list that have something in common, and what that is. */
export interface RowGroup {
  readonly item: Item;
  readonly rows: readonly Row[];
}

/** What the loaded rows of a list add up to. */
export interface Digest {
  readonly item: Item;
  readonly groups: readonly RowGroup[];
}

/** Keeps some of the rows that are loaded, where the server cannot be asked for them alone. */
export interface Sift {
  keeps(row: Row): boolean;
  /** How many of how many, in words. */
  line(kept: number, loaded: number): string;
}

/** What all agree on about a kind, whatever its records are. */
interface Listed {
  /** Unique; the first part of every item id of this kind. */
  readonly name: string;
  readonly place: Place;
  /** Rows a page, at most what the operation allows. */
  readonly pageSize: number;
  /** Whether "250 of 4,812" says something about this kind; not so for the one balance. */
  readonly counted: boolean;
  /** What stands where rows would, when there are none: one sentence. */
  readonly empty: () => string;
  /** What helps where there are more rows than a view shows; absent where nothing does. */
  readonly beyond?: 'table' | 'filter-jobs' | 'filter-deliveries' | 'filter-audit';
  /** What holds for all rows of the kind and has to be known to read them: one sentence above them. */
  readonly notice?: () => string;
  /** One page, `number` from 1. */
  list(door: Door, page: { number: number; size: number }, signal: AbortSignal): Promise<RawPage>;
  /**
   * The record as the API gives it alone, shaped like a row of `list`; absent where a list row is all there is.
   * Throws the Failure `not-found` when it is gone.
   */
  fetch?(door: Door, id: string, signal: AbortSignal): Promise<unknown>;
  /** What stands above the rows that are loaded, made of them; absent where they speak for themselves. */
  digest?(rows: readonly Row[]): Digest;
}

/** One kind of thing an account holds, as its own file writes it: how to list, identify and show an `R`. */
export interface KindOf<R> extends Listed {
  /** Decodes one row of `list`, tolerantly; undefined for a row that cannot be told from others (no id). */
  decode(raw: unknown): R | undefined;
  /** The API's id; unique among the records of this kind. */
  identify(record: R): string;
  /** How the record looks; its item id is made of the kind's name and `identify`. */
  show(record: R, itemId: string): Omit<Item, 'id'>;
  /** True while the record changes by itself, so that a visible view asks again. */
  unfinished?(record: R): boolean;
  /** What it stands under where rows of its kind are told apart, such as a year. */
  section?(record: R): string;
}

/** A record of any kind. */
export interface Row {
  /** The name of its kind. */
  readonly kind: string;
  /** The API's id. */
  readonly id: string;
  /** How it looks; made when first asked for. */
  readonly item: Item;
  readonly unfinished: boolean;
  readonly section?: string;
  /** As the API gave it. */
  readonly raw: unknown;
}

/**
 * A kind with its record type forgotten. Tree, commands and menus know only this, so a new kind is one file and
 * one line in `index.ts`.
 */
export interface ResourceKind extends Listed {
  row(raw: unknown): Row | undefined;
}

/** Checks an entry of the table against its record type, then forgets the type. */
export function defineKind<R>(kind: KindOf<R>): ResourceKind {
  return {
    ...kind,
    row(raw) {
      const record = kind.decode(raw);
      if (record === undefined) return undefined;
      const id = kind.identify(record);
      const itemId = `${kind.name}/${id}`;
      let item: Item | undefined;
      return {
        kind: kind.name,
        id,
        raw,
        unfinished: kind.unfinished?.(record) ?? false,
        ...(kind.section && { section: kind.section(record) }),
        get item() {
          return (item ??= { id: itemId, ...kind.show(record, itemId) });
        },
      };
    },
  };
}
