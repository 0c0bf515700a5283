import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeBreakdown } from '../../../src/core/billing/breakdown.ts';
import { ChargeBook } from '../../../src/core/billing/chargeBook.ts';
import { ChargeWords } from '../../../src/core/billing/chargeWords.ts';
import { groupMonths } from '../../../src/core/billing/monthGroups.ts';
import { windowsOf } from '../../../src/core/billing/period.ts';
import { CompareTable } from '../../../src/panels/chargesCompare.ts';
import { GroupNames } from '../../../src/panels/chargesNames.ts';
import { dearestFirst } from '../../../src/panels/chargesSight.ts';
import { MoneyWords } from '../../../src/panels/moneyWords.ts';

const today = '2025-06-20';
const windows = windowsOf({ from: '2025-03-01', to: '2025-06-01' });

const charge = (tn: string, cost: string) => ({
  tn,
  charge_type: 'local',
  services: [{ name: 'rent', cost_type: 'MRC', cost }],
});
/** A number whose charges cannot be read. */
const torn = { tn: '+13125550009', services: 'none' };
const one = charge('+13125550001', '1.00');
const other = charge('+13125550002', '2.00');

/** The numbers of March, April and May beside each other. */
function comparing(...months: readonly (readonly unknown[])[]): CompareTable {
  const words = new ChargeWords();
  const parts = months.map((results) => words.part(decodeBreakdown({ currency: 'USD', results })));
  const shares = parts.map((part, at) => {
    const window = windows[at];
    assert.ok(window);
    return { window, unread: part.unread, part };
  });
  const asked = { dimension: 'number', within: [], traits: () => undefined, today } as const;
  return new CompareTable({
    grouped: groupMonths(new ChargeBook(parts), shares, asked),
    windows,
    today,
    names: new GroupNames('number', () => undefined),
    sorting: dearestFirst,
    money: new MoneyWords('USD', 'en'),
  });
}

/** May, April and March of a number. */
const monthsOf = (table: CompareTable, key: string) =>
  table
    .rows(0, table.count)
    .find((row) => row.key === key)
    ?.cells.slice(2, 5);

describe('Charges month against month, in words', () => {
  test('a number without a charge cost nothing only in a month that could be read whole', () => {
    const table = comparing([one, other], [one, torn], [one]);
    assert.deepEqual(monthsOf(table, other.tn), ['none', 'unknown', '$2.00']);
  });

  test('says why no change is told: charges that could not be read, or a cost that is not known', () => {
    const unread = /could not be read, so no change/;
    const unknown = /cost of a charge is not known/;
    const why = (table: CompareTable) =>
      [unread, unknown].map((one) => table.notes.some((note) => one.test(note)));
    assert.deepEqual(why(comparing([one], [one], [one])), [false, false]);
    assert.deepEqual(why(comparing([one], [one, torn], [one])), [true, false]);
    assert.deepEqual(why(comparing([one], [one], [one, torn])), [true, false]);
    assert.deepEqual(why(comparing([one, torn], [one], [charge(one.tn, '1e3')])), [false, true]);
  });
});
