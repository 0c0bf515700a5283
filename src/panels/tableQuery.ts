import { columns } from '../core/find/columns.ts';
import { filterFields, withFilter, type Query } from '../core/find/query.ts';
import { columnNamed } from './tableKept.ts';

/** The query after a click on a head: ascending, descending, then the order of the account again. */
export function sortedBy(query: Query, column: string): Query {
  const id = columnNamed(column);
  const field = id && columns[id].sort;
  if (field === undefined) return query;
  const { sort, descending, ...rest } = query;
  if (sort !== field) return { ...rest, sort: field };
  return descending === true ? rest : { ...rest, sort: field, descending: true };
}

export function withoutFilter(query: Query, field: string): Query {
  const known = filterFields.find((one) => one === field);
  return known ? withFilter(query, known, []) : query;
}

export function withoutGroup(query: Query): Query {
  const { group, ...rest } = query;
  return group === undefined ? query : rest;
}

/** Shows every number again; order and groups stay. */
export const cleared = (query: Query): Query => ({ ...query, text: '', filters: {} });
