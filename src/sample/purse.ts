import type { Telnyx } from 'telnyx';
import { otherId } from './ids.ts';

type Preferences = Required<Telnyx.Payment.AutoRechargePref>;

/** The money of the account. Amounts are whole cents. */
export class Purse {
  balance = 128_437;
  readonly pending = 4_210;
  readonly creditLimit = 50_000;
  /** Every payment asked for, one entry per request: nothing here is ever de-duplicated. */
  readonly payments: number[] = [];
  preferences: Preferences | undefined;

  constructor(withoutAutoRecharge: boolean) {
    if (withoutAutoRecharge) return;
    this.preferences = {
      id: otherId(6, 1),
      record_type: 'auto_recharge_pref',
      enabled: true,
      invoice_enabled: true,
      preference: 'credit_paypal',
      threshold_amount: '200.00',
      recharge_amount: '500.00',
    };
  }

  pay(amount: number): void {
    this.payments.push(amount);
    this.balance += amount;
  }
}

/** Whole cents as a decimal string with two decimals. */
export function centsText(amount: number): string {
  const text = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}
