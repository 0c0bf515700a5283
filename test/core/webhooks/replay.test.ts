import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { replay, type ReplayBounds, type ReplayRequest } from '../../../src/core/webhooks/replay.ts';
import { draftComplaints, sentHeaders, type ReplayDraft } from '../../../src/core/webhooks/replayRequest.ts';
import { isLoopback, reach, type Address } from '../../../src/core/webhooks/replayTarget.ts';
import { checkSignature } from '../../../src/core/webhooks/signatureCheck.ts';
import { makeTestKey } from '../../../src/core/webhooks/testKey.ts';

const here: Address = { address: '127.0.0.1', family: 4 };
const outside: Address = { address: '203.0.113.7', family: 4 };

const bounds = (more: Partial<ReplayBounds> = {}): ReplayBounds => ({
  allowed: [],
  lookup: () => Promise.resolve([here]),
  cancelled: new AbortController().signal,
  deadline: 10_000,
  most: 100_000,
  ...more,
});

async function listening(t: TestContext, server: Server): Promise<string> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `localhost:${String((server.address() as AddressInfo).port)}`;
}

const serving = async (t: TestContext, answer: RequestListener) =>
  `http://${await listening(t, createServer(answer))}/hook`;

/** A server that answers with these bytes, whatever it is sent. */
const raw = async (t: TestContext, answer: (socket: Socket) => void) =>
  `http://${await listening(
    t,
    createSocketServer((socket) => socket.once('data', () => answer(socket))),
  )}/`;

