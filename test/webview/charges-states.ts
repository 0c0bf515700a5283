import { decodeSummary } from '../../src/core/billing/summary.ts';
import type { ChargesState } from '../../src/core/protocol/charges.ts';
import { reportText } from '../../src/panels/chargesText.ts';
import { mixed, type RawReport } from '../core/billing/reports.ts';

const period = { from: '2025-06-01', to: '2025-07-01' } as const;

/** What the extension tells the page for a raw answer of operation 30. */
export function stateOf(raw: RawReport | undefined, more: Partial<ChargesState> = {}): ChargesState {
  return {
    account: 'Sample account',
    period: {
      from: '2025-06-01',
      lastDay: '2025-06-30',
      title: 'June 2025',
      days: 'Jun 1 – 30, 2025, first and last day included',
    },
    offers: [
      { from: '2025-06-01', lastDay: '2025-06-30', label: 'June 2025' },
      { from: '2025-05-01', lastDay: '2025-05-31', label: 'May 2025' },
    ],
    view: 'categories',
    within: [],
    loading: false,
    ...(raw && { report: reportText([{ window: period, report: decodeSummary(raw) }], 'en') }),
    restore: {
      profile: 'sample',
      account: 'Sample account',
      ...period,
      view: 'categories',
      within: [],
      compare: false,
    },
    ...more,
  };
}

export const juneState = stateOf(mixed);
