import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { judge, type Sides } from '../../../src/core/plan/threeWay.ts';

const equal = (one: number, other: number) => one === other;
const side = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
const sides: fc.Arbitrary<Sides<number>> = fc.record({ base: side, live: side, mine: side });

describe('The three-way comparison', () => {
  test('calls a field changed only when nobody else touched it', () => {
    fc.assert(
      fc.property(sides, (all) => {
        if (judge(all, equal) === 'change') assert.equal(all.base, all.live);
      }),
    );
  });

  test('never sends what the person did not change', () => {
    fc.assert(
      fc.property(sides, (all) => {
        const untouched = all.mine === undefined || all.mine === all.base;
        assert.equal(judge(all, equal) === 'unchanged', untouched);
      }),
    );
  });

  test('calls a field conflicting exactly when base, live and mine all differ', () => {
    fc.assert(
      fc.property(sides, (all) => {
        const { base, live, mine } = all;
        const differ = mine !== undefined && mine !== base && mine !== live && base !== live;
        assert.equal(judge(all, equal) === 'conflict', differ);
      }),
    );
  });

  test('is settled by taking either side', () => {
    fc.assert(
      fc.property(sides, (all) => {
        const keepMine = judge({ ...all, base: all.live }, equal);
        const takeTheirs = judge({ base: all.live, live: all.live, mine: all.live }, equal);
        assert.notEqual(keepMine, 'conflict');
        assert.equal(takeTheirs, 'unchanged');
      }),
    );
  });
});
