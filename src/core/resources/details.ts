import { t } from '@vscode/l10n';
import { addDays, type PlainDate } from '../billing/dates.ts';
import type { DetailType } from './detailTypes.ts';
import { defineKind, type ResourceKind } from './kind.ts';

/** How a field is compared; the operators that operation 31 documents. */
export const detailOperators = ['is', 'contains', 'starts_with', 'ends_with', 'gte', 'lt'] as const;
export type DetailOperator = (typeof detailOperators)[number];

export interface DetailFilter {
  readonly field: string;
  readonly operator: DetailOperator;
  readonly value: string;
}

/** The time that is asked about: all of it, a range that the API names, or days of which both belong to it (in UTC). */
export type DetailPeriod =
  | { readonly type: 'any' }
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'days'; readonly from: PlainDate; readonly lastDay: PlainDate };

export interface DetailQuery {
  readonly type: DetailType;
  readonly period: DetailPeriod;
  readonly filters: readonly DetailFilter[];
  readonly sort?: { readonly field: string; readonly descending: boolean };
}

/** The ranges that the API names, but for those in the future, where nothing is recorded yet. */
export const namedRanges: Readonly<Record<string, () => string>> = {
  today: () => t('Today'),
  yesterday: () => t('Yesterday'),
  this_week: () => t('This week'),
  last_week: () => t('Last week'),
  this_month: () => t('This month'),
  last_month: () => t('Last month'),
};

/** `last_30_days` and the like, which the API takes though its types do not name it. */
export const lastDays = (days: number) => `last_${String(days)}_days`;

export function daysOf(range: string): number | undefined {
  const days = /^last_([1-9]\d{0,3})_days$/.exec(range)?.[1];
  return days === undefined ? undefined : Number(days);
}

export const isRange = (name: string) => Object.hasOwn(namedRanges, name) || daysOf(name) !== undefined;

/** Filters as they are when another comes: `is` leaves no room for others of its field, and they none for it. */
export function withFilter(filters: readonly DetailFilter[], added: DetailFilter): readonly DetailFilter[] {
  const others = filters.filter(
    ({ field, operator }) =>
      field !== added.field || (operator !== 'is' && added.operator !== 'is' && operator !== added.operator),
  );
  return [...others, added];
}

/** The query of operation 31 as parameters; `record_type` is required though the types do not say so. */
export function detailParameters({ type, period, filters, sort }: DetailQuery) {
  const fields = new Map<string, string | Record<string, string>>();
  const compare = (field: string, operator: string, value: string) => {
    const known = fields.get(field);
    // A plain value beside an operator: the API takes one form for each field.
    const object = typeof known === 'object' ? known : {};
    fields.set(field, { ...object, [operator]: value });
  };
  if (period.type === 'days' && type.time !== undefined) {
    compare(type.time, 'gte', `${period.from}T00:00:00Z`);
    compare(type.time, 'lt', `${addDays(period.lastDay, 1)}T00:00:00Z`);
  }
  for (const { field, operator, value } of filters)
    if (operator !== 'is') compare(field, operator, value);
    else if (typeof fields.get(field) === 'object') compare(field, 'eq', value);
    else fields.set(field, value);
  return {
    filter: {
      record_type: type.name,
      ...(period.type === 'named' && { date_range: period.name }),
      ...Object.fromEntries(fields),
    },
    // As one text: the API documents fields apart by commas.
    ...(sort && { sort: `${sort.descending ? '-' : ''}${sort.field}` }),
  };
}

export type DetailRecord = Readonly<Record<string, unknown>>;

export function isDetailRecord(raw: unknown): raw is DetailRecord {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Pages of this operation hold at most 50. */
const pageSize = 50;

/** Records without an id so far, of all lists: a name must never come to mean a record of another list. */
let unnamed = 0;

/** The records that a query finds, as a list that is loaded page by page. */
export function detailKind(query: DetailQuery): ResourceKind {
  const parameters: object = detailParameters(query);
  // Records of free types may have no id; two of them that look alike are two all the same.
  const named = new WeakMap<object, string>();
  const identify = (record: DetailRecord) => {
    const own = [record.uuid, record.id].find((id) => typeof id === 'string' && id !== '');
    if (typeof own === 'string') return own;
    const name = named.get(record) ?? `#${String(++unnamed)}`;
    named.set(record, name);
    return name;
  };
  return defineKind<DetailRecord>({
    name: 'usage',
    place: { view: 'billing' },
    pageSize,
    counted: true,
    empty: () => t('There are no records.'),
    list: (door, page, signal) =>
      door.page(
        (sdk, paging, options) => sdk.detailRecords.list({ ...paging, ...parameters }, options),
        page,
        signal,
      ),
    decode: (raw) => (isDetailRecord(raw) ? raw : undefined),
    identify,
    show: (record) => ({ label: identify(record), abilities: [] }),
  });
}
