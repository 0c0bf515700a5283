import { t } from '@vscode/l10n';
import type { Big } from 'big.js';
import type { Amount } from '../core/billing/amount.ts';
import { exact, formatMoney } from '../core/billing/money.ts';
import { brief, visible } from '../core/model/text.ts';
import type { MoneyText } from '../core/protocol/charges.ts';

/** Amounts of one currency in words of the person's language. */
export class MoneyWords {
  readonly currency: string;
  readonly language: string;

  /** `currency` as the API names it. */
  constructor(currency: string, language: string) {
    this.currency = visible(currency);
    this.language = language;
  }

  amount(amount: Amount): MoneyText {
    switch (amount.type) {
      case 'exact': {
        const money = this.exact(amount.value);
        return amount.missing === undefined
          ? money
          : { ...money, text: t('{0}, {1} not given', money.text, amount.missing) };
      }
      case 'not-given':
        return { text: t('not given') };
      case 'unreadable':
        return { text: t('unknown: {0}', brief(amount.raw, 40)) };
    }
  }

  exact(value: Big): MoneyText {
    return {
      text: formatMoney({ amount: value, currency: this.currency }, this.language),
      exact: exact(value),
    };
  }
}
