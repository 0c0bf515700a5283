import type { UsageState } from '../../src/core/protocol/usage.ts';
import { hostile } from './number-states.ts';

const columns = ['created_at', 'direction', 'cli', 'cost', 'tags'] as const;

/** So many records, of which some are told. */
export function usageState(more: Partial<UsageState> = {}, total = 200, from = 0): UsageState {
  return {
    account: 'Sample account',
    type: {
      chosen: 'messaging',
      label: 'Messages',
      all: [
        { value: 'messaging', label: 'Messages' },
        { value: 'fax', label: 'Fax' },
      ],
    },
    period: {
      chosen: 'last_30_days',
      all: [
        { value: 'last_30_days', label: 'Last 30 days' },
        { value: 'last', label: 'Last days…' },
        { value: 'days', label: 'Days of my own…' },
      ],
      last: '14',
      from: '2026-01-01',
      lastDay: '2026-01-31',
    },
    fields: columns.map((value) => ({ value, label: value })),
    operators: [
      { value: 'is', label: 'is' },
      { value: 'contains', label: 'contains' },
    ],
    filters: [],
    columns: columns.map((id) => ({ id, label: id, width: 140, number: id === 'cost' })),
    lines: {
      total,
      from,
      told: Array.from({ length: Math.min(200, total - from) }, (_, nth) => ({
        id: `record-${from + nth}`,
        cells: [
          '2026-01-01 10:00',
          'inbound',
          `+1312555${String(from + nth).padStart(4, '0')}`,
          '0.0040',
          nth === 0 ? hostile : '',
        ],
      })),
    },
    counted: `${total} of 4,812 records loaded`,
    costs: ['$0.80 for 200 of the records loaded', '3 without a known cost'],
    loading: false,
    loadingAll: false,
    rest: 'more',
    empty: false,
    warnings: [],
    restore: {
      profile: 'sample',
      account: 'Sample account',
      type: 'messaging',
      range: 'last_30_days',
      filters: [],
    },
    ...more,
  };
}
