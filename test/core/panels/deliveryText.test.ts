import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SentRequest } from '../../../src/core/webhooks/delivery.ts';
import { readBody } from '../../../src/core/webhooks/body.ts';
import { curlOf } from '../../../src/core/webhooks/curl.ts';
import { secretsQuestion } from '../../../src/panels/deliveryText.ts';

const asked = (request: SentRequest) =>
  secretsQuestion({ number: 1, status: 'failed', errors: [], request }) ?? '';

const secretUrl = 'https://a.example/hook?token=SECRET';
const requests: readonly (readonly [RegExp, SentRequest])[] = [
  [/^$/, {}],
  [/^$/, { url: 'https://a.example/hook?order=7', headers: [{ name: 'Accept', value: '*/*' }] }],
  [/^Some headers/, { headers: [{ name: 'Telnyx-Signature-Ed25519', value: 'SECRET' }] }],
  [/^Some headers/, { headers: [{ name: 'Referer', value: secretUrl }] }],
  [/^The URL/, { url: secretUrl, headers: [{ name: 'Authorization', value: 'SECRET' }] }],
  [/^A URL in the body/, { body: { ...readBody(JSON.stringify({ url: secretUrl })), origin: 'told' } }],
];

describe('Before a request is given away', () => {
  test('it is asked about secrets where there are some, and only there', () => {
    for (const [words, request] of requests) assert.match(asked(request), words);
  });

  test('nothing that is not asked about is masked', () => {
    for (const [, request] of requests) {
      const masks = curlOf(request, 'bash', false) !== curlOf(request, 'bash', true);
      assert.equal(masks, asked(request) !== '');
    }
  });
});
