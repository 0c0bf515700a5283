import { t } from '@vscode/l10n';
import { window, type QuickPickItem } from 'vscode';
import { columnIds, columns, type ColumnId } from '../core/find/columns.ts';
import { shown, type ShownColumn } from './tableKept.ts';

interface ColumnItem extends QuickPickItem {
  readonly id: ColumnId;
}

/** Asks which columns to show. Those shown keep their order and width; others come behind them. */
export async function askColumns(now: readonly ShownColumn[]): Promise<readonly ShownColumn[] | undefined> {
  const known = new Map(now.map((column) => [column.id, column]));
  const items = columnIds.map((id): ColumnItem => ({
    id,
    label: columns[id].heading(),
    picked: known.has(id),
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Columns'),
    placeHolder: t('Which columns should be shown?'),
    canPickMany: true,
  });
  if (!picked) return undefined;
  const wanted = new Set(picked.map(({ id }) => id));
  const kept = now.filter(({ id }) => wanted.has(id));
  const added = picked.flatMap(({ id }) => (known.has(id) ? [] : [shown(id)]));
  const all = [...kept, ...added];
  return all.length > 0 ? all : [shown('number')];
}
