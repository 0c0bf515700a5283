import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import Telnyx from 'telnyx';
import { isJson } from '../../../src/core/webhooks/body.ts';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { headerValue } from '../../../src/core/webhooks/signature.ts';
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

  test('takes JSON that holds the sign of what was no text', () => {
    assert.deepEqual(wrong(input({ body: '"\ufffd"' }, '"\ufffd"')), ['holds']);
  });

  test('does not hold over a body that is no JSON, which the telnyx package cannot read', async () => {
    for (const text of ['', 'a=1&b=2', '{"a":', `\ufeff${body}`]) {
      const given = input({ body: text }, text);
      assert.deepEqual(wrong(given), ['unparsed', 'json bad']);
      assert.equal(await taken(given), false);
    }
    const late = String(Number(timestamp) - 301);
    assert.deepEqual(wrong(input({ body: 'x' }, 'x', late)), ['late', 'clock bad', 'json bad']);
  });

  test('is not sure of headers that came twice or could not be read', () => {
    const [signature, time] = input().headers;
    assert.ok(signature && time);
    const other = { ...signature, value: signatureOf(key, timestamp, 'other') };
    for (const headers of [
      [signature, other, time],
      [other, signature, time],
      [signature, time, { name: 'TELNYX-TIMESTAMP', value: '1' }],
    ]) {
      assert.equal(checkSignature(input({ headers })).verdict, 'unknown');
      assert.match(
        checkSignature(input({ headers })).findings[0]?.sentence ?? '',
        /^More than once: Telnyx-/,
      );
    }
    assert.deepEqual(wrong(input({ headers: [signature, { value: 'what is this' }] })), [
      'unknown',
      'headers unknown',
    ]);
    assert.deepEqual(wrong(input({ headers: [signature, time, { value: 'what is this' }] })), ['holds']);
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
          const wanted = isJson(signed) ? 'holds' : 'unparsed';
          assert.equal(checkSignature(input({ body: signed }, signed)).verdict, wanted);
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
      assert.match(checkSignature(input({ body: one }, one)).verdict, /^(holds|unparsed)$/);
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

  const pairs = { host: "it's", 'Telnyx-Timestamp': '1' };
  const shapes: Readonly<Record<string, string>> = {
    rawHeaders: JSON.stringify(Object.entries(pairs).flat()),
    'a request as JSON': JSON.stringify({ method: 'POST', headers: pairs }),
    'a request with rawHeaders': JSON.stringify({ headers: Object.entries(pairs).flat() }),
    'names and values as objects': JSON.stringify(
      Object.entries(pairs).map(([name, value]) => ({ name, value })),
    ),
    'values as lists': JSON.stringify({ headers: { 'Telnyx-Timestamp': ['1'] } }),
    'console.log': inspect(pairs),
    'console.log of rawHeaders': inspect(Object.entries(pairs).flat()),
    'console.log of a request': inspect({
      headers: { ...pairs, none: undefined, many: ['a', 'b'], count: 3 },
    }),
    'console.log with words before': `Headers: ${inspect(pairs)}`,
    'console.log of Headers': inspect(new Headers(pairs)),
    'console.log of a Request': inspect(new Request('http://localhost/', { headers: pairs })),
    'console.log of headersDistinct': inspect(
      Object.assign(Object.create(null), { 'Telnyx-Timestamp': ['1'] }),
    ),
    'console.log of a Map': inspect(new Map(Object.entries(pairs))),
    'a line of code': `'Telnyx-Timestamp': '1',`,
    'an option of curl': `-H 'Telnyx-Timestamp: 1' \\`,
    'curl -v':
      '* Connected to a\n> POST /hook HTTP/1.1\n> Host: a\n> Telnyx-Timestamp: 1\n>\n< HTTP/1.1 200 OK\n< A: b',
    CGI: 'HTTP_TELNYX_TIMESTAMP: 1',
    'a request beside empty headers': JSON.stringify({ headers: {}, request: { headers: pairs } }),
    'a request beside its answer': JSON.stringify({
      status: 200,
      headers: { 'content-type': 'a' },
      request: { headers: pairs },
    }),
    'a request with no rawHeaders': JSON.stringify({ rawHeaders: [], headers: pairs }),
    'JSON with any number': '{"Telnyx-Timestamp":"1","a":1e3,"b":1E-7,"c":-2.5e+3}',
    'deep JSON': `{"headers":{"Telnyx-Timestamp":"1"},"b":${'['.repeat(60)}${']'.repeat(60)}}`,
  };
  for (const [shape, text] of Object.entries(shapes))
    test(`are read as ${shape}`, () => {
      const read = typedHeaders(text);
      assert.equal(headerValue(read, 'telnyx-timestamp'), '1', text);
      assert.ok(
        read.every(({ name }) => name !== undefined),
        JSON.stringify(read),
      );
    });

  test('are a line, though its value looks like what a program prints', () => {
    for (const [name, value] of [
      ['X-List', '[1,2]'],
      ['Telnyx-Timestamp', '{"a":"b"}'],
      ['Accept', '[1,2]'],
      ['via', '["a","b"]'],
      ['NEL', '{"report_to":"a","max_age":60}'],
    ] as const)
      assert.deepEqual(typedHeaders(`${name}: ${value}`), [{ name, value }]);
  });

  test('are called unread where nobody can tell, and never missing', () => {
    for (const text of [
      'Telnyx-Timestamp 1',
      'Telnyx-Timestamp\t1',
      'curl -H "Telnyx-Timestamp: 1" localhost',
      "{ 'Telnyx-Timestamp' '1' }",
      inspect({ req: { message: { headers: pairs } } }, { depth: 1 }),
      JSON.stringify({ level: 'info', http: { told: pairs } }),
      `EnvironHeaders([('Telnyx-Timestamp', '1')])`,
      "{ host: 'x', ... 3 more items }",
      '['.repeat(100_000),
      `{"headers":{"a":"b"},"request":{"headers":{"c":"d"}}}`,
      `[${'['.repeat(20_000)}${']'.repeat(20_000)}]`,
    ]) {
      const headers = typedHeaders(text);
      assert.ok(
        headers.some(({ name }) => name === undefined),
        text.slice(0, 80),
      );
      assert.deepEqual(wrong(input({ headers })), ['unknown', 'headers unknown']);
    }
  });

  test('are read in no time, however long', () => {
    for (const text of ["'", '{"a":', '[ ', 'A', '[A', '\\', '- ']) typedHeaders(`[${text.repeat(200_000)}`);
  });
});

describe('The test key', () => {
  test('is read again as it was made, and nothing else is taken for one', () => {
    assert.deepEqual(testKeyOf(key.privateKey), key);
    for (const text of ['', 'x', key.publicKey]) assert.equal(testKeyOf(text), undefined);
  });
});
