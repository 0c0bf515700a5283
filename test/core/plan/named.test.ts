import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findMobile, findNumber } from '../../../src/core/plan/named.ts';
import { shareAccount } from './account.ts';

describe('Finding a number', () => {
  test('takes its +E.164 exactly, and never one that only contains its digits', async (t) => {
    const { door, number, simulator } = await shareAccount(t);
    const since = simulator.log.length;
    assert.deepEqual(await findNumber(door, number.phoneNumber), number);
    assert.equal(await findNumber(door, number.phoneNumber.slice(0, -1)), undefined);
    assert.deepEqual(
      simulator.log.slice(since).map(({ path }) => path),
      ['/v2/phone_numbers/slim', '/v2/phone_numbers/slim'],
    );
  });

  test('asks nothing for what is too short to be a number', async (t) => {
    const { door, simulator } = await shareAccount(t);
    const since = simulator.log.length;
    assert.equal(await findNumber(door, '+1'), undefined);
    assert.equal(simulator.log.length, since);
  });
});

describe('Finding a mobile number', () => {
  test('looks through the whole list for its +E.164', async (t) => {
    const { door, colleague } = await shareAccount(t);
    const page = await colleague.page((sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options), {
      number: 1,
      size: 250,
    });
    const { id, phone_number: phoneNumber } = page.rows.at(-1) as { id: string; phone_number: string };
    assert.deepEqual(await findMobile(door, phoneNumber), { id, phoneNumber });
    assert.equal(await findMobile(door, phoneNumber.slice(0, -1)), undefined);
  });
});
