import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { Searcher } from '../../../src/core/find/found.ts';
import { keyOf, type FoundNumber } from '../../../src/core/find/family.ts';
import { decodeMobile } from '../../../src/core/find/mobileRecord.ts';
import { NumberIndex } from '../../../src/core/find/numberIndex.ts';
import { groupFields, noQuery, querySchema, withFilter, type Query } from '../../../src/core/find/query.ts';
import { decodeNumber, type NumberRecord } from '../../../src/core/find/record.ts';
import { valueName } from '../../../src/core/find/words.ts';
import { serverFilter } from '../../../src/core/find/server.ts';
import { account, meets, ordinary, plain, query, sortKey, valuesOf } from './naive.ts';

function searcherOf(numbers: readonly FoundNumber[]): Searcher {
  const index = new NumberIndex();
  for (const [place, number] of numbers.entries()) index.put(number, place);
  return new Searcher(index, (field, value) =>
    valueName(field, value, (id) => (/^[12]$|^sip$|^m/i.test(id) ? `name of ${id}` : id)),
  );
}

const keysOf = (searcher: Searcher, rows: Iterable<number>) =>
  [...rows].map((row) => searcher.index.key(row));
const keys = (searcher: Searcher, asked: Query) => keysOf(searcher, searcher.find(asked).rows);

