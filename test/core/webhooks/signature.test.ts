import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import Telnyx from 'telnyx';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { rebuiltCandidates } from '../../../src/core/webhooks/rebuilt.ts';
import { checkSignature, type SignatureInput } from '../../../src/core/webhooks/signatureCheck.ts';
import { makeTestKey, signatureOf, testKeyOf } from '../../../src/core/webhooks/testKey.ts';
import { headerLines, typedHeaders } from '../../../src/core/webhooks/typedHeaders.ts';

const now = Date.now();
const timestamp = String(Math.floor(now / 1000));
const key = makeTestKey();
const event = { data: { event_type: 'message.received', id: 'e1', payload: { text: 'Grüße/☎', cost: 1.5 } } };
const body = JSON.stringify(event);

function input(more: Partial<SignatureInput> = {}, signed = body, at = timestamp): SignatureInput {
  const headers = [
    { name: 'Telnyx-Signature-ed25519', value: signatureOf(key, at, signed) },
    { name: 'telnyx-timestamp', value: at },
  ];
  return { body, origin: 'given', headers, key: key.publicKey, now, ...more };
}

const wrong = (given: SignatureInput) => {
  const { verdict, findings } = checkSignature(given);
  return [
    verdict,
    ...findings.flatMap(({ part, outcome }) => (outcome === 'good' ? [] : [`${part} ${outcome}`])),
  ];
};

/** Whether the real `telnyx` package takes it. */
async function taken({ headers, key: publicKey, body: given }: SignatureInput): Promise<boolean> {
  const client = new Telnyx({ apiKey: 'KEY', publicKey });
  const pairs = Object.fromEntries(headers.map(({ name = '', value }) => [name, value]));
  return await client.webhooks.unwrap(given, { headers: pairs }).then(
    () => true,
    () => false,
  );
}

