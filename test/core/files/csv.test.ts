import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { textOfBytes } from '../../../src/core/files/bytes.ts';
import { matchRows, type Account, type Known } from '../../../src/core/files/match.ts';
import { readCsv, type FileRows } from '../../../src/core/files/rows.ts';
import { numbersCsv, numbersJson, wishesCsv, type NumberValues } from '../../../src/core/files/writeCsv.ts';
import { settingId, type Setting, type Value, type Values } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const { settings } = numberTable;
const noNames = () => undefined;
const read = (text: string) => readCsv(text, noNames);

const phone = (at: number) => `+1312555${String(at).padStart(4, '0')}`;
const sentences = ({ problems }: Pick<FileRows, 'problems'>) =>
  problems.map(({ line, column, sentence }) => `${line}:${column ?? ''} ${sentence}`);

/** Any value that an account may hold for a setting, odd ones included. */
function valueOf({ type }: Setting): fc.Arbitrary<Value | undefined> {
  const text = fc.string({ minLength: 1, unit: 'binary', maxLength: 12 });
  const value: fc.Arbitrary<Value> =
    type.kind === 'switch'
      ? fc.boolean()
      : type.kind === 'tags'
        ? fc.array(text, { maxLength: 4 })
        : fc.option(type.kind === 'enum' ? fc.constantFrom('some', 'word') : text);
  return fc.option(value, { nil: undefined });
}

const anyValues: fc.Arbitrary<Values> = fc
  .record(Object.fromEntries(settings.map((setting) => [settingId(setting), valueOf(setting)])))
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Values);

const someNumbers: fc.Arbitrary<readonly NumberValues[]> = fc
  .array(anyValues, { minLength: 1, maxLength: 6 })
  .map((all) =>
    all.map((values, at) => ({ number: { id: String(9000 + at), phoneNumber: phone(at) }, values })),
  );

function accountOf(numbers: readonly NumberValues[]): Account {
  const known = numbers.map(({ number, values }): Known => ({ name: number, told: values }));
  return {
    byPhoneNumber: (number) => known.find(({ name }) => name.phoneNumber === number),
    byId: (id) => known.find(({ name }) => name.id === id),
  };
}

/** Values without secrets, which no file holds. */
const open = (values: Values) =>
  Object.fromEntries(
    Object.entries(values).filter(([id, value]) => id !== 'general.external_pin' || value === null),
  );

