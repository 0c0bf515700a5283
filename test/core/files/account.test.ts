import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountOf, learned, listAccount, valuesFor } from '../../../src/core/files/account.ts';
import { readJson } from '../../../src/core/files/jsonRows.ts';
import { matchRows } from '../../../src/core/files/match.ts';
import { readCsv } from '../../../src/core/files/rows.ts';
import { numbersCsv, numbersJson } from '../../../src/core/files/writeCsv.ts';
import { settingId, type Setting, type Value } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { sampleSession } from '../state/sessions.ts';

const settings = numberTable.settings.filter(({ record }) => record !== undefined);
const setting = (id: string): Setting => settings.find((one) => settingId(one) === id) ?? assert.fail(id);

describe('An account as a file', () => {
  test('is every number with every value that Telnyx tells, in the order of the list', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 300 });
    const { rows, ending } = await listAccount(session.door, settings);
    const far: number[] = [];
    const numbers = await valuesFor(
      session.door,
      rows,
      settings,
      { onProgress: ({ read }) => far.push(read) },
      true,
    );
    assert.equal(ending, 'complete');
    assert.equal(numbers.length, 300);
    assert.ok(numbers.every(({ values }) => values['voice.call_forwarding_enabled'] !== undefined));
    assert.ok(numbers.some(({ values }) => typeof values['messaging.messaging_profile_id'] === 'string'));
    assert.ok(far.length > 0);
    // Lists of 250: two pages of numbers and of voice, and messaging by the number.
    assert.ok(simulator.log.length <= 10, `${simulator.log.length} requests`);
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  for (const [format, write, read] of [
    ['CSV', numbersCsv, (text: string) => readCsv(text, () => undefined)],
    ['JSON', numbersJson, (text: string) => readJson(text)],
  ] as const)
    test(`written as ${format} and read again wishes nothing that is not so`, async (t) => {
      const { session } = await sampleSession(t, { numbers: 60 });
      const { rows } = await listAccount(session.door, settings);
      const numbers = await valuesFor(session.door, rows, settings, {}, true);
      const file = read(write(numbers, settings));
      assert.deepEqual([file.rows.length, file.problems], [60, []]);
      const account = await accountOf(session.door, file.rows, file.settings);
      // That a value cannot be set to none is no complaint about a number that has none.
      const first = matchRows(file.rows, account);
      assert.ok(first.problems.length > 0);
      const all = await learned(
        session.door,
        account,
        first.doubtful.map(({ number }) => number),
        file.settings,
      );
      const { wishes, problems } = matchRows(file.rows, all);
      assert.deepEqual(problems, []);
      const told = new Map(numbers.map(({ number, values }) => [number.id, values]));
      // What the list does not tell is left to the review, which finds it as it is.
      for (const { number, mine } of wishes)
        for (const [id, value] of Object.entries(mine)) assert.deepEqual(value, told.get(number.id)?.[id]);
      const plain = settings.filter(({ record }) => record === 'number');
      const short = read(write(numbers, plain));
      assert.deepEqual(matchRows(short.rows, account), { wishes: [], alike: 60, problems: [], doubtful: [] });
    });

  test('is looked up number by number for a few lines, and not listed', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 300 });
    const { rows } = await listAccount(session.door, []);
    const [first, second] = rows;
    assert.ok(first && second);
    const since = simulator.log.length;
    const account = await accountOf(
      session.door,
      [
        { phoneNumber: first.name.phoneNumber },
        { id: second.name.id },
        { phoneNumber: '+15550000000' },
        { id: '1' },
      ],
      [setting('general.tags')],
    );
    assert.equal(account.byPhoneNumber(first.name.phoneNumber)?.name.id, first.name.id);
    assert.deepEqual(account.byId(second.name.id)?.name, second.name);
    assert.ok(Array.isArray(account.byId(second.name.id)?.told['general.tags'] satisfies Value | undefined));
    assert.equal(account.byPhoneNumber('+15550000000'), undefined);
    assert.equal(account.byId('1'), undefined);
    // Each number is named by operation 13 where only its number is known, and read by operation 15.
    const asked = simulator.log.slice(since).map(({ operation }) => operation);
    assert.deepEqual(asked.toSorted(), [13, 13, 15, 15, 15]);
  });
});

describe('Numbers as JSON', () => {
  const sentences = (text: string) =>
    readJson(text).problems.map(({ line, column, sentence }) => `${line}:${column ?? ''} ${sentence}`);

  test('say what is wrong and where, and keep the others', () => {
    const text = `[
  { "phone_number": "+13125550001", "general": { "tags": ["a"], "external_pin": "<set, unchanged>" } },
  { "phone_number": "13125550002" },
  { "phone_number": "+13125550003", "general": { "tags": "a" } },
  { "phone_number": "+13125550004", "general": { "colour": 1 } },
  { "phone_number": "+13125550005", "colours": {} },
  { "id": 5 },
  7,
  {}
]`;
    assert.deepEqual(
      readJson(text).rows.map(({ phoneNumber, mine }) => [phoneNumber, mine]),
      [['+13125550001', { 'general.tags': ['a'] }]],
    );
    const told = sentences(text).join('\n');
    assert.match(told, /^3:21 The number 13125550002 has lost its \+/m);
    assert.match(told, /^4:58 Tags has the wrong type/m);
    assert.match(told, /^5:50 There is no setting "colour" here/m);
    assert.match(told, /^6:37 There is no section "colours"/m);
    assert.match(told, /^7:11 Write a text in quotes/m);
    assert.match(told, /^8:3 A number is an object/m);
    assert.match(told, /^9:3 This line names no number/m);
  });

  test('that are no JSON, or no list, are refused whole', () => {
    assert.match(sentences('[').join(), /not valid JSON/);
    assert.match(sentences('{}').join(), /list of numbers/);
  });
});
