import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

/** A text that a person types, and what is wrong with it. */
export interface TypedText {
  readonly id: 'amount' | 'again';
  readonly value: string;
  readonly errors: readonly string[];
}

/** A payment that was asked for, and what is known of it. */
export interface PaymentText {
  readonly tone: 'information' | 'warning' | 'error';
  /** What is known of it, in one sentence. */
  readonly title: string;
  readonly sentences: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Its outcome is open: nothing else is paid before somebody has checked. */
  readonly open: boolean;
}

/** An open payment from another account; nothing is paid before a person has checked it, or says that it is another's. */
export interface ElsewhereText {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What the page for topping up shows. Texts in here may be hostile; the page makes them safe. */
export interface TopUpPage {
  readonly account: string;
  /** Why nothing can be paid: its account is not open. */
  readonly closed?: string;
  readonly readOnly?: string;
  readonly failure?: FailureText;
  /** In words; absent while it is not known. */
  readonly balance?: string;
  /** In which currency the amount is, as far as it is known. */
  readonly currency: string;
  readonly amount: TypedText;
  readonly again: TypedText;
  /** The amount in a form that cannot be mistaken; absent while there is none. */
  readonly spoken?: { readonly words: string; readonly parts: string };
  /** What the button says. */
  readonly pay: string;
  readonly canPay: boolean;
  readonly busy: 'no' | 'looking' | 'paying';
  readonly notice?: string;
  readonly payment?: PaymentText;
  /** Open payments from other accounts here that may be the same one at Telnyx. */
  readonly elsewhere: readonly ElsewhereText[];
  /** Another one for each payment: what is pressed twice counts once. */
  readonly turn: number;
  /** The number of the last edit of the page that was heard. */
  readonly heard: number;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: TopUpRestore;
}

/** Decoded by the panel's serializer. The repetition of the amount is not kept: it is typed once more. */
export const topUpRestoreSchema = v.object({ profile: v.string(), account: v.string(), amount: v.string() });
export type TopUpRestore = v.InferOutput<typeof topUpRestoreSchema>;

const nothing = v.undefined();

export const topUpActs = {
  edit: v.object({ id: v.picklist(['amount', 'again']), value: v.string(), seq: v.number() }),
  pay: v.object({ turn: v.number() }),
  /** Looks at the balance and at the last payment again. */
  look: nothing,
  /** Somebody has checked what became of the payment. */
  lift: nothing,
  /** The same for a payment from another account. */
  liftElsewhere: v.object({ id: v.string() }),
  /** That account is another one at Telnyx too. */
  unrelated: v.object({ id: v.string() }),
  repair: repairSchema,
} as const;
export type TopUpActs = typeof topUpActs;
