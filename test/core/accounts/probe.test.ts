import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { probeKey } from '../../../src/core/accounts/probe.ts';
import { startSimulator } from '../../simulator.ts';
import { doorTo, failureOf } from '../telnyx/doors.ts';
import { json, refuse, reset, serve } from '../telnyx/server.ts';

describe('A look whether a key works', () => {
  test('finds a good key good, a wrong one wrong, and one without billing rights worth keeping', async (t) => {
    const simulator = await startSimulator({ numbers: 5 });
    t.after(() => simulator.close());
    const outcome = (apiKey: string) => probeKey(doorTo(t, simulator.url, { apiKey }));
    assert.deepEqual(await outcome('KEY_SAMPLE_ACCOUNT'), { outcome: 'good' });
    const bad = await outcome('KEY_WRONG');
    assert.equal(bad.outcome, 'bad-key');
    assert.match(bad.sentence, /does not accept/);
    const limited = await outcome('KEY_SAMPLE_NO_BILLING');
    assert.equal(limited.outcome, 'no-billing');
    assert.match(limited.sentence, /key works, but has no right to see billing/);
  });

  test('asks for the balance and nothing else, once, with the key', async (t) => {
    const server = await serve(t, (response) => {
      json(response, 200, { data: { record_type: 'balance' } });
    });
    assert.equal((await probeKey(doorTo(t, server.baseUrl, { apiKey: 'KEY_x' }))).outcome, 'good');
    assert.deepEqual(
      server.seen.map(({ method, url, headers }) => [method, url, headers.authorization]),
      [['GET', '/v2/balance', 'Bearer KEY_x']],
    );
  });

  test('says that it is offline, and of which host, when nothing answers', async (t) => {
    const server = await serve(t, reset);
    await server.stop();
    const verdict = await probeKey(doorTo(t, server.baseUrl));
    assert.equal(verdict.outcome, 'offline');
    assert.match(verdict.sentence, /127\.0\.0\.1:\d+ refused the connection/);
  });

  test('does not take an address for the API that answers like something else', async (t) => {
    const pages = await serve(t, (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    });
    const nothing = await serve(t, (response) => {
      refuse(response, 404);
    });
    const odd = await serve(t, (response) => {
      json(response, 200, { data: 'hello' });
    });
    for (const { baseUrl } of [pages, nothing, odd]) {
      const verdict = await probeKey(doorTo(t, baseUrl));
      assert.equal(verdict.outcome, 'unclear');
      assert.match(verdict.sentence, /does not look like the Telnyx API/);
    }
  });

  test('learns nothing about the key while the server is broken or busy', async (t) => {
    for (const status of [429, 500, 503, 422]) {
      const { baseUrl } = await serve(t, (response) => {
        refuse(response, status);
      });
      const verdict = await probeKey(doorTo(t, baseUrl));
      assert.equal(verdict.outcome, 'unclear', String(status));
      assert.notEqual(verdict.sentence, '');
    }
  });

  test('throws only when it is cancelled', async (t) => {
    const controller = new AbortController();
    const { baseUrl } = await serve(t, () => {
      controller.abort();
    });
    const failure = await failureOf(probeKey(doorTo(t, baseUrl), controller.signal));
    assert.equal(failure.kind, 'cancelled');
  });

  test('never repeats the key in what it says', async (t) => {
    const apiKey = 'KEY0123456789ABCDEF_canary';
    for (const status of [400, 401, 403, 404, 422, 500]) {
      const { baseUrl } = await serve(t, (response) => {
        refuse(response, status, {}, `Bad key ${apiKey}`);
      });
      const verdict = await probeKey(doorTo(t, baseUrl, { apiKey }));
      assert.doesNotMatch(JSON.stringify(verdict), /canary/);
    }
  });
});
