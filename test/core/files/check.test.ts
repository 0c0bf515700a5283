import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkFile, type Checked } from '../../../src/core/files/check.ts';
import type { NumbersHere } from '../../../src/core/files/loadedRows.ts';
import { renderPlan } from '../../../src/core/files/planFile.ts';
import type { FileProblem } from '../../../src/core/files/problem.ts';
import { sayBlock } from '../../../src/core/plan/sayBlock.ts';
import { readChanges } from '../../../src/panels/importRead.ts';
import { sampleSession } from '../state/sessions.ts';

const csv = 'few.telnyx-numbers.csv';
const json = 'few.telnyx-numbers.json';
const phone = (at: number) => `+1312555${String(at).padStart(4, '0')}`;

const told = (problems: readonly FileProblem[]) =>
  problems.map(({ line, column, length, sentence }) => `${line}:${column ?? ''}+${length ?? ''} ${sentence}`);

/** The text that the first problem points at. */
function pointedAt(text: string, [first]: readonly FileProblem[]): string {
  assert.ok(first?.column !== undefined && first.length !== undefined);
  return (
    text
      .split('\n')
      [first.line - 1]?.slice(first.column - 1)
      .slice(0, first.length) ?? ''
  );
}

const check = (text: string, name = csv): Checked => checkFile(text, name, {});

/** An account of which these numbers are loaded, and jobs on some of them. */
function here(
  records: readonly (Readonly<Record<string, unknown>> & { id: string; phone_number: string })[],
  jobs: Readonly<Record<string, string>> = {},
): NumbersHere {
  return {
    complete: true,
    find: (names) =>
      new Map(
        records
          .filter(({ id, phone_number }) => names.has(id) || names.has(phone_number))
          .map((raw) => [raw.phone_number, { id: raw.id, raw }]),
      ),
    jobOf: (name) => jobs[name],
  };
}

