import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJson } from '../../../src/core/files/jsonRows.ts';
import { offersOf, sourceOf, wordsOf } from '../../../src/core/files/offers.ts';
import { readCsv } from '../../../src/core/files/rows.ts';
import { spotInCsv, spotInJson, spotInPlan, type Spot } from '../../../src/core/files/spot.ts';
import type { Choice } from '../../../src/core/resources/choices.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { settingId } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

/** The place of the bar in a text, which is taken out. */
function at(marked: string, find: (text: string, offset: number) => Spot | undefined) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const spot = find(text, offset);
  return { text, offset, spot };
}

const inCsv = (marked: string) => at(marked, spotInCsv);
const inJson = (marked: string) => at(marked, (text, offset) => spotInJson(text, offset));

/** What the file is once an offer was taken. */
const taken = ({ text, spot }: { text: string; spot: Spot | undefined }, written: string) =>
  text.slice(0, spot?.from) + written + text.slice(spot?.to);

const told = ({ text, spot }: { text: string; spot: Spot | undefined }) =>
  spot && `${settingId(spot.setting)}: ${text.slice(spot.from, spot.to)}`;

const heads = 'phone_number,connection_id,tags,translated_number\n';

const choices: readonly Choice[] = [
  { id: '1494404757140276705', name: 'Sales desk' },
  { id: '1494404757140276706', name: 'Twins' },
  { id: '1494404757140276707', name: 'twins' },
  { id: '1494404757140276708', name: '4711' },
  { id: '1494404757140276709', name: 'One, two; "three"' },
  { id: '1494404757140276710', name: '=cmd()' },
  { id: '1494404757140276711', name: '(none)' },
];

describe('The place of a value', () => {
  test('in a CSV file is its cell, without the quotes and blanks around it', () => {
    assert.equal(told(inCsv(`${heads}'+13125550001,Sal|es,a,b\n`)), 'general.connection_id: Sales');
    assert.equal(told(inCsv(`${heads}'+13125550001,|,a,b`)), 'general.connection_id: ');
    assert.equal(
      told(inCsv(`${heads}'+13125550001," Sales| desk ",a,b`)),
      'general.connection_id: Sales desk',
    );
    assert.equal(told(inCsv(`sep=;\nphone_number;tags\n'+13125550001;su|`)), 'general.tags: su');
    assert.equal(told(inCsv(`${heads}'+13125550001,"a, b",|x,b`)), 'general.tags: x');
  });

  test('among several tags is the one under the cursor', () => {
    assert.equal(told(inCsv(`${heads}'+13125550001,,one; t|wo; three,\n`)), 'general.tags: two');
    assert.equal(told(inCsv(`${heads}'+13125550001,,one; |,\n`)), 'general.tags: ');
    assert.equal(told(inCsv(`${heads}'+13125550001,,"one; two|",\n`)), 'general.tags: two');
  });

  test('is none in headings, numbers and columns that nobody knows', () => {
    for (const marked of [
      `phone_|number,tags\n`,
      `${heads}'+1312|5550001,,,`,
      `phone_number,colour\n'+1312,r|`,
    ])
      assert.equal(inCsv(marked).spot, undefined, marked);
  });

  test('in JSON is its value, whether or not something stands there', () => {
    assert.equal(
      told(inJson('[{ "general": { "connection_id": "14|94" } }]')),
      'general.connection_id: "1494"',
    );
    assert.equal(told(inJson('[{ "general": { "connection_id": | } }]')), 'general.connection_id: ');
    assert.equal(told(inJson('[{ "general": { "connection_id": nul|l } }]')), 'general.connection_id: null');
    assert.equal(told(inJson('[{ "general": { "tags": ["a", "b|"] } }]')), 'general.tags: "b"');
    assert.equal(told(inJson('[{ "general": { "tags": ["a", |] } }]')), 'general.tags: ');
    assert.equal(
      told(inJson('{ "messaging": { "messaging_profile_id": "|" } }')),
      'messaging.messaging_profile_id: ""',
    );
  });

  test('is none where JSON names something, or holds another shape', () => {
    for (const marked of [
      '[{ "general": { "connec|tion_id": "1" } }]',
      '[{ "general": { "tags": | } }]',
      '[{ "general": { "connection_id": ["|"] } }]',
      '[{ "colour": "r|" }]',
      '|',
    ])
      assert.equal(inJson(marked).spot, undefined, marked);
  });
});

