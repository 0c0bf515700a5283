import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import { readAmount, type Amount } from './amount.ts';
import type { Period } from './period.ts';

/** One half of a comparative line: what is new this month, or what was there before. */
export interface Detail {
  /** Null when not given. */
  readonly quantity: number | null;
  readonly recurring: Amount;
  readonly oneTime: Amount;
}

interface LineName {
  readonly name: string;
  readonly alias: string;
}

export type Line =
  | (LineName & { readonly type: 'comparative'; readonly fresh: Detail; readonly existing: Detail })
  | (LineName & { readonly type: 'simple'; readonly quantity: number | null; readonly amount: Amount })
  /** A type of line that this version has not heard of: named, but its amounts are not understood. */
  | (LineName & { readonly type: 'unknown'; readonly called: string });

export interface Adjustment {
  readonly description: string;
  /** As the API wrote it; a pure date. */
  readonly date: string;
  readonly amount: Amount;
}

export type TotalName =
  | 'grandTotal'
  | 'existingRecurring'
  | 'newRecurring'
  | 'newOneTime'
  | 'other'
  | 'credits'
  | 'ledgerAdjustments';

/** What one period cost, as the API reports it. */
export interface ChargesSummary {
  /** Empty when the API names none. */
  readonly currency: string;
  /** The period the answer is about, as the API wrote it; `endDate` does not belong to it. */
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  readonly lines: readonly Line[];
  readonly adjustments: readonly Adjustment[];
  readonly totals: Readonly<Record<TotalName, Amount>>;
}

/**
 * Operation 30 for at most 31 days, as `decodeSummary` takes it and a file can keep it: without the name and address of
 * the user, which the API tells too.
 */
export function loadRawSummary(door: Door, window: Period, signal: AbortSignal): Promise<unknown> {
  return door.read(
    (sdk, options) => sdk.chargesSummary.retrieve({ start_date: window.from, end_date: window.to }, options),
    (data) => {
      decodeSummary(data);
      return v.parse(told, data);
    },
    signal,
  );
}

const told = v.object({
  currency: v.optional(v.unknown()),
  start_date: v.optional(v.unknown()),
  end_date: v.optional(v.unknown()),
  summary: v.unknown(),
  total: v.unknown(),
});

// Null where nothing is: `readAmount` then says "not given".
const amount = v.pipe(v.optional(v.unknown(), null), v.transform(readAmount));
const text = v.fallback(v.optional(v.string(), ''), '');
const date = v.fallback(v.optional(v.string()), undefined);
const quantity = v.fallback(v.nullish(v.number(), null), null);

const detail = v.pipe(
  v.optional(v.looseObject({ quantity, mrc: amount, otc: amount }), {}),
  v.transform(({ quantity, mrc, otc }): Detail => ({ quantity, recurring: mrc, oneTime: otc })),
);

const line = v.pipe(
  v.union([
    v.object({
      type: v.literal('comparative'),
      name: text,
      alias: text,
      new_this_month: detail,
      existing_this_month: detail,
    }),
    v.object({ type: v.literal('simple'), name: text, alias: text, quantity, amount }),
    v.object({ type: text, name: text, alias: text }),
  ]),
  v.transform((raw): Line => {
    const { name, alias } = raw;
    if ('new_this_month' in raw)
      return {
        type: 'comparative',
        name,
        alias,
        fresh: raw.new_this_month,
        existing: raw.existing_this_month,
      };
    if ('amount' in raw) return { type: 'simple', name, alias, quantity: raw.quantity, amount: raw.amount };
    return { type: 'unknown', name, alias, called: raw.type };
  }),
);

const adjustment = v.pipe(
  v.object({ description: text, event_date: text, amount }),
  v.transform((raw): Adjustment => ({
    description: raw.description,
    date: raw.event_date,
    amount: raw.amount,
  })),
);

const total = v.pipe(
  v.object({
    grand_total: amount,
    existing_mrc: amount,
    new_mrc: amount,
    new_otc: amount,
    other: amount,
    credits: amount,
    ledger_adjustments: amount,
  }),
  v.transform((raw): Readonly<Record<TotalName, Amount>> => ({
    grandTotal: raw.grand_total,
    existingRecurring: raw.existing_mrc,
    newRecurring: raw.new_mrc,
    newOneTime: raw.new_otc,
    other: raw.other,
    credits: raw.credits,
    ledgerAdjustments: raw.ledger_adjustments,
  })),
);

const summary = v.object({
  currency: text,
  start_date: date,
  end_date: date,
  summary: v.object({ lines: v.array(line), adjustments: v.optional(v.array(adjustment), []) }),
  total,
});

/**
 * The `data` of operation 30. Throws when it holds no lines or no totals: an answer that is not a report must not
 * look like a period without charges. A single amount that cannot be read stays an unknown of its own.
 */
export function decodeSummary(data: unknown): ChargesSummary {
  const raw = v.parse(summary, data);
  return {
    currency: raw.currency,
    startDate: raw.start_date,
    endDate: raw.end_date,
    lines: raw.summary.lines,
    adjustments: raw.summary.adjustments,
    totals: raw.total,
  };
}
