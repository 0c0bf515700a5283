import { t } from '@vscode/l10n';
import { costSums } from '../core/billing/costSums.ts';
import { csvHead, csvRows } from '../core/files/writeTable.ts';
import { brief, grouped } from '../core/model/text.ts';
import type { ColumnText } from '../core/protocol/usage.ts';
import { isDetailRecord, type DetailQuery, type DetailRecord } from '../core/resources/details.ts';
import { moment } from '../core/resources/show.ts';
import type { Listing } from '../core/state/listing.ts';
import { MoneyWords } from './moneyWords.ts';

/** More fields than these no record has that means well. */
const mostColumns = 60;

/** The fields of records: those of the schema first, then others as they occur. */
export function fieldsOf({ type }: DetailQuery, records: readonly DetailRecord[]): readonly string[] {
  const known = type.fields;
  const found = new Set(known);
  for (const record of records) {
    for (const field of Object.keys(record)) if (found.size < mostColumns) found.add(field);
  }
  // Every record has it, and it says no more than the type that was chosen.
  found.delete('record_type');
  if (known.length > 0) return [...found];
  const first = [
    type.time,
    'started_at',
    'created_at',
    'cli',
    'cld',
    'direction',
    'status',
    'cost',
    'currency',
  ];
  const order = (field: string) => (first.includes(field) ? first.indexOf(field) : first.length);
  return [...found].sort((one, other) => order(one) - order(other));
}

const amounts = /^(.*_)?(cost|rate|fee)$/;
const counts = /(_sec|_count|_data|^parts|^tokens|^channels)$/;
const isNumeric = (field: string) => amounts.test(field) || counts.test(field);

export function columnsOf(query: DetailQuery, fields: readonly string[]): readonly ColumnText[] {
  return fields.map((field) => {
    const { sort } = query;
    const number = isNumeric(field);
    return {
      id: field,
      label: brief(field, 40),
      width: widthOf(field, number),
      number,
      ...(sort?.field === field && { sorted: sort.descending ? 'descending' : 'ascending' }),
    };
  });
}

function widthOf(field: string, number: boolean): number {
  if (number) return Math.max(90, field.length * 8 + 40);
  if (field.endsWith('_at') || /number$|^cl[id]$/.test(field)) return 140;
  if (/(^|_)(id|uuid)$/.test(field)) return 290;
  return Math.max(110, field.length * 8 + 40);
}

/** What a field holds, in a text: an instant in local time, everything else as it was given. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function cellsOf(record: DetailRecord, fields: readonly string[]): readonly string[] {
  return fields.map((field) => {
    const text = textOf(record[field]);
    return brief((field.endsWith('_at') ? moment(text) : text) ?? '', 120);
  });
}

/** The records as CSV, each field as it was given; no text becomes a formula. */
export function usageCsv(records: readonly DetailRecord[], fields: readonly string[]): string {
  const all = ['record_type', ...fields];
  const rows = records.map((record) => all.map((field) => textOf(record[field])));
  return csvHead(all) + csvRows(rows, (column) => isNumeric(all[column] ?? ''));
}

/** `200 of 4,812 records loaded`. */
export function countWords({ count: { shown, total } }: Listing): string {
  if (total !== undefined) return t('{0} of {1} records loaded', grouped(shown), grouped(total));
  return t('{0} records loaded', grouped(shown));
}

/** What the records loaded cost, each currency for itself. Of others nothing is said. */
export function costWords(
  { type }: DetailQuery,
  records: readonly DetailRecord[],
  language: string,
): readonly string[] {
  if (records.length === 0) return [];
  if (type.cost === undefined) return [t('Records of this type hold no cost.')];
  const { sums, unknown, unknownCurrency } = costSums(records, type.cost);
  return [
    ...sums.map(({ currency, amount, records: count }) => {
      const money = new MoneyWords(currency, language).exact(amount).text;
      return t('{0} for {1} of the records loaded', money, grouped(count));
    }),
    ...(unknownCurrency > 0
      ? [t('{0} in an unknown currency, which are not added', grouped(unknownCurrency))]
      : []),
    ...(unknown > 0 ? [t('{0} without a known cost', grouped(unknown))] : []),
  ];
}

/** The record of each row, in the same places: a row without one is an empty record. */
export const recordsIn = ({ rows }: Listing): readonly DetailRecord[] =>
  rows.map(({ raw }) => (isDetailRecord(raw) ? raw : {}));
