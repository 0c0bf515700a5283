import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { draftOf, notesOn } from '../../../src/panels/replayText.ts';
import { remembered } from '../../../src/panels/replaySends.ts';
import { ReplayView, type ReplayViewParts } from '../../../src/panels/replayView.ts';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { makeTestKey } from '../../../src/core/webhooks/testKey.ts';

const key = makeTestKey();

function viewOf(t: TestContext, more: Partial<ReplayViewParts> = {}): ReplayView {
  const view = new ReplayView({
    title: 'call.hangup',
    account: 'Northwind',
    notes: [],
    draft: { url: '', method: 'POST', headers: [], body: '{}', signing: 'none' },
    bounds: () => ({
      allowed: [],
      deadline: 5000,
      most: 1000,
      lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    }),
    key: () => Promise.resolve(key),
    ...more,
  });
  t.after(() => view.dispose());
  return view;
}

/** A server that answers 500 first and 200 from then on. */
async function mending(t: TestContext) {
  const got: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    got.push(request.headers);
    response.writeHead(got.length === 1 ? 500 : 200).end('{"ok":1}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { got, url: `http://localhost:${String((server.address() as AddressInfo).port)}/hook` };
}

describe('A replay as a page', () => {
  test('sends once for each press, and remembers what came', async (t) => {
    const { got, url } = await mending(t);
    const view = viewOf(t);
    const draft = { ...view.state().draft, url };
    await Promise.all([view.send({ seq: 1, draft }), view.send({ seq: 2, draft })]);
    assert.equal(got.length, 1);
    assert.deepEqual(
      [view.state().sends[0]?.tone, view.state().steps[0]?.status?.slice(0, 8)],
      ['bad', 'HTTP 500'],
    );
    await view.send({ seq: 3, draft: { ...draft, signing: 'test' } });
    assert.deepEqual(
      view.state().sends.map(({ tone }) => tone),
      ['good', 'bad'],
    );
    assert.ok(got[1]?.['telnyx-signature-ed25519']);
    view.choose(1);
    assert.match(view.state().steps[0]?.status ?? '', /^HTTP 500/);
    assert.match(view.state().steps[0]?.body?.text ?? '', /"ok":1/);
  });

  test('keeps no secret of the body over a reload, and sends nothing until it is there again', async (t) => {
    const { got, url } = await mending(t);
    const body = JSON.stringify({ meta: { delivered_to: 'https://h/x?token=SECRET1' } });
    const view = viewOf(t, { draft: { url, method: 'POST', headers: [], body, signing: 'original' } });
    assert.deepEqual(view.state().complaints, []);
    const { draft } = view.state().restore;
    assert.ok(!draft.body.includes('SECRET1'));
    const again = viewOf(t, { draft });
    await again.send({ seq: 1, draft });
    assert.deepEqual([again.state().complaints[0]?.at, got.length], ['body', 0]);
    await again.send({ seq: 2, draft: { ...draft, body } });
    assert.equal(got.length, 1);
  });

  test('sends nothing that is wrong, and says so at its field', async (t) => {
    const view = viewOf(t);
    const draft = {
      ...view.state().draft,
      url: 'http://a.example/',
      headers: [{ name: 'X\r\nY', value: '1' }],
    };
    await view.send({ seq: 1, draft });
    assert.deepEqual(
      view.state().complaints.map(({ at }) => at),
      ['url', 0],
    );
    assert.deepEqual(view.state().sends, []);
    assert.equal(view.state().sending, false);
    view.edit({ seq: 2, draft: { ...draft, headers: [] } });
    assert.deepEqual(view.state().complaints, []);
  });

  test('asks once where a name leads, and says at the URL that it leads away', async (t) => {
    let asked = 0;
    const lookup = () => {
      asked += 1;
      return Promise.resolve([{ address: '203.0.113.7', family: 4 }]);
    };
    const view = viewOf(t, { bounds: () => ({ allowed: [], deadline: 5000, most: 1000, lookup }) });
    await view.send({ seq: 1, draft: { ...view.state().draft, url: 'http://localhost:1/' } });
    assert.equal(asked, 1);
    assert.match(view.state().complaints[0]?.sentence ?? '', /does not lead to this machine/);
    assert.deepEqual(view.state().sends, []);
  });

  test('tells a stop before anything was sent as that', async (t) => {
    const lookup = () => new Promise<never>(() => undefined);
    const view = viewOf(t, { bounds: () => ({ allowed: [], deadline: 5000, most: 1000, lookup }) });
    const sending = view.send({ seq: 1, draft: { ...view.state().draft, url: 'http://localhost:1/' } });
    view.stop();
    await sending;
    assert.equal(view.state().problem, 'Stopped before anything was sent.');
    assert.deepEqual([view.state().sending, view.state().steps], [false, []]);
    assert.match(view.state().sends[0]?.words ?? '', / not sent /);
  });

  test('remembers twenty sends and five megabytes of answers, and says so', async (t) => {
    const sends = (bytes: number) =>
      Array.from({ length: 30 }, (_, at) => ({
        id: at,
        when: '',
        milliseconds: 1,
        steps: [
          {
            url: 'http://localhost/',
            method: 'POST',
            headers: [],
            received: { status: 200, reason: '', headers: [], body: Buffer.alloc(bytes), milliseconds: 1 },
          },
        ],
      }));
    assert.equal(remembered(sends(10)).length, 20);
    assert.deepEqual(
      remembered(sends(1_000_000)).map(({ id }) => id),
      [0, 1, 2, 3, 4],
    );
    assert.equal(remembered(sends(9_000_000)).length, 1, 'the newest always');
    assert.match(viewOf(t).state().notes.join(), /last 20 sends are listed, up to 5 MB/);
    const { url } = await mending(t);
    const view = viewOf(t);
    for (let seq = 1; seq <= 21; seq += 1) await view.send({ seq, draft: { ...view.state().draft, url } });
    assert.equal(view.state().sends.length, 20);
  });

  test('keeps what is typed over a reload, but no secret: it asks for that again', (t) => {
    const view = viewOf(t);
    const headers = [
      { name: 'Authorization', value: 'Bearer KEY0123' },
      { name: 'Telnyx-Signature-Ed25519', value: 'abc' },
      { name: 'X', value: 'y' },
    ];
    view.edit({ seq: 1, draft: { ...view.state().draft, url: 'http://localhost/', headers, body: 'a\r\n' } });
    const { restore } = view.state();
    assert.doesNotMatch(JSON.stringify(restore), /KEY0123/);
    const again = viewOf(t, restore);
    assert.deepEqual(
      again.state().draft.headers.map(({ value }) => value),
      ['', 'abc', 'y'],
    );
    assert.equal(again.state().draft.body, 'a\r\n');
    assert.deepEqual(
      again.state().complaints.map(({ at }) => at),
      [0],
    );
    again.edit({ seq: 1, draft: { ...again.state().draft, headers } });
    assert.deepEqual(again.state().complaints, []);
  });

  test('keeps no secret of its URL over a reload, and sends nothing until it is entered again', async (t) => {
    const { got, url } = await mending(t);
    const view = viewOf(t);
    const draft = { ...view.state().draft, url: `${url}?a=1&token=SECRET` };
    view.edit({ seq: 1, draft });
    const { restore } = view.state();
    assert.doesNotMatch(JSON.stringify(restore), /SECRET/);
    const again = viewOf(t, restore);
    await again.send({ seq: 1, draft: again.state().draft });
    assert.deepEqual(
      again.state().complaints.map(({ at }) => at),
      ['url'],
    );
    assert.equal(got.length, 0);
    await again.send({ seq: 2, draft });
    assert.deepEqual([again.state().complaints, got.length], [[], 1]);
  });

  test('goes back to the original, but for the address', (t) => {
    const original = viewOf(t).state().draft;
    const view = viewOf(t, { original });
    view.edit({ seq: 1, draft: { ...original, url: 'http://localhost:1/', body: 'other' } });
    view.reset();
    assert.deepEqual(view.state().draft, { ...original, url: 'http://localhost:1/' });
  });
});

describe('What a delivery is sent again as', () => {
  const attemptOf = (request: unknown) =>
    decodeWhole({ id: 'd', webhook: { id: 'e', event_type: 'x' }, attempts: [{ http: { request } }] })
      ?.attempts[0];

  test('is the body and the headers that are told, but for those of the connection', () => {
    const headers = [['Content-Type', 'application/json'], ['Host', 'a.example'], 'Accept: */*', 'broken'];
    const told = attemptOf({
      url: 'https://a.example/hook?token=1',
      method: 'PUT',
      headers,
      body: ' {"a":1}\r\n',
    });
    assert.ok(told);
    assert.deepEqual(draftOf(told), {
      url: 'http://localhost:3000/hook?token=1',
      method: 'PUT',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Accept', value: '*/*' },
      ],
      body: ' {"a":1}\r\n',
      signing: 'original',
    });
    assert.match(notesOn(told).join(), /CR line breaks.*Made anew.*Host.*Left out: 1/);
  });

  test('says when the body is made of the event, and does not offer its signature for it', () => {
    const rebuilt = attemptOf({ url: 'nonsense', headers: [] });
    assert.ok(rebuilt);
    assert.equal(draftOf(rebuilt).signing, 'test');
    assert.match(notesOn(rebuilt).join(), /made of the event/);
  });
});
