import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { add, exact, formatMoney, parseAmount, type Money } from '../../../src/core/billing/money.ts';

/** Decimal strings as the API writes them, with their exact value in units of the last place. */
const decimals = fc
  .record({
    units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    places: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ units, places }) => {
    const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
    return { text: units < 0n ? `-${text}` : text, scaled: units * 10n ** BigInt(12 - places) };
  });

const usd = (text: string): Money => {
  const amount = parseAmount(text);
  assert.ok(amount, text);
  return { amount, currency: 'USD' };
};

describe('Money', () => {
  test('is read and added without losing a digit', () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1, maxLength: 30 }), (amounts) => {
        const sum = amounts.map(({ text }) => usd(text)).reduce(add);
        const expected = amounts.reduce((all, { scaled }) => all + scaled, 0n);
        assert.equal(sum.amount.times(new Big(10).pow(12)).toFixed(), expected.toString());
      }),
    );
  });

  test('is written back as it was read, but for zeros that mean nothing', () => {
    fc.assert(
      fc.property(decimals, ({ text }) => {
        const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        assert.equal(exact(usd(text).amount), plain === '-0' ? '0' : plain);
      }),
    );
  });

  test('is unknown in any form that could be taken for another', () => {
    const odd = [
      '1e3',
      'NaN',
      'Infinity',
      '',
      ' ',
      '1,000.00',
      '1.000,00',
      '$5',
      '0x10',
      '5.',
      '.5',
      '--1',
      '1 0',
    ];
    for (const text of [...odd, '１２', '1'.repeat(41), '12.00 USD'])
      assert.equal(parseAmount(text), undefined, text);
  });

  test('has no negative zero', () => {
    assert.equal(formatMoney(usd('-0.00'), 'en'), '$0.00');
    assert.equal(formatMoney(add(usd('-5'), usd('5')), 'en'), '$0.00');
  });

  test('in different currencies is never added', () => {
    assert.throws(() => add(usd('1'), { amount: new Big(1), currency: 'EUR' }), RangeError);
  });

  test('shows every digit, in the form of the language', () => {
    assert.equal(formatMoney(usd('1234567890123456789.1'), 'en'), '$1,234,567,890,123,456,789.10');
    assert.equal(formatMoney(usd('0.00400000'), 'en'), '$0.004');
    assert.equal(formatMoney(usd('-12.5'), 'en'), '-$12.50');
    assert.equal(formatMoney(usd('1234.5'), 'zh-cn'), 'US$1,234.50');
    assert.equal(formatMoney({ amount: new Big('1500'), currency: 'JPY' }, 'en'), '¥1,500');
    assert.equal(formatMoney({ amount: new Big('1500.25'), currency: 'JPY' }, 'en'), '¥1,500.25');
  });

  test('with thirty decimals or a currency nobody knows is shown plainly', () => {
    const long = `0.${'1'.repeat(30)}`;
    assert.equal(formatMoney(usd(long), 'en'), `${long} USD`);
    assert.equal(formatMoney({ amount: new Big('5'), currency: 'credits <b>' }, 'en'), '5 credits <b>');
  });
});
