import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Call, Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { givenAmount } from './given.ts';
import { exact, parseAmount } from './money.ts';
import { readTypedAmount } from './typedAmount.ts';

const text = v.fallback(v.optional(v.string()), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);

const fields = v.object({
  enabled: flag,
  threshold_amount: givenAmount,
  recharge_amount: givenAmount,
  preference: text,
  invoice_enabled: flag,
});

/** What tells none of the settings is none: an empty answer says nothing about what the account holds. */
const record = v.pipe(
  fields,
  v.check((held) => Object.values(held).some((value) => value !== undefined)),
);

/** How an account recharges itself, by operation 34; what it does not tell is absent. */
export type Recharge = v.InferOutput<typeof record>;
/** What is known of it: what Telnyx holds, that it has none, or why nobody could look. */
export type Known =
  | { readonly phase: 'known'; readonly live: Recharge }
  | { readonly phase: 'absent' }
  | { readonly phase: 'failed'; readonly failure: Failure };
export type RechargeField = keyof Recharge;
export type RechargeValue = string | boolean;

export const rechargeFields = [
  'enabled',
  'threshold_amount',
  'recharge_amount',
  'preference',
  'invoice_enabled',
] as const satisfies readonly RechargeField[];

export const amountFields: ReadonlySet<RechargeField> = new Set(['threshold_amount', 'recharge_amount']);

/** Ways of paying that operation 35 takes. */
export const preferences = ['credit_paypal', 'ach'] as const;

export function preferenceWords(preference: string): string {
  if (preference === 'credit_paypal') return t('Credit card or PayPal');
  return preference === 'ach' ? t('Bank account (ACH)') : preference;
}

/**
 * Operation 34 as it answers; undefined for a 404, which means that none is set, or that the path has moved (D7). Throws a
 * Failure for an answer that tells no settings: that is not to be taken for none.
 */
export async function findRecharge(door: Door, signal?: AbortSignal): Promise<unknown> {
  try {
    return await door.read(
      list,
      v.parser(
        v.pipe(
          v.unknown(),
          v.check((data) => v.is(record, data)),
        ),
      ),
      signal,
    );
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
    throw thrown;
  }
}

const list: Call = (sdk, options) => sdk.payment.autoRechargePrefs.list(options);

export function decodeRecharge(raw: unknown): Recharge | undefined {
  const decoded = v.safeParse(record, raw);
  return decoded.success ? decoded.output : undefined;
}

/** Why a 404 says so little. */
export const rechargeAbsent = () =>
  t(
    'Telnyx has no auto recharge here: either none was ever set up for this account, or Telnyx has moved it to another address.',
  );

/** Sends these fields by operation 35, once; resolves with what Telnyx says it holds. */
export function writeRecharge(door: Door, fields: Partial<Recharge>): Promise<Recharge> {
  return door.write(
    (sdk, options) => sdk.payment.autoRechargePrefs.update(bodyOf(fields), options),
    (data) => v.parse(record, data),
  );
}

function bodyOf({
  enabled,
  threshold_amount,
  recharge_amount,
  preference,
  invoice_enabled,
}: Partial<Recharge>) {
  const way = preferences.find((one) => one === preference);
  return {
    ...(enabled !== undefined && { enabled }),
    ...(threshold_amount !== undefined && { threshold_amount }),
    ...(recharge_amount !== undefined && { recharge_amount }),
    ...(way !== undefined && { preference: way }),
    ...(invoice_enabled !== undefined && { invoice_enabled }),
  };
}

/** Amounts are the same whatever their form: `200` and `200.00`. */
export function sameRecharge(field: RechargeField, one: RechargeValue, other: RechargeValue): boolean {
  if (one === other || !amountFields.has(field)) return one === other;
  const [first, second] = [parseAmount(String(one)), parseAmount(String(other))];
  return first !== undefined && second !== undefined && first.eq(second);
}

/** What is wrong with a wish, as one sentence; undefined when nothing is. Telnyx's own limits it says itself. */
export function wrongRecharge(field: RechargeField, value: RechargeValue): string | undefined {
  if (!amountFields.has(field)) return undefined;
  const read = readTypedAmount(String(value));
  return read.ok ? undefined : read.sentence;
}

/** What these settings do, in plain words. */
export function rechargeOutlook({
  enabled,
  threshold_amount: below,
  recharge_amount: plus,
}: Recharge): string {
  if (enabled === undefined) return t('Whether auto recharge is on is not known.');
  if (!enabled) return t('Auto recharge is off: nothing is charged by itself.');
  const [threshold, amount] = [parseAmount(below?.trim() ?? ''), parseAmount(plus?.trim() ?? '')];
  if (!threshold || !amount)
    return t('A payment is made when the balance falls below the threshold. Its amount is not known.');
  return t(
    'When the balance falls below {0}, a payment brings it to {0} + {1} = {2}.',
    exact2(threshold),
    exact2(amount),
    exact2(threshold.plus(amount)),
  );
}

/** At least two digits after the point, and never fewer than there are. */
function exact2(amount: NonNullable<ReturnType<typeof parseAmount>>): string {
  const digits = exact(amount).split('.')[1]?.length ?? 0;
  return amount.toFixed(Math.max(2, digits));
}
