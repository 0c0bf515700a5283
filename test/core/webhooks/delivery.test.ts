import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readJson } from '../../../src/core/model/jsonTree.ts';
import { readBody } from '../../../src/core/webhooks/body.ts';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { decodeHeaders, hidden } from '../../../src/core/webhooks/headers.ts';
import { fixtureName, fixtureOf } from '../../../src/core/webhooks/fixture.ts';
import { attemptRecord } from '../../../src/core/webhooks/attemptRecord.ts';

const signed = ['Telnyx-Signature-Ed25519', 'c2lnbmVk'];
const webhook = { id: 'e1', event_type: 'call.hangup', occurred_at: 'then', payload: { to: '+13125550001' } };
const raw = (...attempts: unknown[]) => ({ id: 'd1', status: 'failed', webhook, attempts });
const tried = (http: unknown) => ({ status: 'failed', errors: [75499], http });

function first(...attempts: unknown[]) {
  const delivery = decodeWhole(raw(...attempts));
  const [attempt] = delivery?.attempts ?? [];
  assert.ok(delivery && attempt);
  return { delivery, attempt };
}

describe('A whole delivery', () => {
  test('takes headers as pairs and as lines, and keeps what is neither', () => {
    const given = [['A', 'b'], 'Accept: */*', 'X:a:b', 'no header', ['A'], 7, ['', 'x']];
    assert.deepEqual(decodeHeaders(given), [
      { name: 'A', value: 'b' },
      { name: 'Accept', value: '*/*' },
      { name: 'X', value: 'a:b' },
      { value: 'no header' },
      { value: '["A"]' },
      { value: '7' },
      { value: 'x' },
    ]);
    assert.equal(decodeHeaders(null), undefined);
  });

  test('knows an answer that is missing, null or misspelt', () => {
    for (const http of [undefined, null, {}, { response: null }, { reponse: null }])
      assert.equal(first(tried(http)).attempt.answer, undefined);
    const answer = { status: 503, headers: ['Server: nginx'], body: '<html>' };
    for (const name of ['response', 'reponse'])
      assert.deepEqual(first(tried({ [name]: answer })).attempt.answer?.status, 503);
  });

  test('numbers tries from the oldest', () => {
    const { delivery } = first(
      tried({ request: { url: 'https://b.example' } }),
      tried({ request: { url: 'https://a.example' } }),
    );
    assert.deepEqual(
      delivery.attempts.map(({ number, request }) => [number, request.url]),
      [
        [1, 'https://a.example'],
        [2, 'https://b.example'],
      ],
    );
  });

  test('says whether the body was told or made of the event', () => {
    const rebuilt = first(tried({ request: { url: 'https://a.example' } })).attempt.request.body;
    assert.equal(rebuilt?.origin, 'rebuilt');
    assert.deepEqual(JSON.parse(rebuilt.text), { data: webhook });
    const told = first(tried({ request: { body: '{ "a" : 1 }' } })).attempt.request.body;
    assert.deepEqual([told?.origin, told?.text], ['told', '{ "a" : 1 }']);
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (http, headers, event) => {
        decodeWhole({
          id: 'd',
          webhook: event,
          attempts: [http, { http }, { http: { request: { headers } } }],
        });
        decodeWhole(http);
      }),
    );
  });
});

describe('A body', () => {
  test('is JSON, text, binary or empty, and says where it was cut', () => {
    const kind = (text: string) => readBody(text).kind;
    assert.deepEqual(['', '{}', 'OK', 'a\0b', '\ufffd', '\ud800'].map(kind), [
      'empty',
      'json',
      'text',
      'binary',
      'binary',
      'binary',
    ]);
    assert.equal(readBody('x'.repeat(10_240)).cut, true);
    assert.equal(readBody('x'.repeat(9_000)).cut, false);
    assert.equal(readBody(`"${'x'.repeat(10_238)}"`).cut, false);
  });
});

describe('JSON for reading', () => {
  const plain = (node: ReturnType<typeof readJson>): unknown => {
    if (!node) return undefined;
    if ('text' in node) return node.kind === 'string' ? node.text : JSON.parse(node.text);
    if (node.kind === 'array') return node.entries.map(({ value }) => plain(value));
    return Object.fromEntries(node.entries.map(({ key = '', value }) => [key, plain(value)]));
  };

  test('says what JSON.parse says, with every digit', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(plain(readJson(text)), plain(readJson(JSON.stringify(JSON.parse(text)))));
      }),
    );
    assert.deepEqual(readJson('1293384261075731499'), { kind: 'number', text: '1293384261075731499' });
    assert.deepEqual(plain(readJson('{"a":{"b":["]",":",null]},"":"{"}')), {
      a: { b: [']', ':', null] },
      '': '{',
    });
    assert.equal(readJson('{"a":'), undefined);
  });

  test('reads as deep as 10 kB can be', () => {
    assert.equal(readJson('['.repeat(5_000) + ']'.repeat(5_000))?.kind, 'array');
  });
});

describe('Secrets of a delivery', () => {
  test('are masked unless somebody wants them', () => {
    const names = ['Authorization', 'Set-Cookie', 'telnyx-signature-ed25519', 'X-Api-Key', 'x-auth-token'];
    for (const name of names) assert.equal(hidden({ name, value: 'v' }).value, '••••');
    assert.equal(hidden({ value: 'Bearer x' }).value, '••••');
    assert.equal(hidden({ name: 'Content-Type', value: 'v' }).value, 'v');
  });

  test('go into a fixture only when asked for, and never into a comparison', () => {
    const { delivery, attempt } = first(tried({ request: { headers: [signed] } }));
    assert.ok(!fixtureOf(delivery, attempt, false).includes('c2lnbmVk'));
    assert.ok(fixtureOf(delivery, attempt, true).includes('c2lnbmVk'));
    assert.ok(
      !JSON.stringify(attemptRecord(raw(tried({ request: { headers: [signed] } })), 1)).includes('c2lnbmVk'),
    );
    assert.equal(attemptRecord(raw(), 1), null);
  });

  test('have no say in the name of a file', () => {
    const { delivery, attempt } = first(tried({}));
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (eventType, id) => {
        assert.match(fixtureName({ ...delivery, eventType, id }, attempt), /^\w[\w.-]*\.json$/);
      }),
    );
  });
});
