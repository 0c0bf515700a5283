import { t } from '@vscode/l10n';
import { Big } from 'big.js';
import { isExact } from '../core/billing/amount.ts';
import { strictSum } from '../core/billing/combine.ts';
import type { Group } from '../core/billing/groups.ts';
import type { ChargesSummary } from '../core/billing/summary.ts';
import type { ReportText } from '../core/protocol/charges.ts';
import type { MoneyWords } from './moneyWords.ts';

/**
 * Whether what numbers cost one by one (operation 29) adds up to the recurring and one-time totals of the reports
 * (operation 30). Telnyx does not promise that it does, so a difference is told as one, not as a fault.
 */
export function breakdownCheck(
  whole: Pick<Group, 'total' | 'unknown'>,
  unread: number,
  reports: readonly ChargesSummary[],
  money: MoneyWords,
): NonNullable<ReportText['check']> {
  const told = strictSum(
    reports.flatMap(({ totals }) => [totals.existingRecurring, totals.newRecurring, totals.newOneTime]),
  );
  if (whole.unknown > 0 || unread > 0 || !isExact(told))
    return {
      tone: 'warning',
      sentence: t('Some amounts are not known, so the totals that Telnyx reports could not be checked.'),
    };
  const difference = told.value.minus(whole.total);
  if (difference.eq(new Big(0)))
    return {
      tone: 'good',
      sentence: t(
        'The charges of all numbers add up to the recurring and one-time totals that Telnyx reports.',
      ),
    };
  return {
    tone: 'warning',
    sentence: t(
      'The charges of all numbers add up to {0}; the recurring and one-time totals that Telnyx reports are {1}. The difference is {2}.',
      money.exact(whole.total).text,
      money.exact(told.value).text,
      money.exact(difference).text,
    ),
  };
}
