import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeHeaders } from '../../../src/core/webhooks/headers.ts';
import { maskedDelivery } from '../../../src/core/webhooks/maskedDelivery.ts';

describe('A delivery as JSON', () => {
  test('shows no secret of a header, in neither shape and under neither name of the answer', () => {
    const shown = JSON.stringify(
      maskedDelivery({
        id: 'one',
        attempts: [
          {
            http: {
              request: {
                url: 'https://a.example',
                headers: [
                  ['Authorization', 'Bearer SECRET'],
                  ['Accept', '*/*'],
                ],
              },
              response: { headers: ['Set-Cookie: sid=SECRET', 'Content-Type: text/html'] },
            },
          },
          { http: { reponse: { headers: [['x-api-key', 'SECRET']] } } },
          { http: null },
        ],
      }),
    );
    assert.ok(!shown.includes('SECRET'), shown);
    assert.match(shown, /\["Accept","\*\/\*"\]/);
    assert.match(shown, /\["Content-Type","text\/html"\]/);
    assert.match(shown, /"url":"https:\/\/a\.example"/);
  });

  test('stays as it is where it has no attempts', () => {
    for (const odd of [null, 'text', 7, [], {}, { attempts: null }, { attempts: [null, 1] }]) {
      assert.deepEqual(maskedDelivery(odd), odd);
    }
  });
});

describe('A header line', () => {
  test('is read the same, however long its blanks are', () => {
    const blanks = ' '.repeat(200_000);
    assert.deepEqual(decodeHeaders([`Name${blanks}: value`, `no colon${blanks}`]), [
      { name: 'Name', value: 'value' },
      { value: `no colon${blanks}` },
    ]);
  });
});
