import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askedWait, longestWait, rateLimit, waitBefore } from '../../../src/core/telnyx/retry.ts';
import { Failure, type FailureKind } from '../../../src/core/telnyx/failure.ts';
import type { ServerResponse } from 'node:http';
import { asIs, doorTo, failureOf, getNumber, patchNumber, pay, TestClock } from './doors.ts';
import { operations, writes } from './operations.ts';
import { json, ok, refuse, reset, serve } from './server.ts';

const troubles: readonly {
  readonly name: string;
  readonly answer: (response: ServerResponse, clock: TestClock) => void;
}[] = [
  ...[408, 409, 429, 500, 502, 503].map((status) => ({
    name: `a ${status}`,
    answer: (response: ServerResponse) => {
      refuse(response, status, { 'x-should-retry': 'true', 'retry-after': '0' });
    },
  })),
  { name: 'a cut connection', answer: reset },
  {
    name: 'no answer in time',
    answer: (_, clock) => {
      clock.ring();
    },
  },
  {
    name: 'a body that stops',
    answer: (response, clock) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":{"id":');
      // Time for the headers to arrive: the deadline is to strike in the body.
      setTimeout(() => {
        clock.ring();
      }, 50);
    },
  },
  {
    name: 'a body that is cut',
    answer: (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":{"id":', () => response.socket?.destroy());
    },
  },
];

