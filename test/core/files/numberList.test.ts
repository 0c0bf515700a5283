import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { countries, understandFrom } from '../../../src/core/files/e164.ts';
import { readEntries } from '../../../src/core/files/numberEntries.ts';
import { sortEntries } from '../../../src/core/files/numberList.ts';

const ready = understandFrom(undefined);

describe('Understanding a written number', () => {
  for (const written of [
    '+13125550001',
    '+1 (312) 555-0001',
    "'+13125550001",
    'tel:+1-312-555-0001',
    '\u202a+1\u00a0312\u2011555\u20110001\u202c',
    '＋１３１２５５５０００１',
  ])
    test(`reads ${JSON.stringify(written)}`, () => {
      assert.deepEqual(ready(written), { phoneNumber: '+13125550001' });
    });

  test('leaves out the zero that is dialled at home only', () => {
    assert.deepEqual(ready('+44 (0)20 7946 0018'), { phoneNumber: '+442079460018' });
  });

  test('never guesses a country: without one a number waits for it', () => {
    for (const written of ['312 555 0001', '13125550001', '020 7946 0018', '٣١٢٥٥٥٠٠٠١'])
      assert.equal(ready(written), 'national', written);
  });

  test('reads numbers by the rules of the country that a person names', () => {
    const of = (country: string, written: string) => understandFrom({ country })(written);
    assert.deepEqual(of('US', '(312) 555-0001'), { phoneNumber: '+13125550001' });
    assert.deepEqual(of('GB', '020 7946 0018'), { phoneNumber: '+442079460018' });
    assert.deepEqual(of('DE', '0049 30 123456'), { phoneNumber: '+4930123456' });
    assert.equal(of('US', '020 7946 0018'), 'nothing');
    assert.deepEqual(of('US', '+44 20 7946 0018'), { phoneNumber: '+442079460018' });
  });

  test('puts a plus in front where only that is missing', () => {
    assert.deepEqual(understandFrom('plus')('1 312 555 0001'), { phoneNumber: '+13125550001' });
    assert.equal(understandFrom('plus')('020 7946 0018'), 'nothing');
  });

  test('knows what is no number', () => {
    for (const written of ['hello', '', '+', '12345', '+1312555a001', '+1312555000111111111', '=SUM(A1)'])
      assert.equal(ready(written), 'nothing', written);
  });

  test('knows the calling codes of the countries', () => {
    assert.equal(countries().find(({ code }) => code === 'GB')?.calling, '44');
    assert.ok(countries().length > 200);
  });

  test('makes nothing of any text but E.164', () => {
    const homes = [undefined, 'plus', { country: 'US' }, { country: 'GB' }] as const;
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ().-]{0,24}$/)),
        (text) => {
          for (const home of homes) {
            const said = understandFrom(home)(text);
            if (typeof said === 'object') assert.match(said.phoneNumber, /^\+[1-9]\d{1,14}$/);
          }
        },
      ),
    );
  });
});

