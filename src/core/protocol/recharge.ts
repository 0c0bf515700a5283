import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';
import type { FieldForm } from './number.ts';

/** What the editor of auto recharge shows. Texts in here may be hostile; the page makes them safe. */
export interface RechargePage {
  readonly account: string;
  /** Why nothing is shown: its account is not open. */
  readonly closed?: string;
  readonly readOnly?: string;
  /** It could not be read. */
  readonly failure?: FailureText;
  /** Telnyx has none to show, and what that may mean. */
  readonly absent?: string;
  readonly busy: boolean;
  readonly notice?: {
    readonly tone: 'information' | 'warning' | 'error';
    readonly sentences: readonly string[];
  };
  readonly fields: readonly FieldForm[];
  /** What the settings as they stand here do, in plain words; `typed` when something of it is not saved. */
  readonly outlook?: { readonly sentence: string; readonly typed: boolean };
  /** What would be saved, in words; absent when there is nothing. */
  readonly summary?: string;
  readonly canSave: boolean;
  /** The number of the last edit of the page that was heard. */
  readonly heard: number;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: RechargeRestore;
}

const value = v.union([v.string(), v.boolean()]);

/** Decoded by the panel's serializer. */
export const rechargeRestoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  /** What was typed; `base` is what the account held then. */
  wishes: v.record(v.string(), v.object({ mine: value, base: v.exactOptional(value) })),
});
export type RechargeRestore = v.InferOutput<typeof rechargeRestoreSchema>;

const nothing = v.undefined();
const id = v.object({ id: v.string() });
/** What fields hand over; only texts and switches mean something here. */
const typed = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly())]);

export const rechargeActs = {
  /** A field has another value; `seq` counts the edits of the page. */
  edit: v.object({ id: v.string(), value: typed, seq: v.number() }),
  revert: id,
  keepMine: id,
  takeTheirs: id,
  save: nothing,
  reload: nothing,
  repair: repairSchema,
} as const;
export type RechargeActs = typeof rechargeActs;
