import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { recordJson, recordPath, recordTarget } from '../../../src/core/resources/json.ts';

describe('A record as JSON', () => {
  test('is the same JSON, without a character that is not seen', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (record) => {
        const text = recordJson(record);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(record)));
        assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
    const text = recordJson({ name: 'a\u202eb\u{e0041}' });
    assert.match(text, /"a\\u202eb\\udb40\\udc41"/);
  });

  test('masks the PIN wherever it stands', () => {
    const text = recordJson({
      external_pin: '4711',
      deep: [{ external_pin: '4712' }],
      other: { external_pin: null },
    });
    assert.doesNotMatch(text, /471/);
    assert.match(text, /"external_pin": null/);
  });

  test('has a path that says which record it is and ends in a readable name', () => {
    const target = { account: 'main', kind: 'number', id: '1293384261075731499' };
    const path = recordPath(target, '+13125550001');
    assert.equal(path, '/main/number/1293384261075731499/+13125550001.json');
    assert.deepEqual(recordTarget(path), target);
  });

  test('is found by its path, whatever its id and name hold', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cs}/u.test(text));
    fc.assert(
      fc.property(name, name, (id, label) => {
        const target = { account: 'main', kind: 'job', id };
        const path = recordPath(target, label);
        assert.deepEqual(recordTarget(path), target);
        assert.equal(path.split('/').length, 5);
      }),
    );
    assert.equal(recordTarget('/%E0%A4%A/x/y/z.json'), undefined);
    assert.equal(recordTarget('/'), undefined);
  });
});
