import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Headings } from '../../../src/core/files/columns.ts';
import { bodyOf } from '../../../src/core/plan/body.ts';
import { messaging } from '../../../src/core/settings/messaging.ts';
import { decodeRecord, valuesOf } from '../../../src/core/settings/record.ts';
import { settingId } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const id = 'messaging.messaging_tags';
const setting = messaging.find(({ key }) => key === 'messaging_tags');

describe('The tags in the messaging settings of a number', () => {
  test('are read from those settings, and unknown where nobody tells them', () => {
    const read = (record: object) => valuesOf({ messaging: decodeRecord(record) }, numberTable)[id];
    assert.deepEqual(read({ tags: ['sms', 'eu'] }), ['sms', 'eu']);
    assert.equal(read({}), undefined);
  });

  test('are written by operation 21, apart from those of General', () => {
    assert.ok(setting);
    assert.equal(setting.operation, 21);
    const change = { setting, base: ['sms'], live: ['sms'], mine: [], verdict: 'change' } as const;
    assert.deepEqual(bodyOf([change], { [id]: ['sms'], 'general.tags': ['eu'] }, numberTable), { tags: [] });
  });

  test('leave the heading "tags" of a file to those of General', () => {
    const headings = new Headings(numberTable);
    const meant = (heading: string) => {
      const column = headings.column(heading);
      return column.holds === 'setting' ? settingId(column.setting) : column.holds;
    };
    assert.deepEqual(['tags', 'Tags', 'messaging tags'].map(meant), ['general.tags', 'general.tags', id]);
  });
});
