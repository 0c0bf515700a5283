import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isMobile } from '../../../src/core/find/family.ts';
import { inapplicableToMobile } from '../../../src/core/find/mobileRecord.ts';
import { NumberIndex } from '../../../src/core/find/numberIndex.ts';
import { filtersOf, narrows } from '../../../src/core/find/query.ts';
import { scopeOf } from '../../../src/core/find/scope.ts';
import { account, query, valuesOf } from './naive.ts';

const fields: readonly string[] = inapplicableToMobile;

describe('What a query looks through', () => {
  test('is every number that its filters can be asked of, of both families', () => {
    fc.assert(
      fc.property(account, query, (numbers, asked) => {
        const index = new NumberIndex();
        for (const [place, number] of numbers.entries()) index.put(number, place);
        const asks = filtersOf(asked).filter(([field]) => fields.includes(field));
        const canBeFound = numbers.filter(
          (number) =>
            !isMobile(number) ||
            asks.every(([field, values]) => valuesOf(number, field).some((value) => values.includes(value))),
        );
        const { whole, without } = scopeOf(index, asked);
        assert.equal(whole, narrows(asked) ? canBeFound.length : undefined);
        assert.equal(without !== '', canBeFound.length < numbers.length);
      }),
      { numRuns: 500 },
    );
  });
});