describe('The check of a signature', () => {
  test('holds where the telnyx package takes it, and nowhere else', async () => {
    const late = String(Number(timestamp) - 301);
    const cases: readonly (readonly [SignatureInput, readonly string[]])[] = [
      [input(), ['holds']],
      [input({}, body, late), ['late', 'clock bad']],
      [input({}, body, String(Number(timestamp) + 400)), ['late', 'clock bad']],
      [input({}, body, 'soon'), ['fails', 'timestamp bad']],
      [input({ headers: [] }), ['fails', 'headers bad']],
      [input({ headers: input().headers.slice(0, 1) }), ['fails', 'headers bad']],
      [input({ key: 'no key' }), ['fails', 'key bad']],
      [input({ key: makeTestKey().publicKey }), ['fails', 'body bad']],
      [input({ body: body.replace('1.5', '1.6') }), ['fails', 'body bad']],
      [
        input({
          headers: [{ name: 'Telnyx-Signature-Ed25519', value: 'AAAA' }, ...input().headers.slice(1)],
        }),
        ['fails', 'signature bad'],
      ],
    ];
    for (const [given, expected] of cases) {
      assert.deepEqual(wrong(given), expected);
      assert.equal(await taken(given), expected[0] === 'holds', expected.join());
    }
  });

  test('says nothing about a signature without a key, and names a key it knows', () => {
    assert.deepEqual(wrong(input({ key: '' })), ['unknown', 'key unknown']);
    const other = { name: 'the test key of this machine', key: key.publicKey };
    const { findings } = checkSignature(input({ key: makeTestKey().publicKey, otherKeys: [other] }));
    assert.match(
      findings.map(({ sentence }) => sentence).join(),
      /Wrong key: .* the test key of this machine/,
    );
  });

  test('tells how JSON was written again, and where it differs', () => {
    const ways = [
      JSON.stringify(event, null, 2),
      JSON.stringify(event, null, '\t'),
      `${body}\n`,
      ` ${body}`,
      `\ufeff${body}`,
      body.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
      body.replaceAll('/', '\\/'),
      `${JSON.stringify(event, null, 2)}\n`,
    ];
    for (const way of ways) {
      // Either side may be the one that was signed.
      for (const [given, signed] of [
        [way, body],
        [body, way],
      ] as const) {
        if (signed.startsWith(' ') || signed.startsWith('\ufeff')) continue;
        const { verdict, findings, difference } = checkSignature(input({ body: given }, signed));
        assert.equal(verdict, 'fails', way);
        assert.match(findings.at(-1)?.sentence ?? '', /^The signature holds over /, way);
        assert.ok(difference && difference.given !== difference.signed);
      }
    }
  });

  test('calls unknown what cannot be known', () => {
    const cut = 'x'.repeat(10_240);
    assert.deepEqual(wrong(input({ body: cut })), ['unknown', 'body unknown']);
    assert.deepEqual(wrong(input({ body: 'half \ufffd' })), ['unknown', 'body unknown']);
    assert.deepEqual(wrong(input({ origin: 'rebuilt' }, 'something else')), ['unknown', 'body unknown']);
  });

  test('proves a rebuilt body by the signature over it', () => {
    const url = 'https://a.example/hook';
    const webhook = { id: 'e1', event_type: 'call.hangup', payload: { to: '+1' } };
    const attempts = [{ status: 'failed', http: { request: { url, headers: [] } } }];
    const attempt = decodeWhole({ id: 'd1', webhook, attempts })?.attempts[0];
    assert.ok(attempt?.request.body);
    const data = { event_type: 'call.hangup', id: 'e1', payload: { to: '+1' } };
    const sent = JSON.stringify({ data, meta: { attempt: 1, delivered_to: url } });
    const given = input(
      { body: attempt.request.body.text, origin: 'rebuilt', candidates: rebuiltCandidates(attempt) },
      sent,
    );
    assert.deepEqual(wrong(given), ['holds']);
  });

  test('holds for every body that was signed, and fails for every other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.json(), (text, json) => {
        for (const signed of [text, json]) {
          assert.deepEqual(wrong(input({ body: signed }, signed)), ['holds']);
          assert.notEqual(checkSignature(input({ body: `${signed}x` }, signed)).verdict, 'holds');
        }
      }),
      { numRuns: 60 },
    );
  });

  test('takes bodies of 10 kB of every kind, and JSON deeper than can be written', () => {
    const bodies = [
      '['.repeat(5000) + ']'.repeat(5000),
      '\u001b[31m'.repeat(2000),
      '<p>'.repeat(3400),
      '"\\'.repeat(5000),
      '\u202e'.repeat(3400),
    ];
    for (const one of bodies) {
      assert.deepEqual(wrong(input({ body: one }, one)), ['holds']);
      assert.notEqual(checkSignature(input({ body: one })).verdict, 'holds');
    }
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.equal(checkSignature(input({ body: deep })).verdict, 'fails');
  });
});

describe('Headers that were pasted', () => {
  test('are read as lines and as JSON', () => {
    const wanted = [
      { name: 'Telnyx-Timestamp', value: '1' },
      { name: 'X', value: 'a: b' },
    ];
    assert.deepEqual(typedHeaders('Telnyx-Timestamp: 1\r\n\r\nX: a: b\n'), wanted);
    assert.deepEqual(typedHeaders('{"Telnyx-Timestamp":"1","X":"a: b"}'), wanted);
    assert.deepEqual(typedHeaders('[["Telnyx-Timestamp","1"],["X","a: b"]]'), wanted);
    assert.deepEqual(typedHeaders(headerLines(wanted)), wanted);
    assert.deepEqual(typedHeaders(' '), []);
    assert.deepEqual(typedHeaders('{broken'), [{ value: '{broken' }]);
  });
});

describe('The test key', () => {
  test('is read again as it was made, and nothing else is taken for one', () => {
    assert.deepEqual(testKeyOf(key.privateKey), key);
    for (const text of ['', 'x', key.publicKey]) assert.equal(testKeyOf(text), undefined);
  });
});
