import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixtureOf } from '../../../src/core/webhooks/fixture.ts';
import { bodyHoldsSecret, isMaskedBody, maskedBody } from '../../../src/core/webhooks/maskedBody.ts';
import { maskedDelivery } from '../../../src/core/webhooks/maskedDelivery.ts';
import { readBody } from '../../../src/core/webhooks/body.ts';

const url = 'https://u:SECRET1@h/x?token=SECRET1';
const body = JSON.stringify(
  { data: { text: '"delivered_to" 1e3' }, meta: { attempt: 1, delivered_to: url } },
  null,
  2,
);

describe('A body that is kept or given away', () => {
  test('has the secrets of the URL it went to masked, and nothing else changed', () => {
    const shown = maskedBody(body);
    assert.equal(shown, body.replace(url, 'https://••••@h/x?token=••••'));
    assert.deepEqual([bodyHoldsSecret(body), isMaskedBody(body)], [true, false]);
    assert.deepEqual([bodyHoldsSecret(shown), isMaskedBody(shown)], [false, true]);
  });

  test('has them masked however the JSON is written, and where it was cut', () => {
    for (const text of [
      '{"meta":{"delivered_to":"https:\\/\\/u:SECRET1@h"}}',
      '{"meta":{"delivered_to" : "https://h?\\u0074oken=SECRET1"}}',
      '{"meta":{"delivered_to":"https://h?token=SECRET1',
      '{"meta":{"delivered_to":"https://h?\\u0074oken=SECRET1\\u00',
      '{"meta":{"delivered_to":"https://h?token=SECRET1\n"}}',
    ]) {
      assert.doesNotMatch(maskedBody(text), /SECRET1/);
      assert.ok(isMaskedBody(maskedBody(text)), text);
    }
  });

  test('has those of every URL masked: links of the event, of an answer, and of a form', () => {
    const link = 'https://s3.example/a.mp3?X-Amz-Signature=SECRET1';
    for (const text of [
      JSON.stringify({ data: { payload: { recording_urls: { mp3: link }, webhook_url: url } } }),
      JSON.stringify({ text: `Listen: ${link} (for ten minutes)` }),
      JSON.stringify([`${url} and words`]).replaceAll('/', '\\u002f'),
      `<a href="${link}">Cannot POST ${url}</a> 5" pipe`,
      `Cannot POST ${url}`,
      `"C:\\dir ${link}"`,
      `From=%2B13125550001&RecordingUrl=${encodeURIComponent(link)}&To=1`,
    ]) {
      const shown = maskedBody(text);
      assert.doesNotMatch(shown, /SECRET1/);
      assert.equal(maskedBody(shown), shown);
      assert.ok(isMaskedBody(shown), shown);
      assert.match(shown, /s3\.example|https?:\/\/••••|%3A%2F%2F••••/);
    }
  });

  test('stays byte for byte where there is none', () => {
    for (const text of [
      '',
      'text',
      '{"text":"••••","at":"10:30","a":"https:\\/\\/h\\/x","e":"\\u00e9"}',
      'Url=https%3A%2F%2Fh%2Fx&Digits=1',
      '{"meta":{"delivered_to":"https:\\/\\/h\\/x?order=7"}}',
      '{"delivered_to":7}',
    ]) {
      assert.equal(maskedBody(text), text);
      assert.equal(isMaskedBody(text), false);
    }
  });

  test('is masked in no time, however long', () => {
    for (const long of [
      '"delivered_to"'.repeat(40_000),
      `"delivered_to":"${'\\"'.repeat(300_000)}`,
      'a.'.repeat(300_000),
      'https://'.repeat(80_000),
      `"${'https:\\/\\/'.repeat(80_000)}"`,
    ])
      isMaskedBody(maskedBody(long));
  });

  test('is masked in a delivery that tells it as JSON, too', () => {
    const http = { request: { body: JSON.parse(body) as unknown } };
    assert.doesNotMatch(JSON.stringify(maskedDelivery({ attempts: [{ http }] })), /SECRET1/);
  });

  test('says in a fixture that it was masked', () => {
    const request = { body: { ...readBody(body), origin: 'told' as const } };
    const attempt = { number: 1, status: 'failed', errors: [], request };
    const fixture = (secrets: boolean) => fixtureOf({ id: 'd', attempts: [] }, attempt, secrets);
    assert.match(fixture(false), /"body_masked": true/);
    assert.doesNotMatch(fixture(false), /SECRET1/);
    assert.doesNotMatch(fixture(true), /body_masked/);
  });
});
