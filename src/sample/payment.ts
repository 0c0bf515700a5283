import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { notFound, ok, problem, Refusal, type Answer } from './envelope.ts';
import { centsText } from './purse.ts';
import { Random } from './random.ts';
import { BodyReader } from './reader.ts';
import { iso } from './time.ts';

/** Operation 28. */
export function getBalance(call: Call): Answer {
  const { balance, pending, creditLimit } = call.account.purse;
  return ok<Telnyx.BalanceRetrieveResponse>({
    data: {
      record_type: 'balance',
      balance: centsText(balance),
      pending: centsText(pending),
      credit_limit: centsText(creditLimit),
      available_credit: centsText(balance + creditLimit),
      currency: 'USD',
    },
  });
}

/** Operation 34: one object, although the SDK's method is called `list`. */
export function getAutoRecharge(call: Call): Answer {
  const { preferences } = call.account.purse;
  if (!preferences) throw notFound();
  return ok<Telnyx.Payment.AutoRechargePrefListResponse>({ data: preferences });
}

/** Operation 35. */
export function patchAutoRecharge(call: Call): Answer {
  const { purse } = call.account;
  if (!purse.preferences) throw notFound();
  const body = new BodyReader(call.body);
  const amount = { pattern: /^\d{1,7}(\.\d{1,2})?$/, wanted: 'must be a decimal amount' };
  const threshold = body.text('threshold_amount', amount);
  const recharge = body.text('recharge_amount', amount);
  const enabled = body.flag('enabled');
  const invoiced = body.flag('invoice_enabled');
  const preference = body.choice('preference', ['credit_paypal', 'ach']);
  body.refuseOthers().done();
  purse.preferences = {
    ...purse.preferences,
    ...(threshold !== undefined && { threshold_amount: threshold }),
    ...(recharge !== undefined && { recharge_amount: recharge }),
    ...(enabled !== undefined && { enabled }),
    ...(invoiced !== undefined && { invoice_enabled: invoiced }),
    ...(preference !== undefined && { preference }),
  };
  return ok<Telnyx.Payment.AutoRechargePrefUpdateResponse>({ data: purse.preferences });
}

/** Operation 37: charges every time it is asked, and never asks whether it was asked before. */
export function createPayment(call: Call): Answer {
  const { account } = call;
  const body = new BodyReader(call.body).need('amount');
  const amount = body.text('amount');
  body.refuseOthers().done();
  if (amount === undefined || !/^\d{1,7}\.\d{2}$/.test(amount) || Number(amount) === 0) {
    const detail = 'The amount must be a positive decimal with two digits for cents.';
    throw new Refusal(422, [problem('10027', 'Invalid amount format', detail, '/amount')]);
  }
  const whole = Number(amount.replace('.', ''));
  account.purse.pay(whole);
  const random = new Random(account.settings.seed, 'payment', account.purse.payments.length);
  return ok<Telnyx.PaymentCreateStoredPaymentTransactionResponse>({
    data: {
      id: random.uuid(),
      record_type: 'transaction',
      transaction_processing_type: 'stored_payment',
      amount_cents: whole,
      amount_currency: 'USD',
      auto_recharge: false,
      processor_status: 'submitted_for_settlement',
      created_at: iso(account.now()),
    },
  });
}
