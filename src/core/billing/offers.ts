import { t } from '@vscode/l10n';
import type { PlainDate } from './dates.ts';
import { monthsUntil, periodTitle, recentMonths, type Period } from './period.ts';

export interface Offer {
  readonly label: string;
  readonly period: Period;
}

/** Usual spans by name, then the months before them, newest first. Several months are whole ones that are over. */
export function offers(today: PlainDate, language: string): readonly Offer[] {
  const [current, last, ...months] = recentMonths(today, 13);
  const named = (label: string, period: Period) => ({
    label: t('{0} ({1})', label, periodTitle(period, language)),
    period,
  });
  return [
    ...(current ? [named(t('This month'), current)] : []),
    ...(last ? [named(t('Last month'), last)] : []),
    named(t('Last 3 months'), monthsUntil(today, 3, 1)),
    named(t('Last 6 months'), monthsUntil(today, 6, 1)),
    named(t('Last 12 months'), monthsUntil(today, 12, 1)),
    ...months.map((period) => ({ label: periodTitle(period, language), period })),
  ];
}
