import type { Big } from 'big.js';
import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import type { Fault } from '../telnyx/failure.ts';
import { givenAmount, givenCents } from './given.ts';
import { parseAmount } from './money.ts';

const text = v.fallback(v.optional(v.string()), undefined);
const moment = v.fallback(v.optional(v.number()), undefined);

/** What operation 28 said at a moment, as it said it; what it left out is absent. */
const reading = v.object({ balance: givenAmount, currency: text, at: moment });
export type BalanceReading = v.InferOutput<typeof reading>;

/** What operation 37 answered. */
const receipt = v.pipe(
  v.object({
    id: text,
    amount_cents: givenCents,
    amount_currency: text,
    processor_status: text,
  }),
  // An answer that names neither a transaction nor an amount is no receipt: what it means nobody knows.
  v.check(({ id, amount_cents }) => id !== undefined || amount_cents !== undefined),
);
export type Receipt = v.InferOutput<typeof receipt>;

/**
 * `begun`: written down, and perhaps on its way; whoever finds it so cannot know. `unclear`: sent, and no clear answer
 * came. Both are open: nothing else is paid until somebody has lifted them. `refused`: nothing was charged.
 */
const paymentPhases = ['begun', 'unclear', 'paid', 'refused', 'lifted'] as const;
export type PaymentPhase = (typeof paymentPhases)[number];

const record = v.object({
  phase: v.picklist(paymentPhases),
  amount: text,
  at: moment,
  /** From which account it was, for sentences, and where that is reached; nothing of its key. */
  account: text,
  baseUrl: text,
  /** Why it was refused, or why nobody knows. */
  sentence: text,
  requestId: text,
  before: v.fallback(v.optional(reading), undefined),
  after: v.fallback(v.optional(reading), undefined),
  receipt: v.fallback(v.optional(receipt), undefined),
});

/** One payment by operation 37, asked for once. */
export interface Payment extends v.InferOutput<typeof record> {
  /** Counts the payments of an account on this machine, from 1. */
  readonly generation: number;
  /** Complaints about the request, right after it was refused. */
  readonly faults?: readonly Fault[];
  /** What came of it could not be written down: on disk it is open. */
  readonly unwritten?: boolean;
}

export const isOpen = ({ phase }: Pick<Payment, 'phase'>): boolean =>
  phase === 'begun' || phase === 'unclear';

/** Whether nothing else may be paid because of it. */
export const isLocked = (payment: Pick<Payment, 'phase' | 'unwritten'>): boolean =>
  isOpen(payment) || payment.unwritten === true;

const unkept: ReadonlySet<string> = new Set(['generation', 'faults', 'unwritten']);

/** What is written of it. */
export const paymentText = (payment: Payment): string =>
  JSON.stringify(payment, (key, value: unknown) => (unkept.has(key) ? undefined : value));

/** What is written of a payment. What cannot be read was begun by somebody: that is all that is known. */
export function paymentIn(generation: number, written: string): Payment {
  try {
    return { generation, ...v.parse(record, JSON.parse(written)) };
  } catch {
    return { generation, phase: 'begun' };
  }
}

export async function readBalance(door: Door, at: number, signal?: AbortSignal): Promise<BalanceReading> {
  const decode = (data: unknown) => v.parse(reading, data);
  return { ...(await door.read((sdk, options) => sdk.balance.retrieve(options), decode, signal)), at };
}

/** Asks for the payment. Charges the stored payment method each time it is called, unless `permit` throws. */
export function charge(
  door: Door,
  amount: string,
  signal: AbortSignal,
  permit: () => Promise<void>,
): Promise<Receipt> {
  return door.write(
    (sdk, options) => sdk.payment.createStoredPaymentTransaction({ amount }, options),
    (data) => v.parse(receipt, data),
    signal,
    permit,
  );
}

/** How the balance moved since before a payment; undefined where that cannot be told. */
export function movement({ before, after }: Pick<Payment, 'before' | 'after'>): Big | undefined {
  if (before?.balance === undefined || after?.balance === undefined) return undefined;
  if (before.currency !== after.currency) return undefined;
  const [was, is] = [parseAmount(before.balance), parseAmount(after.balance)];
  return was && is?.minus(was);
}
