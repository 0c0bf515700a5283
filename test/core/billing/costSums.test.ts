import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { costSums, readCost } from '../../../src/core/billing/costSums.ts';
import { exact } from '../../../src/core/billing/money.ts';

const told = (records: readonly Record<string, unknown>[], field = 'cost') => {
  const { sums, unknown } = costSums(records, field);
  return [
    ...sums.map(({ currency, amount, records: count }) => `${exact(amount)} ${currency} ${count}`),
    unknown,
  ];
};

describe('What records cost together', () => {
  test('is exact to the last digit, in every currency for itself', () => {
    const records = [
      { cost: '0.1', currency: 'USD' },
      { cost: '0.20000', currency: 'USD' },
      { cost: '-0.3', currency: 'USD' },
      { cost: '0.003', currency: 'EUR' },
    ];
    assert.deepEqual(told(records), ['0 USD 3', '0.003 EUR 1', 0]);
  });

  test('never adds what is in an unknown currency, not even to each other', () => {
    const records = [
      { cost: '1', currency: null },
      { cost: '2' },
      { cost: '3', currency: '  ' },
      { cost: '4', currency: 5 },
      { cost: '0.5', currency: 'USD' },
      { cost: null },
    ];
    assert.deepEqual(told(records), ['0.5 USD 1', 1]);
    assert.equal(costSums(records, 'cost').unknownCurrency, 4);
  });

  test('leaves out what is not given or cannot be read, and says how many', () => {
    const odd = [undefined, null, '', 'free', '1e3', '1,0', true, {}, NaN, 0.1 + 0.2, 1e21];
    assert.deepEqual(told(odd.map((cost) => ({ cost, currency: 'USD' }))), [odd.length]);
    assert.deepEqual(told([]), [0]);
  });

  test('takes the numbers of wireless data as they were written', () => {
    assert.equal(readCost(0.003)?.toFixed(), '0.003');
    assert.equal(readCost(5.4)?.toFixed(), '5.4');
    assert.equal(readCost(1e-7), undefined);
  });

  test('is the same sum as of whole numbers, for any records', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(10n ** 18n), 10n ** 18n)), (units) => {
        const cost = (unit: bigint) => {
          const digits = String(unit < 0n ? -unit : unit).padStart(6, '0');
          return `${unit < 0n ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5)}`;
        };
        const { sums } = costSums(
          units.map((unit) => ({ cost: cost(unit), currency: 'USD' })),
          'cost',
        );
        const sum = units.reduce((all, unit) => all + unit, 0n);
        assert.equal(sums[0]?.amount.times(100_000).toFixed() ?? '0', String(sum));
      }),
    );
  });
});
