import type { LineText, RowText, TableState } from '../../src/core/protocol/table.ts';

const labels = ['Number', 'Status', 'Tags', 'Reference'];

export const row = (nth: number, more: Partial<RowText> = {}): RowText => ({
  type: 'row',
  id: `id${nth}`,
  cells: [
    `+1312${String(nth).padStart(7, '0')}`,
    'active',
    nth % 3 === 0 ? 'support, us' : '',
    `order ${nth}`,
  ],
  tone: 'good',
  chosen: false,
  can: 'number can:edit can:copy-label',
  ...more,
});

/** The lines from one place to another, as many as there are. */
export const rows = (from: number, to: number): readonly LineText[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => row(from + at));

/** A table of so many numbers, told from one place to another. */
export function tableOf(
  total: number,
  { from = 0, to = 400, ...more }: Partial<TableState> & { from?: number; to?: number } = {},
): TableState {
  return {
    key: 'table 1',
    account: 'Northwind',
    readOnly: false,
    columns: labels.map((label, nth) => ({
      id: label.toLowerCase(),
      label,
      width: 150,
      sortable: nth < 2,
    })),
    lines: { total, from: Math.min(from, total), told: rows(from, Math.min(to, total)) },
    search: { text: '', heard: 0 },
    filters: [],
    counted: total.toLocaleString('en-US'),
    chosen: { count: 0, words: '', can: '' },
    warnings: [],
    restore: { profile: 'p1', account: 'Northwind', table: {} },
    ...more,
  };
}
