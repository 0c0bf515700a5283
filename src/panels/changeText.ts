import type { Change } from '../core/billing/change.ts';
import type { MoneyText } from '../core/protocol/charges.ts';
import type { MoneyWords } from './moneyWords.ts';

/** How much more or less it is, with its sign. */
export function differenceText({ difference }: Change, money: MoneyWords): MoneyText {
  const { text, ...exact } = money.exact(difference);
  return { text: difference.gt(0) ? `+${text}` : text, ...exact };
}

/** Empty where nothing can be a part of what was before. */
export function percentText({ percent }: Change, language: string): string {
  if (percent === undefined) return '';
  const format = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return format.format(percent.toNumber() / 100);
}