describe('Reading a list of numbers', () => {
  test('reads the column whose heading says so, and remembers lines', () => {
    const text = 'name;Phone Number;zip\r\nJo;+13125550001;60601123\r\nMo;;60601124\r\n\r\n"A; B";312;1\r\n';
    assert.deepEqual(readEntries(text), {
      headings: ['Phone Number'],
      unread: ['zip'],
      entries: [
        { line: 2, written: '+13125550001' },
        { line: 3, written: 'Mo, , 60601124' },
        { line: 5, written: '312' },
      ],
    });
  });

  test('finds the column of numbers without a heading', () => {
    const { entries, headings } = readEntries('Jo,2026-01-02,+1 312 555 0001\nMo,2026-01-03,3125550002\n');
    assert.deepEqual(headings, []);
    assert.deepEqual(
      entries.map(({ written }) => written),
      ['+1 312 555 0001', '3125550002'],
    );
  });

  test('reads several numbers in one line', () => {
    const { entries } = readEntries('+13125550001, +13125550002\n+13125550003');
    assert.deepEqual(
      entries.map(({ line, written }) => `${line} ${written}`),
      ['1 +13125550001', '1 +13125550002', '2 +13125550003'],
    );
  });

  const written = (text: string) => readEntries(text).entries.map((entry) => entry.written);
  const [one, two, three] = ['+13125550001', '+13125550002', '+13125550003'] as const;

  for (const [what, text, expected] of [
    ['commas and semicolons in one line', `${one}, ${two}; ${three}`, [one, two, three]],
    ['spaces only', `${one} ${two}\n${three}`, [one, two, three]],
    ['full-width commas', `${one}，${two}`, [one, two]],
    ['another sign than in the first line', `${one};${two}\n${three},+1312`, [one, two, three, '+1312']],
    ['a column that is mostly names', `${one}, ${two}\n${three}, Bob\n+1312, Al`, [one, two, three, '+1312']],
    ['a mistake in one', `${one},+1312555000x`, [one, '+1312555000x']],
    ['a remark behind one', `${one}, ${two} (sales), ${three}`, [one, `${two} (sales)`, three]],
    ['cells beyond the headings', `Phone\n${one};x\n"Al",${two}`, [`${one};x`, 'Al', two]],
  ] as const)
    test(`keeps every number of a list with ${what}`, () => {
      assert.deepEqual(written(text), expected);
    });

  test('reads all columns whose headings say so, and tells which others look like numbers', () => {
    const text = `Name,Phone,mobile,Phone type,Fax,id\nJo,${one},${two},work,${three},1293384261075731499\nMo,,12,,,2`;
    assert.deepEqual(readEntries(text), {
      headings: ['Phone', 'mobile'],
      unread: ['Fax'],
      entries: [
        { line: 2, written: one },
        { line: 2, written: two },
        { line: 3, written: '12' },
      ],
    });
  });

  test('goes line by line where a quote is not closed', () => {
    const { entries } = readEntries('+13125550001\n"oops\n+13125550002');
    assert.deepEqual(
      entries.map(({ line }) => line),
      [1, 2, 3],
    );
  });

  test('counts a number once, however it is written, and says where it was first', () => {
    const entries = ['+13125550001', 'x', '+1 (312) 555-0001', '5550002'].map((written, at) => ({
      line: at + 1,
      written,
    }));
    const { numbers, duplicates, malformed, national } = sortEntries(entries, ready);
    assert.deepEqual(
      numbers.map(({ phoneNumber }) => phoneNumber),
      ['+13125550001'],
    );
    assert.deepEqual(
      duplicates.map(({ line, first }) => [line, first]),
      [[3, 1]],
    );
    assert.deepEqual(
      [malformed, national].map((list) => list.map(({ line }) => line)),
      [[2], [4]],
    );
  });

  const number = fc.stringMatching(/^\+1 ?\(?[2-9]\d{2}\)? ?\d{3}-?\d{4}$/);
  const garbage = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', ',,,', ';', 'phone', '\t'),
  );
  const line = fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: garbage });

  /** The lines that hold more than separators and do not go on with a quoted cell, without the headings. */
  const wanted = (text: string, headings: readonly string[]) => {
    let quotes = 0;
    const found = text.split(/\r\n?|\n/).flatMap((one, at) => {
      const inside = quotes % 2 === 1;
      quotes += one.split('"').length - 1;
      return inside || one.replaceAll(/[\s,;|"\ufeff]/g, '') === '' ? [] : [at + 1];
    });
    return headings.length === 0 ? found : found.slice(1);
  };

  test('never loses a line of 5,000 with garbage among them', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 5000, maxLength: 5000, size: 'max' }), (lines) => {
        const text = lines.join('\n');
        const { entries, headings } = readEntries(text);
        const sorted = sortEntries(entries, ready);
        const places = [sorted.numbers, sorted.duplicates, sorted.national, sorted.malformed];
        assert.equal(
          places.reduce((sum, list) => sum + list.length, 0),
          entries.length,
          'each entry is in one place',
        );
        const seen = new Set(entries.map((entry) => entry.line));
        const lost = wanted(text, headings).filter((at) => !seen.has(at));
        assert.deepEqual(lost, []);
      }),
      { numRuns: 10 },
    );
  });

  /** What nobody may lose: digits in a row that are enough for a number, or have a plus in front. */
  const runs = (text: string) => text.match(/\+\p{Nd}+|\p{Nd}{7,}/gu)?.toSorted() ?? [];
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^\+?\d{5,12}$/) },
    { weight: 1, arbitrary: number },
    fc.constantFrom(
      'Bob',
      '',
      'x',
      ' (sales)',
      '"',
      '""',
      '+',
      '12',
      '2026-01-02',
      'sep=;',
      'sep=1',
      '\u202a',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const between = fc.constantFrom(',', ';', '\t', '|', '\n', '\r\n', ' ', ', ', ' - ', '，');

  test('never loses digits that may be a number, wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, between), { maxLength: 30 }), (parts) => {
        const text = parts.flat().join('');
        assert.deepEqual(runs(written(text).join('\n')), runs(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('never loses digits of a column whose heading says that it holds numbers', () => {
    const row = fc.tuple(cell, cell, cell).map((cells) => cells.map((one) => one.replaceAll(/["\r\n]/g, '')));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const line = (cells: readonly string[]) => cells.map((one) => `"${one}"`).join(';');
        const text = [line(['phone', 'name', 'Mobile']), ...rows.map(line)].join('\n');
        const expected = rows.map(([first, , last]) => `${first ?? ''}\n${last ?? ''}`).join('\n');
        const kept = runs(written(text).join('\n'));
        assert.deepEqual(
          runs(expected).filter((run) => !kept.includes(run)),
          [],
        );
      }),
      { numRuns: 500 },
    );
  });

  test('never loses a line of a short list', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { entries, headings } = readEntries(text);
        const seen = new Set(entries.map((entry) => entry.line));
        assert.deepEqual(
          wanted(text, headings).filter((at) => !seen.has(at)),
          [],
        );
      }),
      { numRuns: 500 },
    );
  });
});
