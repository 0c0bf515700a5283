import { t } from '@vscode/l10n';
import { markdownOf, type TextGrid } from '../core/files/tables.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesView } from './chargesView.ts';
import { exportGrid } from './exportGrid.ts';

/** Hands out the charges that a person sees. */
export async function exportCharges(
  view: ChargesView,
  form: 'csv' | 'markdown' | 'clipboard',
): Promise<void> {
  const { from, lastDay } = view.state().period;
  await exportGrid(form, {
    grid: view.exported(),
    name: `telnyx-charges-${from}-${lastDay}`,
    title: t('Export Charges'),
    markdown: (grid) => document(view, grid),
  });
}

function document(view: ChargesView, grid: TextGrid): string {
  const { account, period, within } = view.state();
  const lines = [t('Account: {0}', account), period.days, ...within].map((line) => `- ${line}\n`).join('');
  return `# ${t('Charges {0}', visible(view.title))}\n\n${lines}\n${markdownOf(grid, numericIn(grid))}`;
}

/** Columns that hold nothing but numbers. */
function numericIn([, ...rows]: TextGrid): (column: number) => boolean {
  return (column) => rows.every((row) => /^(-?\d+(\.\d+)?)?$/.test(row[column] ?? ''));
}
