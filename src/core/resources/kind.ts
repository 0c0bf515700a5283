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

/**
 * One kind of thing an account holds: how to list, identify and show it. Tree, commands and menus know only
 * this interface, so a new kind is one file and one line in `index.ts`.
 */
export interface ResourceKind<R> {
  /** Unique; the first part of every item id of this kind. */
  readonly name: string;
  readonly place: Place;
  /** Rows a page, at most what the operation allows. */
  readonly pageSize: number;
  /** One page, `number` from 1. */
  list(door: Door, page: { number: number; size: number }, signal: AbortSignal): Promise<RawPage>;
  /** Decodes one row of `list`, tolerantly; undefined for a row that cannot be told from others (no id). */
  decode(raw: unknown): R | undefined;
  identify(record: R): string;
  show(record: R): Item;
  /** The record as the API gives it alone, for "View as JSON"; absent where a list row is all there is. */
  fetch?(door: Door, record: R, signal: AbortSignal): Promise<unknown>;
  /** True while the record changes by itself, so that a visible view asks again. */
  unfinished?(record: R): boolean;
  /** What stands where rows would, when there are none: one sentence. */
  readonly empty: () => string;
}

/** The kinds in one table hold different records; each entry was checked on its own by `defineKind`. */
export type AnyKind = ResourceKind<never>;

/** Checks an entry of the table and forgets its record type, for those who treat all kinds alike. */
export function defineKind<R>(kind: ResourceKind<R>): ResourceKind<R> {
  return kind;
}
