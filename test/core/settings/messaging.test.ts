import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { messagingFacts } from '../../../src/core/settings/messaging.ts';

const tagsOf = (record: Readonly<Record<string, unknown>>) =>
  messagingFacts.find(({ label }) => label() === 'Tags')?.show(record);

describe('The tags in the messaging settings of a number', () => {
  test('are shown as they are told there, and not where nobody tells them', () => {
    assert.equal(tagsOf({ tags: ['sms', 'eu'] }), 'sms, eu');
    assert.equal(tagsOf({ tags: [] }), 'none');
    assert.equal(tagsOf({}), undefined);
    assert.equal(tagsOf({ tags: null }), undefined);
  });
});
