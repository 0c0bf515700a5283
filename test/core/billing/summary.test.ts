import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { notGiven, type Amount } from '../../../src/core/billing/amount.ts';
import { barsOf } from '../../../src/core/billing/bars.ts';
import { exact } from '../../../src/core/billing/money.ts';
import { lineTotal, reconcile } from '../../../src/core/billing/reconcile.ts';
import { decodeSummary } from '../../../src/core/billing/summary.ts';
import { comparative, mixed, reportOf, simple } from './reports.ts';

const shown = (amount: Amount | undefined) => (amount?.type === 'exact' ? exact(amount.value) : amount?.type);
const firstLine = (raw: unknown) => {
  const [line] = decodeSummary(reportOf([raw])).lines;
  assert.ok(line);
  return line;
};
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const written = (value: number) => (value / 100).toFixed(2);

describe('A summary of charges', () => {
  test('keeps lines, adjustments and totals as they come', () => {
    const summary = decodeSummary(mixed);
    assert.deepEqual(summary.lines.map(({ type, name }) => [type, name]).slice(2, 4), [
      ['comparative', 'Shared-cost DIDs'],
      ['simple', 'Outbound SMS'],
    ]);
    assert.equal(shown(summary.totals.grandTotal), '817.156');
    assert.equal(shown(summary.totals.credits), '-25');
    assert.equal(summary.adjustments[0]?.date, '2025-06-15');
  });

  test('tells "not given" from zero', () => {
    const line = firstLine(
      comparative('x', { quantity: 0, mrc: '0.00', otc: null }, { quantity: 4, mrc: '2' }),
    );
    assert.ok(line.type === 'comparative');
    assert.deepEqual([line.fresh.oneTime, line.existing.oneTime], [notGiven, notGiven]);
    assert.equal(shown(line.fresh.recurring), '0');
    assert.equal(shown(decodeSummary({ ...mixed, total: {} }).totals.grandTotal), 'not-given');
  });

  test('keeps an amount that is no plain decimal as unknown, with what was sent', () => {
    for (const raw of ['1e3', '12,00', 12.5, {}, true]) {
      const line = firstLine(simple('x', 1, raw));
      assert.ok(line.type === 'simple');
      assert.equal(line.amount.type, 'unreadable', JSON.stringify(raw));
    }
  });

  test('names a type of line nobody has heard of, and understands none of its amounts', () => {
    const line = firstLine({ type: 'tiered', name: 'New thing', alias: 'new', amount: '5.00' });
    assert.deepEqual(line, { type: 'unknown', name: 'New thing', alias: 'new', called: 'tiered' });
    const broken = firstLine({ type: 'comparative', name: 'x', new_this_month: 'lots' });
    assert.equal(broken.type, 'unknown');
  });

  test('is refused when it is no report, never taken for a period without charges', () => {
    const odd = [
      {},
      [],
      'text',
      { ...mixed, summary: undefined },
      { ...mixed, summary: { adjustments: [] } },
    ];
    for (const raw of [...odd, { ...mixed, total: undefined }, reportOf(['line'])])
      assert.throws(() => decodeSummary(raw), JSON.stringify(raw));
  });
});

describe('The check of a summary', () => {
  test('finds that lines and adjustments add up to the total', () => {
    assert.deepEqual(reconcile(decodeSummary(mixed)), { type: 'equal' });
    assert.deepEqual(reconcile(decodeSummary(reportOf([]))), { type: 'equal' });
  });

  test('finds any difference to the cent', () => {
    fc.assert(
      fc.property(
        fc.array(cents, { maxLength: 40 }),
        fc.array(cents, { maxLength: 5 }),
        cents,
        (lines, credits, off) => {
          const sum = [...lines, ...credits].reduce((all, value) => all + value, 0);
          const adjustments = credits.map((value) => ({
            amount: written(value),
            description: '',
            event_date: '',
          }));
          const result = reconcile(
            decodeSummary(
              reportOf(
                lines.map((value) => simple('x', 1, written(value))),
                written(sum + off),
                adjustments,
              ),
            ),
          );
          if (off === 0) assert.equal(result.type, 'equal');
          else if (result.type !== 'different') assert.fail(result.type);
          else {
            assert.equal(result.sum.toFixed(2), written(sum).replace(/^-0\.00$/, '0.00'));
            assert.equal(result.difference.toFixed(2), written(off));
          }
        },
      ),
    );
  });

  test('is not made when an amount is not known', () => {
    const known = simple('a', 1, '5.00');
    const unknowns = [
      simple('b', 1, '1e3'),
      simple('b', 1, null),
      { type: 'tiered', name: 'b' },
      comparative('b', { quantity: 1, otc: '1.00' }, { quantity: 1, mrc: '1.00' }),
    ];
    for (const line of unknowns)
      assert.equal(
        reconcile(decodeSummary(reportOf([known, line], '5.00'))).type,
        'unknown',
        JSON.stringify(line),
      );
    assert.equal(reconcile(decodeSummary(reportOf([known], null))).type, 'unknown');
  });

  test('counts all four amounts of a comparative line', () => {
    const line = firstLine(
      comparative('x', { quantity: 1, mrc: '0.10', otc: '0.20' }, { quantity: 1, mrc: '0.40', otc: '0.03' }),
    );
    assert.equal(shown(lineTotal(line, 'USD')), '0.73');
  });
});

describe('The bars of a chart', () => {
  const amounts = fc.array(cents, { maxLength: 60 });

  test('together are what lines and adjustments are together, however many are put into one', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 20 }), (lines, credits, most) => {
        const summary = decodeSummary(
          reportOf(
            lines.map((value, at) => simple(`line ${at}`, 1, written(value))),
            '0.00',
            credits.map((value) => ({ amount: written(value), description: '', event_date: '' })),
          ),
        );
        const bars = barsOf(summary, most);
        const sum = [...lines, ...credits].reduce((all, value) => all + value, 0);
        const drawn = bars.reduce(
          (all, { total }) => all + Math.round(Number(total.times(100).toFixed())),
          0,
        );
        assert.equal(drawn, sum);
        assert.ok(bars.length <= most + 1);
      }),
    );
  });

  test('keep the order of the report and show the largest', () => {
    const lines = ['1.00', '-9.00', '0.00', '5.00', '2.00'].map((amount, at) =>
      simple(`line ${at}`, 1, amount),
    );
    const names = barsOf(decodeSummary(reportOf(lines)), 3).map(({ of }) =>
      of.type === 'line' ? of.line.name : of.type === 'rest' ? of.count : of.type,
    );
    assert.deepEqual(names, ['line 1', 'line 3', 2]);
  });
});