describe('A file of numbers', () => {
  test('says what was written into it, without secrets', () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        const file = read(numbersCsv(numbers, settings));
        assert.deepEqual(sentences(file), []);
        assert.deepEqual(
          file.rows.map(({ phoneNumber, id, mine }) => ({ phoneNumber, id, mine })),
          numbers.map(({ number, values }) => ({ ...number, mine: open(values) })),
        );
      }),
    );
  });

  test('that was exported changes nothing when it is imported, in any order of its lines and columns', () => {
    fc.assert(
      fc.property(
        someNumbers,
        fc.shuffledSubarray([...settings], { minLength: 1 }),
        fc.boolean(),
        (numbers, columns, turned) => {
          const file = read(numbersCsv(turned ? numbers.toReversed() : numbers, columns));
          const { wishes, alike, problems } = matchRows(file.rows, accountOf(numbers));
          assert.deepEqual([wishes, problems, alike], [[], [], numbers.length]);
        },
      ),
    );
  });

  test('never holds a secret', () => {
    const values = { 'general.external_pin': '4711' };
    const text = numbersCsv([{ number: { id: '1', phoneNumber: phone(1) }, values }], settings);
    assert.ok(!text.includes('4711'));
    assert.ok(text.includes('<set, unchanged>'));
  });

  test('as JSON has its settings by section, secrets masked', () => {
    const values = { 'general.external_pin': '4711', 'general.tags': ['=a'], 'voice.forwards_to': null };
    const [number] = JSON.parse(
      numbersJson([{ number: { id: '1', phoneNumber: phone(1) }, values }], settings),
    ) as [unknown];
    assert.deepEqual(number, {
      phone_number: phone(1),
      id: '1',
      general: { tags: ['=a'], external_pin: '<set, unchanged>' },
      voice: { forwards_to: null },
    });
  });

  test('of a plan has a line for each change, with what was and what is to be', () => {
    const wish = {
      number: { id: '9001', phoneNumber: phone(1) },
      base: { 'general.tags': ['a'] },
      mine: { 'general.tags': [], 'general.external_pin': '4711', 'general.customer_reference': '=1+1' },
    };
    assert.deepEqual(wishesCsv([wish], settings).split('\r\n'), [
      '\uFEFFphone_number,id,setting,old,new',
      `'${phone(1)},'9001,general.tags,a,(none)`,
      `'${phone(1)},'9001,general.customer_reference,,'=1+1`,
      `'${phone(1)},'9001,general.external_pin,,"<set, unchanged>"`,
      '',
    ]);
  });

  test('is the same with a mark, with CRLF, with semicolons, with tabs, and as UTF-16', () => {
    const plain = `phone_number,general.tags,Customer reference\n${phone(1)},"a;b",X\n${phone(2)},(none),(none)\n`;
    const wanted = read(plain).rows.map(({ mine }) => mine);
    assert.deepEqual(wanted, [
      { 'general.tags': ['a', 'b'], 'general.customer_reference': 'X' },
      { 'general.tags': [], 'general.customer_reference': null },
    ]);
    const others = [
      `\uFEFF${plain}`,
      plain.replaceAll('\n', '\r\n'),
      plain.replaceAll('\n', '\r'),
      plain.replaceAll(',', ';'),
      plain.replaceAll(',', '\t'),
      `sep=;\n${plain.replaceAll(',', ';')}`,
    ];
    for (const text of others)
      assert.deepEqual(
        read(text).rows.map(({ mine }) => mine),
        wanted,
        text,
      );
    for (const bytes of [
      Buffer.from(`\uFEFF${plain}`, 'utf16le'),
      Buffer.from(`\uFEFF${plain}`, 'utf16le').swap16(),
    ]) {
      const text = textOfBytes(bytes);
      assert.ok(text.ok);
      assert.deepEqual(
        read(text.text).rows.map(({ mine }) => mine),
        wanted,
      );
    }
  });

  test('that is no text says so, and what to do', () => {
    const latin = textOfBytes(Uint8Array.of(0x70, 0xe4, 0x70));
    assert.ok(!latin.ok && latin.sentence.includes('UTF-8'));
    const workbook = textOfBytes(Uint8Array.of(0x50, 0x4b, 3, 4, 0));
    assert.ok(!workbook.ok && workbook.sentence.includes('workbook'));
  });

  test('takes booleans as people and spreadsheets write them', () => {
    const heads = 'phone_number,HD voice';
    for (const [word, truth] of [
      ['TRUE', true],
      ['yes', true],
      ['on', true],
      ['1', true],
      ['WAHR', true],
      ['是', true],
      ['No', false],
      ['off', false],
      ['0', false],
    ] as const)
      assert.deepEqual(
        read(`${heads}\n${phone(1)},${word}`).rows[0]?.mine,
        { 'general.hd_voice_enabled': truth },
        word,
      );
    assert.match(sentences(read(`${heads}\n${phone(1)},perhaps`))[0] ?? '', /^2:14 HD voice is on or off/);
  });

  test('takes a name for an id where only one has it', () => {
    const names = (_: string, name: string) => ({ Main: ['7'], Twin: ['8', '9'] })[name] ?? [];
    const by = (cell: string) => readCsv(`phone_number,connection_id\n${phone(1)},${cell}`, names);
    assert.deepEqual(by('Main').rows[0]?.mine, { 'general.connection_id': '7' });
    assert.match(sentences(by('Twin'))[0] ?? '', /2 go by the name "Twin"/);
    assert.match(sentences(by('1.29338E+18'))[0] ?? '', /shortened the ID to 1\.29338E\+18/);
  });

  test('tells every problem with line and column, and keeps the other rows', () => {
    const file = read(
      [
        'phone_number,tags,colour,customer_referenz',
        `${phone(1)},a,red,`,
        '13125550002,a',
        '1.31256E+10,a',
        `${phone(3)},a,,,extra`,
        `"${phone(4)}\u202C",a`,
        `${phone(5)},a\u200Bb`,
        `${phone(6)},fine`,
        ',lost',
        `${phone(7)},"never ends`,
      ].join('\n'),
    );
    assert.deepEqual(
      file.rows.map(({ phoneNumber }) => phoneNumber),
      [phone(1), phone(6)],
    );
    assert.equal(file.count, 9);
    const told = sentences(file);
    for (const pattern of [
      /^1:19 There is no setting "colour"; this column is not read\.$/,
      /^3:1 The number 13125550002 has lost its \+/,
      /^4:1 A spreadsheet has shortened this number/,
      /^5: This line has 5 cells, the headings are 4/,
      /^6:1 The number holds characters that cannot be seen: \[U\+202C\]/,
      /^7:14 Tags holds characters that cannot be seen: \[U\+200B\]/,
      /^9: This line names no number/,
      /^10: A quote in this line does not end/,
    ])
      assert.ok(
        told.some((sentence) => pattern.test(sentence)),
        `${pattern.source}\n${told.join('\n')}`,
      );
    assert.equal(told.length, 8);
  });

  test('counts lines as an editor does, also behind a cell of several lines', () => {
    const file = read(`phone_number,tags\r\n${phone(1)},"a\r\nb"\r\nwrong,c\r\n`);
    assert.deepEqual(file.rows[0]?.mine, { 'general.tags': ['a', 'b'] });
    assert.match(sentences(file)[0] ?? '', /^4:1 "wrong" is no phone number/);
  });

  test('finds its headings below lines with nothing in them, by any delimiter', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      const lines = [
        '',
        '   ',
        delimiter.repeat(2),
        `phone_number${delimiter}tags`,
        `${phone(1)}${delimiter}a`,
      ];
      const file = read(lines.join('\r\n'));
      assert.deepEqual(sentences(file), []);
      assert.deepEqual(
        file.rows.map(({ line, mine }) => [line, mine]),
        [[5, { 'general.tags': ['a'] }]],
      );
    }
  });

  test('with one number twice takes neither line, and names both', () => {
    const file = read(`phone_number,tags\n${phone(1)},a\n${phone(2)},b\n'${phone(1)},c\n`);
    assert.deepEqual(
      file.rows.map(({ phoneNumber }) => phoneNumber),
      [phone(2)],
    );
    assert.match(sentences(file).join('\n'), /2:1 The number \+13125550001 stands in several lines: 2, 4/);
  });

  test('without headings, without numbers, with a column twice, or empty says what it needs', () => {
    const about = (text: string) =>
      read(text)
        .problems.map(({ about, sentence }) => `${about}: ${sentence}`)
        .join();
    assert.match(about(''), /^file: The file is empty/);
    assert.match(about(`${phone(1)},a`), /^file: The first line must hold headings/);
    assert.match(
      about('phone_number,tags,general.tags'),
      /^file: Two columns are about the same: "general.tags"/,
    );
    assert.equal(read('phone_number,tags').count, 0);
  });

  test('asks what is meant where two settings have one name', () => {
    const twins = {
      ...numberTable,
      settings: [...settings, { ...(settings[0] ?? assert.fail()), section: 'voice' } as const],
    };
    const file = readCsv(`phone_number,tags\n${phone(1)},a`, noNames, twins);
    assert.match(
      sentences(file)[0] ?? '',
      /^1:14 "tags" can mean several settings.*general\.tags, voice\.tags/,
    );
  });

  test('of 100,000 rows is read whole', () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, at) => `'+1${2000000000 + at},"vip; gold",REF-${at % 10}`,
    );
    const file = read(`phone_number,tags,customer_reference\n${rows.join('\n')}`);
    assert.deepEqual([file.rows.length, file.count, file.problems.length], [100_000, 100_000, 0]);
  });
});

