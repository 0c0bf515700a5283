import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { failureFrom } from '../../../src/core/telnyx/failureFrom.ts';
import { faultsIn, plain } from '../../../src/core/telnyx/faults.ts';
import { apiKey, asIs, doorTo, failureOf, getNumber, patchNumber } from './doors.ts';
import { json, ok, refuse, serve } from './server.ts';

const context = { host: 'api.telnyx.com', writeSent: false };

describe('A refusal is said in words', () => {
  for (const [status, kind, wayOut, said] of [
    [400, 'rejected', 'none', 'Telnyx did not accept this: A title: Some detail.'],
    [401, 'unauthorized', 'replace-key', 'Telnyx does not accept this API key. Replace it with a valid one.'],
    [403, 'forbidden', 'check-account', 'This API key may not do this. Telnyx says: A title: Some detail.'],
    [404, 'not-found', 'none', 'Telnyx does not find this here. It may have been deleted.'],
    [
      409,
      'rejected',
      'none',
      'This conflicts with something else under way. Telnyx says: A title: Some detail.',
    ],
    [422, 'rejected', 'none', 'Telnyx did not accept this: A title: Some detail.'],
    [429, 'rate-limited', 'retry', 'Too many requests for this account just now. Try again.'],
    [500, 'server', 'retry', 'Telnyx has a problem of its own (status 500). Try again.'],
    [503, 'server', 'retry', 'Telnyx has a problem of its own (status 503). Try again.'],
  ] as const) {
    test(String(status), async (t) => {
      const server = await serve(t, (response) => {
        refuse(response, status, { 'x-request-id': 'a1b2-c3' });
      });
      const failure = await failureOf(doorTo(t, server.baseUrl).read(getNumber, asIs));
      assert.deepEqual(
        [failure.kind, failure.wayOut, failure.sentence, failure.status, failure.requestId],
        [kind, wayOut, said, status, 'a1b2-c3'],
      );
      assert.deepEqual(failure.faults, [{ sentence: 'A title: Some detail.', code: '10007' }]);
    });
  }

  test('also when the body is empty, a web page or cut off', async (t) => {
    for (const body of [
      '',
      '<html><h1>Bad gateway</h1></html>',
      '{"errors":[{"det',
      '{"errors":{}}',
      'null',
    ]) {
      for (const status of [400, 403, 409, 422, 502]) {
        const server = await serve(t, (response) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(body);
        });
        const failure = await failureOf(doorTo(t, server.baseUrl).write(patchNumber, asIs));
        assert.equal(failure.status, status);
        assert.deepEqual(failure.faults, []);
        assert.ok(!/html|gateway|undefined|null|errors/i.test(failure.sentence), failure.sentence);
      }
    }
  });

  test('several complaints at once, each with its place', async (t) => {
    const server = await serve(t, (response) => {
      json(response, 422, {
        errors: [
          { code: '10015', title: 'Bad', detail: 'Too long.', source: { pointer: '/customer_reference' } },
          { code: 10016, title: 'Not E.164', source: { pointer: 'tags/0' } },
          { code: '10015', title: 'Bad', detail: 'Bad', source: { pointer: '/base' } },
          { code: '10015', description: 'Described.', source: { pointer: '/' } },
          { code: '10015', title: 'Odd', source: { parameter: 'page[size]' } },
          'a string',
          {},
        ],
      });
    });
    const failure = await failureOf(doorTo(t, server.baseUrl).write(patchNumber, asIs));
    assert.equal(failure.sentence, 'Telnyx did not accept this: Bad: Too long. (and 4 more)');
    assert.deepEqual(failure.faults, [
      { sentence: 'Bad: Too long.', code: '10015', pointer: '/customer_reference' },
      { sentence: 'Not E.164', code: '10016', pointer: '/tags/0' },
      { sentence: 'Bad', code: '10015' },
      { sentence: 'Described.', code: '10015' },
      { sentence: 'Odd', code: '10015' },
    ]);
    assert.equal(failure.effect, 'no');
  });
});

