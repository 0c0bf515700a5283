import { t } from '@vscode/l10n';
import { addDays, dateOf, parseDate, type PlainDate } from '../core/billing/dates.ts';
import {
  daysOf,
  detailOperators,
  isRange,
  lastDays,
  namedRanges,
  withFilter,
  type DetailFilter,
  type DetailOperator,
  type DetailPeriod,
  type DetailQuery,
} from '../core/resources/details.ts';
import { detailType, type DetailType } from '../core/resources/detailTypes.ts';
import { hasInvisible } from '../core/accounts/text.ts';
import { brief } from '../core/model/text.ts';
import type { PeriodText, Restore } from '../core/protocol/usage.ts';

/** The query a new tab begins with. */
export function firstQuery(type: DetailType): DetailQuery {
  return { type, period: { type: 'named', name: lastDays(30) }, filters: [] };
}

/** A query for another type: filters and order are of fields that it may not have. */
export function ofType({ period }: DetailQuery, type: DetailType): DetailQuery {
  const known = period.type !== 'days' || type.time !== undefined;
  return { ...firstQuery(type), ...(known && { period }) };
}

/** A query as a page kept it; what is not understood any more is left out. */
export function queryOf({ type: name, range, days, filters, sort }: Restore): DetailQuery | undefined {
  const type = detailType(name);
  if (!type) return undefined;
  const kept = filters.flatMap((filter) => filterOf(filter) ?? []);
  const own = days && type.time !== undefined ? periodOf(days) : undefined;
  const period: DetailPeriod =
    typeof own === 'object'
      ? own
      : range !== undefined && isRange(range)
        ? { type: 'named', name: range }
        : { type: 'any' };
  return { type, period, filters: kept, ...(sort && { sort }) };
}

export function keptOf({ type, period, filters, sort }: DetailQuery): Omit<Restore, 'profile' | 'account'> {
  return {
    type: type.name,
    ...(period.type === 'named' && { range: period.name }),
    ...(period.type === 'days' && { days: { from: period.from, lastDay: period.lastDay } }),
    filters: filters.map((filter) => ({ ...filter })),
    ...(sort && { sort: { ...sort } }),
  };
}

const isOperator = (name: string): name is DetailOperator => detailOperators.some((one) => one === name);

/** Names of fields as the API writes them; anything else would be another parameter. */
const fieldName = /^[A-Za-z0-9_.-]{1,100}$/;

function filterOf(given: { field: string; operator: string; value: string }): DetailFilter | undefined {
  const { field, operator, value } = given;
  return isOperator(operator) && fieldName.test(field) && value !== ''
    ? { field, operator, value }
    : undefined;
}

/** The filters with another one, or what is wrong with it. */
export function filtered(
  query: DetailQuery,
  given: { readonly field: string; readonly operator: string; readonly value: string },
): DetailQuery | string {
  const value = given.value.trim();
  if (value === '') return t('Enter what the field is to be compared with.');
  if (hasInvisible(value)) return t('The text has control or invisible characters in it.');
  const filter = filterOf({ ...given, value });
  if (!filter) return t('Choose a field to filter by.');
  const { period, type } = query;
  if (filter.field === type.time && period.type === 'days')
    return t('The days above filter by this field already. Choose another period to filter by it here.');
  return { ...query, filters: withFilter(query.filters, filter) };
}

/** Days as a period, or what is wrong with them. */
export function periodOf(days: { readonly from: string; readonly lastDay: string }): DetailPeriod | string {
  const [from, lastDay] = [parseDate(days.from), parseDate(days.lastDay)];
  if (!from || !lastDay) return t('Enter both days.');
  if (lastDay < from) return t('The last day is before the first day.');
  return { type: 'days', from, lastDay };
}

/** The last so many days as a period, or what is wrong with the number. */
export function lastOf(typed: string): DetailPeriod | string {
  const name = lastDays(Number(typed.trim()));
  if (!/^\s*\d{1,4}\s*$/.test(typed) || daysOf(name) === undefined)
    return t('Enter a number of days from 1 to 9,999.');
  return { type: 'named', name };
}

const usualDays = [7, 30, 90];

const daysLabel = (days: number) => t('Last {0} days', days);

/** The period as its controls show it. */
export function periodText({ type, period }: DetailQuery, now: Date): Omit<PeriodText, 'complaint'> {
  const days = period.type === 'named' ? daysOf(period.name) : undefined;
  const usual = days === undefined || usualDays.includes(days);
  const chosen = period.type !== 'named' ? period.type : usual ? period.name : 'last';
  const today = dateOf(now);
  const own: { from: PlainDate; lastDay: PlainDate } =
    period.type === 'days' ? period : { from: addDays(today, -6), lastDay: today };
  return {
    chosen,
    all: [
      ...Object.entries(namedRanges).map(([value, label]) => ({ value, label: label() })),
      ...usualDays.map((count) => ({ value: lastDays(count), label: daysLabel(count) })),
      { value: 'last', label: t('Last days…') },
      // Without a known time there is no field to compare with days.
      ...(type.time === undefined ? [] : [{ value: 'days', label: t('Days of my own…') }]),
      { value: 'any', label: t('Any time') },
    ],
    last: String(days ?? 14),
    from: own.from,
    lastDay: own.lastDay,
  };
}

const operatorLabels: Readonly<Record<DetailOperator, () => string>> = {
  is: () => t('is'),
  contains: () => t('contains'),
  starts_with: () => t('starts with'),
  ends_with: () => t('ends with'),
  gte: () => t('is at least'),
  lt: () => t('is less than'),
};

export const operatorTexts = () =>
  detailOperators.map((value) => ({ value, label: operatorLabels[value]() }));

export const filterWords = ({ field, operator, value }: DetailFilter) =>
  `${brief(field, 40)} ${operatorLabels[operator]()} ${brief(value, 60)}`;
