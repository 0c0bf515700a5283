import * as v from 'valibot';

/** What numbers can be filtered by. */
export const filterFields = [
  'status',
  'type',
  'country',
  'source',
  'tag',
  'connection',
  'billingGroup',
  'messagingProfile',
  'emergency',
  'payment',
  'lock',
] as const;
export type FilterField = (typeof filterFields)[number];

export const groupFields = [
  'status',
  'type',
  'country',
  'tag',
  'connection',
  'messagingProfile',
  'billingGroup',
] as const;
export type GroupField = (typeof groupFields)[number];

export const sortFields = [
  'number',
  'purchased',
  'status',
  'type',
  'country',
  'connection',
  'messagingProfile',
  'billingGroup',
  'reference',
  'source',
  'emergency',
  'payment',
  'lock',
] as const;
export type SortField = (typeof sortFields)[number];

/** `=support` is the value itself; else a number has none, Telnyx did not tell, or its family cannot have any. */
export type Value = `=${string}` | 'none' | 'unknown' | 'inapplicable';

/** What a person looks for among their numbers, and how they want to see it. Plain data. */
export interface Query {
  /** Any part of a number, tag, reference, connection or messaging profile. */
  readonly text: string;
  /** A number must meet every field, and of a field any one value. */
  readonly filters: Readonly<Partial<Record<FilterField, readonly Value[]>>>;
  /** Absent: as Telnyx lists them, newest first. */
  readonly sort?: SortField;
  readonly descending?: boolean;
  readonly group?: GroupField;
}

export const noQuery: Query = { text: '', filters: {} };

/** Fields that really filter. */
export function filtersOf({ filters }: Query): readonly (readonly [FilterField, readonly Value[]])[] {
  return filterFields.flatMap((field) => {
    const values = filters[field];
    return values && values.length > 0 ? [[field, values] as const] : [];
  });
}

/** Whether a query leaves numbers out. */
export const narrows = (query: Query) => query.text.trim() !== '' || filtersOf(query).length > 0;

/** Whether a query shows anything else than the list as it is. */
export const inForce = (query: Query) =>
  narrows(query) || query.sort !== undefined || query.group !== undefined;

/** The query with other values for one field; without values the field is left out. */
export function withFilter(query: Query, field: FilterField, values: readonly Value[]): Query {
  const others = Object.entries(query.filters).filter(([name]) => name !== field);
  const filters: Query['filters'] = Object.fromEntries(others);
  return { ...query, filters: values.length > 0 ? { ...filters, [field]: values } : filters };
}

/** A value as it was stored, or came from a page. */
export const valueSchema = v.pipe(
  v.string(),
  v.regex(/^(=.+|none|unknown|inapplicable)$/s),
  // The expression above says that it is one.
  v.transform((text) => text as Value),
);

/** A query as it was stored. Refused whole when a part is wrong: the rest would find something else than was meant. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  filters: v.record(v.picklist(filterFields), v.array(valueSchema)),
  sort: v.exactOptional(v.picklist(sortFields)),
  descending: v.exactOptional(v.boolean()),
  group: v.exactOptional(v.picklist(groupFields)),
});