const post = (url: string, more: Partial<ReplayRequest> = {}): ReplayRequest => ({
  url,
  method: 'POST',
  headers: [],
  body: '',
  ...more,
});

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('A replay', () => {
  test('sends body and headers exactly, once, and makes those of the connection anew', async (t) => {
    const got: { headers: readonly string[]; body: string; method?: string | undefined }[] = [];
    const url = await serving(t, (request, response) => {
      void read(request).then((body) => {
        got.push({ headers: request.rawHeaders, body, method: request.method });
        response.writeHead(500, { 'X-Why': 'because' }).end('{"no":true}');
      });
    });
    const headers = [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Twice', value: '1' },
      { name: 'x-twice', value: 'ü' },
    ];
    const body = '{"text":"Grüße\\u2028☎"}\r\n';
    const { steps, problem } = await replay(post(url, { headers, body }), bounds());
    assert.equal(problem, undefined);
    assert.equal(steps.length, 1);
    const received = steps[0]?.received;
    assert.deepEqual(
      [received?.status, received?.reason, received?.body.toString()],
      [500, 'Internal Server Error', '{"no":true}'],
    );
    assert.ok(received?.headers.some(({ name, value }) => name === 'X-Why' && value === 'because'));
    assert.deepEqual(got, [
      {
        method: 'POST',
        body,
        headers: [
          ...['Host', new URL(url).host, 'Content-Type', 'application/json', 'X-Twice', '1', 'x-twice', 'ü'],
          ...['Content-Length', String(Buffer.byteLength(body)), 'Connection', 'close'],
        ],
      },
    ]);
  });

  test('keeps, replaces or leaves out the signature', () => {
    const key = makeTestKey();
    const draft: ReplayDraft = {
      url: '',
      method: 'POST',
      body: '{}',
      signing: 'original',
      headers: [
        { name: 'Host', value: 'a.example' },
        { name: 'content-length', value: '999' },
        { name: 'Telnyx-Timestamp', value: '1' },
        { name: 'telnyx-signature-ed25519', value: 'old' },
        { name: 'X', value: 'y' },
        { name: '', value: '' },
      ],
    };
    const now = Date.now();
    const names = (signing: ReplayDraft['signing']) =>
      sentHeaders({ ...draft, signing }, key, now).map(({ name, value }) => `${name}=${value.slice(0, 3)}`);
    assert.deepEqual(names('original'), ['Telnyx-Timestamp=1', 'telnyx-signature-ed25519=old', 'X=y']);
    assert.deepEqual(names('none'), ['X=y']);
    const headers = sentHeaders({ ...draft, signing: 'test' }, key, now);
    const checked = checkSignature({ body: '{}', origin: 'given', headers, key: key.publicKey, now });
    assert.equal(checked.verdict, 'holds');
  });

  test('is ended at the size limit by an endless server', async (t) => {
    const url = await serving(t, (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(16_384, 0x61)));
        response.once('drain', more);
      };
      more();
    });
    const { steps, problem } = await replay(post(url), bounds());
    assert.equal(problem, undefined);
    assert.deepEqual([steps[0]?.received?.cut, steps[0]?.received?.body.length], ['size', 100_000]);
  });

  test('is ended by its deadline: no answer, slow headers, an answer that does not end', async (t) => {
    const silent = await raw(t, () => undefined);
    const slow = await raw(t, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('X: y\r\n'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    const endless = await raw(t, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    for (const url of [silent, slow, endless]) {
      const { steps, problem } = await replay(post(url), bounds({ deadline: 400 }));
      assert.match(problem ?? '', /^No whole answer within 0.4 s/);
      assert.equal(steps.length, 1);
      assert.equal(steps[0]?.received?.status, url === endless ? 200 : undefined);
    }
  });

  test('is stopped by a person', async (t) => {
    const stop = new AbortController();
    const url = await raw(t, () => stop.abort());
    const { problem } = await replay(post(url), bounds({ cancelled: stop.signal }));
    assert.match(problem ?? '', /^Stopped\./);
    const before = await replay(post(url), bounds({ cancelled: stop.signal }));
    assert.deepEqual([before.problem, before.steps], ['Stopped before anything was sent.', []]);
  });

  test('is stopped before it is sent: while the name is looked up, and while nobody takes the connection', async (t) => {
    const stop = new AbortController();
    const lookup = () => {
      setImmediate(() => stop.abort());
      return new Promise<never>(() => undefined);
    };
    const looking = await replay(post('http://localhost:1/'), bounds({ lookup, cancelled: stop.signal }));
    assert.deepEqual([looking.problem, looking.steps], ['Stopped before anything was sent.', []]);
    const never = () => new Promise<never>(() => undefined);
    const slow = await replay(post('http://localhost:1/'), bounds({ lookup: never, deadline: 50 }));
    assert.deepEqual([slow.problem, slow.steps], ['No connection within 0.05 s. Nothing was sent.', []]);
    // It takes the connection but never shakes hands.
    const mute = (await raw(t, () => undefined)).replace('http:', 'https:');
    const shaking = await replay(post(mute), bounds({ deadline: 200 }));
    assert.deepEqual([shaking.problem, shaking.steps], ['No connection within 0.2 s. Nothing was sent.', []]);
  });

  test('sends methods in capitals, and judges redirects by them', async (t) => {
    const seen: string[] = [];
    const url = await serving(t, (request, response) => {
      seen.push(String(request.method));
      response.writeHead(request.url === '/hook' ? 302 : 200, { Location: '/next' }).end();
    });
    const { steps } = await replay(post(url, { method: 'post', body: 'x' }), bounds());
    assert.deepEqual(seen, ['POST', 'GET']);
    assert.deepEqual(
      steps.map(({ method }) => method),
      seen,
    );
  });

  test('does not follow a redirect of another machine to this one', async (t) => {
    const seen: string[] = [];
    const url = await serving(t, (request, response) => {
      seen.push(String(request.url));
      response.writeHead(307, { Location: url.replace('/hook', '/inside?token=SECRET') }).end();
    });
    // The named host stands for this machine here, so that nothing leaves it.
    const outer = url.replace('localhost', 'crm.example.net');
    const { steps, problem } = await replay(post(outer), bounds({ allowed: ['crm.example.net'] }));
    assert.deepEqual([steps.length, seen], [1, ['/hook']]);
    assert.match(problem ?? '', /inside\?token=•••• was not followed: another machine does not choose/);
  });

  test('says what went wrong: resets, no HTTP, headers without end, nobody there', async (t) => {
    const reset = await raw(t, (socket) => socket.resetAndDestroy());
    const half = await raw(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'));
    const chatter = await raw(t, (socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    const long = await raw(t, (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(70_000)}\r\n\r\n`));
    const problem = async (url: string) => (await replay(post(url), bounds())).problem ?? '';
    assert.match(await problem(reset), /closed the connection/);
    assert.match(await problem(half), /closed the connection/);
    assert.match(await problem(chatter), /is no HTTP/);
    assert.match(await problem(long), /longer than Node takes/);
    assert.match(await problem('http://localhost:1/'), /Nothing listens at localhost:1/);
    assert.match(await problem(half.replace('http:', 'https:')), /TLS|failed|closed/);
  });

  test('shows redirects and follows them on this machine only', async (t) => {
    const seen: string[] = [];
    const url = await serving(t, (request, response) => {
      seen.push(`${String(request.method)} ${String(request.url)} ${String(request.headers['x-a'])}`);
      const to = new Map([
        ['/hook', '/next'],
        ['/next', 'http://evil.example/steal'],
        ['/loop', '/loop'],
        ['/rebind', 'http://127.0.0.1.evil.example/'],
        ['/file', 'file:///etc/passwd'],
        ['/odd', 'http://['],
      ]).get(request.url ?? '');
      response.writeHead(request.url === '/hook' ? 307 : 302, { Location: to }).end();
    });
    const at = (path: string) =>
      replay(
        post(url.replace('/hook', path), { headers: [{ name: 'X-A', value: '1' }], body: 'x' }),
        bounds(),
      );
    const gone = await replay(post(url, { headers: [{ name: 'X-A', value: '1' }], body: 'x' }), bounds());
    assert.deepEqual(
      gone.steps.map(({ received }) => received?.status),
      [307, 302],
    );
    assert.match(
      gone.problem ?? '',
      /^The redirect to http:\/\/evil.example\/steal was not followed\. evil.example is not this machine/,
    );
    assert.deepEqual(seen, ['POST /hook 1', 'POST /next 1']);
    const loop = await at('/loop');
    assert.equal(loop.steps.length, 6);
    assert.match(loop.problem ?? '', /More than 5 redirects/);
    assert.match(seen.at(-1) ?? '', /^GET/);
    for (const path of ['/rebind', '/file', '/odd'])
      assert.match((await at(path)).problem ?? '', /was not followed/);
  });

  test('shows answers of every kind as the bytes they are', async (t) => {
    const bodies = [
      Buffer.from([0xff, 0xfe, 0x00, 0x80]),
      Buffer.alloc(10_240, 0x1b),
      Buffer.from('<script>\u202e'),
      Buffer.alloc(0),
    ];
    let at = 0;
    const url = await serving(t, (_, response) => response.end(bodies[at]));
    for (at = 0; at < bodies.length; at += 1) {
      const { steps } = await replay(post(url), bounds());
      assert.deepEqual(steps[0]?.received?.body, bodies[at]);
    }
  });
});

describe('Where a replay may go', () => {
  const named = async (url: string, allowed: readonly string[] = [], found: readonly Address[] = [here]) =>
    (await reach(url, allowed, () => Promise.resolve(found))).ok;

  test('is this machine, however it is written', async () => {
    for (const url of [
      'http://localhost:1/',
      'https://127.0.0.1',
      'http://127.1',
      'http://0x7f000001/',
      'http://[::1]:80',
      'http://LOCALHOST./',
      'http://app.localhost/',
      'http://[::ffff:127.0.0.2]/',
    ])
      assert.equal(await named(url), true, url);
    for (const url of [
      'http://a.example',
      'http://10.0.0.1',
      'http://0.0.0.0',
      'http://[::]',
      'http://localhost.evil.example',
      'http://127.0.0.1.evil.example',
      'http://me@evil.example',
      'http://u:p@localhost/',
      'ftp://localhost',
      'file:///x',
      'localhost:3000',
      '',
      'http://169.254.169.254/',
      'http://[::ffff:10.0.0.1]/',
      'http://localhost:0/',
      'https://127.0.0.1:00',
    ])
      assert.equal(await named(url), false, url);
  });

  test('is never where localhost leads away from this machine', async () => {
    assert.equal(await named('http://localhost/', [], [outside]), false);
    const mixed = await reach('http://localhost/', [], () => Promise.resolve([outside, here]));
    assert.deepEqual(mixed.ok && mixed.addresses, [here]);
  });

  test('is a host that is named, by itself or with its port, and no other', async () => {
    const allowed = ['crm.Example.net', 'b.example:8443'];
    assert.equal(await named('https://crm.example.net/x', allowed, [outside]), true);
    assert.equal(await named('https://b.example:8443/', allowed, [outside]), true);
    for (const url of [
      'https://b.example/',
      'https://a.crm.example.net/',
      'https://crm.example.net.evil.example/',
    ])
      assert.equal(await named(url, allowed, [outside]), false, url);
  });

  test('is looked up once, and what was found is what is connected to', async (t) => {
    const url = new URL(await serving(t, (_, response) => response.end('here')));
    let asked = 0;
    const lookup = () => {
      asked += 1;
      return Promise.resolve([here]);
    };
    const { steps } = await replay(
      post(`http://rebind.example:${url.port}/`),
      bounds({ allowed: ['rebind.example'], lookup }),
    );
    assert.equal(steps[0]?.received?.body.toString(), 'here');
    assert.equal(asked, 1);
    const failing = () => Promise.reject(new Error('ENOTFOUND'));
    assert.match(
      (await replay(post('http://localhost:1/'), bounds({ lookup: failing }))).refused ?? '',
      /could not be found/,
    );
  });

  test('tells loopback from everything else', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        assert.equal(isLoopback(address), address.startsWith('127.'));
        assert.equal(isLoopback(`::ffff:${address}`), address.startsWith('127.'));
      }),
    );
    fc.assert(
      fc.property(
        fc.ipV6(),
        (address) =>
          !isLoopback(address) ||
          new URL(`http://[${address}]`).hostname === '[::1]' ||
          /^::ffff:7f|^::ffff:127\./i.test(address),
      ),
    );
  });
});

