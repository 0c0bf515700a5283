import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inForce, narrows, noQuery, withFilter, type Query } from '../../../src/core/find/query.ts';
import { serverFilter } from '../../../src/core/find/server.ts';
import { queryWords, valueName } from '../../../src/core/find/words.ts';

const tagged = withFilter(noQuery, 'tag', ['=support']);

describe('A query', () => {
  test('says what it asks for', () => {
    assert.equal(queryWords(tagged, valueName), 'tag is support');
    const long: Query = {
      ...withFilter(tagged, 'billingGroup', ['none', 'unknown']),
      text: ' 0001 ',
      sort: 'purchased',
      descending: true,
      group: 'type',
    };
    assert.equal(
      queryWords(long, valueName),
      '“0001” · tag is support · billing group is none or unknown · purchase date descending · by type',
    );
    assert.equal(queryWords(noQuery, valueName), '');
  });

  test('knows whether it leaves numbers out, and whether it changes anything', () => {
    assert.deepEqual([narrows(noQuery), inForce(noQuery)], [false, false]);
    assert.deepEqual(
      [narrows({ ...noQuery, text: ' ' }), inForce({ ...noQuery, group: 'tag' })],
      [false, true],
    );
    assert.equal(narrows(tagged), true);
    assert.deepEqual(withFilter(tagged, 'tag', []), noQuery);
  });
});

describe('What the server is asked', () => {
  const asked = (text: string) => serverFilter({ ...noQuery, text });

  test('is digits only, at least three', () => {
    assert.deepEqual(asked('+1 (312) 555-0001'), { phone_number: '13125550001' });
    assert.equal(asked('31'), undefined);
    assert.equal(asked('312 support'), undefined);
    assert.equal(asked('support'), undefined);
  });

  test('is one value a field, in its own words, and never what it does not know', () => {
    assert.deepEqual(serverFilter(tagged), { tag: 'support' });
    assert.equal(serverFilter(withFilter(noQuery, 'tag', ['=a', '=b'])), undefined);
    assert.deepEqual(serverFilter(withFilter(noQuery, 'tag', ['none'])), { without_tags: 'true' });
    assert.deepEqual(serverFilter(withFilter(noQuery, 'billingGroup', ['none'])), {
      billing_group_id: 'null',
    });
    assert.equal(serverFilter(withFilter(noQuery, 'connection', ['none'])), undefined);
    assert.deepEqual(serverFilter(withFilter(noQuery, 'status', ['=port-pending'])), {
      status: 'port-pending',
    });
    assert.equal(serverFilter(withFilter(noQuery, 'status', ['=provision-pending'])), undefined);
    assert.equal(serverFilter(withFilter(noQuery, 'type', ['=landline'])), undefined);
    assert.deepEqual(serverFilter(withFilter(noQuery, 'source', ['=port_request'])), { source: 'ported' });
    assert.deepEqual(serverFilter(withFilter(noQuery, 'payment', ['=channel'])), {
      'voice.usage_payment_method': 'channel',
    });
  });
});
