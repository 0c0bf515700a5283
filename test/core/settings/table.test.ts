import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { planNumber } from '../../../src/core/plan/plan.ts';
import { renderDocument } from '../../../src/core/settings/document.ts';
import { readDocument } from '../../../src/core/settings/readDocument.ts';
import { showValue } from '../../../src/core/settings/kinds.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import { documentSchema } from '../../../src/core/settings/schema.ts';
import { settingId, type Setting } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const { settings } = numberTable;

const raw = {
  id: '1293384261075731499',
  phone_number: '+13125550001',
  status: 'active',
  tags: ['Support'],
  customer_reference: null,
  connection_id: '1293384261075731500',
  billing_group_id: '',
  external_pin: '4711',
  hd_voice_enabled: true,
};
const values = valuesOf({ number: raw });

const nickname: Setting = {
  key: 'nickname',
  section: 'general',
  record: 'number',
  label: () => 'Nickname',
  help: () => 'A short name.',
  type: { kind: 'text' },
  operation: 16,
  cleared: '',
  limit: (value) => (typeof value === 'string' && value.length > 5 ? 'Five letters at most.' : undefined),
};
const longer = { ...numberTable, settings: [...settings, nickname] };

describe('The table of settings', () => {
  test('names every setting once, and every one has words', () => {
    assert.equal(new Set(settings.map(settingId)).size, settings.length);
    for (const setting of settings) assert.ok(setting.label().length > 0 && setting.help().endsWith('.'));
  });

  test('reads a number: none is null, and what is not told is unknown', () => {
    assert.deepEqual(values, {
      'general.tags': ['Support'],
      'general.customer_reference': null,
      'general.connection_id': '1293384261075731500',
      'general.billing_group_id': null,
      'general.external_pin': '4711',
      'general.hd_voice_enabled': true,
    });
  });

  test('takes a value of a shape it does not know for unknown, so that it is neither shown nor sent', () => {
    const odd = valuesOf({ number: { ...raw, hd_voice_enabled: 'perhaps', tags: [1, 2] } });
    assert.equal('general.hd_voice_enabled' in odd, false);
    assert.equal('general.tags' in odd, false);
  });

  test('one more entry appears in document, schema, validation, plan and words', () => {
    const told = valuesOf({ number: { ...raw, nickname: 'Joe' } }, longer);
    const text = renderDocument(told, longer);
    assert.match(text, /"nickname": "Joe"/);
    const schema = JSON.stringify(documentSchema(longer));
    assert.match(schema, /"title":"Nickname","description":"A short name\."/);
    const read = readDocument(text.replace('Joe', 'Josephine'), told, { table: longer });
    assert.deepEqual(
      read.problems.map(({ sentence, setting }) => [sentence, setting]),
      [['Five letters at most.', 'general.nickname']],
    );
    const number = { id: raw.id, phoneNumber: raw.phone_number };
    const mine = readDocument(text.replace('Joe', 'Jim'), told, { table: longer }).values;
    const [change, ...rest] = planNumber({ number, base: told, mine }, told, longer).changes;
    assert.deepEqual(rest, []);
    assert.equal(change?.setting.label(), 'Nickname');
    assert.deepEqual([showValue(nickname, change.base), showValue(nickname, change.mine)], ['Joe', 'Jim']);
  });
});

describe('The JSON schema of number documents', () => {
  const valid = new Ajv({ strict: true, strictTypes: false, keywords: ['errorMessage'] }).compile(
    documentSchema(),
  );

  test('accepts what the extension writes', () => {
    assert.equal(valid(JSON.parse(renderDocument(values))), true);
    assert.equal(valid(JSON.parse(renderDocument(valuesOf({ number: { ...raw, tags: [] } })))), true);
  });

  test('refuses unknown settings and wrong types', () => {
    for (const general of [
      { tag: [] },
      { tags: 'support' },
      { tags: [1] },
      { hd_voice_enabled: 'yes' },
      { connection_id: 1293384261075731 },
    ]) {
      assert.equal(valid({ general }), false, JSON.stringify(general));
    }
    assert.equal(valid({ fax: {} }), false);
  });

  test('describes every setting', () => {
    const text = JSON.stringify(documentSchema());
    for (const setting of settings) assert.ok(text.includes(JSON.stringify(setting.help())), setting.key);
  });
});
