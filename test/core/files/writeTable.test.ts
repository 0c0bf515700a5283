import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import Papa from 'papaparse';
import { textOfCell } from '../../../src/core/files/cell.ts';
import { csvHead, csvRows, pasted } from '../../../src/core/files/writeTable.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '',
    '"',
    ',',
    'a,b',
    'a "b"',
    'two\r\nlines',
    '=1+1',
    '+13125550001',
    '-1',
    '@x',
    '\tx',
    '＝1',
  ),
);
const table = fc
  .nat(4)
  .chain((width) =>
    fc.array(fc.array(text, { minLength: width + 1, maxLength: width + 1 }), { minLength: 1, maxLength: 6 }),
  );

const formula = /^[=+\-@\t\r\n＝＋－＠]/;

describe('A table as CSV', () => {
  test('is read back as it was, whatever is in it, also when it is written in portions', () => {
    fc.assert(
      fc.property(table, fc.nat(5), (rows, at) => {
        const text = csvHead(['a', 'b']) + csvRows(rows.slice(0, at)) + csvRows(rows.slice(at));
        const { data, errors } = Papa.parse<string[]>(text.trimEnd().slice(1), { delimiter: ',' });
        const read = data.slice(1).map((cells) => cells.map(textOfCell));
        assert.deepEqual(
          errors.filter(({ type }) => type === 'Quotes'),
          [],
        );
        if (rows.every((cells) => cells.length > 1)) assert.deepEqual(read, rows);
      }),
    );
  });

  test('holds no cell that a spreadsheet runs', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { data } = Papa.parse<string[]>(csvRows(rows), { delimiter: ',' });
        for (const cell of data.flat()) assert.doesNotMatch(cell, formula);
      }),
    );
    assert.equal(csvRows([['=HYPERLINK("http://x","y")']]), `"'=HYPERLINK(""http://x"",""y"")"\r\n`);
  });

  test('ends every line as RFC 4180 says, and begins with the mark of UTF-8', () => {
    assert.equal(csvHead(['Number', 'Tags']), '\ufeffNumber,Tags\r\n');
    assert.equal(
      csvRows([
        ['+13125550001', ''],
        ['a, b', 'c'],
      ]),
      `'+13125550001,\r\n"a, b",c\r\n`,
    );
    assert.equal(csvRows([]), '');
  });
});

describe('Rows to paste', () => {
  test('have one cell between two tabs and one line each, and none that a spreadsheet runs', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const lines = pasted(rows).split('\n');
        assert.equal(lines.length, rows.length + 1);
        for (const [at, row] of rows.entries()) {
          const cells = (lines[at] ?? '').split('\t');
          assert.equal(cells.length, row.length);
          for (const cell of cells) if (!/^\+\d{1,15}$/.test(cell)) assert.doesNotMatch(cell, formula);
        }
      }),
    );
  });

  test('leave numbers as they are', () => {
    assert.equal(pasted([['+13125550001', '=1', 'a\tb']]), "+13125550001\t'=1\ta[U+0009]b\n");
  });
});
