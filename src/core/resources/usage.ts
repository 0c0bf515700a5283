import { t } from '@vscode/l10n';
import { detailType, detailTypes, type DetailType } from './detailTypes.ts';
import { defineKind } from './kind.ts';

const isType = (raw: unknown): raw is DetailType =>
  typeof raw === 'object' && raw !== null && 'name' in raw && detailType(String(raw.name)) === raw;

/** The types of detail records (operation 31), each to be opened. Written here, not asked for. */
export const usage = defineKind<DetailType>({
  name: 'usage-type',
  place: { view: 'billing', folder: () => t('Usage'), folderIcon: 'pulse' },
  pageSize: detailTypes.length,
  counted: false,
  empty: () => t('There are no records.'),
  list: () => Promise.resolve({ rows: detailTypes, total: detailTypes.length, pages: 1, warnings: [] }),
  decode: (raw) => (isType(raw) ? raw : undefined),
  identify: ({ name }) => name,
  show: ({ name, label }) => ({
    label: label(),
    icon: 'list-flat',
    abilities: ['copy-label', 'view-usage'],
    opens: 'usage',
    subject: { type: 'usage', record: name },
  }),
});
