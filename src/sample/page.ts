import type { Call } from './call.ts';
import { ok, problem, Refusal, type Answer } from './envelope.ts';
import type { Rows } from './rows.ts';

/** How one area pages: its limit, and how it words a wrong page. */
export interface PageRules {
  readonly most: number;
  readonly usual: number;
  readonly status: 400 | 422;
  readonly pointer: 'page/' | '/page/';
}

export const numberPages: PageRules = { most: 250, usual: 20, status: 422, pointer: 'page/' };
export const messagingPages: PageRules = { most: 250, usual: 20, status: 422, pointer: '/page/' };
export const invoicePages: PageRules = { most: 250, usual: 20, status: 400, pointer: '/page/' };
export const recordPages: PageRules = { most: 50, usual: 20, status: 400, pointer: '/page/' };
export const auditPages: PageRules = { most: 250, usual: 10, status: 422, pointer: '/page/' };

function wholeNumber(call: Call, rules: PageRules, name: 'number' | 'size'): number | undefined {
  const text = call.query.one(`page[${name}]`);
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && (name === 'number' || value <= rules.most)) return value;
  const detail =
    "The provided 'page' parameter is invalid. It must be an object with 'size' and/or 'number' with numeric values.";
  throw new Refusal(rules.status, [
    problem('10015', 'Invalid pagination', detail, `${rules.pointer}${name}`),
  ]);
}

/** One page of rows, with the four integers of `meta` (or what a variant makes of them). */
export function page<Row, Item>(
  call: Call,
  rules: PageRules,
  rows: Rows<Row>,
  show: (row: Row) => Item,
  extra?: Readonly<Record<string, unknown>>,
): Answer<{ data: Item[] }> {
  const number = wholeNumber(call, rules, 'number') ?? 1;
  const size = wholeNumber(call, rules, 'size') ?? rules.usual;
  const { variants } = call.account.settings;
  const shift = variants.rowsShift ? number - 1 : 0;
  const start = Math.max(0, (number - 1) * size - shift);
  const total = rows.length + shift;
  const data: Item[] = rows.slice(start, start + size).map(show);
  const pages = Math.max(Math.ceil(total / size), variants.emptyTotalPages);
  const meta = { page_number: number, page_size: size, total_pages: pages, total_results: total };
  return ok({ data, ...(variants.metaMissing ? {} : { meta }), ...extra });
}
