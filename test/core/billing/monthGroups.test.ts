import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { decodeBreakdown } from '../../../src/core/billing/breakdown.ts';
import { ChargeBook } from '../../../src/core/billing/chargeBook.ts';
import { ChargeWords } from '../../../src/core/billing/chargeWords.ts';
import { groupCharges } from '../../../src/core/billing/groups.ts';
import { groupMonths } from '../../../src/core/billing/monthGroups.ts';
import { windowsOf, type Period } from '../../../src/core/billing/period.ts';

const asked = { dimension: 'number', within: [], traits: () => undefined, today: '2025-06-20' } as const;

interface Charge {
  readonly number: string;
  readonly cost: unknown;
}

function bookOf(charges: readonly Charge[], more: readonly unknown[] = []) {
  const results = charges.map(({ number, cost }) => ({
    tn: number,
    charge_type: 'local',
    services: [{ name: 'rent', cost_type: 'MRC', cost }],
  }));
  return decodeBreakdown({ currency: 'USD', results: [...results, ...more] });
}

const spring = windowsOf({ from: '2025-03-01', to: '2025-06-01' });
type Told = ReturnType<typeof bookOf>;

/** Groups of these windows; a window without charges is one in another currency. */
function grouped(spans: readonly Period[], books: readonly (Told | undefined)[]) {
  const words = new ChargeWords();
  const shares = spans.map((window, at) => {
    const told = books[at];
    return { window, unread: told?.unread ?? 0, ...(told && { part: words.part(told) }) };
  });
  return groupMonths(new ChargeBook(shares.flatMap(({ part }) => part ?? [])), shares, asked);
}

const changeOf = (number: string, books: readonly Told[]) =>
  grouped(spring, books).groups.find(({ key }) => key === number)?.change;

describe('Groups month against month', () => {
  test('sums of months, groups and the whole agree, for any charges', () => {
    const cost = fc
      .bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
      .map((units) => new Big(`${units}e-4`).toFixed());
    const charge = fc.record({ number: fc.constantFrom('+1', '+2', '+3', ''), cost });
    const any = fc.array(fc.array(charge, { maxLength: 8 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(any, (all) => {
        const books = all.map((charges) => bookOf(charges));
        const { groups, whole } = grouped(spring, books);
        const words = new ChargeWords();
        const together = groupCharges(new ChargeBook(books.map((book) => words.part(book))), 'number');
        assert.equal(whole.total.toFixed(), together.whole.total.toFixed());
        assert.equal(groups.length, together.groups.length);
        for (const { key, total } of together.groups) {
          const group = groups.find((one) => one.key === key);
          assert.ok(group);
          assert.equal(group.total.toFixed(), total.toFixed());
          const [, april, may] = group.months;
          const difference = (may?.total ?? new Big(0)).minus(april?.total ?? new Big(0));
          assert.equal(group.change?.difference.toFixed(), difference.toFixed());
        }
        const changes = groups.reduce((sum, { change }) => sum.plus(change?.difference ?? 0), new Big(0));
        assert.equal(whole.change?.difference.toFixed(), changes.toFixed());
      }),
      { numRuns: 200 },
    );
  });

  test('a number that is new has a change, and no percentage of nothing', () => {
    const change = changeOf('+2', [bookOf([]), bookOf([]), bookOf([{ number: '+2', cost: '1.5' }])]);
    assert.deepEqual([change?.difference.toFixed(), change?.percent], ['1.5', undefined]);
  });

  test('no change is told where a cost is not known, or where a part of a month could not be read', () => {
    const told = bookOf([{ number: '+1', cost: '1.00' }]);
    const unknown = bookOf([{ number: '+1', cost: '1e3' }]);
    const torn = bookOf([{ number: '+1', cost: '1.00' }], [{ tn: '+9', services: 'none' }]);
    assert.equal(changeOf('+1', [told, told, told])?.difference.toFixed(), '0');
    for (const [april, may] of [
      [told, unknown],
      [unknown, told],
      [told, torn],
    ] as const)
      assert.equal(changeOf('+1', [told, april, may]), undefined);
  });

  test('only whole months that are over and beside each other are compared', () => {
    const one = bookOf([{ number: '+1', cost: '1.00' }]);
    const pair = (from: string, to: string, missing = -1) => {
      const spans = windowsOf({ from, to } as Period);
      return grouped(
        spans,
        spans.map((_, at) => (at === missing ? undefined : one)),
      ).pair;
    };
    assert.deepEqual(pair('2025-04-01', '2025-07-01'), { before: 0, now: 1 }, 'June is not over');
    assert.deepEqual(pair('2025-03-01', '2025-05-20'), { before: 0, now: 1 }, 'May is cut');
    assert.equal(pair('2025-04-15', '2025-06-01'), undefined);
    assert.equal(pair('2025-05-01', '2025-06-01'), undefined);
    assert.equal(
      pair('2025-03-01', '2025-06-01', 1),
      undefined,
      'a month in another currency stands between',
    );
  });
});
