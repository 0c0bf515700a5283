import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { takersOf } from '../../../src/commands/takers.ts';
import type { Item } from '../../../src/core/model/item.ts';
import { mobileAbilities } from '../../../src/core/resources/mobile-numbers.ts';
import { numberAbilities } from '../../../src/core/resources/numbers.ts';

const number = (last: number, status = 'active', mobile = false): Item => {
  const phoneNumber = `+1312555000${last}`;
  const told = { phone_number: phoneNumber, status };
  return {
    id: `n${last}`,
    label: phoneNumber,
    abilities: (mobile ? mobileAbilities : numberAbilities)(told),
    subject: { type: 'number', id: `n${last}`, phoneNumber, ...(mobile && { mobile }) },
  };
};
const names = (taken: readonly { readonly phoneNumber: string }[]) =>
  taken.map(({ phoneNumber }) => Number(phoneNumber.at(-1)));

describe('A verb that is run on many numbers', () => {
  test('goes to all of a family of which any can take it: the plan says which cannot', () => {
    const { taken, left } = takersOf('tag', [number(1), number(2, 'purchase-failed'), number(3)]);
    assert.deepEqual([names(taken), left], [[1, 2, 3], []]);
  });

  test('goes to both families where both can take it, and leaves one out that never can', () => {
    const mixed = [number(1), number(2, 'active', true), number(3, 'deleted'), number(4, 'deleted', true)];
    assert.deepEqual(names(takersOf('tag', mixed).taken), [1, 2, 3, 4]);
    const { taken, left } = takersOf('delete', mixed);
    assert.deepEqual(
      [names(taken), left],
      [
        [1, 3],
        ['+13125550002', '+13125550004'],
      ],
    );
  });

  test('goes nowhere where none can take it, and never to what is no number', () => {
    const lost = [number(1, 'deleted'), number(2, 'ported-out')];
    assert.deepEqual(takersOf('tag', lost), { taken: [], left: ['+13125550001', '+13125550002'] });
    const unnamed: Item = { id: 'x', label: 'without a number', abilities: ['tag'] };
    const { taken, left } = takersOf('tag', [number(1), unnamed]);
    assert.deepEqual([names(taken), left], [[1], ['without a number']]);
  });
});
