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
import type { TableText } from './charges.ts';
import { repairSchema, type FailureText } from './failure.ts';

const reasons = ['unconnected', 'emergency-only', 'silent', 'no-connection', 'no-messaging'] as const;
const recordTypes = ['messaging', 'call-control', 'sip-trunking'] as const;
const spans = [30, 60, 90] as const;

/** A reason to look at a number, and what the numbers with it cost. */
export interface ReasonText {
  readonly reason: (typeof reasons)[number];
  readonly label: string;
  readonly hint: string;
  /** Whether its numbers are shown. */
  readonly shown: boolean;
  /** Absent where nobody has looked yet. */
  readonly count?: string;
  readonly month?: string;
  readonly year?: string;
}

/** Looking through detail records: what would be looked at, what is going on, and what it showed. */
export interface RecordsText {
  readonly days: (typeof spans)[number];
  readonly spans: readonly { readonly days: (typeof spans)[number]; readonly label: string }[];
  readonly types: readonly {
    readonly type: (typeof recordTypes)[number];
    readonly label: string;
    readonly chosen: boolean;
  }[];
  /** While it goes on: how far it is. */
  readonly running?: string;
  /** What it showed, a sentence each; empty before the first time. */
  readonly told: readonly string[];
  readonly failure?: FailureText;
}

export interface LeaksState {
  readonly account: string;
  readonly readOnly: boolean;
  /** Of which month the rent is, e.g. `May 2025`. */
  readonly month: string;
  /** Why nothing is loaded: the account is not open. */
  readonly closed?: string;
  readonly loading: boolean;
  readonly progress?: string;
  readonly failure?: FailureText;
  readonly reasons: readonly ReasonText[];
  readonly records: RecordsText;
  /** Absent until everything is there. */
  readonly table?: TableText;
  readonly chosen: { readonly count: number; readonly words: string };
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

/** Decoded by the panel's serializer. */
export const restoreSchema = object({
  profile: string(),
  account: string(),
  shown: pipe(array(picklist(reasons)), maxLength(10)),
  days: picklist(spans),
  types: pipe(array(picklist(recordTypes)), maxLength(10)),
});
export type Restore = InferOutput<typeof restoreSchema>;

const place = pipe(number(), integer(), minValue(0));

export const leaksActs = {
  /** Shows the numbers of a reason, or does not. */
  reason: object({ reason: picklist(reasons), shown: boolean() }),
  days: picklist(spans),
  type: object({ type: picklist(recordTypes), chosen: boolean() }),
  /** Looks through detail records. */
  search: optional(undefined_()),
  stop: optional(undefined_()),
  reload: optional(undefined_()),
  retry: optional(undefined_()),
  sort: picklist(['name', 'total']),
  look: object({ from: place, to: place }),
  /** Chooses a number, or does not. */
  choose: object({ key: string(), chosen: boolean() }),
  /** Chooses everything that is shown, or nothing. */
  chooseAll: boolean(),
  open: string(),
  tag: optional(undefined_()),
  release: optional(undefined_()),
  charges: optional(undefined_()),
  export: picklist(['csv', 'clipboard']),
  repair: repairSchema,
} as const;
export type LeaksActs = typeof leaksActs;
