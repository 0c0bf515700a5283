import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeBreakdown } from '../../../src/core/billing/breakdown.ts';
import { exact } from '../../../src/core/billing/money.ts';
import { costOf } from '../../../src/core/billing/numberCost.ts';

const report = (results: readonly unknown[]) =>
  decodeBreakdown({ currency: 'USD', start_date: '2026-10-01', end_date: '2026-11-01', results });

const row = (tn: string, ...costs: readonly unknown[]) => ({
  tn,
  charge_type: 'local',
  services: costs.map((cost) => ({ name: 'service', cost_type: 'MRC', cost })),
});

describe('What a number cost', () => {
  test('is the exact sum of all its charges, however often it is listed', () => {
    const listed = report([row('+1', '0.1', '0.2'), row('+2', '5'), row('+1', '-0.05')]);
    const cost = costOf(listed, '+1');
    assert.ok(typeof cost === 'object');
    assert.equal(exact(cost.amount), '0.25');
    assert.equal(cost.currency, 'USD');
  });

  test('is unknown with an amount that is missing or no plain decimal', () => {
    for (const odd of [null, undefined, '1e3', 1.5, '']) {
      assert.equal(costOf(report([row('+1', '1.00', odd)]), '+1'), 'unreadable', String(odd));
    }
  });

  test('is not told for a number that the report does not name', () => {
    assert.equal(costOf(report([row('+1', '1.00')]), '+2'), undefined);
  });
});
