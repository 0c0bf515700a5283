import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

export interface HeaderText {
  readonly name: string;
  /** Absent while it is hidden: it may open something. */
  readonly value?: string;
}

export interface BodyText {
  readonly kind: 'empty' | 'json' | 'text' | 'binary';
  /** Absent for what is no text. */
  readonly text?: string;
  /** Its size and where it ends, in words. */
  readonly note: string;
  /** Secrets in it are masked, and so they are in what is copied. */
  readonly masked: boolean;
}

/** One side of an exchange. */
export interface SideText {
  /** `POST https://…` or `HTTP 503`. */
  readonly title: string;
  readonly headers: readonly HeaderText[];
  readonly body?: BodyText;
}

export interface AttemptText {
  readonly number: number;
  readonly tone: 'good' | 'bad' | 'unknown';
  /** `failed · HTTP 503`. */
  readonly outcome: string;
  readonly started: string;
  readonly took: string;
  /** Beside the first URL only. */
  readonly other?: string;
  /** The pause since the try before. */
  readonly gap?: string;
  /** A documented limit of time, and whether the try took longer. */
  readonly limit?: string;
}

export interface FieldText {
  readonly label: string;
  readonly value: string;
  readonly known: boolean;
}

export interface DeliveryPage {
  readonly title: string;
  readonly account: string;
  readonly status: string;
  readonly facts: readonly FieldText[];
  readonly busy: boolean;
  readonly failure?: FailureText;
  /** It is gone, or its account is not open: what is shown is what was known. */
  readonly notice?: string;
  readonly attempts: readonly AttemptText[];
  /** The try that is looked at. */
  readonly chosen?: number;
  readonly request?: SideText;
  /** Absent when no answer came. */
  readonly answer?: SideText;
  /** What the chosen try met and what to look at: sentences; none for one that was delivered. */
  readonly why: readonly string[];
  /** Something here is masked until it is revealed. */
  readonly secrets: boolean;
  readonly revealed: boolean;
  /** The event names a number and a time, so that one can look at what changed before. */
  readonly looksBack: boolean;
  readonly payload: readonly FieldText[];
  readonly restore: DeliveryRestore;
}

/** Decoded by the panel's serializer. */
export const deliveryRestoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  id: v.string(),
  attempt: v.exactOptional(v.number()),
});
export type DeliveryRestore = v.InferOutput<typeof deliveryRestoreSchema>;

const nothing = v.undefined();

export const deliveryActs = {
  choose: v.object({ attempt: v.number() }),
  reveal: v.boolean(),
  retry: nothing,
  repair: repairSchema,
  copyBody: v.picklist(['request', 'answer']),
  replay: nothing,
  signature: nothing,
  lookBack: nothing,
  curl: nothing,
  fixture: nothing,
  compare: nothing,
  json: nothing,
} as const;
export type DeliveryActs = typeof deliveryActs;
