import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { understandFrom } from '../../../src/core/files/e164.ts';
import { isIn, termsOf } from '../../../src/core/find/text.ts';
import { digitsOf, wholeNumber } from '../../../src/core/model/written.ts';

/** What programs put between the digits of a number that is copied out of them, and around it. */
const between = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\u00a0',
  '-',
  '\u2011',
  '\u2212',
  '.',
  '/',
  '\u200e',
  '\u00ad',
);
const before = fc.constantFrom('', '\u202a', '\u200e', '\ufeff', ' ', "'", 'tel:', '\u202atel:');
const after = fc.constantFrom('', '\u202c', '\u200f', ' ', '\n');
const plus = fc.constantFrom('+', '＋', '(+', '00');

const written = fc
  .tuple(fc.stringMatching(/^[1-9]\d{6,14}$/), before, plus, fc.array(between, { minLength: 15 }), after)
  .map(([digits, start, sign, gaps, end]) => ({
    phoneNumber: `+${digits}`,
    text: `${start}${sign}${Array.from(digits, (digit, at) => `${digit}${gaps[at] ?? ''}`).join('')}${end}`,
    sign,
  }));

describe('A number as programs write it', () => {
  test('is the number, wherever a whole one is asked for', () => {
    fc.assert(
      fc.property(written, ({ phoneNumber, text }) => {
        assert.equal(wholeNumber(text), phoneNumber);
      }),
      { numRuns: 1000 },
    );
  });

  test('is found by a search', () => {
    fc.assert(
      fc.property(written, ({ phoneNumber, text }) => {
        const terms = termsOf(text);
        assert.ok(terms.length > 0 && terms.every((term) => isIn(term, phoneNumber)));
      }),
      { numRuns: 1000 },
    );
  });

  test('is read from a list as the same number', () => {
    fc.assert(
      fc.property(written, ({ phoneNumber, text, sign }) => {
        fc.pre(sign !== '00');
        assert.deepEqual(understandFrom(undefined)(text), { phoneNumber });
      }),
      { numRuns: 1000 },
    );
  });

  test('leaves out the zero that is dialled at home only', () => {
    for (const text of ['+44 (0)20 7946 0018', '0044(0)20 7946 0018'])
      assert.equal(wholeNumber(text), '+442079460018');
  });

  test('is none where letters, a second plus or too few digits stand', () => {
    for (const text of [
      '',
      '+',
      '00',
      '123456',
      '+0123456789',
      '+1+3125550001',
      '+1312555000x',
      '0'.repeat(15),
    ])
      assert.equal(wholeNumber(text), undefined, text);
  });

  test('may be a part of one, with or without a plus', () => {
    assert.deepEqual(
      ['+1', '0001', '\u202a312\u2212555\u202c', '+', 'tel', 'a1'].map((text) => digitsOf(text)),
      ['+1', '0001', '312555', '+', undefined, undefined],
    );
  });
});
