import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { apiKey, asIs, doorTo, failureOf, getNumber, patchNumber } from './doors.ts';
import { operations, writes } from './operations.ts';
import { ok, serve } from './server.ts';

/** Sets variables of the environment for one test. */
function withEnvironment(t: { after(undo: () => void): void }, variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    process.env[name] = value;
    t.after(() => {
      if (before === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before;
    });
  }
}

describe('What goes over the wire', () => {
  test('each of the 39 operations has its documented method and path, also where the SDK doubles /v2', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl);
    for (const { call, writes: changes } of operations)
      await (changes ? door.write(call, asIs) : door.read(call, asIs));
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`),
      operations.map(({ method, path }) => `${method} /v2${path}`),
    );
    assert.equal(operations.length, 39);
  });

  test('only these headers are sent, and the SDK is named honestly', async (t) => {
    withEnvironment(t, {
      TELNYX_CUSTOM_HEADERS:
        'X-Smuggled: yes\nUser-Agent: Mozilla\nAuthorization: Bearer other\nAccept: text/html',
    });
    const server = await serve(t, (response) => ok(response));
    await doorTo(t, server.baseUrl).write(patchNumber, asIs);
    const { headers, body } = server.seen[0] ?? assert.fail('nothing came');
    assert.equal(headers['user-agent'], 'Telnyx/JS 7.24.0');
    assert.equal(headers.authorization, `Bearer ${apiKey}`);
    assert.equal(headers.accept, 'application/json');
    assert.equal(headers['content-type'], 'application/json');
    assert.deepEqual(
      Object.keys(headers).filter((name) => name.startsWith('x-')),
      [],
    );
    assert.equal(body, '{"customer_reference":"x"}');
  });

  test('neither the base URL nor the key nor OAuth nor logging comes from the environment', async (t) => {
    const other = await serve(t, (response) => ok(response, { access_token: 'stolen', expires_in: 60 }));
    withEnvironment(t, {
      TELNYX_BASE_URL: other.baseUrl,
      TELNYX_API_KEY: 'KEYofsomebodyelse',
      TELNYX_CLIENT_ID: 'client',
      TELNYX_CLIENT_SECRET: 'secret',
      TELNYX_LOG: 'debug',
    });
    const printed = (['log', 'debug', 'info', 'warn', 'error'] as const).map((name) =>
      t.mock.method(console, name, () => undefined),
    );
    const server = await serve(t, (response) => ok(response));
    await doorTo(t, server.baseUrl).read(getNumber, asIs);
    await doorTo(t, server.baseUrl)
      .page((sdk, page, o) => sdk.invoices.list(page, o), { number: 1, size: 20 })
      .catch(() => undefined);
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      [`Bearer ${apiKey}`, `Bearer ${apiKey}`],
    );
    assert.equal(other.seen.length, 0);
    assert.equal(
      printed.reduce((sum, { mock }) => sum + mock.callCount(), 0),
      0,
    );
  });

  test('without a key, as for the sample account, no Authorization is sent', async (t) => {
    withEnvironment(t, { TELNYX_API_KEY: 'KEYofsomebodyelse' });
    const server = await serve(t, (response) => ok(response));
    const { openDoor } = await import('../../../src/core/telnyx/client.ts');
    const door = openDoor({ baseUrl: server.baseUrl });
    await door.read(getNumber, asIs);
    door.close();
    assert.equal(server.seen[0]?.headers.authorization, undefined);
  });

  test('arrays go as k[]=a&k[]=b, also one alone, and names with dots and brackets stay whole', async (t) => {
    const server = await serve(t, (response) => ok(response, []));
    const door = doorTo(t, server.baseUrl);
    const first = { number: 3, size: 250 };
    await door.page(
      (sdk, page, o) => sdk.phoneNumbers.jobs.list({ ...page, filter: { status: ['pending', 'failed'] } }, o),
      first,
    );
    await door.page(
      (sdk, page, o) => sdk.phoneNumbers.jobs.list({ ...page, filter: { status: ['pending'] } }, o),
      first,
    );
    await door.page(
      (sdk, page, o) =>
        sdk.phoneNumbers.list({ ...page, filter: { 'voice.connection_name': { contains: 'a&b=c +é' } } }, o),
      first,
    );
    const queries = server.seen.map(({ url }) => [...new URL(url, 'http://x').searchParams]);
    const page = [
      ['page[number]', '3'],
      ['page[size]', '250'],
    ];
    assert.deepEqual(queries, [
      [...page, ['filter[status][]', 'pending'], ['filter[status][]', 'failed']],
      [...page, ['filter[status][]', 'pending']],
      [...page, ['filter[voice.connection_name][contains]', 'a&b=c +é']],
    ]);
  });

  test('an empty id never becomes a request for a list', async (t) => {
    const server = await serve(t, (response) => ok(response, []));
    const door = doorTo(t, server.baseUrl);
    for (const empty of ['', ' ']) {
      const calls = [
        () => door.read((sdk, o) => sdk.phoneNumbers.retrieve(empty, o), asIs),
        () => door.read((sdk, o) => sdk.phoneNumbers.messaging.retrieve(empty, o), asIs),
        () => door.read((sdk, o) => sdk.mobilePhoneNumbers.retrieve(empty, o), asIs),
        () => door.write((sdk, o) => sdk.phoneNumbers.delete(empty, o), asIs),
      ];
      for (const call of calls) assert.equal((await failureOf(call())).kind, 'misuse');
    }
    assert.equal(server.seen.length, 0);
  });

  test('an id that would climb to another path is never sent', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl);
    const failure = await failureOf(door.read((sdk, o) => sdk.phoneNumbers.retrieve('..', o), asIs));
    assert.equal(failure.effect, 'no');
    await door.read((sdk, o) => sdk.phoneNumbers.retrieve('a/../../b?c#d', o), asIs);
    assert.deepEqual(
      server.seen.map(({ url }) => url),
      ['/v2/phone_numbers/a%2F..%2F..%2Fb%3Fc%23d'],
    );
  });

  test('the key never goes to another host, nor over http beyond this machine', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const other = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl);
    const elsewhere = door.read((sdk, o) => sdk.get(`${other.baseUrl}/balance`, o), asIs);
    assert.equal((await failureOf(elsewhere)).kind, 'misuse');
    const sent: unknown[] = [];
    const plain = doorTo(t, 'http://api.telnyx.com/v2', {
      fetch: (input) => {
        sent.push(input);
        return Promise.resolve(Response.json({ data: {} }));
      },
    });
    assert.equal((await failureOf(plain.read(getNumber, asIs))).kind, 'misuse');
    assert.deepEqual([other.seen.length, server.seen.length, sent.length], [0, 0, 0]);
  });

  test('a redirect is not followed, neither with the key nor with a write', async (t) => {
    const other = await serve(t, (response) => ok(response));
    const server = await serve(t, (response) => {
      response.writeHead(307, { location: `${other.baseUrl}/phone_numbers/1` }).end();
    });
    const door = doorTo(t, server.baseUrl);
    assert.equal((await failureOf(door.read(getNumber, asIs))).kind, 'unreadable');
    const write = await failureOf(door.write(patchNumber, asIs));
    assert.deepEqual([write.kind, write.effect], ['unreadable', 'unclear']);
    assert.deepEqual([server.seen.length, other.seen.length], [2, 0]);
  });

  test('a key that no header can carry is refused without being shown', async (t) => {
    const server = await serve(t, (response) => ok(response));
    for (const key of ['', 'KEY01234567 89', 'KEY0123456789\nX-Evil: 1', 'KEY0123456789é']) {
      const failure = await failureOf(doorTo(t, server.baseUrl, { apiKey: key }).read(getNumber, asIs));
      assert.deepEqual([failure.kind, failure.wayOut], ['unauthorized', 'replace-key']);
      assert.ok(!failure.sentence.includes('KEY'));
    }
    assert.equal(server.seen.length, 0);
  });
});

describe('A read-only account', () => {
  for (const { number, method, path, call } of writes) {
    test(`sends nothing for operation ${number}, ${method} ${path}`, async (t) => {
      const server = await serve(t, (response) => ok(response));
      const door = doorTo(t, server.baseUrl, { readOnly: true });
      const failure = await failureOf(door.write(call, asIs));
      assert.deepEqual([failure.kind, failure.effect], ['read-only', 'no']);
      assert.equal(server.seen.length, 0);
    });
  }

  test('may read, and may verify ownership, a POST that changes nothing', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl, { readOnly: true });
    for (const { call } of operations.filter((operation) => !operation.writes)) await door.read(call, asIs);
    assert.equal(server.seen.length, 39 - writes.length);
  });
});

test('A write called as a read is refused: reads are sent again', async (t) => {
  const server = await serve(t, (response) => ok(response));
  const door = doorTo(t, server.baseUrl);
  for (const { call } of writes) assert.equal((await failureOf(door.read(call, asIs))).kind, 'misuse');
  assert.equal(server.seen.length, 0);
});

test('A call that does not pass its options on is refused', async (t) => {
  const server = await serve(t, (response) => ok(response));
  const failure = await failureOf(doorTo(t, server.baseUrl).read((sdk) => sdk.balance.retrieve(), asIs));
  assert.equal(failure.kind, 'misuse');
  assert.equal(server.seen.length, 0);
});
