import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, test } from 'node:test';
import * as v from 'valibot';
import { largestBody, readWhole, TooLarge } from '../../../src/core/telnyx/answer.ts';
import type { PageCall } from '../../../src/core/telnyx/door.ts';
import { readData } from '../../../src/core/telnyx/reading.ts';
import { asIs, doorTo, failureOf, getNumber, patchNumber } from './doors.ts';
import { json, ok, serve } from './server.ts';

const listNumbers: PageCall = (sdk, page, options) => sdk.phoneNumbers.list(page, options);
const firstPage = { number: 1, size: 250 };

function send(type: string, body: string, status = 200) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'req-7' }).end(body);
  };
}

const html = '<!DOCTYPE html><html><body>Sign in to the hotel network</body></html>';
const broken: readonly { readonly name: string; readonly answer: (response: ServerResponse) => void }[] = [
  { name: 'a web page', answer: send('text/html; charset=utf-8', html) },
  { name: 'a web page that says it is JSON', answer: send('application/json', html) },
  { name: 'truncated JSON', answer: send('application/json', '{"data":[{"id":"1"},{"id"') },
  { name: 'an empty body', answer: send('application/json', '') },
  { name: 'no content', answer: (response) => response.writeHead(204).end() },
  { name: 'JSON without data', answer: send('application/json', '{"meta":{"total_results":0}}') },
  { name: 'data that is null', answer: send('application/json', '{"data":null}') },
  { name: 'a bare array', answer: send('application/json', '[]') },
  { name: 'a bare word', answer: send('application/json', '"maintenance"') },
];

describe('A good status with a bad body is a failure, never an empty value', () => {
  for (const { name, answer } of broken) {
    test(name, async (t) => {
      const server = await serve(t, answer);
      const door = doorTo(t, server.baseUrl);
      for (const call of [() => door.read(getNumber, asIs), () => door.page(listNumbers, firstPage)]) {
        const failure = await failureOf(call());
        assert.deepEqual([failure.kind, failure.effect], ['unreadable', 'no']);
        assert.equal(failure.sentence.includes('web page'), name.startsWith('a web page'));
      }
      assert.equal(server.seen.length, 2);
    });
  }

  test('after a write it is unclear whether the change was made', async (t) => {
    for (const { name, answer } of broken) {
      const server = await serve(t, answer);
      const failure = await failureOf(doorTo(t, server.baseUrl).write(patchNumber, asIs));
      assert.deepEqual(
        [failure.kind, failure.effect, failure.wayOut],
        ['unreadable', 'unclear', 'none'],
        name,
      );
    }
  });

  test('a list whose data is no array', async (t) => {
    for (const data of [{}, 'none', 0, { id: '1' }]) {
      const server = await serve(t, (response) => ok(response, data));
      const failure = await failureOf(doorTo(t, server.baseUrl).page(listNumbers, firstPage));
      assert.equal(failure.kind, 'unreadable');
    }
  });

  test('data that cannot be decoded, of which nothing is shown', async (t) => {
    const server = await serve(t, (response) => ok(response, { id: 7, external_pin: 'pin-4711' }));
    const decode = (data: unknown) => v.parse(v.object({ id: v.string(), external_pin: v.number() }), data);
    const failure = await failureOf(doorTo(t, server.baseUrl).read(getNumber, decode));
    assert.equal(failure.kind, 'unreadable');
    assert.ok(!JSON.stringify([failure.sentence, failure.cause]).includes('4711'));
  });

  test('a body without end is not read to its end', async () => {
    let sent = 0;
    let cancelled = false;
    const chunk = new Uint8Array(4 * 1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await assert.rejects(readWhole(new Response(endless)), TooLarge);
    assert.ok(sent <= largestBody + 3 * chunk.length);
    assert.ok(cancelled);
  });
});

describe('An answer is read tolerantly', () => {
  test('whatever its content type says, and with letters of every script', async (t) => {
    const server = await serve(t, send('text/plain', '\ufeff{"data":{"tags":["größe","電話","📞"]}}'));
    assert.deepEqual(await doorTo(t, server.baseUrl).read(getNumber, asIs), {
      tags: ['größe', '電話', '📞'],
    });
  });

  test('compressed', async (t) => {
    const { gzipSync } = await import('node:zlib');
    const server = await serve(t, (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('{"data":{"id":"1"}}'));
    });
    assert.deepEqual(await doorTo(t, server.baseUrl).read(getNumber, asIs), { id: '1' });
  });

  test('totals are what the server says, and unknown when it does not', async (t) => {
    for (const [meta, expected] of [
      [
        { total_results: 420, total_pages: 2, page_number: 1, page_size: 250 },
        { total: 420, pages: 2 },
      ],
      [
        { total_results: '420', total_pages: '2' },
        { total: 420, pages: 2 },
      ],
      [{ total_pages: 2 }, { pages: 2 }],
      [{ total_results: -1, total_pages: 1.5 }, {}],
      [{ total_results: 'many', total_pages: null }, {}],
      [null, {}],
      ['none', {}],
      [undefined, {}],
    ] as const) {
      const server = await serve(t, (response) => {
        json(response, 200, { data: [{ id: '1' }], meta });
      });
      const page = await doorTo(t, server.baseUrl).page(listNumbers, firstPage);
      assert.deepEqual(page, { rows: [{ id: '1' }], ...expected, warnings: [] }, JSON.stringify(meta));
    }
  });

  test('failures told beside the rows of a list are kept as warnings', async (t) => {
    const server = await serve(t, (response) => {
      const errors = [{ code: '10007', title: 'Unavailable', detail: 'Messaging is down.' }, 'odd', null];
      json(response, 200, { data: [{ id: '1' }], errors });
    });
    const page = await doorTo(t, server.baseUrl).page(listNumbers, firstPage);
    assert.deepEqual(page.warnings, ['Unavailable: Messaging is down.']);
  });

  test('CSV is text; a web page, JSON or nothing in its place is a failure', async (t) => {
    const csv = 'product,amount\nvoice,"1.00"\n';
    const call = (answer: (response: ServerResponse) => void) =>
      serve(t, answer).then(({ baseUrl }) =>
        doorTo(t, baseUrl).text((sdk, o) =>
          sdk.chargesBreakdown.retrieve({ start_date: '2026-01-01', format: 'csv' }, o),
        ),
      );
    assert.equal(await call(send('text/csv', csv)), csv);
    const wrong = [
      send('text/html', html),
      send('text/csv', html),
      send('application/json', '{}'),
      broken[4]?.answer,
    ];
    for (const answer of wrong) {
      assert.ok(answer);
      assert.equal((await failureOf(call(answer))).kind, 'unreadable');
    }
  });
});

describe('Large answers', () => {
  test('that come at once are read one by one, and other work is done in between', async () => {
    const text = JSON.stringify({ data: 'x'.repeat(1_000_000) });
    let others = 0;
    const work = () => {
      others += 1;
      waiting = setImmediate(work);
    };
    let waiting = setImmediate(work);
    const seen: number[] = [];
    const read = () =>
      readData(new Response(text), () => seen.push(others), { host: 'h', secret: undefined, write: false });
    await Promise.all([read(), read(), read()]);
    clearImmediate(waiting);
    const [one = 0, two = 0, three = 0] = seen;
    assert.ok(one < two && two < three, seen.join());
  });
});
