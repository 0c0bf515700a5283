// Finding as slowly and plainly as can be, to compare the index with; and accounts to look through.
import fc from 'fast-check';
import { type FilterField, type Query, type SortField, type Value } from '../../../src/core/find/query.ts';
import { filterFields, groupFields, sortFields } from '../../../src/core/find/query.ts';
import { isMobile, type FoundNumber } from '../../../src/core/find/family.ts';
import type { MobileRecord } from '../../../src/core/find/mobileRecord.ts';
import type { NumberRecord } from '../../../src/core/find/record.ts';
import { digitsOf, withPlus } from '../../../src/core/model/written.ts';

const told = (value: string | null | undefined): Value =>
  value === undefined ? 'unknown' : value === null || value === '' ? 'none' : `=${value}`;

/** A value as `valuesOf` has it: the letter case of tags means nothing. */
export const plain = (field: FilterField, value: Value): Value =>
  field === 'tag' && value.startsWith('=') ? told(value.slice(1).toLowerCase()) : value;

function tagValues({ tags }: FoundNumber): readonly Value[] {
  if (tags === undefined) return ['unknown'];
  const real = tags.filter((tag) => tag !== '');
  return real.length === 0 ? ['none'] : [...new Set(real.map((tag) => tag.toLowerCase()))].map(told);
}

/** What their list tells of mobile numbers; what no operation knows of them does not apply. */
function valuesOfMobile(number: MobileRecord, field: FilterField): readonly Value[] {
  switch (field) {
    case 'status':
      return [told(number.status)];
    case 'type':
      return ['=mobile_phone_number'];
    case 'country':
      return [told(number.country_iso_alpha2)];
    case 'tag':
      return tagValues(number);
    case 'connection':
      return [told(number.connection_id ?? number.connection_name ?? number.connection_id)];
    case 'messagingProfile':
      return ['unknown'];
    case 'source':
    case 'billingGroup':
    case 'emergency':
    case 'payment':
    case 'lock':
      return ['inapplicable'];
  }
}

/** The values that a number has for a field. */
export function valuesOf(number: FoundNumber, field: FilterField): readonly Value[] {
  if (isMobile(number)) return valuesOfMobile(number, field);
  const available = (value: string | null | undefined) => (value === 'UNAVAILABLE' ? undefined : value);
  switch (field) {
    case 'status':
      return [told(number.status)];
    case 'type':
      return [told(number.phone_number_type === 'tollfree' ? 'toll_free' : number.phone_number_type)];
    case 'country':
      return [told(number.country_iso_alpha2)];
    case 'source':
      return [told(number.source_type)];
    case 'tag':
      return tagValues(number);
    case 'connection':
      return [told(number.connection_id ?? number.connection_name ?? number.connection_id)];
    case 'billingGroup':
      return [told(number.billing_group_id)];
    case 'messagingProfile': {
      const id = available(number.messaging_profile_id);
      return [told(id ?? available(number.messaging_profile_name) ?? id)];
    }
    case 'emergency':
      return [told(number.emergency_status)];
    case 'payment':
      return ['unknown'];
    case 'lock':
      return [
        told(number.deletion_lock_enabled === undefined ? undefined : String(number.deletion_lock_enabled)),
      ];
  }
}

/** Whether what was typed is in a number. */
function isIn(part: string, phoneNumber: string): boolean {
  const digits = digitsOf(part);
  return digits !== undefined && (phoneNumber.includes(digits) || phoneNumber === withPlus(digits));
}

/** Whether a number is found; its names are ids, as `account` makes them. */
export function meets(number: FoundNumber, { text, filters }: Query): boolean {
  const kept = filterFields.every((field) => {
    const wanted = filters[field];
    const values = wanted?.map((value) => plain(field, value)) ?? [];
    return values.length === 0 || valuesOf(number, field).some((value) => values.includes(value));
  });
  if (!kept) return false;
  const search = text.normalize('NFKC').trim().toLowerCase();
  if (search === '') return true;
  const names = [
    ...(number.tags ?? []),
    number.customer_reference,
    number.connection_name ?? number.connection_id,
    ...(isMobile(number) ? [] : [number.messaging_profile_name ?? number.messaging_profile_id]).filter(
      (name) => name !== 'UNAVAILABLE',
    ),
  ].flatMap((name) => name?.toLowerCase() ?? []);
  return (digitsOf(search) !== undefined ? [search] : search.split(/\s+/)).every(
    (part) => isIn(part, number.phone_number ?? '') || names.some((name) => name.includes(part)),
  );
}

/** In order by what people read. */
const spokenSource: Readonly<Record<string, string>> = { number_order: 'purchased', port_request: 'ported' };

