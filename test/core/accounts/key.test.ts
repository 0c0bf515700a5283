import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkKey } from '../../../src/core/accounts/key.ts';

const refusal = (pasted: string): string => {
  const checked = checkKey(pasted);
  assert.equal(checked.ok, false, `"${pasted}" was taken`);
  return checked.sentence;
};

const accepted = (pasted: string): string => {
  const checked = checkKey(pasted);
  assert.ok(checked.ok, `"${pasted}" was refused`);
  return checked.key;
};

/** Visible ASCII without what is taken off at the ends. */
const plainKey = fc
  .string({
    unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '_', '-', '.', '~', '+', '/', '='),
    minLength: 1,
    maxLength: 80,
  })
  .map((tail) => `KEY${tail}`);

describe('A pasted API key', () => {
  test('is taken as it is when nothing is around it', () => {
    fc.assert(fc.property(plainKey, (key) => accepted(key) === key));
  });

  test('loses spaces, quotes and "Bearer" around it, in any order and number', () => {
    const wrap = fc.constantFrom<(key: string) => string>(
      (key) => ` ${key}\t`,
      (key) => `\u00a0${key}\ufeff`,
      (key) => `${key}\r\n`,
      (key) => `"${key}"`,
      (key) => `'${key}'`,
      (key) => `\`${key}\``,
      (key) => `“${key}”`,
      (key) => `Bearer ${key}`,
      (key) => `bearer   ${key}`,
      (key) => `Authorization: Bearer ${key}`,
    );
    fc.assert(
      fc.property(plainKey, fc.array(wrap, { maxLength: 5 }), (key, wraps) => {
        assert.equal(accepted(wraps.reduce((text, around) => around(text), key)), key);
      }),
    );
  });

  test('is never changed a second time, and always fits into a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (pasted) => {
        const checked = checkKey(pasted);
        if (!checked.ok) {
          assert.notEqual(checked.sentence, '');
          return;
        }
        assert.match(checked.key, /^[\x21-\x7e]+$/);
        assert.equal(accepted(checked.key), checked.key);
        assert.ok(new Headers({ authorization: `Bearer ${checked.key}` }).get('authorization'));
      }),
    );
  });

  test('is refused with a sentence that says what is wrong', () => {
    assert.match(refusal(''), /Enter an API key/);
    assert.match(refusal('  '), /Enter an API key/);
    assert.match(refusal('Bearer'), /Enter an API key/);
    assert.match(refusal('""'), /Enter an API key/);
    assert.match(refusal('KEY01\nKEY02'), /single line/);
    assert.match(refusal('KEY01\r\nX-Evil: 1'), /single line/);
    assert.match(refusal('KEY01 KEY02'), /no spaces/);
    assert.match(refusal('KEY01\u0000'), /ASCII/);
    assert.match(refusal('KEY\u202e01'), /ASCII/);
    assert.match(refusal('KEYключ'), /ASCII/);
    assert.match(refusal(`KEY${'0'.repeat(600)}`), /too long/);
  });

  test('that does not begin with KEY is taken, with a hint', () => {
    const checked = checkKey('abc123');
    assert.ok(checked.ok);
    assert.match(checked.hint ?? '', /begin with "KEY"/);
    const usual = checkKey('KEY0123');
    assert.ok(usual.ok);
    assert.equal(usual.hint, undefined);
  });
});
