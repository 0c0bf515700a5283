import { repairSchema, type FailureText } from './failure.ts';
import { object, optional, picklist, string, undefined_ } from 'valibot';

/** An amount ready to be shown. */
export interface MoneyText {
  /** In words of the person's language; says "not given" or "unknown" where there is no exact amount. */
  readonly text: string;
  /** Decimal digits, for drawing only; absent when the amount is not known exactly. */
  readonly exact?: string;
}

/** The amounts a chart tells apart. */
export type Series = 'existing' | 'new' | 'one-time' | 'other' | 'adjustment';

export interface Bar {
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
}

/** A first and a last day, both belonging to the span. */
export interface Span {
  readonly from: string;
  readonly lastDay: string;
}

export interface ChargesState {
  readonly account: string;
  readonly period: Span & { readonly title: string; readonly days: string };
  readonly months: readonly (Span & { readonly label: string })[];
  /** What is wrong with the span that was asked for last; the one shown is still the one before. */
  readonly complaint?: Span & { readonly sentence: string };
  readonly loading: boolean;
  readonly report?: ReportText;
  /** Told beside a report that is still there. */
  readonly failure?: FailureText;
  /** Why nothing is loaded: the account is not open. */
  readonly closed?: string;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

/** Decoded by the panel's serializer. */
export const restoreSchema = object({ profile: string(), account: string(), from: string(), to: string() });
export interface Restore {
  readonly profile: string;
  readonly account: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
}

export const chargesActs = {
  show: object({ from: string(), lastDay: string() }),
  step: picklist(['previous', 'next']),
  reload: optional(undefined_()),
  repair: repairSchema,
} as const;
export type ChargesActs = typeof chargesActs;
