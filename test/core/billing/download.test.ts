import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, test, type TestContext } from 'node:test';
import { downloadPdf, type DownloadParts } from '../../../src/core/billing/download.ts';
import { isPublic } from '../../../src/core/telnyx/hosts.ts';
import { failureOf } from '../telnyx/doors.ts';
import { serve, type Handler, type TestServer } from '../telnyx/server.ts';

const pdf = '%PDF-1.4\nall of it\n%%EOF\n';
const signed = '?signature=SECRET_OF_THE_LINK';

function give(response: ServerResponse, body: string | Uint8Array = pdf, headers = {}): void {
  response.writeHead(200, { 'content-type': 'application/pdf', ...headers });
  response.end(body);
}

function move(response: ServerResponse, location: string): void {
  response.writeHead(302, { location });
  response.end();
}

/** Names of the internet, all served by the test's own server; what else is asked for goes where it says. */
function internet(server: TestServer): typeof fetch {
  const { origin } = new URL(server.baseUrl);
  return (input, init) => {
    assert.ok(typeof input === 'string');
    const url = new URL(input);
    return fetch(
      url.hostname.endsWith('.example') ? `${origin}/${url.host}${url.pathname}${url.search}` : url,
      init,
    );
  };
}

async function storage(t: TestContext, handler: Handler, more: Partial<DownloadParts> = {}) {
  const server = await serve(t, handler);
  const baseUrl = 'https://api.telnyx.com/v2';
  const parts = { fetch: internet(server), baseUrl, signal: new AbortController().signal, ...more };
  return {
    server,
    get: (link = `https://files.example/invoice.pdf${signed}`) => downloadPdf(link, parts),
    paths: () => server.seen.map(({ url }) => url.replace(signed, '')),
  };
}

