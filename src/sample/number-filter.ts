import type { Ground } from './ground.ts';
import type { Call } from './call.ts';
import { badRequest, unprocessable } from './envelope.ts';
import type { NumberRecord } from './number-record.ts';
import type { Rows } from './rows.ts';
import type { Query } from './query.ts';

type Test = (record: NumberRecord) => boolean;

/** Which endpoint asks: some filters differ by a name or a spelling. */
export interface FilterDialect {
  readonly connectionName: 'filter[voice.connection_name]' | 'filter[connection_name]';
  readonly portPending: 'port-pending' | 'port_pending';
}

export const listDialect: FilterDialect = {
  connectionName: 'filter[voice.connection_name]',
  portPending: 'port-pending',
};
export const slimDialect: FilterDialect = { ...listDialect, portPending: 'port_pending' };
export const voiceDialect: FilterDialect = { ...listDialect, connectionName: 'filter[connection_name]' };

const statuses = [
  'purchase-pending',
  'purchase-failed',
  'active',
  'deleted',
  'port-failed',
  'emergency-only',
  'ported-out',
  'port-out-pending',
];
const plainTypes = ['local', 'national', 'toll_free', 'mobile', 'shared_cost'];

function oneOf(value: string, choices: readonly string[], name: string): string {
  if (!choices.includes(value)) throw badRequest(`must be one of ${choices.join(', ')}`, `/${name}`);
  return value;
}

/** Digits only, at least three of them; anything else finds nothing, the leading plus included. */
function digitsTest(value: string): Test {
  if (!/^\d+$/.test(value)) return () => false;
  if (value.length < 3) throw badRequest('must be at least 3 digits', '/filter/phone_number');
  return (record) => record.phoneNumber.includes(value);
}

/** The text `null` asks for numbers that have none. */
function idTest(value: string, read: (record: NumberRecord) => string | null): Test {
  return (record) => read(record) === (value === 'null' ? null : value);
}

function countryTest(ground: Ground, values: readonly string[]): Test {
  const split = ground.settings.variants.countryListSplit;
  const wanted = new Set(split ? values.flatMap((value) => value.split(',')) : values);
  return (record) => wanted.has(record.country);
}

function connectionTests(ground: Ground, query: Query, prefix: string): Test[] {
  const name = (record: NumberRecord): string =>
    (ground.connectionName(record.connectionId) ?? '').toLowerCase();
  const tests: Test[] = [];
  const add = (operator: string, test: (name: string, wanted: string) => boolean): void => {
    const wanted = query.one(`${prefix}[${operator}]`)?.toLowerCase();
    if (wanted === undefined) return;
    if (wanted.length < 3) throw badRequest('must be at least 3 characters', `/${prefix}`);
    tests.push((record) => test(name(record), wanted));
  };
  add('contains', (text, wanted) => text.includes(wanted));
  add('starts_with', (text, wanted) => text.startsWith(wanted));
  add('ends_with', (text, wanted) => text.endsWith(wanted));
  add('eq', (text, wanted) => text === wanted);
  return tests;
}

function statusTest(value: string, dialect: FilterDialect): Test {
  const status = oneOf(value, [...statuses, dialect.portPending], 'filter/status').replace('_', '-');
  return (record) => record.status === status;
}

/** The tests the filters of one request make, all of which a number must pass. */
function numberTests(ground: Ground, query: Query, dialect: FilterDialect): Test[] {
  const tests: Test[] = connectionTests(ground, query, dialect.connectionName);
  const on = (name: string, make: (value: string) => Test): void => {
    const value = query.one(`filter[${name}]`);
    if (value !== undefined) tests.push(make(value));
  };
  on('billing_group_id', (value) => idTest(value, (record) => record.billingGroupId));
  on('emergency_address_id', (value) => idTest(value, (record) => record.emergency.addressId));
  on('connection_id', (value) => idTest(value, (record) => record.connectionId));
  on('customer_reference', (value) => (record) => record.customerReference === value);
  on('phone_number', digitsTest);
  on('status', (value) => statusTest(value, dialect));
  on('tag', (value) => (record) => record.tags.some((tag) => tag.toLowerCase() === value.toLowerCase()));
  on('has_bundle', (value) => (record) => String(record.bundleId !== null) === value);
  on('without_tags', (value) => {
    const wanted = oneOf(value, ['true', 'false'], 'filter/without_tags') === 'true';
    return (record) => !wanted || record.tags.length === 0;
  });
  on('source', (value) => {
    const source =
      oneOf(value, ['ported', 'purchased'], 'filter/source') === 'ported' ? 'port_request' : 'number_order';
    return (record) => record.sourceType === source;
  });
  on('number_type][eq', (value) => {
    const type = oneOf(value, plainTypes, 'filter/number_type');
    return (record) => record.plainType === type;
  });
  on('voice.usage_payment_method', (value) => {
    const method = oneOf(value, ['pay-per-minute', 'channel'], 'filter/voice.usage_payment_method');
    return (record) => record.voice.usage_payment_method === method;
  });
  const countries = [
    ...query.all('filter[country_iso_alpha2]'),
    ...query.all('filter[country_iso_alpha2][]'),
  ];
  if (countries.length > 0) tests.push(countryTest(ground, countries));
  return tests;
}

const sorts: Readonly<Record<string, (ground: Ground, record: NumberRecord) => string | number>> = {
  purchased_at: (_, record) => record.createdAt,
  phone_number: (_, record) => record.phoneNumber,
  connection_name: (ground, record) => ground.connectionName(record.connectionId) ?? '\uffff',
  usage_payment_method: (_, record) => record.voice.usage_payment_method,
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The numbers a list request asks for. Without filter and sort none of them is made before it is shown. */
export function chosenNumbers(call: Call, dialect: FilterDialect): Rows<NumberRecord> {
  const { account: ground, query } = call;
  const sort = query.one('sort');
  const tests = numberTests(ground, query, dialect);
  if (sort === undefined && tests.length === 0) return ground.numbers.rows();
  const found = ground.numbers.all().filter((record) => tests.every((test) => test(record)));
  if (sort === undefined) return found;
  const key = sorts[sort];
  if (!key) {
    const detail = 'The value provided for sorting is not valid. Check the value used and try again.';
    throw unprocessable(detail, '/sort', 'Invalid sorting value');
  }
  return found.sort((a, b) => compare(key(ground, a), key(ground, b)) || a.index - b.index);
}

/** The numbers a filtered batch (operation 10 with a filter) means. */
export function matchingNumbers(ground: Ground, query: Query): NumberRecord[] | undefined {
  const tests = numberTests(ground, query, listDialect);
  return tests.length === 0
    ? undefined
    : ground.numbers.all().filter((record) => tests.every((test) => test(record)));
}