describe('The place of a value in a plan file', () => {
  const inPlan = (marked: string) => at(marked, spotInPlan);
  const plan = (change: string) => `{ "format": "telnyx-plan", "changes": [{ ${change} }] }`;

  test('is where something is wished, for both kinds of numbers', () => {
    const wished = (set: string) => told(inPlan(plan(`"set": { ${set} }, "numbers": []`)));
    assert.equal(wished('"general.tags": ["a", "b|"]'), 'general.tags: "b"');
    assert.equal(wished('"general.tags": [|]'), 'general.tags: ');
    assert.equal(wished('"general.connection_id": "14|94"'), 'general.connection_id: "1494"');
    assert.equal(wished('"messaging.messaging_profile_id": |'), 'messaging.messaging_profile_id: ');
    const [own] = mobileTable.settings.filter(
      (one) => !numberTable.settings.some((two) => settingId(one) === settingId(two)),
    );
    assert.ok(own);
    assert.equal(wished(`"${settingId(own)}": "|"`), `${settingId(own)}: ""`);
  });

  test('is none where it tells what was, names something, or is another part of the plan', () => {
    for (const marked of [
      plan('"numbers": [{ "was": { "general.tags": ["|"] } }]'),
      plan('"set": { "general.ta|gs": [] }'),
      plan('"set": { "general.tags": | }'),
      plan('"set": { "general": { "tags": ["|"] } }'),
      '{ "title": "|", "changes": [] }',
    ])
      assert.equal(inPlan(marked).spot, undefined, marked);
  });
});

describe('What is offered', () => {
  for (const choice of choices) {
    test(`${choice.name} means the same once the file is read`, () => {
      for (const [place, read] of [
        [inCsv(`${heads}'+13125550001,|,a,b\n`), csvRead],
        [inJson('[{ "phone_number": "+13125550001", "general": { "connection_id": | } }]'), jsonRead],
      ] as const) {
        assert.ok(place.spot);
        const { offers } = offersOf(place.spot, choices, '');
        const offer = offers.find(
          ({ label, description }) => label === choice.name && description === choice.id,
        );
        assert.ok(offer);
        const { rows, problems } = read(taken(place, offer.text));
        assert.deepEqual(problems, []);
        assert.equal(rows[0]?.mine['general.connection_id'], choice.id);
      }
    });
  }

  const names = new Map(choices.map(({ id, name }) => [name.toLowerCase(), [id]]));
  names.set('twins', ['1494404757140276706', '1494404757140276707']);
  const csvRead = (text: string) => readCsv(text, (_source, name) => names.get(name.toLowerCase()));
  const jsonRead = (text: string) => readJson(text);

  test('of tags is only what leaves the others as they are', () => {
    const place = inCsv(`${heads}'+13125550001,,one; |,\n`);
    assert.ok(place.spot);
    const tags = ['vip', '12', 'a,b', 'a;b', '"q"', '=1'].map((name) => ({ id: name, name }));
    const { offers } = offersOf(place.spot, tags, '');
    assert.deepEqual(
      offers.map(({ text }) => text),
      ['vip'],
    );
    assert.deepEqual(csvRead(taken(place, 'vip')).rows[0]?.mine['general.tags'], ['one', 'vip']);
  });

  test('is narrowed by what was typed, and says when there is more', () => {
    const { spot } = inCsv(`${heads}'+13125550001,|,,\n`);
    assert.ok(spot);
    const many = Array.from({ length: 1000 }, (_, at) => ({ id: String(at), name: `Line ${at}` }));
    const all = offersOf(spot, many, '');
    assert.deepEqual([all.offers.length, all.more], [200, true]);
    const few = offersOf(spot, many, "'Line 99");
    assert.deepEqual([few.offers.length, few.more], [19, false]);
  });

  test('of a switch and of a short list are their words, and none where it can be cleared', () => {
    const words = (column: string) => {
      const { spot } = inCsv(`phone_number,${column}\n'+13125550001,|`);
      assert.ok(spot);
      assert.equal(sourceOf(spot.setting), undefined);
      return wordsOf(spot).map(({ text }) => text);
    };
    assert.deepEqual(words('hd_voice_enabled'), ['true', 'false']);
    assert.ok(words('inbound_call_screening').length > 1);
    assert.ok(words('customer_reference').includes('(none)'));
  });
});