/** Stable, what is not known last, both ways. */
function inOrder(numbers: readonly FoundNumber[], { sort, descending }: Query): readonly FoundNumber[] {
  if (sort === undefined) return descending ? numbers.toReversed() : numbers;
  const way = descending ? -1 : 1;
  return numbers.toSorted((one, other) => {
    const [a, b] = [sortKey(one, sort), sortKey(other, sort)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return a < b ? -way : a > b ? way : 0;
  });
}

describe('Finding', () => {
  test('finds exactly what looking at every number finds, in its order', () => {
    fc.assert(
      fc.property(account, query, (numbers, asked) => {
        const expected = inOrder(numbers, asked).filter((number) => meets(number, asked));
        assert.deepEqual(keys(searcherOf(numbers), asked), expected.map(keyOf));
      }),
      { numRuns: 500 },
    );
  });

  test('puts every number into the groups of its values, and into no other', () => {
    fc.assert(
      fc.property(account, fc.constantFrom(...groupFields), (numbers, group) => {
        const searcher = searcherOf(numbers);
        const groups = searcher.find({ ...noQuery, group }).groups ?? [];
        const values = new Set(numbers.flatMap((number) => valuesOf(number, group)));
        assert.deepEqual(new Set(groups.map(({ value }) => plain(group, value))), values);
        assert.equal(groups.length, values.size);
        for (const { value, rows } of groups) {
          const expected = numbers.filter((number) => valuesOf(number, group).includes(plain(group, value)));
          assert.deepEqual(keysOf(searcher, rows), expected.map(keyOf));
        }
      }),
    );
  });

  test('counts the values of a field among what the rest of the query finds', () => {
    fc.assert(
      fc.property(account, query, fc.constantFrom(...groupFields), (numbers, asked, field) => {
        const left = numbers.filter((number) => meets(number, withFilter(asked, field, [])));
        for (const { value, count } of searcherOf(numbers).facets(asked, field))
          assert.equal(
            count,
            left.filter((number) => valuesOf(number, field).includes(plain(field, value))).length,
          );
      }),
    );
  });

  test('finds what a number has become, and no longer what is gone', () => {
    fc.assert(
      fc.property(account, account, query, (before, after, asked) => {
        const searcher = searcherOf(before);
        for (const number of after) searcher.index.put(number);
        const known = before.map(keyOf);
        const gone = known.filter((_, at) => at % 3 !== 0);
        for (const key of gone) searcher.index.remove(key);
        const now = [
          ...new Map([...before, ...after].map((number) => [keyOf(number), number])).values(),
        ].filter((number) => !gone.includes(keyOf(number)));
        assert.equal(searcher.index.count, now.length);
        assert.equal(searcher.index.countOf('mobile'), now.filter((number) => 'family' in number).length);
        const expected = inOrder(now, asked).filter((number) => meets(number, asked));
        assert.deepEqual(keys(searcher, asked), expected.map(keyOf));
      }),
    );
  });

  const one: NumberRecord = {
    ...(decodeNumber({
      id: '1',
      phone_number: '+13125550001',
      tags: ['Support'],
      customer_reference: 'ORD-77',
    }) ?? assert.fail()),
  };

  for (const text of [
    '+1 (312) 555-0001',
    '3125550001',
    '0001',
    '312.555',
    '+1312',
    'SUPP',
    'ord-77',
    '312 supp',
    '０００１',
    '\u202a+13125550001\u202c',
    '\u200e+1 312\u2212555\u22120001',
    'tel:+1-312-555-0001',
    '0013125550001',
    '00 1 (312) 555-0001',
    'supp \u202a0001\u202c',
    "'+13125550001",
  ])
    test(`finds +13125550001 by ${text}`, () => {
      assert.deepEqual(keys(searcherOf([one]), { ...noQuery, text }), ['1']);
    });

  for (const text of ['+312', '0002', 'support 0002', '\u0000', '312x', '0023125550001'])
    test(`does not find +13125550001 by ${JSON.stringify(text)}`, () => {
      assert.deepEqual(keys(searcherOf([one]), { ...noQuery, text }), []);
    });

  test('finds digits that stand behind two zeros, too', () => {
    const other = { ...one, phone_number: '+13003125550' };
    assert.deepEqual(keys(searcherOf([one, other]), { ...noQuery, text: '003125550' }), ['1']);
    assert.deepEqual(serverFilter({ ...noQuery, text: '0013125550001' }), { phone_number: '13125550001' });
  });
});

test('Tags are one whatever their letter case, and are shown as they first came', () => {
  const [first, ...others] = ['Zebra', 'zebra', 'ZEBRA'].map(
    (tag, at): NumberRecord => decodeNumber({ id: String(at), tags: [tag, 'other'] }) ?? assert.fail(),
  );
  assert.ok(first);
  const searcher = searcherOf([first, ...others]);
  const groups = searcher.find({ ...noQuery, group: 'tag' }).groups ?? [];
  assert.deepEqual(
    groups.map(({ value, name, rows }) => [value, name, rows.length]),
    [
      ['=other', 'other', 3],
      ['=Zebra', 'Zebra', 3],
    ],
  );
  for (const value of ['=zebra', '=Zebra', '=zEBRA'] as const)
    assert.deepEqual(keys(searcher, withFilter(noQuery, 'tag', [value])), ['0', '1', '2']);
  assert.deepEqual(searcher.index.tags.texts(2), ['Zebra', 'other']);
});

describe('The index', () => {
  test('gives back what it was given', () => {
    fc.assert(
      fc.property(ordinary, (numbers) => {
        const { index } = searcherOf(numbers);
        for (const [row, number] of numbers.entries()) {
          const again = decodeNumber(index.record(row));
          assert.ok(again);
          for (const field of groupFields) assert.deepEqual(valuesOf(again, field), valuesOf(number, field));
          assert.equal(again.phone_number, number.phone_number);
          assert.equal(again.deletion_lock_enabled, number.deletion_lock_enabled);
          assert.equal(sortKey(again, 'purchased'), sortKey(number, 'purchased'));
        }
      }),
    );
  });

  test('gives back mobile numbers in the words of their own list', () => {
    const raw = {
      id: '1',
      phone_number: '+447700900801',
      status: 'active',
      country_iso_alpha2: 'GB',
      tags: ['van'],
      connection_id: '7',
      connection_name: 'Vans',
      customer_reference: null,
      sim_card_id: 'a-sim',
      created_at: '2026-01-02T03:04:05Z',
    };
    const { index } = searcherOf([decodeMobile(raw) ?? assert.fail()]);
    assert.deepEqual(index.record(0), raw);
  });

  test('keeps two numbers apart that have the same id in their own families', () => {
    const told = { id: '1', phone_number: '+13125550001' };
    const both = [decodeNumber(told) ?? assert.fail(), decodeMobile(told) ?? assert.fail()];
    const searcher = searcherOf(both);
    searcher.index.setPayment('1', 'channel');
    assert.deepEqual(keys(searcher, { ...noQuery, text: '0001' }), ['1', 'mobile/1']);
    assert.deepEqual(keys(searcher, withFilter(noQuery, 'payment', ['=channel'])), ['1']);
    searcher.index.remove('1');
    assert.deepEqual(keys(searcher, noQuery), ['mobile/1']);
  });

  test('calls unknown what was not told, and none what is known to be none', () => {
    const raw = { id: '1', connection_id: null, messaging_profile_id: 'UNAVAILABLE', tags: [] };
    const number = decodeNumber(raw);
    assert.ok(number);
    const searcher = searcherOf([number]);
    const values = (['connection', 'messagingProfile', 'tag', 'status', 'lock', 'payment'] as const).map(
      (field) => searcher.facets(noQuery, field)[0]?.value,
    );
    assert.deepEqual(values, ['none', 'unknown', 'none', 'unknown', 'unknown', 'unknown']);
  });

  test('keeps how a number is paid for when the number is read again', () => {
    const { index } = searcherOf([{ ...(decodeNumber({ id: '1' }) ?? assert.fail()) }]);
    index.setPayment('1', 'channel');
    index.put(decodeNumber({ id: '1', status: 'active' }) ?? assert.fail());
    const [facet] = new Searcher(index, valueName).facets(noQuery, 'payment');
    assert.equal(facet?.value, '=channel');
  });
});

describe('A stored query', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(query, (asked) => {
        assert.deepEqual(
          v.parse(querySchema, JSON.parse(JSON.stringify(asked))),
          JSON.parse(JSON.stringify(asked)),
        );
      }),
    );
  });

  for (const wrong of [
    null,
    {},
    { text: 1, filters: {} },
    { text: '', filters: { tag: 'support' } },
    { text: '', filters: { tag: ['support'] } },
    { text: '', filters: { colour: [] } },
    { text: '', filters: {}, sort: 'nothing' },
    { text: '', filters: {}, group: 'number' },
  ])
    test(`is refused whole when a part of it is wrong: ${JSON.stringify(wrong)}`, () => {
      assert.equal(v.safeParse(querySchema, wrong).success, false);
    });
});
