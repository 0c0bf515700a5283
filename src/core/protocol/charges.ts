import {
  array,
  boolean,
  integer,
  maxLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  undefined_,
  type InferOutput,
} from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

/** What charges are put together by. */
const chargesViews = [
  'categories',
  'months',
  'service',
  'type',
  'number',
  'tag',
  'connection',
  'billing-group',
] as const;
export type ChargesViewName = (typeof chargesViews)[number];

/** An amount ready to be shown. */
export interface MoneyText {
  /** In words of the person's language; says "not given" or "unknown" where there is no exact amount. */
  readonly text: string;
  /** Decimal digits, for drawing only; absent when the amount is not known exactly. */
  readonly exact?: string;
}

/** The amounts a chart tells apart. */
export type Series =
  'existing' | 'new' | 'recurring' | 'one-time' | 'other' | 'adjustment' | 'increase' | 'decrease';

export interface Bar {
  /** What a click on it opens: a row of the table; absent where there is nothing below it. */
  readonly key?: string;
  readonly label: string;
  readonly total: MoneyText;
  /** Only exact amounts other than zero, in the order of drawing. */
  readonly parts: readonly { readonly series: Series; readonly amount: MoneyText }[];
}

/** One half of a line: its quantity is null where the API gives none. */
export interface DetailText {
  readonly quantity: number | null;
  readonly recurring: MoneyText;
  readonly oneTime: MoneyText;
}

export interface LineText {
  readonly name: string;
  readonly alias: string;
  readonly total: MoneyText;
  readonly fresh?: DetailText;
  readonly existing?: DetailText;
  readonly other?: { readonly quantity: number | null; readonly amount: MoneyText };
  /** The API's own name for a type of line that is not understood. */
  readonly unknownType?: string;
}

export interface ReportText {
  readonly currency: string;
  readonly grandTotal: MoneyText;
  /** The other totals as the API reports them, labelled. */
  readonly totals: readonly { readonly label: string; readonly amount: MoneyText }[];
  readonly bars: readonly Bar[];
  readonly lines: readonly LineText[];
  readonly adjustments: readonly {
    readonly date: string;
    readonly description: string;
    readonly amount: MoneyText;
  }[];
  /** Whether the parts add up to the total reported, in a sentence. */
  readonly check: { readonly tone: 'good' | 'warning'; readonly sentence: string };
  /** Anything else a reader must know, e.g. that the answer is about other days than asked for. */
  readonly warnings: readonly string[];
  /** What must be known to read the quantities, where they are not of one report. */
  readonly note?: string;
}

const sortColumns = [
  'name',
  'numbers',
  'recurring',
  'one-time',
  'other',
  'change',
  'percent',
  'total',
] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface ColumnText {
  readonly label: string;
  /** Words instead of figures. */
  readonly kind?: 'text';
  /** Absent where the order of the rows is given. */
  readonly sorts?: SortColumn;
}

export interface RowText {
  readonly key: string;
  readonly label: string;
  /** One for each column but the first. */
  readonly cells: readonly string[];
  /** What a click on the row does. */
  readonly opens: 'below' | 'number' | 'month' | 'none';
  /** Told only where rows can be chosen. */
  readonly chosen?: boolean;
}

/** Charges put together, as far as they are in sight: the page asks for other rows as it scrolls. */
export interface TableText {
  readonly caption: string;
  /** The first is the name of a row. */
  readonly columns: readonly ColumnText[];
  readonly sort?: { readonly column: SortColumn; readonly descending: boolean };
  /** How many rows there are. */
  readonly total: number;
  /** The place of the first of `rows`. */
  readonly from: number;
  readonly rows: readonly RowText[];
  /** All rows together; absent where they cannot be added. */
  readonly sum?: readonly string[];
  readonly bars: readonly Bar[];
  readonly currency: string;
  readonly check?: ReportText['check'];
  /** What a reader must know of these figures. */
  readonly notes: readonly string[];
}

/** A first and a last day, both belonging to the span. */
export interface Span {
  readonly from: string;
  readonly lastDay: string;
}

export interface ChargesState {
  readonly account: string;
  readonly period: Span & { readonly title: string; readonly days: string };
  /** Spans offered by name: usual ones first, then months. */
  readonly offers: readonly (Span & { readonly label: string })[];
  readonly view: ChargesViewName;
  /** Whether groups are shown month against month; absent in views that have nothing to compare so. */
  readonly compare?: boolean;
  /** What the figures are narrowed to, in words, e.g. `Tag: support`. */
  readonly within: readonly string[];
  /** Told only where there are several: they are never added. */
  readonly currencies?: { readonly chosen: string; readonly all: readonly string[] };
  /** What is wrong with the span that was asked for last; the one shown is still the one before. */
  readonly complaint?: Span & { readonly sentence: string };
  readonly loading: boolean;
  /** How far loading is, in words. */
  readonly progress?: string;
  /** In the view of categories. */
  readonly report?: ReportText;
  /** In all other views. */
  readonly table?: TableText;
  /** Told beside a report that is still there. */
  readonly failure?: FailureText;
  /** Why nothing is loaded: the account is not open. */
  readonly closed?: string;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

const dimension = picklist(['service', 'type', 'number', 'tag', 'connection', 'billing-group']);
const withinSchema = pipe(array(object({ dimension, key: string() })), maxLength(20));

/** Decoded by the panel's serializer. Kept by an older version, a part may be missing. */
export const restoreSchema = object({
  profile: string(),
  account: string(),
  from: string(),
  /** Exclusive. */
  to: string(),
  view: optional(picklist(chargesViews), 'categories'),
  within: optional(withinSchema, []),
  compare: optional(boolean(), false),
});
export type Restore = InferOutput<typeof restoreSchema>;

const place = pipe(number(), integer(), minValue(0));

export const chargesActs = {
  show: object({ from: string(), lastDay: string() }),
  step: picklist(['previous', 'next']),
  /** Asks Telnyx again. */
  reload: optional(undefined_()),
  /** Goes on after a failure. */
  retry: optional(undefined_()),
  view: picklist(chargesViews),
  currency: string(),
  /** Month against month, or not. */
  compare: boolean(),
  sort: picklist(sortColumns),
  /** Rows in sight; `to` is not included. */
  look: object({ from: place, to: place }),
  /** A row or bar was clicked. */
  open: string(),
  /** Lets go of one narrowing, by its place. */
  widen: place,
  export: picklist(['csv', 'markdown', 'clipboard']),
  /** Numbers that may cost rent for nothing. */
  idle: optional(undefined_()),
  repair: repairSchema,
} as const;
export type ChargesActs = typeof chargesActs;