describe('The PDF of an invoice', () => {
  test('comes whole, asked for without a key, a cookie or where it comes from', async (t) => {
    const told: (number | undefined)[][] = [];
    const { server, get } = await storage(
      t,
      (response) => give(response, pdf, { 'content-length': pdf.length }),
      {
        onProgress: (...progress) => told.push(progress),
      },
    );
    assert.equal(new TextDecoder().decode(await get()), pdf);
    const [asked] = server.seen;
    assert.match(asked?.url ?? '', /signature=SECRET/);
    for (const name of ['authorization', 'cookie', 'referer', 'origin'])
      assert.equal(asked?.headers[name], undefined, name);
    assert.deepEqual(told.at(-1), [pdf.length, pdf.length]);
  });

  test('that breaks off is called incomplete, also where nobody said how long it is', async (t) => {
    const long = `%PDF-1.4\n${'x'.repeat(5000)}\n%%EOF\n`;
    let body = long.slice(0, -300 - 6);
    const { get } = await storage(t, (response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      response.write(body.slice(0, 100));
      response.end(body.slice(100));
    });
    const cut = await failureOf(get());
    assert.match(cut.sentence, /incomplete.*nothing was saved/);
    assert.equal(cut.wayOut, 'retry');
    // Its end stands further up: what follows it is longer than anything that programs add.
    body = long + 'y'.repeat(2000);
    assert.match((await failureOf(get())).sentence, /incomplete/);
    body = `${long}\u0000\n`;
    assert.equal((await get()).byteLength, body.length);
  });

  test('follows redirects by https, also to another host', async (t) => {
    const { get, paths } = await storage(t, (response, { url }) => {
      if (url.startsWith('/files.example/invoice')) move(response, '/other');
      else if (url.startsWith('/files.example/other')) move(response, 'https://cdn.example/last');
      else give(response);
    });
    await get();
    assert.deepEqual(paths(), ['/files.example/invoice.pdf', '/files.example/other', '/cdn.example/last']);
  });

  test('is never fetched by http, from this machine or from its network', async (t) => {
    const { server, get } = await storage(t, (response) => give(response));
    const links = [
      'http://files.example/a.pdf',
      server.baseUrl,
      'https://127.0.0.1/a.pdf',
      'https://2130706433/a.pdf',
      'https://[::1]/a.pdf',
      'https://[::ffff:10.0.0.1]/a.pdf',
      'https://169.254.169.254/latest/meta-data',
      'https://192.168.1.1/a.pdf',
      'https://localhost/a.pdf',
      'https://printer/a.pdf',
      'https://user:password@files.example/a.pdf',
      'file:///etc/passwd',
      'data:application/pdf,%25PDF-1.4',
      'javascript:alert(1)',
      '',
    ];
    for (const link of links) {
      const failure = await failureOf(get(link));
      assert.match(failure.sentence, /not followed/, link);
      assert.equal(failure.wayOut, 'none');
    }
    assert.equal(server.seen.length, 0);
  });

  test('is not followed by a redirect to http, to this machine or to nowhere', async (t) => {
    for (const target of [
      'http://files.example/b',
      'https://127.0.0.1/b',
      'https://10.0.0.7/b',
      'http://[',
      'ftp://x.example/',
    ]) {
      const { get, paths } = await storage(t, (response) => move(response, target));
      assert.match((await failureOf(get())).sentence, /not followed/, target);
      assert.equal(paths().length, 1);
    }
  });

  test('ends a circle of redirects after five', async (t) => {
    const { get, paths } = await storage(t, (response, _, count) => move(response, `/again/${count}`));
    assert.match((await failureOf(get())).sentence, /without end/);
    assert.equal(paths().length, 6);
  });

  test('comes from this machine only for an account that is on it, and not by way of the internet', async (t) => {
    const server = await serve(t, (response) => give(response));
    const parts = { fetch: internet(server), baseUrl: server.baseUrl, signal: new AbortController().signal };
    const { origin } = new URL(server.baseUrl);
    assert.equal((await downloadPdf(`${origin}/storage/a.pdf`, parts)).byteLength, pdf.length);
    const back = await storage(t, (response) => move(response, `${origin}/storage/a.pdf`), {
      baseUrl: server.baseUrl,
    });
    assert.match((await failureOf(back.get())).sentence, /not https/);
    assert.equal(server.seen.length, 1);
  });

  test('is refused where it is a web page, empty, cut short or in pieces of another thing', async (t) => {
    for (const body of ['<!doctype html><html>Sign in</html>', '', '%PD', ' %PDF-1.4', '{"errors":[]}']) {
      const { get } = await storage(t, (response) => give(response, body));
      const failure = await failureOf(get());
      assert.match(failure.sentence, /not a PDF/, body);
      assert.equal(failure.wayOut, 'retry');
    }
  });

  test('is a failure where its body breaks off', async (t) => {
    const { get } = await storage(t, (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(pdf, () => response.destroy());
    });
    assert.equal((await failureOf(get())).kind, 'offline');
  });

  test('comes in pieces as small as a byte', async (t) => {
    const { get } = await storage(t, (response) => {
      response.writeHead(200);
      const next = (at: number) => {
        if (at === pdf.length) response.end();
        else response.write(pdf[at], () => setImmediate(next, at + 1));
      };
      next(0);
    });
    assert.equal(new TextDecoder().decode(await get()), pdf);
  });

  test('is refused when it is huge, whether the server says so or not', async (t) => {
    const told = await storage(t, (response) => give(response, pdf, { 'content-length': pdf.length }), {
      most: 10,
    });
    assert.match((await failureOf(told.get())).sentence, /larger/);
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const endless = await storage(
      t,
      (response) => {
        response.once('close', () => closed?.());
        response.writeHead(200);
        const more = () => {
          if (!response.destroyed) response.write(`%PDF-${'x'.repeat(64 * 1024)}`, () => setImmediate(more));
        };
        more();
      },
      { most: 1024 * 1024 },
    );
    assert.match((await failureOf(endless.get())).sentence, /larger than 1 MB/);
    await ended;
  });

  test('is given up where the server says nothing more, before or within it', async (t) => {
    for (const begin of [false, true]) {
      const { get } = await storage(
        t,
        (response) => {
          if (begin) response.writeHead(200).write('%PDF-1.4');
        },
        { patience: { quiet: 200, whole: 60_000 } },
      );
      const failure = await failureOf(get());
      assert.equal(failure.kind, 'timeout');
      assert.match(failure.sentence, /files\.example did not answer in time/);
    }
  });

  test('is given up as a whole when a trickle never ends', async (t) => {
    const { get } = await storage(
      t,
      (response) => {
        response.writeHead(200).write('%PDF-');
        const timer = setInterval(() => response.write('x'), 20);
        response.once('close', () => clearInterval(timer));
      },
      { patience: { quiet: 10_000, whole: 500 } },
    );
    assert.equal((await failureOf(get())).kind, 'timeout');
  });

  test('can be cancelled in the middle, which closes the connection', async (t) => {
    const stop = new AbortController();
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const { get } = await storage(
      t,
      (response) => {
        response.once('close', () => closed?.());
        response.writeHead(200).write('%PDF-1.4');
      },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    assert.equal((await failureOf(get())).kind, 'cancelled');
    await ended;
  });

  test('says that an expired link is asked for anew, and what else a server refuses', async (t) => {
    for (const [status, words] of [
      [403, /new link is asked for/],
      [404, /new link/],
      [500, /status 500/],
      [304, /status 304/],
    ] as const) {
      const { get } = await storage(t, (response) => response.writeHead(status).end());
      const failure = await failureOf(get());
      assert.match(failure.sentence, words);
      assert.equal(failure.wayOut, 'retry');
    }
  });

  test('tells the link to nobody, whatever goes wrong', async (t) => {
    const handlers: Handler[] = [
      (response) => response.writeHead(403).end(),
      (response) => give(response, '<html>'),
      (response) => move(response, `http://files.example/${signed}`),
      (response) => response.destroy(),
    ];
    for (const handler of handlers) {
      const { get } = await storage(t, handler);
      const failure = await failureOf(get());
      assert.doesNotMatch(
        JSON.stringify([failure.message, failure.stack, failure.cause]),
        /SECRET|invoice\.pdf/,
      );
    }
  });
});

test('Hosts of the internet are told from those of this machine and its network', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.1.1',
    '100.64.0.1',
    '0.0.0.0',
  ];
  for (const host of [
    ...inside,
    '[::1]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:7f00:1]',
    'a.localhost',
    'nas.local',
    'x.internal',
    'nas',
  ])
    assert.equal(isPublic(host), false, host);
  for (const host of [
    'api.telnyx.com',
    's3.us-east-1.amazonaws.com',
    '172.32.0.1',
    '8.8.8.8',
    '[2606:4700::1]',
    '100.128.0.1',
  ])
    assert.equal(isPublic(host), true, host);
});
