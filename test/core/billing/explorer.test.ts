import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import { monthsUntil } from '../../../src/core/billing/period.ts';
import type { TableText } from '../../../src/core/protocol/charges.ts';
import { csvOf, markdownOf, tabbedOf } from '../../../src/core/files/tables.ts';
import { explorer, type Explorer } from './explorer.ts';

const year = monthsUntil('2025-06-20', 12, 1);

function tableOf({ view }: Explorer): TableText {
  const { table, failure } = view.state();
  assert.equal(failure, undefined);
  assert.ok(table);
  return table;
}

/** The exact amounts of a column of what would be exported. */
function exactColumn({ view }: Explorer, heading: string): Big[] {
  const [headings = [], ...rows] = view.exported() ?? [];
  const at = headings.indexOf(heading);
  assert.ok(at > 0, heading);
  return rows.map((row) => new Big(row[at] ?? ''));
}

const sum = (amounts: readonly Big[]) => amounts.reduce((all, one) => all.plus(one), new Big(0)).toFixed();

describe('The charges explorer', () => {
  test('puts a year together from twelve reports, whose totals add up', async (t) => {
    const opened = await explorer(t, { period: year });
    opened.open();
    await opened.settled();
    const { report, period } = opened.view.state();
    assert.equal(period.title.replace(/\s/g, ' '), 'June 2024 – May 2025');
    assert.equal(opened.simulator.traffic.requests, 12);
    assert.deepEqual([report?.check.tone, report?.warnings], ['good', []]);
    assert.match(report?.note ?? '', /12 reports/);
  });

  for (const view of ['service', 'type', 'number', 'connection', 'billing-group'] as const) {
    test(`by ${view}: the rows add up to what Telnyx reports`, async (t) => {
      const opened = await explorer(t, { period: year });
      opened.open();
      opened.view.turn(view);
      await opened.settled();
      const table = tableOf(opened);
      assert.equal(table.check?.tone, 'good', table.check?.sentence);
      const all = sum(exactColumn(opened, 'Total'));
      opened.view.turn('service');
      assert.equal(sum(exactColumn(opened, 'Total')), all);
      assert.ok(table.total > 1 && table.bars.length > 1);
    });
  }

  test('asks for each report once, whichever views a person looks at', async (t) => {
    const opened = await explorer(t, { period: year });
    opened.open();
    for (const view of ['service', 'type', 'categories', 'months', 'number'] as const) {
      opened.view.turn(view);
      await opened.settled();
    }
    assert.equal(opened.simulator.traffic.requests, 24);
  });

  test('compares month with month, newest first, and no month that is not over', async (t) => {
    const opened = await explorer(t, { period: monthsUntil('2025-06-20', 3, 0) });
    opened.open();
    opened.view.turn('months');
    await opened.settled();
    const { rows, columns } = tableOf(opened);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['June 2025 (so far)', 'May 2025', 'April 2025'],
    );
    const change = columns.findIndex(({ label }) => label === 'Change') - 1;
    assert.deepEqual([rows[0]?.cells[change], rows[2]?.cells[change]], ['', '']);
    const [, april, may] = opened.view.exported() ?? [];
    assert.equal(may?.[3], new Big(may?.[2] ?? '').minus(april?.[2] ?? '').toFixed());
    opened.view.open('2025-05-01');
    await opened.settled();
    assert.deepEqual(
      [opened.view.state().view, opened.view.state().period.title],
      ['categories', 'May 2025'],
    );
  });

  for (const view of ['service', 'number', 'tag'] as const) {
    test(`by ${view}, month against month: each change is the difference of two months, and nothing is lost`, async (t) => {
      const opened = await explorer(t, { period: monthsUntil('2025-06-20', 3, 0) });
      opened.open();
      opened.view.turn(view);
      await opened.settled();
      const plain = new Map((opened.view.exported() ?? []).map((row) => [row[0], row.at(-3)]));
      const { sum: before } = tableOf(opened);
      opened.view.compare(true);
      const { columns, sum: after, sort, notes, bars } = tableOf(opened);
      assert.deepEqual(
        columns.slice(1).map(({ label }) => label),
        ['Change', 'Percent', 'Jun 2025 (so far)', 'May 2025', 'Apr 2025', 'Total'],
      );
      assert.equal(after?.at(-1), before?.at(-1), 'all together cost what they cost before');
      assert.deepEqual(sort, { column: 'change', descending: true });
      assert.ok(notes.some((note) => note.includes('compare May 2025 with April 2025')));
      assert.ok(bars.every(({ parts }) => parts.length === 1));
      const [headings, ...rows] = opened.view.exported() ?? [];
      assert.equal(headings?.[4], 'Change from 2025-04 to 2025-05');
      assert.equal(rows.length, plain.size - 1);
      for (const [name, april, may, june, change, , total] of rows) {
        const [one, two, three] = [april, may, june].map((cell) => new Big(`0${cell}`));
        assert.ok(one && two && three);
        assert.equal(change, two.minus(one).toFixed(), name);
        assert.equal(total, one.plus(two).plus(three).toFixed(), name);
        assert.equal(total, plain.get(name), name);
      }
      const changes = rows.map((row) => new Big(row[4] ?? ''));
      assert.ok(changes.every((one, at) => at === 0 || one.lte(changes[at - 1] ?? one)));
    });
  }

  test('month against month costs no request more, follows into the numbers of a group, and comes back', async (t) => {
    const opened = await explorer(t, { period: monthsUntil('2025-06-20', 3, 1) });
    opened.open();
    opened.view.turn('service');
    await opened.settled();
    const asked = opened.simulator.traffic.requests;
    opened.view.compare(true);
    opened.view.open(tableOf(opened).rows[0]?.key ?? '');
    await opened.settled();
    assert.equal(opened.simulator.traffic.requests, asked);
    const { view, compare, restore } = opened.view.state();
    assert.deepEqual([view, compare, restore.compare], ['number', true, true]);
    const number = tableOf(opened).rows.find(({ opens }) => opens === 'number');
    assert.deepEqual(opened.view.open(number?.key ?? ''), { phoneNumber: number?.key });
    opened.view.turn('months');
    assert.equal(opened.view.state().compare, undefined, 'that view is a comparison already');
    opened.view.turn('number');
    opened.view.compare(false);
    assert.equal(tableOf(opened).sort?.column, 'total');
  });

  test('one month alone is compared with nothing, and says so', async (t) => {
    const opened = await explorer(t);
    opened.open();
    opened.view.turn('service');
    opened.view.compare(true);
    await opened.settled();
    const { columns, notes, bars, sort } = tableOf(opened);
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['Service', 'May 2025', 'Total'],
    );
    assert.ok(notes.some((note) => note.includes('at least two whole months')));
    assert.deepEqual([bars, sort], [[], { column: 'total', descending: true }]);
  });

  test('a click turns round the column that the table says it is sorted by', async (t) => {
    const opened = await explorer(t);
    opened.open();
    opened.view.turn('service');
    opened.view.compare(true);
    await opened.settled();
    const dearest = tableOf(opened).rows.map(({ key }) => key);
    opened.view.sort('total');
    const { rows, sort } = tableOf(opened);
    assert.deepEqual(sort, { column: 'total', descending: false });
    assert.notDeepEqual(
      rows.map(({ key }) => key),
      dearest,
    );
  });

  test('goes from a group to its numbers, from a number to its editor, and back', async (t) => {
    const opened = await explorer(t);
    opened.open();
    opened.view.turn('tag');
    await opened.settled();
    const tag = tableOf(opened).rows.find(({ opens, key }) => opens === 'below' && /^\w/.test(key));
    assert.ok(tag);
    assert.equal(opened.view.open(tag.key), undefined);
    const { within, view, table } = opened.view.state();
    assert.deepEqual([view, within], ['number', [`Tag: ${tag.label}`]]);
    assert.ok(table);
    assert.deepEqual(table.sum, tag.cells.slice(1), 'the numbers of a tag cost what the tag costs');
    const number = table.rows.find(({ opens }) => opens === 'number');
    assert.deepEqual(opened.view.open(number?.key ?? ''), { phoneNumber: number?.key });
    assert.equal(opened.view.open('+19999999999'), undefined, 'a number that is not shown opens nothing');
    opened.view.widen(0);
    assert.deepEqual(opened.view.state().within, []);
    assert.ok((opened.view.state().table?.total ?? 0) > table.total);
  });

  test('sorts by any column, and tells only the rows in sight', async (t) => {
    const opened = await explorer(t, { numbers: 900 });
    opened.open();
    opened.view.turn('number');
    await opened.settled();
    const { total, rows, sort } = tableOf(opened);
    assert.deepEqual([sort, rows.length < total], [{ column: 'total', descending: true }, true]);
    const totals = exactColumn(opened, 'Total');
    assert.ok(totals.every((one, at) => at === 0 || one.lte(totals[at - 1] ?? one)));
    opened.view.sort('name');
    const names = (opened.view.exported() ?? []).slice(1).map(([name]) => name ?? '');
    assert.deepEqual(names, names.toSorted());
    opened.view.look({ from: 300, to: 310 });
    assert.deepEqual(
      [tableOf(opened).from, tableOf(opened).rows.map(({ label }) => label)],
      [300, names.slice(300, 310)],
    );
    opened.view.look({ from: 0, to: 1_000_000 });
    assert.equal(tableOf(opened).rows.length, 500);
  });

  test('comes back from what a tab kept, narrowed as it was', async (t) => {
    const opened = await explorer(t);
    opened.open();
    opened.view.turn('type');
    await opened.settled();
    opened.view.open(tableOf(opened).rows[0]?.key ?? '');
    assert.deepEqual(opened.view.state().restore.within, [{ dimension: 'type', key: 'local' }]);
    assert.equal(opened.view.state().restore.view, 'number');
  });

  test('hands out whole files that no spreadsheet runs', async (t) => {
    const opened = await explorer(t);
    opened.open();
    await opened.settled();
    const grid = opened.view.exported() ?? [];
    const csv = csvOf(grid);
    assert.ok(csv.startsWith('\uFEFFCategory,Alias,'));
    assert.match(csv, /Grand total that Telnyx reports,.*,USD\r\n$/);
    const hostile = [
      ['Name', 'Total'],
      ['=cmd|"x"', '-10.00'],
      ['+13125550001', '1'],
      ['a|b`c\n', '0.5'],
    ];
    assert.equal(
      csvOf(hostile),
      `\uFEFFName,Total\r\n"'=cmd|""x""",-10.00\r\n+13125550001,1\r\n"a|b\`c\n",0.5\r\n`,
    );
    assert.equal(tabbedOf(hostile).split('\n').length, 5);
    assert.equal(
      markdownOf(hostile, (column) => column === 1),
      '| Name | Total |\n| --- | ---: |\n| =cmd\\|"x" | -10.00 |\n| +13125550001 | 1 |\n| a\\|b\\`c␊ | 0.5 |\n',
    );
  });
});
