import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { combined } from '../../../src/core/billing/combine.ts';
import { changeFrom } from '../../../src/core/billing/change.ts';
import { readAmount, type Amount } from '../../../src/core/billing/amount.ts';
import { lineTotal, reconcile } from '../../../src/core/billing/reconcile.ts';
import { decodeSummary } from '../../../src/core/billing/summary.ts';
import { comparative, mixed, reportOf, simple } from './reports.ts';

const shown = (amount: Amount | undefined) =>
  amount?.type === 'exact' ? amount.value.toFixed() : amount?.type;
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const written = (value: number) => (value / 100).toFixed(2);

describe('Reports of several windows', () => {
  test('add up to the cent, line by line and in all, over thirteen months', () => {
    const month = fc.array(fc.tuple(fc.constantFrom('SMS', 'Voice', 'Fax'), cents), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(month, { minLength: 13, maxLength: 13 }), (months) => {
        const reports = months.map((lines) => {
          const total = lines.reduce((sum, [, amount]) => sum + amount, 0);
          return decodeSummary(
            reportOf(
              lines.map(([name, amount]) => simple(name, 1, written(amount))),
              written(total),
            ),
          );
        });
        const whole = combined(reports);
        const all = months.flat();
        for (const line of whole.lines) {
          const own = all.filter(([name]) => name === line.name);
          const expected = own.reduce((sum, [, amount]) => sum + amount, 0);
          assert.equal(shown(lineTotal(line, 'USD')), shown(readAmount(written(expected))));
          assert.ok(line.type === 'simple' && line.quantity === own.length);
        }
        const expected = all.reduce((sum, [, amount]) => sum + amount, 0);
        assert.equal(shown(whole.totals.grandTotal), shown(readAmount(written(expected))));
        assert.equal(reconcile(whole).type, 'equal');
      }),
    );
  });

  test('keep "not given" apart from zero: a one-time cost says in how many it was missing', () => {
    const without = comparative('Local', { quantity: 1, mrc: '1.00' }, { quantity: 2, mrc: '2.00' });
    const given = comparative(
      'Local',
      { quantity: 1, mrc: '1.00', otc: '5.00' },
      { quantity: 2, mrc: '2.00' },
    );
    const [line] = combined([without, given, without].map((one) => decodeSummary(reportOf([one])))).lines;
    assert.ok(line?.type === 'comparative');
    assert.equal(shown(line.fresh.oneTime), '5');
    assert.ok(line.fresh.oneTime.type === 'exact' && line.fresh.oneTime.missing === 2);
    assert.equal(shown(line.existing.oneTime), 'not-given');
    assert.equal(shown(lineTotal(line, 'USD')), '14');
  });

  test('have no sum where a part is unknown', () => {
    const odd = decodeSummary({ ...mixed, total: { ...mixed.total, grand_total: '1e3' } });
    const whole = combined([decodeSummary(mixed), odd]);
    assert.equal(shown(whole.totals.grandTotal), 'unreadable');
    assert.equal(reconcile(whole).type, 'unknown');
    const [line] = combined(
      ['1.00', undefined].map((amount) => decodeSummary(reportOf([simple('SMS', null, amount)]))),
    ).lines;
    assert.ok(line?.type === 'simple');
    assert.deepEqual([shown(line.amount), line.quantity], ['not-given', null]);
  });

  test('in different currencies are never added', () => {
    const euros = decodeSummary({ ...mixed, currency: 'EUR' });
    assert.throws(() => combined([decodeSummary(mixed), euros]), RangeError);
  });

  test('differ by an exact amount and a part in percent, where there is something to be a part of', () => {
    const change = (before: string, now: string) => {
      const found = changeFrom(readAmount(before), readAmount(now));
      return found && [found.difference.toFixed(), found.percent?.toFixed()];
    };
    assert.deepEqual(change('200.00', '250.00'), ['50', '25']);
    assert.deepEqual(change('3.00', '2.00'), ['-1', '-33.3']);
    assert.deepEqual(change('0.00', '2.00'), ['2', undefined]);
    assert.deepEqual(change('-1.00', '2.00'), ['3', undefined]);
    assert.equal(change('1e3', '2.00'), undefined);
  });
});