describe('A file of numbers that is open', () => {
  test('has no problem when it has none, and is counted', () => {
    const checked = check(`phone_number,tags\n${phone(1)},vip\n${phone(2)},\n`);
    assert.deepEqual(checked, { count: 2, refused: [], doubtful: [], noted: [], unnamed: [] });
    assert.deepEqual(check('[]', json), { count: 0, refused: [], doubtful: [], noted: [], unnamed: [] });
  });

  test('is told what is wrong where it stands', () => {
    const cases: readonly (readonly [string, string, string, RegExp])[] = [
      [csv, `phone_number,hd_voice_enabled\n${phone(1)},perhaps\n`, 'perhaps', /on or off: write true/],
      [csv, `phone_number,tags\n13125550,a\n`, '13125550', /has lost its \+.* as text: '\+13125550\./],
      [json, `[{ "phone_number": "13125550" }]`, '"13125550"', /has lost its \+.* as text: "\+13125550"\./],
      [csv, `phone_number,tags\n1.31E+10,a\n`, '1.31E+10', /shortened.*an apostrophe before the \+/],
      [csv, `phone_number,tags\n"1,31E10",a\n`, '"1,31E10"', /has shortened/],
      [csv, `phone_number,tags\n+1 (312) 555-0001,a\n`, '+1 (312) 555-0001', /its digits: '\+13125550001\./],
      [csv, `phone_number,tags\n+49 (0)30 1234567,a\n`, '+49 (0)30 1234567', /is no phone number/],
      [json, `[{ "phone_number": "+1 312 555 0001" }]`, '"+1 312 555 0001"', /digits: "\+13125550001"\./],
      [json, `[{ "phone_number": "1.31E+10" }]`, '"1.31E+10"', /shortened.*with \+ and country code/],
      [csv, `phone_number;tags\n"${phone(1)}";a\n"${phone(1)}";b\n`, `"${phone(1)}"`, /several lines: 2, 3/],
      [json, `[{ "phone_number": "12" }]`, '"12"', /is no phone number/],
      [
        json,
        `[{ "phone_number": "${phone(1)}", "general": { "color": 1 } }]`,
        '"color"',
        /no setting "color"/,
      ],
      [json, `[{ "phone_number": "${phone(1)}", "extra": {} }]`, '"extra"', /no section "extra"/],
      [json, `[{ "id": "abc" }]`, '"abc"', /an ID has digits only/],
    ];
    for (const [name, text, place, sentence] of cases) {
      const { refused } = check(text, name);
      assert.equal(pointedAt(text, refused), place);
      assert.match(refused[0]?.sentence ?? '', sentence);
    }
  });

  test('is told of a column that would not be read', () => {
    const { refused, doubtful } = check(`phone_number,colour\n${phone(1)},red\n`);
    assert.deepEqual(refused, []);
    assert.match(doubtful[0]?.sentence ?? '', /There is no setting "colour"; this column is not read/);
  });

  test('is refused whole without headings, and where its JSON ends too early', () => {
    assert.match(check('a,b\n1,2\n').refused[0]?.sentence ?? '', /first line must hold headings/);
    assert.match(check('[{', json).refused[0]?.sentence ?? '', /not valid JSON/);
  });

  test('is not told that a name is none before anybody knows the names', () => {
    const text = `phone_number,connection_id\n${phone(1)},Sales desk\n`;
    assert.deepEqual(check(text), {
      count: 1,
      refused: [],
      doubtful: [],
      noted: [],
      unnamed: ['connections'],
    });
    const digits = `phone_number,connection_id\n${phone(1)},1293384261075731499\n`;
    assert.deepEqual(check(digits).unnamed, [], 'an ID needs no names');
    assert.deepEqual(checkFile(text, csv, { named: () => new Map() }).unnamed, [], 'these were checked');
    const named = (name: string) => () => new Map([[name, ['1']]]);
    assert.match(
      told(checkFile(text, csv, { named: named('x') }).doubtful)[0] ?? '',
      /not one of the choices/,
    );
    assert.deepEqual(checkFile(text, csv, { named: named('sales desk') }).doubtful, []);
  });

  test('doubts numbers that were not there when the account was listed, and only when all of it was', () => {
    const text = `phone_number,tags\n${phone(1)},a\n${phone(2)},b\n`;
    assert.deepEqual(check(text).refused, []);
    const numbers = here([{ id: '2', phone_number: phone(2) }]);
    assert.deepEqual(checkFile(text, csv, { numbers: { ...numbers, complete: false } }).doubtful, []);
    const { refused, doubtful } = checkFile(text, csv, { numbers });
    assert.deepEqual(refused, [], 'a number may have come since, and the import would take it');
    assert.match(told(doubtful)[0] ?? '', /as they were last loaded/);
    assert.equal(doubtful.length, 1);
    assert.equal(pointedAt(text, doubtful), phone(1));
  });

  test('is told of numbers that a job works on, in the words of the plan, however file and job name them', () => {
    const numbers = here([{ id: '1', phone_number: phone(1) }], {
      1: 'job-a',
      [phone(3)]: 'job-b',
      4: 'job-c',
    });
    const text = `phone_number,id,tags\n${phone(1)},,a\n${phone(2)},,a\n${phone(3)},,a\n,4,a\n`;
    const { refused, doubtful } = checkFile(text, csv, { numbers: { ...numbers, complete: false } });
    assert.deepEqual(refused, [], 'the job may have ended before anybody plans');
    assert.deepEqual(
      doubtful.map(({ line }) => line),
      [2, 4, 5],
    );
    const said = doubtful[0]?.sentence ?? '';
    assert.ok(said.startsWith(sayBlock({ why: 'in-job', job: 'job-a' })));
    assert.match(said, /when the jobs were last loaded/);
    assert.equal(pointedAt(text, doubtful), phone(1));
    assert.equal(pointedAt(text, doubtful.slice(2)), '4');
  });

  test('is told nothing of a job where it wishes nothing that the account does not have', () => {
    const numbers = here([{ id: '1', phone_number: phone(1), tags: ['a'] }], { 1: 'job' });
    const check = (cell: string) => checkFile(`phone_number,tags\n${phone(1)},${cell}\n`, csv, { numbers });
    assert.deepEqual(check('').doubtful, []);
    assert.deepEqual(check('a').doubtful, []);
    assert.equal(check('b').doubtful.length, 1);
  });

  test('notes the deletion locks that are on, and calls none of them a problem', () => {
    const records = [true, false, undefined].map((lock, at) => ({
      id: String(at),
      phone_number: phone(at),
      ...(lock !== undefined && { deletion_lock_enabled: lock }),
    }));
    const text = `phone_number,tags\n${records.map((one) => `${one.phone_number},a\n`).join('')}`;
    const { refused, doubtful, noted } = checkFile(text, csv, { numbers: here(records) });
    assert.deepEqual([refused, doubtful], [[], []]);
    assert.equal(noted.length, 1);
    assert.match(noted[0]?.sentence ?? '', /deletion lock was on when it was last loaded/);
    assert.equal(pointedAt(text, noted), phone(0));
    const byId = checkFile('[{ "id": "0" }]', json, { numbers: here(records) });
    assert.equal(pointedAt('[{ "id": "0" }]', byId.noted), '"0"');
  });

  test('only doubts a value that the account may hold just so', () => {
    const { refused, doubtful } = check(`phone_number,voice.forwards_to\n${phone(1)},12\n`);
    assert.deepEqual(refused, []);
    assert.equal(doubtful.length, 1);
  });

  test('that holds a plan is told which of its numbers a job works on, and which to delete are locked', () => {
    const name = (at: number) => ({ id: String(at), phoneNumber: phone(at) });
    const wish = (at: number, tags: readonly string[]) => ({
      number: name(at),
      base: {},
      mine: { 'general.tags': tags },
    });
    const records = [
      { id: '1', phone_number: phone(1), tags: ['a'] },
      { id: '2', phone_number: phone(2), tags: ['a'] },
      { id: '3', phone_number: phone(3), deletion_lock_enabled: true },
      { id: '4', phone_number: phone(4), deletion_lock_enabled: false },
      { id: '50', phone_number: phone(5), deletion_lock_enabled: true },
    ];
    const numbers = here(records, { 1: 'job-a', 2: 'job-a', 4: 'job-b' });
    const text = renderPlan(
      {
        source: 'form',
        title: 'x',
        wishes: [wish(1, ['b']), wish(2, ['a'])],
        deletions: [name(3), name(4), name(5)],
      },
      { id: 'p', name: 'P' },
    );
    const { count, refused, doubtful } = checkFile(text, 'x.telnyx-plan.json', { numbers });
    assert.deepEqual([count, refused], [5, []]);
    assert.deepEqual(
      doubtful.map(({ sentence }, at) => [pointedAt(text, doubtful.slice(at)), sentence]),
      [
        [
          `"${phone(1)}"`,
          `${sayBlock({ why: 'in-job', job: 'job-a' })} So it was when the jobs were last loaded.`,
        ],
        [`"${phone(3)}"`, `${sayBlock({ why: 'locked' })} So it was when the number was last loaded.`],
        [
          `"${phone(4)}"`,
          `${sayBlock({ why: 'in-job', job: 'job-b' })} So it was when the jobs were last loaded.`,
        ],
      ],
      'nothing of a wish that the account has already, nor of another number of the same name',
    );
    assert.deepEqual(checkFile(text, 'x.telnyx-plan.json', {}).doubtful, [], 'nothing is known');
  });

  test('that holds a plan is checked as one', () => {
    const { refused } = check('{ "format": "telnyx-plan", "version": 7 }', json);
    assert.match(refused[0]?.sentence ?? '', /saved by another version|missing/);
  });

  test('is refused nothing that its import would take', async (t) => {
    const { session } = await sampleSession(t, { numbers: 3 });
    const page = await session.door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number: 1,
      size: 3,
    });
    const own = page.rows.map((row) => (row as { readonly phone_number: string }).phone_number);
    const cell = fc.constantFrom(
      '',
      'true',
      'off',
      'perhaps',
      '(none)',
      'a; b',
      'a; A',
      '"a',
      '12',
      '\u200b',
    );
    const row = fc.tuple(fc.constantFrom(...own, '1312', '+13'), cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 4 }), async (rows) => {
        const heading = 'phone_number,tags,hd_voice_enabled,customer_reference';
        const text = [heading, ...rows.map((cells) => cells.join(','))].join('\n');
        const { problems } = await readChanges(text, csv, session, {});
        const refused = told(problems);
        for (const one of told(check(text).refused)) assert.ok(refused.includes(one), `${one} in ${text}`);
      }),
      { numRuns: 60 },
    );
  });
});
