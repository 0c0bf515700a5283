import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { keysIn, numbersIn } from '../../../src/core/code/literals.ts';

const texts = (found: readonly { readonly text: string }[]) => found.map(({ text }) => text);

const key = `KEY${'0123456789ABCDEF'.repeat(2)}_abcdefghijklmnopqrstuv`;

describe('Phone numbers in source text', () => {
  test('are found wherever a literal may stand', () => {
    const source = [
      `const from = '+13125550001';`,
      `to: "+442079460000",`,
      `SUPPORT=+61370102052`,
      `[+4930901820](tel:+4930901820)`,
      `+13125550002`,
    ].join('\n');
    assert.deepEqual(texts(numbersIn(source)), [
      '+13125550001',
      '+442079460000',
      '+61370102052',
      '+4930901820',
      '+4930901820',
      '+13125550002',
    ]);
  });

  test('are not seen in sums, words, longer digits or what no number begins with', () => {
    for (const source of [
      'total+13125550001',
      'x[1]+13125550001',
      'f()+13125550001',
      '++13125550001',
      '+03125550001',
      '+123456',
      '+1312555000112345',
      '+13125550001a',
      '13125550001',
    ]) {
      assert.deepEqual(texts(numbersIn(source)), [], source);
    }
  });

  test('are found at their place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[1-9]\d{6,14}$/),
        fc.string({ unit: 'grapheme' }),
        (before, digits, after) => {
          const source = `${before}\n"+${digits}"\n${after}`;
          const found = numbersIn(source).find(({ start }) => start === before.length + 2);
          assert.equal(found?.text, `+${digits}`);
        },
      ),
    );
  });
});

describe('Telnyx API keys in source text', () => {
  test('are known by the published form alone', () => {
    assert.deepEqual(texts(keysIn(`TELNYX_API_KEY=${key}\nconst k = "${key}";`)), [key, key]);
    for (const source of [
      'KEYBOARD_layout_of_the_person',
      `MY${key}`,
      key.slice(0, 40),
      `${key}-`.slice(3),
    ]) {
      assert.deepEqual(texts(keysIn(source)), [], source);
    }
  });
});