/** What numbers are sorted by, as text that sorts; undefined is last. */
export function sortKey(number: FoundNumber, sort: SortField): string | number | undefined {
  if (sort === 'number') return number.phone_number?.replace('+', '').padEnd(15, '0');
  if (sort === 'purchased')
    return isMobile(number) || number.purchased_at === undefined
      ? undefined
      : Date.parse(number.purchased_at);
  const [value] = sort === 'reference' ? [told(number.customer_reference)] : valuesOf(number, sort);
  if (!value?.startsWith('=')) return undefined;
  const text = value.slice(1).toLowerCase();
  return sort === 'source' ? spokenSource[text] : text;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const orNull = (...texts: readonly string[]) => maybe(fc.option(fc.constantFrom(...texts)));
/** A name is always the same for an id, as in an account. */
const named = (id: string | null | undefined) => (typeof id === 'string' ? `name of ${id}` : id);

const number = fc
  .record({
    phone_number: maybe(
      fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }).map((digits) => `+${digits}`),
    ),
    status: maybe(fc.constantFrom('active', 'port-pending', 'new-status')),
    phone_number_type: maybe(fc.constantFrom('local', 'tollfree', 'toll_free', 'odd')),
    country_iso_alpha2: maybe(fc.constantFrom('US', 'DE', 'GB')),
    source_type: orNull('number_order', 'port_request'),
    tags: maybe(
      fc
        .array(fc.constantFrom('support', 'Support', 'VIP', 'vip', 'eu 12', ''))
        .map((tags) => [...new Set(tags)]),
    ),
    connection_id: orNull('1', '2', 'sip'),
    billing_group_id: orNull('g1', 'g2'),
    messaging_profile_id: orNull('m1', 'M2'),
    customer_reference: orNull('ORDER 12', 'order 345', ''),
    emergency_status: orNull('active', 'disabled'),
    deletion_lock_enabled: maybe(fc.boolean()),
    purchased_at: maybe(
      fc.constantFrom('2026-01-02T03:04:05Z', '2025-01-02', '2024-05-05T00:00:00.000-06:00'),
    ),
  })
  .map((one): Omit<NumberRecord, 'id'> => ({
    ...one,
    connection_name: named(one.connection_id),
    messaging_profile_name: named(one.messaging_profile_id),
  }));

/** Numbers of an account, in the order of its list. */
export const ordinary: fc.Arbitrary<readonly NumberRecord[]> = fc
  .array(number, { maxLength: 40 })
  .map((list) => list.map((one, index) => ({ ...one, id: `id${index}` })));

/** Its mobile numbers. Their ids may be those of ordinary numbers: nobody promises that they are not. */
const mobile: fc.Arbitrary<readonly MobileRecord[]> = fc.array(number, { maxLength: 10 }).map((list) =>
  list.map((one, index): MobileRecord => ({
    family: 'mobile',
    id: `id${index}`,
    phone_number: one.phone_number,
    status: one.status,
    country_iso_alpha2: one.country_iso_alpha2,
    tags: one.tags,
    connection_id: one.connection_id,
    connection_name: one.connection_name,
    customer_reference: one.customer_reference,
    sim_card_id: `sim${index}`,
    created_at: one.purchased_at,
  })),
);

/** Numbers of both families, mobile ones behind the others. */
export const account: fc.Arbitrary<readonly FoundNumber[]> = fc
  .tuple(ordinary, mobile)
  .map(([own, others]) => [...own, ...others]);

const values: Readonly<Record<FilterField, readonly Value[]>> = {
  status: ['=active', '=new-status', '=nobody', 'unknown'],
  type: ['=local', '=toll_free', '=mobile_phone_number'],
  country: ['=US', '=DE'],
  source: ['=port_request', 'none'],
  tag: ['=support', '=Vip', '=VIP', 'none', 'unknown'],
  connection: ['=1', 'none'],
  billingGroup: ['=g1', 'unknown', 'inapplicable'],
  messagingProfile: ['=M2', 'none'],
  emergency: ['=active'],
  payment: ['=channel', 'unknown'],
  lock: ['=true', 'unknown', 'inapplicable'],
};

const filters = fc
  .uniqueArray(fc.constantFrom(...filterFields), { maxLength: 3 })
  .chain((fields) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, fc.subarray([...values[field]])]))),
  );

export const query: fc.Arbitrary<Query> = fc
  .record(
    {
      text: fc.oneof(
        fc.constantFrom(
          '',
          '12',
          '+1',
          '(3) 4',
          'vip',
          'order',
          'name of',
          'eu 12',
          'sip vip',
          '１',
          '  ',
          '()',
        ),
        fc.string({ maxLength: 3 }),
      ),
      filters,
      sort: fc.constantFrom(...sortFields),
      descending: fc.boolean(),
      group: fc.constantFrom(...groupFields),
    },
    { requiredKeys: ['text', 'filters'] },
  )
  .map((one): Query => one);
