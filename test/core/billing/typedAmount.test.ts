import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readTypedAmount, readTypedPayment } from '../../../src/core/billing/typedAmount.ts';

const wrong: readonly (readonly [typed: string, says: RegExp])[] = [
  ['', /Type an amount/],
  ['   ', /Type an amount/],
  ['1e3', /digits 0 to 9/],
  ['-0.00', /negative/],
  ['−5.00', /negative/],
  ['+5.00', /digits 0 to 9/],
  ['1,000.00', /without separators/],
  ['1 000.00', /without separators/],
  ['1.000.00', /digits 0 to 9/],
  ['.50', /digits 0 to 9/],
  ['5.', /cents behind the point/],
  [`0.${'1'.repeat(30)}`, /at most two digits/],
  ['9'.repeat(30), /too large/],
  ['१२.००', /digits 0 to 9/],
  ['$5.00', /digits 0 to 9/],
  ['NaN', /digits 0 to 9/],
  ['0x10', /digits 0 to 9/],
];

describe('An amount that is typed', () => {
  for (const [typed, says] of wrong)
    test(`as "${typed.slice(0, 12)}" is asked for again with the reason`, () => {
      for (const read of [readTypedAmount(typed), readTypedPayment(typed)])
        assert.match(read.ok ? 'taken' : read.sentence, says);
    });

  test('is taken as it is, whatever stands around it', () => {
    for (const typed of ['0', '200', '200.5', '200.50', ' 7.00 '])
      assert.deepEqual(
        [readTypedAmount(typed)].map((read) => read.ok && read.text),
        [typed.trim()],
      );
  });

  test('to be paid has its cents and is more than nothing', () => {
    assert.match(JSON.stringify(readTypedPayment('120')), /120\.00/);
    assert.match(JSON.stringify(readTypedPayment('120.5')), /120\.50/);
    assert.match(JSON.stringify(readTypedPayment('0.00')), /more than zero/);
  });

  test('to be paid is sent as the very amount it is, to the cent', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 99_999_999_999_999n }), (cents) => {
        const text = cents.toString().padStart(3, '0');
        const read = readTypedPayment(`${text.slice(0, -2)}.${text.slice(-2)}`);
        assert.ok(read.ok);
        assert.equal(read.text.replace('.', '').replace(/^0+/, ''), cents.toString());
        assert.match(read.text, /^\d+\.\d\d$/);
      }),
    );
  });
});
