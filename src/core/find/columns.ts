import { t } from '@vscode/l10n';
import { moment } from '../resources/show.ts';
import { unknownCode } from './column.ts';
import type { NumberIndex } from './numberIndex.ts';
import type { FilterField, SortField, Value } from './query.ts';
import type { Single } from './singleColumns.ts';
import { valueOf } from './values.ts';

/** Columns that a table of numbers can have, in the order they are offered. */
export const columnIds = [
  'number',
  'status',
  'type',
  'country',
  'tag',
  'connection',
  'messagingProfile',
  'billingGroup',
  'reference',
  'purchased',
  'source',
  'emergency',
  'payment',
  'lock',
  'id',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** A row of the index, and what its values are called. */
interface Cell {
  readonly index: NumberIndex;
  readonly row: number;
  readonly nameOf: (field: FilterField | 'reference', value: Value) => string;
}

export interface Column {
  readonly heading: () => string;
  /** CSS pixels, to begin with. */
  readonly width: number;
  readonly sort?: SortField;
  /** Empty where a number is known to have none; says so where nothing is known. */
  readonly text: (cell: Cell) => string;
  /** The same for other programs, where that differs. */
  readonly exported?: (cell: Cell) => string;
}

const told = ({ nameOf }: Cell, field: FilterField | 'reference', value: Value) =>
  value === 'none' ? '' : nameOf(field, value);

const single =
  (field: Single) =>
  (cell: Cell): string =>
    told(cell, field, valueOf(cell.index.words(field), cell.index.codes(field)[cell.row] ?? unknownCode));

const tags = ({ index, row }: Cell): string => index.tags.texts(row)?.join(', ') ?? t('unknown');

/** The number itself; undefined where Telnyx did not tell. */
export function phoneOf({ phones }: NumberIndex, row: number): string | undefined {
  const phone = phones[row];
  return phone === '' ? undefined : phone;
}

const purchased = ({ index, row, nameOf }: Cell): string => {
  if (index.isMobile(row)) return nameOf('type', 'inapplicable');
  const at = index.purchased[row] ?? NaN;
  return Number.isNaN(at) ? t('unknown') : new Date(at).toISOString();
};

const column = (heading: () => string, width: number, field: Single & SortField): Column => ({
  heading,
  width,
  sort: field,
  text: single(field),
});

/** The columns themselves: what stands in them and how they are sorted. */
export const columns: Readonly<Record<ColumnId, Column>> = {
  number: {
    heading: () => t('Number'),
    width: 150,
    sort: 'number',
    text: ({ index, row }) => phoneOf(index, row) ?? t('unknown'),
  },
  status: column(() => t('Status'), 120, 'status'),
  type: column(() => t('Type'), 115, 'type'),
  country: column(() => t('Country'), 80, 'country'),
  tag: { heading: () => t('Tags'), width: 180, text: tags },
  connection: column(() => t('Connection'), 170, 'connection'),
  messagingProfile: column(() => t('Messaging profile'), 160, 'messagingProfile'),
  billingGroup: column(() => t('Billing group'), 150, 'billingGroup'),
  reference: column(() => t('Customer reference'), 150, 'reference'),
  purchased: {
    heading: () => t('Purchased'),
    width: 130,
    sort: 'purchased',
    text: (cell) => moment(purchased(cell)) ?? '',
    exported: purchased,
  },
  source: column(() => t('Source'), 100, 'source'),
  emergency: column(() => t('Emergency calls'), 130, 'emergency'),
  payment: column(() => t('Payment method'), 130, 'payment'),
  lock: column(() => t('Deletion lock'), 110, 'lock'),
  id: { heading: () => 'ID', width: 180, text: ({ index, row }) => index.id(row) },
};

/** What a table begins with. */
export const firstColumns: readonly ColumnId[] = [
  'number',
  'status',
  'type',
  'country',
  'tag',
  'connection',
  'messagingProfile',
  'reference',
  'purchased',
];
