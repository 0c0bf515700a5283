import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { describe, test, type TestContext } from 'node:test';
import { downloadPdf } from '../../../src/core/billing/download.ts';
import { isPublicAddress } from '../../../src/core/telnyx/hosts.ts';
import { fetchOutside, LeadsInside, type Resolve } from '../../../src/core/telnyx/outside.ts';
import { failureOf } from './doors.ts';
import { serve, type Handler } from './server.ts';

const pdf = '%PDF-1.4\nall of it\n%%EOF\n';
const here: LookupAddress = { address: '127.0.0.1', family: 4 };

/** A server, the names that lead to it, and the names that were asked for. */
async function names(t: TestContext, handler: Handler, addresses: readonly LookupAddress[] = [here]) {
  const server = await serve(t, handler);
  const { port } = new URL(server.baseUrl);
  const asked: string[] = [];
  const resolve: Resolve = (name, answer) => {
    asked.push(name);
    answer(null, addresses);
  };
  const outside = fetchOutside(`api.example:${port}`, resolve);
  return { server, port, asked, outside };
}

const give: Handler = (response) => response.writeHead(200, { 'content-length': pdf.length }).end(pdf);

describe('Links to other hosts', () => {
  test('reach no address inside by a public name, of however many addresses one is', async (t) => {
    const inside = ['127.0.0.1', '10.0.0.7', '169.254.169.254', '::1', '::ffff:192.168.0.1', 'fe80::1%eth0'];
    for (const address of inside) {
      const family = address.includes(':') ? 6 : 4;
      const other: LookupAddress = { address: '8.8.8.8', family: 4 };
      const { server, port, asked, outside } = await names(t, give, [other, { address, family }]);
      await assert.rejects(outside(`http://files.example:${port}/a.pdf`), LeadsInside, address);
      assert.deepEqual(asked, ['files.example'], 'the answer that is judged is the one that is used');
      assert.equal(server.seen.length, 0);
    }
  });

  test('are told as refused by the downloader, also behind a redirect of the API itself', async (t) => {
    const { server, port, asked, outside } = await names(t, (response) =>
      response.writeHead(302, { location: `https://files.example:${port}/b.pdf` }).end(),
    );
    const parts = { fetch: outside, baseUrl: server.baseUrl, signal: new AbortController().signal };
    const failure = await failureOf(downloadPdf(`${server.baseUrl}/a.pdf`, parts));
    assert.match(failure.sentence, /this machine or its network, so it was not followed/);
    assert.equal(failure.wayOut, 'none');
    assert.deepEqual(asked, ['files.example']);
    assert.equal(server.seen.length, 1);
  });

  test('reach an API that a person runs inside, and this machine by its own names', async (t) => {
    const { server, port, outside } = await names(t, give);
    for (const host of ['api.example', 'localhost', '127.0.0.1']) {
      const response = await outside(`http://${host}:${port}/a.pdf`, {
        headers: { accept: 'application/pdf' },
      });
      assert.equal(await response.text(), pdf, host);
      assert.equal(response.headers.get('content-length'), String(pdf.length));
    }
    assert.deepEqual(
      server.seen.map(({ method, headers }) => [method, headers.accept, headers.authorization]),
      Array.from({ length: 3 }, () => ['GET', 'application/pdf', undefined]),
    );
  });

  test('tell redirects instead of following them, and answers without a body', async (t) => {
    const { port, outside } = await names(t, (response, { url }) =>
      response.writeHead(url === '/moved' ? 307 : 304, { location: '/next' }).end(),
    );
    for (const [path, status] of [
      ['moved', 307],
      ['same', 304],
    ] as const) {
      const response = await outside(`http://localhost:${port}/${path}`);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('location'), '/next');
      await response.body?.cancel();
    }
  });

  test('fail as connections do: a name that nobody knows, a server that says nothing, a body cut short', async (t) => {
    const lost = Object.assign(new Error('lost'), { code: 'ENOTFOUND' });
    const unknown = fetchOutside('api.example', (_, answer) => answer(lost, []));
    await assert.rejects(unknown('https://files.example/a.pdf'), lost);
    const { server, outside } = await names(t, (response, { url }) => {
      if (url.endsWith('/none')) response.destroy();
      else response.writeHead(200, { 'content-length': 1000 }).write(pdf, () => response.destroy());
    });
    for (const path of ['none', 'part']) {
      const parts = { fetch: outside, baseUrl: server.baseUrl, signal: new AbortController().signal };
      assert.equal((await failureOf(downloadPdf(`${server.baseUrl}/${path}`, parts))).kind, 'offline', path);
    }
  });

  test('are given up in the middle, which closes the connection', async (t) => {
    const stop = new AbortController();
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const { server, outside } = await names(t, (response) => {
      response.once('close', () => closed?.());
      response.writeHead(200).write(pdf);
    });
    const parts = { fetch: outside, baseUrl: server.baseUrl, signal: stop.signal };
    const work = downloadPdf(`${server.baseUrl}/a`, { ...parts, onProgress: () => stop.abort() });
    assert.equal((await failureOf(work)).kind, 'cancelled');
    await ended;
  });
});

test('Addresses of the internet are told from those inside, also as networks of IPv6 alone write them', () => {
  for (const address of ['8.8.8.8', '2606:4700::1', '64:ff9b::8.8.8.8', '64:ff9b::808:808', '198.18.0.7'])
    assert.equal(isPublicAddress(address), true, address);
  for (const address of [
    '127.0.0.1',
    '0.0.0.0',
    '100.64.0.1',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    'fd12::1',
    'fe80::1%eth0',
    '64:ff9b::10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::1',
    '64:ff9b:1::808:808',
    '2002:a00:1::1',
    'nonsense words',
    '',
  ])
    assert.equal(isPublicAddress(address), false, address);
});
