import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Searcher } from '../../../src/core/find/found.ts';
import { FoundLines, type FoundLine } from '../../../src/core/find/lines.ts';
import { NumberIndex } from '../../../src/core/find/numberIndex.ts';
import type { Value } from '../../../src/core/find/query.ts';
import { valueName } from '../../../src/core/find/words.ts';
import { account, query } from './naive.ts';

/** Every line, written out one by one. */
function plainly(found: ReturnType<Searcher['find']>, folded: ReadonlySet<Value>): FoundLine[] {
  const rows = (list: Uint32Array) => Array.from(list, (row): FoundLine => ({ type: 'row', row }));
  if (!found.groups) return rows(found.rows);
  return found.groups.flatMap((group): FoundLine[] => {
    const open = !folded.has(group.value);
    return [{ type: 'group', group, open }, ...(open ? rows(group.rows) : [])];
  });
}

const cases = fc.record({ account, query, folding: fc.array(fc.boolean(), { maxLength: 8 }) });

function made({ account, query, folding }: typeof cases extends fc.Arbitrary<infer T> ? T : never) {
  const index = new NumberIndex();
  for (const [place, number] of account.entries()) index.put(number, place);
  const found = new Searcher(index, valueName).find(query);
  const folded = new Set(
    (found.groups ?? []).filter((_, at) => folding[at] === true).map(({ value }) => value),
  );
  return { lines: new FoundLines(found, folded), expected: plainly(found, folded) };
}

describe('The lines of a table', () => {
  test('are every group, and every number of those that are open, and nothing else', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { lines, expected } = made(one);
        assert.equal(lines.count, expected.length);
        assert.deepEqual(
          expected.map((_, place) => lines.at(place)),
          expected,
        );
        for (const outside of [-1, expected.length, expected.length + 7])
          assert.equal(lines.at(outside), undefined);
      }),
    );
  });

  test('tell where a number stands, nearest to where it was seen', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { lines, expected } = made(one);
        for (const [place, line] of expected.entries()) {
          if (line.type !== 'row') continue;
          assert.equal(lines.placeOf(line.row, place), place);
          const found = lines.placeOf(line.row) ?? -1;
          assert.deepEqual(lines.at(found), line);
        }
        assert.equal(lines.placeOf(1_000_000), undefined);
      }),
    );
  });

  test('give the numbers between two places, whichever comes first', () => {
    fc.assert(
      fc.property(cases, fc.nat(50), fc.nat(50), (one, from, to) => {
        const { lines, expected } = made(one);
        const [first, last] = [Math.min(from, to), Math.max(from, to)];
        const rows = expected
          .slice(first, last + 1)
          .flatMap((line) => (line.type === 'row' ? [line.row] : []));
        assert.deepEqual(lines.rowsBetween(from, to), rows);
      }),
    );
  });
});
