import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOf } from '../../../src/core/plan/body.ts';
import type { Change } from '../../../src/core/plan/plan.ts';
import { brief } from '../../../src/core/model/text.ts';
import { reflectDocument, renderDocument } from '../../../src/core/settings/document.ts';
import { readDocument } from '../../../src/core/settings/readDocument.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import {
  fieldOf,
  settingId,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const tables: Readonly<Record<string, Table>> = { 'a number': numberTable, 'a mobile number': mobileTable };

const markup = '<img src=x onerror=alert(1)>[x](command:evil)';
const unheard = 'by-moonlight-2';

type Kind = Setting['type']['kind'];
const isTyped = (kind: Kind) => kind === 'text' || kind === 'secret' || kind === 'choice' || kind === 'enum';

/** JSON of a wrong type, by the kind of the setting. */
function wrongTypes({ type: { kind } }: Setting): readonly unknown[] {
  if (kind === 'switch') return ['true', 1, null, [], {}];
  if (kind === 'tags') return ['support', 7, true, {}, [7], [null], [['support']]];
  return [7, true, [], ['x'], {}, { value: 'x' }];
}

const documentWith = ({ section, key }: Setting, json: unknown) =>
  JSON.stringify({ [section]: { [key]: json } });

for (const [name, table] of Object.entries(tables)) {
  const read = (setting: Setting, json: unknown, base = {}) =>
    readDocument(documentWith(setting, json), base, { table });

  describe(`Bad input for ${name}`, () => {
    for (const setting of table.settings) {
      const id = settingId(setting);
      const { kind } = setting.type;

      test(`${id}: a value of a wrong type is no wish, and is told at its place with what to write`, () => {
        for (const json of wrongTypes(setting)) {
          const { values, problems, usable } = read(setting, json);
          const said = JSON.stringify(json);
          assert.deepEqual(values, {}, said);
          assert.ok(usable, said);
          const [problem, ...more] = problems.filter(({ about }) => about === 'shape');
          assert.ok(problem && more.length === 0, said);
          assert.equal(problem.setting, id);
          assert.ok(problem.sentence.startsWith(`${setting.label()} has the wrong type. `), problem.sentence);
          assert.equal(
            documentWith(setting, json).slice(problem.at.offset).slice(0, problem.at.length),
            said,
          );
        }
      });

      test(`${id}: control characters are refused, text over many lines too`, () => {
        for (const bad of ['a\u0000b1', 'a\nb1', 'a\tb1', '\u001b[2J1', '\u0085x1']) {
          if (kind === 'switch') continue;
          const { problems } = read(setting, kind === 'tags' ? [bad] : bad);
          assert.ok(
            problems.some((problem) => problem.setting === id && problem.about === 'value'),
            JSON.stringify(bad),
          );
        }
      });

      test(`${id}: markup is text: refused with a sentence, or kept letter by letter`, () => {
        if (kind === 'switch') return;
        const json = kind === 'tags' ? [markup] : markup;
        const { values, problems } = read(setting, json);
        assert.deepEqual(values[id], json);
        if (isTyped(kind) && kind !== 'text' && kind !== 'secret' && !isOpenList(setting))
          assert.equal(problems.length, 1);
        for (const { sentence } of problems)
          assert.ok(sentence.length > 10 && !sentence.includes('undefined'));
      });

      test(`${id}: an endless text is neither cut nor shown whole`, () => {
        if (kind === 'switch') return;
        const endless = 'x1'.repeat(50_000);
        const { values, problems } = read(setting, kind === 'tags' ? [endless] : endless);
        assert.deepEqual(values[id], kind === 'tags' ? [endless] : endless);
        for (const { sentence } of problems) assert.ok(brief(sentence).length < 1000);
      });

      test(`${id}: what the account holds is accepted as it is, however odd`, () => {
        if (kind === 'switch') return;
        for (const odd of [unheard, markup, ' spaces ', 'a b']) {
          const base: Values = { [id]: kind === 'tags' ? [odd] : odd };
          const text = renderDocument(base, table);
          // A secret is shown as its mask, which is no wish.
          const { values, problems } = readDocument(text, base, { table });
          assert.deepEqual(problems, []);
          assert.deepEqual(values, kind === 'secret' ? {} : base);
          assert.equal(reflectDocument(text, base, table), text);
        }
      });
    }
  });

  describe(`Words of the server that nobody has heard of, for ${name}`, () => {
    for (const setting of table.settings.filter(({ type }) => type.kind === 'enum')) {
      const id = settingId(setting);

      test(`${id} is shown as it is, and stays when its neighbour is changed`, () => {
        const { record = table.primary, inside } = setting;
        const own = { [fieldOf(setting)]: unheard };
        const live = valuesOf({ [record]: inside === undefined ? own : { [inside]: own } }, table);
        assert.equal(live[id], unheard);
        assert.ok(renderDocument(live, table).includes(unheard));
        const neighbour = table.settings.find(
          (other) => other !== setting && other.operation === setting.operation && other.inside === inside,
        );
        if (!neighbour) return;
        const mine: Value = neighbour.type.kind === 'switch' ? true : 'other1';
        const change: Change = { setting: neighbour, verdict: 'change', mine };
        const body = bodyOf([change], live, table);
        // What is sent whole says it again; what is sent field by field leaves it alone.
        if (inside === undefined) assert.ok(!(fieldOf(setting) in body));
        else assert.equal(inObject(body, inside)[fieldOf(setting)], unheard);
      });
    }
  });
}

/** Whether only the server knows the words. */
function isOpenList({ type }: Setting): boolean {
  return type.kind === 'enum' && type.options.length === 0;
}

function inObject(body: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const object = body[name];
  assert.ok(typeof object === 'object' && object !== null);
  return Object.fromEntries(Object.entries(object));
}