describe('What is typed', () => {
  const draft = (more: Partial<ReplayDraft>): ReplayDraft => ({
    url: '',
    method: 'POST',
    headers: [],
    body: '',
    signing: 'none',
    ...more,
  });

  test('cannot smuggle a header: each is refused at its field', () => {
    const bad = [
      { name: 'X\r\nEvil', value: '1' },
      { name: 'X:', value: '1' },
      { name: 'X Y', value: '1' },
      { name: 'X', value: 'a\r\nEvil: 1' },
      { name: 'X', value: 'a\nEvil: 1' },
      { name: 'X', value: 'a\0' },
      { name: 'X', value: '☎' },
      { name: '', value: 'alone' },
      { name: 'Ü', value: '' },
    ];
    const headers = [{ name: 'Good', value: 'ü\t1' }, ...bad, { name: '', value: '' }];
    assert.deepEqual(
      draftComplaints(draft({ headers })).map(({ at }) => at),
      bad.map((_, at) => at + 1),
    );
    assert.deepEqual(
      draftComplaints(draft({ method: 'GET / HTTP/1.1\r\nX' })).map(({ at }) => at),
      ['method'],
    );
    assert.deepEqual(
      draftComplaints(draft({ method: 'CONNECT' })).map(({ at }) => at),
      ['method'],
    );
    assert.deepEqual(
      draftComplaints(draft({ body: 'a\ud800' })).map(({ at }) => at),
      ['body'],
    );
  });

  test('is sent without complaint or is complained about: Node never refuses what passed', async (t) => {
    const url = await serving(t, (_, response) => response.end());
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
        async (name, value) => {
          const headers = [{ name, value }];
          if (draftComplaints(draft({ headers })).length > 0) return;
          const sent = sentHeaders(draft({ headers }), undefined, 0);
          assert.equal((await replay(post(url, { headers: sent }), bounds())).problem, undefined);
        },
      ),
      { numRuns: 80 },
    );
  });
});
