import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

/** What the page of detail records shows: of the records loaded only those around the ones in sight. */
export interface UsageState {
  readonly account: string;
  /** Why nothing is loaded: the account is not open. */
  readonly closed?: string;
  readonly type: { readonly chosen: string; readonly label: string; readonly all: readonly ChoiceText[] };
  /** What must be known about records of this type. */
  readonly about?: string;
  readonly period: PeriodText;
  /** Fields that can be filtered by: those known, and those seen in records. */
  readonly fields: readonly ChoiceText[];
  readonly operators: readonly ChoiceText[];
  readonly filters: readonly FilterText[];
  /** What is wrong with the filter that was to be added. */
  readonly filterComplaint?: string;
  readonly columns: readonly ColumnText[];
  readonly lines: { readonly total: number; readonly from: number; readonly told: readonly LineText[] };
  /** `200 of 4,812 records loaded`. */
  readonly counted?: string;
  /** What they cost, a sentence for each currency and one for what is not known; of the records loaded. */
  readonly costs: readonly string[];
  readonly loading: boolean;
  /** All records are being loaded, one page after the other. */
  readonly loadingAll: boolean;
  /** What lies behind the last record. */
  readonly rest: 'end' | 'more' | 'capped' | 'uncertain';
  /** Why there is no record, once that is sure. */
  readonly empty: boolean;
  readonly warnings: readonly string[];
  readonly failure?: FailureText;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

export interface ChoiceText {
  readonly value: string;
  readonly label: string;
}

export interface PeriodText {
  /** `any`, a range of the API, `last` for so many days, or `days` for days of one's own. */
  readonly chosen: string;
  readonly all: readonly ChoiceText[];
  /** Of `last`. */
  readonly last: string;
  /** Of `days`; both belong to it. */
  readonly from: string;
  readonly lastDay: string;
  readonly complaint?: string;
}

export interface FilterText {
  readonly words: string;
  /** Telnyx did not take it, in a sentence. */
  readonly complaint?: string;
}

export interface ColumnText {
  readonly id: string;
  readonly label: string;
  /** CSS pixels. */
  readonly width: number;
  readonly number: boolean;
  readonly sorted?: 'ascending' | 'descending';
}

export interface LineText {
  readonly id: string;
  /** One text for each column. */
  readonly cells: readonly string[];
}

const short = v.pipe(v.string(), v.maxLength(200));
const filterSchema = v.object({ field: short, operator: short, value: short });
const daysSchema = v.object({ from: short, lastDay: short });

/** Decoded by the panel's serializer; what means nothing any more is left out where it is understood. */
export const restoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  type: v.string(),
  range: v.optional(short),
  days: v.optional(daysSchema),
  filters: v.optional(v.pipe(v.array(filterSchema), v.maxLength(20)), []),
  sort: v.optional(v.object({ field: short, descending: v.boolean() })),
});
export type Restore = v.InferOutput<typeof restoreSchema>;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
/** More lines than these no screen shows. */
const mostLines = 1000;

export const usageActs = {
  type: short,
  /** `any` or a range of the API. */
  range: short,
  last: short,
  days: daysSchema,
  filter: filterSchema,
  /** By its place. */
  unfilter: place,
  /** Descending, then ascending, then as Telnyx lists them. */
  sort: short,
  /** Lines that are wanted; `to` is not included. */
  look: v.pipe(
    v.object({ from: place, to: place }),
    v.check(({ from, to }) => to - from <= mostLines),
  ),
  more: v.optional(v.undefined_()),
  all: v.optional(v.undefined_()),
  stop: v.optional(v.undefined_()),
  retry: v.optional(v.undefined_()),
  reload: v.optional(v.undefined_()),
  /** Shows a record as JSON. */
  open: v.string(),
  export: v.optional(v.undefined_()),
  repair: repairSchema,
} as const;
export type UsageActs = typeof usageActs;
