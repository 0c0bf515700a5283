import { t } from '@vscode/l10n';
import { inWords } from '../resources/words.ts';
import { filtersOf, type FilterField, type Query, type SortField, type Value } from './query.ts';

const fields: Readonly<Record<FilterField | SortField, () => string>> = {
  number: () => t('number'),
  purchased: () => t('purchase date'),
  reference: () => t('reference'),
  status: () => t('status'),
  type: () => t('type'),
  country: () => t('country'),
  source: () => t('source'),
  tag: () => t('tag'),
  connection: () => t('connection'),
  billingGroup: () => t('billing group'),
  messagingProfile: () => t('messaging profile'),
  emergency: () => t('emergency calls'),
  payment: () => t('payment method'),
  lock: () => t('deletion lock'),
};

/** What people call a field, as part of a sentence. */
export const fieldName = (field: FilterField | SortField) => fields[field]();

const own: Readonly<Record<string, () => string>> = {
  'source=number_order': () => t('purchased'),
  'source=port_request': () => t('ported'),
  'payment=pay-per-minute': () => t('pay per minute'),
  'payment=channel': () => t('channel'),
  'lock=true': () => t('on'),
  'lock=false': () => t('off'),
};

const spoken = new Set<string>(['status', 'type', 'emergency']);

/** What people call a value. `told` is the name of what an id stands for, where that is known. */
export function valueName(field: string, value: Value, told?: (id: string) => string | undefined): string {
  if (value === 'none') return t('none');
  if (value === 'unknown') return t('unknown');
  if (value === 'inapplicable') return t('not applicable');
  const text = value.slice(1);
  if (Object.hasOwn(own, field + value)) return own[field + value]?.() ?? text;
  return spoken.has(field) ? (inWords(text) ?? text) : (told?.(text) ?? text);
}

/** A filter in words, `tag is support or vip`. */
export const filterWords = (
  field: FilterField,
  values: readonly Value[],
  nameOf: (field: FilterField, value: Value) => string,
) => t('{0} is {1}', fieldName(field), values.map((value) => nameOf(field, value)).join(t(' or ')));

/** A query in words, `“0001” · tag is support or vip · by status`; empty for none. */
export function queryWords(query: Query, nameOf: (field: FilterField, value: Value) => string): string {
  const text = query.text.trim();
  const filters = filtersOf(query).map(([field, values]) => filterWords(field, values, nameOf));
  const { sort, group, descending } = query;
  const order =
    sort && (descending ? t('{0} descending', fieldName(sort)) : t('{0} ascending', fieldName(sort)));
  return [
    ...(text === '' ? [] : [t('“{0}”', text)]),
    ...filters,
    ...(order === undefined ? [] : [order]),
    ...(group === undefined ? [] : [t('by {0}', fieldName(group))]),
  ].join(' · ');
}