describe('The rows of a file in an account', () => {
  const base: Values = { 'general.tags': ['a'], 'general.customer_reference': 'R' };
  const account = accountOf([
    { number: { id: '9001', phoneNumber: phone(1) }, values: base },
    { number: { id: '9002', phoneNumber: phone(2) }, values: base },
  ]);
  const match = (text: string) => matchRows(read(text).rows, account);

  test('wish only what differs from what the list tells, and share equal wishes', () => {
    const { wishes, alike } = match(
      `id,phone_number,tags,customer_reference,HD voice\n9001,${phone(1)},b,R,yes\n,${phone(2)},A,R,\n`,
    );
    assert.deepEqual(wishes, [
      {
        number: { id: '9001', phoneNumber: phone(1) },
        base: {},
        mine: { 'general.tags': ['b'], 'general.hd_voice_enabled': true },
      },
    ]);
    assert.equal(alike, 1);
    const twice = match(`phone_number,tags\n${phone(1)},b\n${phone(2)},b\n`).wishes;
    assert.equal(twice.length, 2);
    assert.equal(twice[0]?.mine, twice[1]?.mine);
  });

  test('about numbers the account has not, or has under another id, are told by name', () => {
    const told = sentences(match(`phone_number,id,tags\n${phone(8)},,b\n${phone(1)},77,b\n,78,b\n`)).join(
      '\n',
    );
    assert.match(told, /2:1 This account has no phone number \+13125550008/);
    assert.match(told, /3:14 In this account \+13125550001 has the ID 9001, not 77/);
    assert.match(told, /4:2 This account has no phone number with the ID 78/);
  });

  test('are judged by the table, but what the account holds is never refused', () => {
    const file = `phone_number,forwards_to,customer_reference\n${phone(1)},12,\n${phone(2)},,a[U+0009]b\n`;
    assert.deepEqual(sentences(match(file)), [
      '2:14 Write the number with + and country code, for example +13125550001.',
      '3:15 Customer reference must not contain line breaks or control characters.',
    ]);
    const odd = accountOf([
      { number: { id: '9001', phoneNumber: phone(1) }, values: { 'voice.forwards_to': '12' } },
      { number: { id: '9002', phoneNumber: phone(2) }, values: { 'general.customer_reference': 'a\tb' } },
    ]);
    assert.deepEqual(matchRows(read(file).rows, odd), { wishes: [], alike: 2, problems: [], doubtful: [] });
  });
});
