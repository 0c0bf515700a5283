import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCalled, numbersIn } from '../../../src/core/timeline/about.ts';

describe('The numbers that an event names', () => {
  test('are values of their own, each once, with the field they stand in', () => {
    const found = numbersIn({
      from: { phone_number: '+13125550101' },
      to: [{ phone_number: '+13125550102' }, { phone_number: '+13125550101' }],
      text: 'Call +13125550103 now',
      sip: 'sip:+13125550104@example.com',
      id: '13125550105',
    });
    assert.deepEqual(found, [
      { phoneNumber: '+13125550101', field: 'from' },
      { phoneNumber: '+13125550102', field: 'to' },
    ]);
  });

  test('are looked for no deeper and no longer than an event is', () => {
    let deep: unknown = '+13125550101';
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    assert.deepEqual(numbersIn({ deep }), []);
    assert.equal(numbersIn(Array.from({ length: 1_000_000 }, () => '+13125550101')).length, 1);
    assert.deepEqual([numbersIn(null), numbersIn(undefined), numbersIn(7)], [[], [], []]);
  });
});

describe('A number', () => {
  test('is called by itself or by its id, and by nothing that is not told', () => {
    const about = { phoneNumber: '+13125550101', id: '12' };
    assert.equal(isCalled(about, undefined, null, '12'), true);
    assert.equal(isCalled(about, '+13125550101'), true);
    assert.equal(isCalled(about, '', '13125550101', '+131255501010'), false);
    assert.equal(isCalled({ phoneNumber: '+13125550101' }, undefined, null), false);
  });
});
