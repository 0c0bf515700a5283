import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { decodeBreakdown, keptBreakdown } from '../../../src/core/billing/breakdown.ts';
import { ChargeBook } from '../../../src/core/billing/chargeBook.ts';
import { ChargeWords } from '../../../src/core/billing/chargeWords.ts';
import { goneKey, groupCharges, noneKey, type Traits } from '../../../src/core/billing/groups.ts';

interface Service {
  readonly name: string;
  readonly cost_type: string;
  readonly cost: unknown;
}

const answer = (
  results: readonly { readonly tn: string; readonly charge_type?: string; readonly services: unknown }[],
  currency = 'USD',
) => ({ currency, start_date: '2025-06-01', end_date: '2025-07-01', results });

function bookOf(...answers: readonly unknown[]): ChargeBook {
  const words = new ChargeWords();
  return new ChargeBook(answers.map((one) => words.part(decodeBreakdown(one))));
}
const tagged: Readonly<Record<string, readonly string[]>> = { '+1': ['a', 'b'], '+2': ['b'], '+3': [] };
const traits: Traits = (phone) => tagged[phone];

const two = answer([
  {
    tn: '+1',
    charge_type: 'local',
    services: [
      { name: 'DID', cost_type: 'MRC', cost: '1.00' },
      { name: 'DID', cost_type: 'OTC', cost: '0.5' },
    ],
  },
  { tn: '+2', charge_type: 'toll_free', services: [{ name: 'DID', cost_type: 'MRC', cost: '2.0000' }] },
  { tn: '+3', charge_type: 'local', services: [{ name: 'SMS', cost_type: 'MRC', cost: '-0.10' }] },
  { tn: '+9', charge_type: 'local', services: [{ name: 'SMS', cost_type: 'FEE', cost: '0.01' }] },
]);

describe('Charges of numbers', () => {
  test('are put together by service, by type and by number, apart by how they recur', () => {
    const book = bookOf(two, two);
    const services = groupCharges(book, 'service').groups;
    assert.deepEqual(
      services.map(({ key, total, numbers, charges }) => [key, total.toFixed(), numbers, charges]),
      [
        ['DID', '7', 2, 6],
        ['SMS', '-0.18', 2, 4],
      ],
    );
    assert.deepEqual(Object.values(services[0]?.sums ?? {}).map(String), ['6', '1', '0']);
    assert.deepEqual(Object.values(services[1]?.sums ?? {}).map(String), ['-0.2', '0', '0.02']);
    assert.deepEqual(
      groupCharges(book, 'type').groups.map(({ key, numbers }) => [key, numbers]),
      [
        ['local', 3],
        ['toll_free', 1],
      ],
    );
    assert.equal(groupCharges(book, 'number').groups.length, 4);
  });

  test('by tag count in each tag, once in all, and say where there is none or the number is gone', () => {
    const { groups, whole, overlapping } = groupCharges(bookOf(two), 'tag', [], traits);
    assert.deepEqual(Object.fromEntries(groups.map(({ key, total }) => [key, total.toFixed()])), {
      a: '1.5',
      b: '3.5',
      [noneKey]: '-0.1',
      [goneKey]: '0.01',
    });
    assert.deepEqual([whole.total.toFixed(), whole.numbers, overlapping], ['3.41', 4, true]);
  });

  test('can be narrowed step by step', () => {
    const within = [
      { dimension: 'tag', key: 'b' },
      { dimension: 'service', key: 'DID' },
    ] as const;
    const { groups, whole } = groupCharges(bookOf(two), 'number', within, traits);
    assert.deepEqual(
      groups.map(({ key }) => key),
      ['+1', '+2'],
    );
    assert.equal(whole.total.toFixed(), '3.5');
    assert.deepEqual(groupCharges(bookOf(two), 'type', [{ dimension: 'service', key: 'gone' }]).groups, []);
  });

  test('add up exactly, whatever they are put together by', () => {
    const cost = fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 30 }));
    const service = fc.record({
      name: fc.constantFrom('DID', 'SMS', ''),
      cost_type: fc.constantFrom('MRC', 'OTC', 'mrc', 'tax'),
      cost: cost.map(([units, scale]) => new Big(`${units}e-${scale}`).toFixed()),
    });
    const row = fc.record({
      tn: fc.constantFrom('+1', '+2', '+3', '+4'),
      charge_type: fc.constantFrom('local', 'toll_free'),
      services: fc.array(service, { maxLength: 4 }),
    });
    const single: Traits = (phone) => (phone === '+4' ? undefined : [phone === '+3' ? 'one' : 'other']);
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 6 }), { minLength: 1, maxLength: 13 }), (months) => {
        const book = bookOf(...months.map((rows) => answer(rows)));
        const costs: readonly Service[] = months.flat().flatMap(({ services }) => services);
        const expected = costs.reduce((sum, one) => sum.plus(String(one.cost)), new Big(0)).toFixed();
        for (const dimension of ['service', 'type', 'number', 'connection'] as const) {
          const { groups, whole } = groupCharges(book, dimension, [], single);
          assert.equal(whole.total.toFixed(), expected);
          const sum = groups.reduce((all, { total }) => all.plus(total), new Big(0));
          assert.equal(sum.toFixed(), expected, dimension);
        }
      }),
    );
  });

  test('of unknown cost are counted, never taken for nothing', () => {
    const costs = ['1e3', null, undefined, 12, '', '1,000.00', '-0.00', `0.${'1'.repeat(30)}`];
    const services = costs.map((cost) => ({ name: 'DID', cost_type: 'MRC', cost }));
    const { whole } = groupCharges(bookOf(answer([{ tn: '+1', services }])), 'service');
    assert.equal(whole.unknown, 6);
    assert.equal(whole.total.toFixed(), `0.${'1'.repeat(30)}`);
  });

  test('that cannot be read are counted beside the others', () => {
    const broken = answer([
      { tn: '+1', services: 'none' },
      { tn: '+2', services: [null, { cost: '1.00' }] },
    ]);
    const book = bookOf({ ...broken, results: [...broken.results, null, 7] });
    assert.equal(book.unread, 3);
    assert.equal(groupCharges(book, 'number').whole.charges, 2);
    assert.throws(() => decodeBreakdown({ ...two, results: undefined }));
    assert.throws(() => decodeBreakdown('tn,charge_type\r\n'));
  });

  test('in different currencies are never added', () => {
    assert.throws(() => bookOf(two, { ...two, currency: 'EUR' }), RangeError);
  });

  test('come back from a file as they were, and a spoilt file is none', () => {
    const breakdown = decodeBreakdown(two);
    const text = JSON.stringify(breakdown);
    assert.deepEqual(keptBreakdown(JSON.parse(text)), breakdown);
    for (const spoilt of [
      undefined,
      [],
      {},
      { ...breakdown, cost: { ...breakdown.cost, codes: [99] } },
      { ...breakdown, type: { words: [], codes: [] } },
    ])
      assert.equal(keptBreakdown(spoilt), undefined);
  });
});
