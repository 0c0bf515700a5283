import { t } from '@vscode/l10n';
import { env } from 'vscode';
import { dateOf } from '../core/billing/dates.ts';
import { formatMoney } from '../core/billing/money.ts';
import { costOf } from '../core/billing/numberCost.ts';
import { monthOf, periodTitle } from '../core/billing/period.ts';
import { breakdowns, type KeptReports } from '../core/billing/reports.ts';

/** A month, and what numbers cost in it, in words. */
export interface MonthCost {
  readonly month: string;
  of(phoneNumber: string): string;
}

/** Telnyx takes days to finish a month, so that of the month before may be the newest that is kept. */
const monthsBack = [-1, -2];

/** What numbers cost in the newest finished month whose report was kept when charges were viewed; undefined without one. */
export async function keptCost(kept: KeptReports): Promise<MonthCost | undefined> {
  for (const back of monthsBack) {
    const period = monthOf(dateOf(new Date()), back);
    const report = breakdowns.read(await kept.read(`${period.from.slice(0, 7)}.${breakdowns.name}`));
    if (!report) continue;
    const words = (phoneNumber: string) => {
      const cost = costOf(report, phoneNumber);
      if (cost === undefined) return t('nothing reported');
      return cost === 'unreadable' ? t('unknown') : formatMoney(cost, env.language);
    };
    return { month: periodTitle(period, env.language), of: words };
  }
  return undefined;
}
