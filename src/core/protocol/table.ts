import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

/** What the page of a table of numbers shows: of the rows only those around the ones in sight, however many there are. */
export interface TableState {
  /** Tells tables apart, e.g. for menus. */
  readonly key: string;
  readonly account: string;
  readonly readOnly: boolean;
  /** Why nothing is shown: the account is not open. */
  readonly closed?: string;
  readonly columns: readonly ColumnText[];
  readonly lines: LinesText;
  /** The search in force, and how many changes of it the page has made that were heard. */
  readonly search: { readonly text: string; readonly heard: number };
  /** What else leaves numbers out, a part each. */
  readonly filters: readonly { readonly field: string; readonly words: string }[];
  /** `by status`; absent where nothing is grouped. */
  readonly grouped?: string;
  /** `37 of 4,812`. */
  readonly counted: string;
  /** Which numbers were not looked through, in words; absent for none. */
  readonly without?: string;
  /** `searched 12,000 of 48,120`; absent when all is read. */
  readonly reading?: { readonly words: string; readonly stopped: boolean };
  readonly chosen: ChosenText;
  readonly failure?: FailureText;
  /** What may be missing all the same, as sentences. */
  readonly warnings: readonly string[];
  /** Why there is not a single row, once that is sure: nothing there, or nothing found. */
  readonly empty?: 'account' | 'query';
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

export interface ColumnText {
  readonly id: string;
  readonly label: string;
  /** CSS pixels. */
  readonly width: number;
  readonly sortable: boolean;
  readonly sorted?: 'ascending' | 'descending';
}

export interface LinesText {
  readonly total: number;
  /** The place of the first line told. */
  readonly from: number;
  readonly told: readonly LineText[];
}

export type LineText = RowText | GroupText;

export interface RowText {
  readonly type: 'row';
  readonly id: string;
  /** One text for each column. */
  readonly cells: readonly string[];
  /** How its status looks; the text says the same. */
  readonly tone: 'good' | 'bad' | 'waiting' | 'muted';
  readonly chosen: boolean;
  /** What can be done with it, for menus: `number can:edit can:copy-id`. */
  readonly can: string;
}

export interface GroupText {
  readonly type: 'group';
  readonly value: string;
  readonly name: string;
  readonly count: string;
  readonly open: boolean;
}

export interface ChosenText {
  readonly count: number;
  /** `37 selected`; empty for none. */
  readonly words: string;
  /** What can be done with them: changes that any of them can take, and what can be done with every one. */
  readonly can: string;
}

/** Decoded by the panel's serializer. `table` is decoded where it is understood. */
export const restoreSchema = v.object({ profile: v.string(), account: v.string(), table: v.unknown() });
export type Restore = v.InferOutput<typeof restoreSchema>;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
/** More lines than these no screen shows. */
const mostLines = 2000;

/** A line by its place when it was seen, and by its number, in case the lines have moved since. */
const seen = { at: place, id: v.string() };

export const tableActs = {
  /** Lines that are wanted; `to` is not included. */
  look: v.pipe(
    v.object({ from: place, to: place }),
    v.check(({ from, to }) => to - from <= mostLines),
  ),
  search: v.object({ text: v.pipe(v.string(), v.maxLength(1000)), nth: place }),
  /** Ascending, then descending, then as Telnyx lists them. */
  sort: v.string(),
  ask: v.picklist(['filter', 'group', 'columns', 'saved', 'save']),
  unfilter: v.string(),
  ungroup: v.optional(v.undefined_()),
  clear: v.optional(v.undefined_()),
  /** The columns shown, in their order. */
  arrange: v.array(v.object({ id: v.string(), width: v.pipe(v.number(), v.finite()) })),
  choose: v.object({ ...seen, how: v.picklist(['only', 'toggle', 'range', 'range-too']) }),
  chooseAll: v.boolean(),
  fold: v.object({ value: v.string(), open: v.boolean() }),
  open: v.object(seen),
  copy: v.picklist(['numbers', 'rows']),
  save: v.optional(v.undefined_()),
  stop: v.optional(v.undefined_()),
  retry: v.optional(v.undefined_()),
  refresh: v.optional(v.undefined_()),
  repair: repairSchema,
} as const;
export type TableActs = typeof tableActs;
export type HowToChoose = v.InferOutput<(typeof tableActs)['choose']>['how'];