describe('A failure holds no secret and nothing hostile', () => {
  for (const key of [apiKey, 'odd-canary-of-another-form']) {
    test(`when the server sends the key and headers back (${key.slice(0, 3)}…)`, async (t) => {
      const server = await serve(t, (response, { headers }) => {
        const echo = `${headers.authorization} ${key} KEYsomeoneelses0123`;
        json(response, 422, {
          errors: [{ code: key, title: echo, detail: echo, source: { pointer: `/${key}` } }],
          message: echo,
        });
      });
      const failure = await failureOf(doorTo(t, server.baseUrl, { apiKey: key }).write(patchNumber, asIs));
      const everything = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
      assert.ok(!everything.includes('canary'), everything);
      assert.ok(!everything.includes('someoneelses'), everything);
      assert.ok(!everything.includes('uthorization'), everything);
    });
  }

  test('however it was thrown', () => {
    const holding = Object.assign(new Error(`Bearer ${apiKey}`), {
      headers: new Headers({ authorization: `Bearer ${apiKey}` }),
      status: 418,
    });
    for (const thrown of [holding, { message: apiKey }, apiKey, new TypeError(apiKey, { cause: holding })]) {
      const failure = failureFrom(thrown, context);
      assert.equal(failure.kind, 'unknown');
      assert.ok(!inspect(failure, { depth: 10, showHidden: true }).includes('canary'));
    }
  });

  test('markup, control and bidi characters are shown for what they are, on one line, not endlessly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const shown = plain(text);
        assert.ok(!/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.test(shown));
        assert.ok(!shown.includes(']('));
        assert.ok(Array.from(shown).length <= 300);
      }),
    );
    assert.equal(plain('a\u202eb\u0000c\n\td'), 'a[U+202E]b␀c d');
    assert.equal(plain('[click](command:evil)'), '[click] (command:evil)');
  });

  test('a request id that is none is not shown', async (t) => {
    const server = await serve(t, (response) => {
      refuse(response, 404, { 'x-request-id': '<b>bold</b>' });
    });
    assert.equal((await failureOf(doorTo(t, server.baseUrl).read(getNumber, asIs))).requestId, undefined);
  });
});

describe('Trouble with the connection is told apart', () => {
  const failed = (code: string, syscall?: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code, syscall }) });

  for (const [thrown, kind, said, effect] of [
    [failed('ENOTFOUND', 'getaddrinfo'), 'offline', 'The name api.telnyx.com was not found.', 'no'],
    [failed('EAI_AGAIN', 'getaddrinfo'), 'offline', 'The name api.telnyx.com was not found.', 'no'],
    [failed('ECONNREFUSED', 'connect'), 'offline', 'api.telnyx.com refused the connection.', 'no'],
    [failed('ENETUNREACH', 'connect'), 'offline', 'There is no way to api.telnyx.com.', 'no'],
    [failed('EHOSTUNREACH', 'read'), 'offline', 'There is no way to api.telnyx.com.', 'unclear'],
    [
      failed('SELF_SIGNED_CERT_IN_CHAIN'),
      'offline',
      'The certificate of api.telnyx.com is not trusted.',
      'no',
    ],
    [failed('CERT_HAS_EXPIRED'), 'offline', 'The certificate of api.telnyx.com is not trusted.', 'no'],
    [failed('UND_ERR_CONNECT_TIMEOUT'), 'timeout', 'api.telnyx.com did not answer in time.', 'no'],
    [failed('ETIMEDOUT', 'read'), 'timeout', 'api.telnyx.com did not answer in time.', 'unclear'],
    [failed('ECONNRESET', 'read'), 'offline', 'The connection to api.telnyx.com broke off.', 'unclear'],
    [failed('UND_ERR_SOCKET'), 'offline', 'The connection to api.telnyx.com broke off.', 'unclear'],
    [new TypeError('fetch failed'), 'offline', 'The connection to api.telnyx.com failed.', 'unclear'],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'offline', 'The name api.telnyx.com was not found.', 'no'],
    [new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'offline', 'The proxy did not connect', 'no'],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'offline', 'The certificate of api.telnyx.com', 'no'],
    [new Error('net::ERR_INTERNET_DISCONNECTED'), 'offline', 'There is no way to', 'unclear'],
  ] as const) {
    const cause = thrown.cause as { code?: string } | undefined;
    test(cause?.code ?? thrown.message, () => {
      const read = failureFrom(thrown, context);
      assert.deepEqual([read.kind, read.effect, read.wayOut], [kind, 'no', 'retry']);
      assert.ok(read.sentence.startsWith(said), read.sentence);
      const write = failureFrom(thrown, { ...context, writeSent: true });
      assert.equal(write.effect, effect);
      assert.equal(write.wayOut, effect === 'unclear' ? 'none' : 'retry');
    });
  }

  test('several addresses that all refuse', () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const thrown = new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) });
    assert.equal(failureFrom(thrown, context).cause, 'ECONNREFUSED');
  });

  test('a server that speaks no TLS, really', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl.replace('http:', 'https:'));
    const failure = await failureOf(door.read(getNumber, asIs));
    assert.equal(failure.kind, 'offline');
    assert.match(failure.sentence, /^No secure connection to 127\.0\.0\.1:\d+ could be made/);
  });

  test('a server that speaks no HTTP, really', async (t) => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const failure = await failureOf(doorTo(t, `http://127.0.0.1:${port}/v2`).read(getNumber, asIs));
    assert.equal(failure.kind, 'offline');
  });
});

test('A failure that is one already stays as it is, also inside what the SDK throws', () => {
  const failure = new Failure({ kind: 'misuse', sentence: 'x', wayOut: 'none' });
  assert.equal(failureFrom(failure, context), failure);
  assert.equal(failureFrom(new Error('y', { cause: failure }), context), failure);
});

test('An error body of any shape is read without a throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ errors: fc.array(fc.jsonValue()) })), (body) => {
      for (const { sentence, pointer } of faultsIn(body)) {
        assert.notEqual(sentence, '');
        assert.ok(pointer === undefined || pointer.startsWith('/'));
      }
    }),
  );
});
