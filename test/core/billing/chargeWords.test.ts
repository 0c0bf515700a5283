import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeBreakdown } from '../../../src/core/billing/breakdown.ts';
import { ChargeBook } from '../../../src/core/billing/chargeBook.ts';
import { ChargeWords } from '../../../src/core/billing/chargeWords.ts';
import { groupCharges } from '../../../src/core/billing/groups.ts';

const month = (numbers: readonly string[], cost = '1.00') =>
  decodeBreakdown({
    currency: 'USD',
    results: numbers.map((tn) => ({ tn, services: [{ name: 'DID', cost_type: 'MRC', cost }] })),
  });
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `+1${at}`);

describe('Words of charges', () => {
  test('are kept once for all months, and found again however many there are', () => {
    const words = new ChargeWords();
    const all = numbers(70_000);
    const sizes = [200, 300, 70_000].map((count) => words.part(month(all.slice(0, count))));
    assert.equal(words.number.all.length, 70_000);
    for (const { number, count } of sizes)
      assert.deepEqual(
        Array.from(number.slice(-2), (code) => words.number.all[code]),
        all.slice(count - 2, count),
      );
    const bytes = sizes.map(({ number }) => number.BYTES_PER_ELEMENT);
    assert.deepEqual(bytes, [1, 2, 4], 'in as few bytes as hold them');
  });

  test('of other months are in no group, and change the order of none', () => {
    const words = new ChargeWords();
    const [june, may] = [words.part(month(['+3', '+9'])), words.part(month(['+1', '+3'], '0.001'))];
    const inOrder = new ChargeBook([may, june]);
    const groups = groupCharges(inOrder, 'number').groups.map(({ key, total }) => [key, total.toFixed()]);
    assert.deepEqual(groups, [
      ['+1', '0.001'],
      ['+3', '1.001'],
      ['+9', '1'],
    ]);
    const alone = new ChargeBook([june]);
    assert.deepEqual(alone.numbers, ['+3', '+9']);
    assert.deepEqual(
      groupCharges(alone, 'number').groups.map(({ key }) => key),
      ['+3', '+9'],
    );
  });
});
