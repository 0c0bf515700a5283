import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Selection } from '../../../src/core/find/selection.ts';

const rows = fc.array(fc.nat(300), { maxLength: 40 });
const step = fc.oneof(
  rows.map((list) => ({ do: 'add', rows: list }) as const),
  fc.nat(300).map((row) => ({ do: 'remove', row }) as const),
  rows.map((list) => ({ do: 'keep', rows: list }) as const),
  fc.constant({ do: 'clear' } as const),
);

test('A selection is the set that its steps make, and counts it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const selection = new Selection();
      let expected = new Set<number>();
      for (const one of steps) {
        if (one.do === 'add') {
          selection.add(one.rows);
          expected = new Set([...expected, ...one.rows]);
        } else if (one.do === 'remove') {
          selection.remove(one.row);
          expected.delete(one.row);
        } else if (one.do === 'keep') {
          selection.keepOnly(Uint32Array.from(one.rows));
          expected = new Set([...expected].filter((row) => one.rows.includes(row)));
        } else {
          selection.clear();
          expected.clear();
        }
        assert.equal(selection.count, expected.size);
        for (let row = 0; row <= 301; row++) assert.equal(selection.has(row), expected.has(row));
      }
      const inOrder = Uint32Array.from([...expected].sort((one, other) => other - one));
      assert.deepEqual(selection.in(inOrder), inOrder);
    }),
  );
});

describe('A selection', () => {
  test('holds all of a hundred thousand', () => {
    const selection = new Selection();
    const all = Uint32Array.from({ length: 100_000 }, (_, row) => row);
    selection.add(all);
    assert.equal(selection.count, 100_000);
    selection.keepOnly(all.subarray(0, 37));
    assert.equal(selection.count, 37);
  });
});
