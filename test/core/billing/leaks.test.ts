import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import type { Group } from '../../../src/core/billing/groups.ts';
import { leaksIn, perYear, rentOf, type NumberFacts } from '../../../src/core/billing/leaks.ts';
import { recordTypes, silenceIn, type Looked, type TypeLooked } from '../../../src/core/billing/silence.ts';
import { SeenNumbers } from '../../../src/core/billing/seen.ts';

const phone = '+13125550001';

function charged(recurring: string, unknown = 0, key = phone): Group {
  const sums = { recurring: new Big(recurring), 'one-time': new Big(0), other: new Big(0) };
  return { key, numbers: 1, charges: 1, total: sums.recurring, sums, unknown };
}

function facts(more: Partial<NumberFacts>): NumberFacts {
  return { id: '1', status: 'active', connection: true, messaging: true, emergency: false, ...more };
}

const reasonsOf = (more: Partial<NumberFacts>, silent?: boolean) =>
  leaksIn(
    [charged('1.00')],
    () => facts(more),
    () => silent,
  ).leaks.flatMap(({ reasons }) => reasons);

describe('Rent for nothing', () => {
  test('has a reason that what Telnyx tells of the number shows', () => {
    const none = { connection: false, messaging: false };
    assert.deepEqual(reasonsOf({}), []);
    assert.deepEqual(reasonsOf(none), ['unconnected']);
    assert.deepEqual(reasonsOf({ ...none, emergency: true }), ['emergency-only']);
    assert.deepEqual(reasonsOf({ status: 'emergency-only' }), ['emergency-only']);
    assert.deepEqual(reasonsOf({ connection: false }), ['no-connection']);
    assert.deepEqual(reasonsOf({ messaging: false }), ['no-messaging']);
    assert.deepEqual(reasonsOf(none, true), ['unconnected', 'silent']);
    assert.deepEqual(reasonsOf({}, true), ['silent']);
  });

  test('is never said where nobody knows', () => {
    const untold = { connection: undefined, messaging: undefined, emergency: undefined };
    assert.deepEqual(reasonsOf(untold), []);
    assert.deepEqual(reasonsOf({ connection: true, messaging: undefined }), []);
    assert.deepEqual(reasonsOf({ connection: undefined, messaging: false }), ['no-messaging']);
    assert.deepEqual(reasonsOf(untold, false), []);
  });

  test('is rent only: what cost nothing or was charged once is none, what is unknown is said', () => {
    const idle = () => facts({ connection: false, messaging: false });
    assert.deepEqual(leaksIn([charged('0')], idle).leaks, []);
    assert.equal(leaksIn([charged('0', 1)], idle).leaks[0]?.unknown, 1);
    assert.deepEqual(
      leaksIn([charged('1')], () => undefined),
      { leaks: [], gone: 1, rented: 0 },
    );
  });

  test('adds up exactly, and a year is twelve of that month', () => {
    const known = (key: string) => facts({ id: key, connection: false, messaging: false });
    const { leaks, rented } = leaksIn([charged('0.1', 0, '+1'), charged('0.2', 2, '+2')], known);
    const { month, count, unknown } = rentOf(leaks);
    assert.deepEqual([month.toFixed(), count, unknown, rented], ['0.3', 2, 2, 2]);
    assert.equal(perYear(month).toFixed(), '3.6');
  });
});

describe('Silence', () => {
  const looked = (...hows: readonly TypeLooked['how'][]): Looked => ({
    from: new Date(0),
    until: new Date(1),
    types: hows.map((how, at) => ({ type: recordTypes[at] ?? 'messaging', records: 0, how })),
    seen: new SeenNumbers([phone]),
    asked: new Set([phone]),
  });

  test('is said of a number when all types of records were looked through to their end', () => {
    assert.equal(silenceIn(looked('whole', 'whole', 'whole'), phone), true);
    assert.equal(silenceIn(looked('whole', 'whole', 'whole'), '+13125550002'), undefined);
  });

  test('is not known where a type was refused, read in part, or not asked for', () => {
    assert.equal(silenceIn(looked('whole', 'refused', 'whole'), phone), undefined);
    assert.equal(silenceIn(looked('whole', 'whole', 'part'), phone), undefined);
    assert.equal(silenceIn(looked('whole', 'whole'), phone), undefined);
    assert.equal(silenceIn(looked(), phone), undefined);
  });

  test('is disproved by any record', () => {
    const one = looked('whole');
    one.seen.look(phone);
    assert.equal(silenceIn(one, phone), false);
  });
});

describe('A number in a record', () => {
  const writings = [
    '+13125550001',
    '13125550001',
    '3125550001',
    '0013125550001',
    '(312) 555-0001',
    'sip:+13125550001@sip.telnyx.com',
    '+13125550001, +13125550002',
    '+13125550002 13125550001',
  ];
  for (const written of writings)
    test(`is seen as ${written}`, () => {
      const seen = new SeenNumbers([phone]);
      seen.look({ id: 'a', nested: [{ cld: written }] });
      assert.equal(seen.has(phone), true);
      assert.equal(seen.all, true);
    });

  test('is seen as a JSON number', () => {
    const seen = new SeenNumbers([phone]);
    seen.look({ cld: 13125550001, call_sec: 1e30 });
    assert.equal(seen.has(phone), true);
  });

  test('that is short is seen as it is, and only so', () => {
    const seen = new SeenNumbers(['12345', '+288', phone]);
    seen.look({ cli: '123456', cld: '+13125512345', cost: '0.12', at: '2025-06-01T12:34:56Z' });
    assert.deepEqual([seen.has('12345'), seen.has('+288'), seen.count], [false, false, 0]);
    seen.look({ from: 12345, to: 'sip:288@sip.telnyx.com' });
    assert.deepEqual([seen.has('12345'), seen.has('+288'), seen.has(phone)], [true, true, false]);
    seen.look({ from: '3125550001' });
    assert.equal(seen.all, true);
  });

  test('is not seen in another one', () => {
    const seen = new SeenNumbers([phone]);
    seen.look({ cli: '+13125550002', cld: '+14125550001', call_sec: 13125550002 });
    assert.equal(seen.has(phone), false);
    assert.equal(seen.all, false);
  });
});
