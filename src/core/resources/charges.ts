import { t } from '@vscode/l10n';
import { defineKind, type ResourceKind } from './kind.ts';

/** A calendar month; `from` and `to` are pure dates, `to` is the first day that no longer belongs to it. */
interface Month {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly from: string;
  readonly to: string;
  readonly current: boolean;
}

const names: readonly ((year: number) => string)[] = [
  (year) => t('January {0}', year),
  (year) => t('February {0}', year),
  (year) => t('March {0}', year),
  (year) => t('April {0}', year),
  (year) => t('May {0}', year),
  (year) => t('June {0}', year),
  (year) => t('July {0}', year),
  (year) => t('August {0}', year),
  (year) => t('September {0}', year),
  (year) => t('October {0}', year),
  (year) => t('November {0}', year),
  (year) => t('December {0}', year),
];

const shown = 13;
const firstOf = (months: number) =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;

/** The month of an instant and the twelve before it, newest first. In UTC, the clock of the API's own date-times. */
export function months(now: Date): readonly Month[] {
  const last = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return Array.from({ length: shown }, (_, back) => {
    const at = last - back;
    return {
      year: Math.floor(at / 12),
      month: (at % 12) + 1,
      from: firstOf(at),
      to: firstOf(at + 1),
      current: back === 0,
    };
  });
}

const isMonth = (raw: unknown): raw is Month =>
  typeof raw === 'object' && raw !== null && 'from' in raw && 'month' in raw;

/**
 * Months whose charges can be opened (operations 29 and 30 take at most 31 days, so a calendar month always
 * fits). Computed, not asked for: no request is made until a month is opened.
 */
export function chargesKind(now: () => Date): ResourceKind {
  return defineKind<Month>({
    name: 'charges',
    place: { view: 'billing', folder: () => t('Charges'), folderIcon: 'graph' },
    pageSize: shown,
    counted: false,
    empty: () => t('There are no months to show.'),
    list: () => Promise.resolve({ rows: months(now()), total: shown, pages: 1, warnings: [] }),
    decode: (raw) => (isMonth(raw) ? raw : undefined),
    identify: (month) => month.from,
    show: (month) => ({
      label: names[month.month - 1]?.(month.year) ?? month.from,
      ...(month.current && { description: t('so far') }),
      icon: 'calendar',
      abilities: ['copy-label', 'view-charges'],
      opens: 'charges',
      subject: { type: 'period', from: month.from, to: month.to },
    }),
  });
}

export const charges = chargesKind(() => new Date());
