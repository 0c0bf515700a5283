import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { summing } from '../../../src/core/billing/unitSums.ts';

const most = BigInt(Number.MAX_SAFE_INTEGER);
/** Small ones, and those around the last whole number that a double tells from its neighbours. */
const unit = fc.oneof(
  fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
  fc.bigInt({ min: most / 3n - 2n, max: most + 2n }),
  fc.bigInt({ min: -most - 2n, max: -most / 3n + 2n }),
  fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
  fc.constant(undefined),
);

describe('Sums of units', () => {
  test('are exact, however many digits they come to have', () => {
    const charges = fc.array(fc.record({ cost: fc.nat(7), place: fc.nat(2) }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 8, maxLength: 8 }), charges, (units, all) => {
        const times = new Uint32Array(units.length);
        for (const { cost } of all) times[cost] = (times[cost] ?? 0) + 1;
        const sums = summing(units, times)(3);
        const expected = [0n, 0n, 0n];
        for (const { cost, place } of all) {
          sums.add(place, cost);
          expected[place] = (expected[place] ?? 0n) + (units[cost] ?? 0n);
          assert.equal(sums.at(place), expected[place]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