describe('A write is sent once, whatever happens', () => {
  for (const { name, answer } of troubles) {
    test(`after ${name}`, async (t) => {
      const clock = new TestClock();
      const server = await serve(t, (response) => {
        answer(response, clock);
      });
      const door = doorTo(t, server.baseUrl, { clock });
      for (const call of [pay, patchNumber]) await failureOf(door.write(call, asIs));
      assert.deepEqual(
        server.seen.map(({ method }) => method),
        ['POST', 'PATCH'],
      );
    });
  }

  test('for each operation that writes', async (t) => {
    const server = await serve(t, (response) => {
      refuse(response, 503);
    });
    const door = doorTo(t, server.baseUrl);
    for (const { call } of writes) await failureOf(door.write(call, asIs));
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url}`),
      writes.map(({ method, path }) => `${method} /v2${path}`),
    );
  });

  test('and what cannot tell whether it happened says so and offers no retry', async (t) => {
    const effects: Record<string, string> = {};
    for (const { name, answer } of troubles) {
      const clock = new TestClock();
      const server = await serve(t, (response) => {
        answer(response, clock);
      });
      const failure = await failureOf(doorTo(t, server.baseUrl, { clock }).write(pay, asIs));
      effects[name] = failure.effect;
      assert.equal(
        failure.sentence.includes('look before doing it again'),
        failure.effect === 'unclear',
        name,
      );
      if (failure.effect === 'unclear') assert.notEqual(failure.wayOut, 'retry', name);
    }
    const refused = new Set(['a 409', 'a 429']);
    assert.deepEqual(
      effects,
      Object.fromEntries(troubles.map(({ name }) => [name, refused.has(name) ? 'no' : 'unclear'])),
    );
  });

  test('but a connection that was never made has certainly done nothing', async (t) => {
    const server = await serve(t, (response) => ok(response));
    await server.stop();
    const failure = await failureOf(doorTo(t, server.baseUrl).write(pay, asIs));
    assert.deepEqual([failure.kind, failure.effect, failure.cause], ['offline', 'no', 'ECONNREFUSED']);
  });
});

describe('A read is sent again', () => {
  for (const { name, answer } of troubles.filter((trouble) => trouble.name !== 'a 409')) {
    test(`after ${name}, and then succeeds`, async (t) => {
      const clock = new TestClock();
      const server = await serve(t, (response, _, count) => {
        if (count === 1) answer(response, clock);
        else ok(response, { id: 'good' });
      });
      const door = doorTo(t, server.baseUrl, { clock });
      assert.deepEqual(await door.read(getNumber, asIs), { id: 'good' });
      assert.equal(server.seen.length, 2);
    });
  }

  test('three times in all at most, five after 429, with growing waits', async (t) => {
    for (const [status, times, waits] of [
      [503, 3, [500, 1000]],
      [429, 5, [500, 1000, 2000, 4000]],
    ] as const) {
      const server = await serve(t, (response) => {
        refuse(response, status);
      });
      const clock = new TestClock();
      const failure = await failureOf(doorTo(t, server.baseUrl, { clock }).read(getNumber, asIs));
      assert.equal(failure.status, status);
      assert.equal(server.seen.length, times);
      assert.deepEqual(clock.waits, waits);
    }
  });

  test('not after a refusal that repeating cannot change', async (t) => {
    for (const status of [400, 401, 402, 403, 404, 405, 409, 413, 422]) {
      const server = await serve(t, (response) => {
        refuse(response, status);
      });
      await failureOf(doorTo(t, server.baseUrl).read(getNumber, asIs));
      assert.equal(server.seen.length, 1, String(status));
    }
  });

  test('also when it is the POST that changes nothing (operation 6)', async (t) => {
    const server = await serve(t, (response, _, count) => {
      if (count === 1) reset(response);
      else ok(response);
    });
    const verify = operations.find(({ number }) => number === 6)?.call ?? assert.fail();
    await doorTo(t, server.baseUrl).read(verify, asIs);
    assert.equal(server.seen.length, 2);
    assert.equal(server.seen[0]?.body, server.seen[1]?.body);
  });

  test('after the time the server asks for', async (t) => {
    const at = new Date(new TestClock().now() + 7000).toUTCString();
    for (const [headers, status, wait] of [
      [{ 'retry-after': '3' }, 503, 3000],
      [{ 'retry-after': '0' }, 429, 0],
      [{ 'retry-after': at }, 503, 7000],
      [{ 'retry-after': 'Mon, 01 Jan 2001 00:00:00 GMT' }, 503, 0],
      [{ 'retry-after-ms': '250', 'retry-after': '9' }, 503, 250],
      [{ 'x-ratelimit-reset': '4' }, 429, 4000],
      [{ 'retry-after': '2', 'x-ratelimit-reset': '9' }, 429, 2000],
      [{ 'retry-after': 'soon' }, 503, 500],
      [{ 'retry-after': '-5' }, 503, 500],
    ] as const) {
      const clock = new TestClock();
      const server = await serve(t, (response, _, count) => {
        if (count === 1) refuse(response, status, headers);
        else ok(response);
      });
      await doorTo(t, server.baseUrl, { clock }).read(getNumber, asIs);
      assert.equal(clock.waits[0], wait, JSON.stringify(headers));
    }
  });

  test('not when the server asks for longer than anybody should wait, but the person is told', async (t) => {
    const clock = new TestClock();
    for (const [seconds, told] of [
      ['90', 'Try again in 90 seconds.'],
      ['600', 'Try again in 10 minutes.'],
      ['90000', 'Try again in 25 hours.'],
    ] as const) {
      const server = await serve(t, (response) => {
        refuse(response, 429, { 'retry-after': seconds });
      });
      const failure = await failureOf(doorTo(t, server.baseUrl, { clock }).read(getNumber, asIs));
      assert.equal(failure.kind, 'rate-limited');
      assert.ok(failure.sentence.endsWith(told), failure.sentence);
      assert.equal(server.seen.length, 1);
    }
    assert.deepEqual(clock.waits, []);
  });
});

describe('The rules of waiting', () => {
  const failing = (kind: FailureKind) => new Failure({ kind, sentence: 'x', wayOut: 'none' });

  test('spread the waits of many, within bounds', () => {
    assert.equal(waitBefore(failing('server'), 1, undefined, 1), 250);
    assert.equal(waitBefore(failing('server'), 1, undefined, 0), 500);
    assert.equal(waitBefore(failing('server'), 1, 1000, 1), 1250);
    assert.equal(waitBefore(failing('rate-limited'), 4, longestWait, 1), longestWait + 250);
    assert.equal(waitBefore(failing('rate-limited'), 1, longestWait + 1, 0), undefined);
  });

  test('a reset given as a time, as other APIs do, is understood', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    const headers = new Headers({ 'x-ratelimit-reset': String(now / 1000 + 20) });
    assert.equal(askedWait(headers, 429, now), 20_000);
    assert.equal(askedWait(headers, 503, now), undefined);
  });

  test('a budget without both numbers is none, and an endless window is cut', () => {
    assert.equal(rateLimit(new Headers({ 'x-ratelimit-remaining': '3' }), 0), undefined);
    assert.equal(rateLimit(new Headers({ 'x-ratelimit-reset': '3' }), 0), undefined);
    assert.deepEqual(
      rateLimit(new Headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '86400' }), 0),
      { remaining: 0, resetAt: longestWait },
    );
  });
});

test('What was sent is told for the log, without secrets', async (t) => {
  const told: object[] = [];
  const server = await serve(t, (response, _, count) => {
    if (count === 1) refuse(response, 503, { 'x-request-id': 'req-1' });
    else json(response, 200, { data: [] }, { 'x-request-id': 'req-2' });
  });
  const door = doorTo(t, server.baseUrl, {
    onTraffic: ({ ms, ...entry }) => told.push({ ...entry, ms: ms >= 0 }),
  });
  await door.page(
    (sdk, page, o) => sdk.phoneNumbers.list({ ...page, filter: { tag: 'private matter' } }, o),
    { number: 1, size: 250 },
  );
  const path = '/phone_numbers?page[number]=1&page[size]=250&filter[tag]=…';
  assert.deepEqual(told, [
    { method: 'GET', path, attempt: 1, status: 503, requestId: 'req-1', problem: 'server', ms: true },
    { method: 'GET', path, attempt: 2, status: 200, requestId: 'req-2', ms: true },
  ]);
});
