import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ErrorObject } from 'ajv';
import { createSampleAccount, defaultKeys, type SampleOptions } from '../../src/sample/index.ts';
import { operations, type Operation } from '../../src/sample/operations.ts';
import { readDescription, type Description, type Parameter } from './sample/description.ts';

const now = Date.UTC(2026, 8, 14, 9, 30);
const described = operations.filter((operation) => operation.number > 0);

/** D1: the description doubles `/v2` in these paths; the account answers at the right ones. */
function describedPath({ path, number }: Operation): string {
  const named = path.replace('{id}', number === 2 ? '{order_id}' : '{id}');
  return [24, 25, 26, 37].includes(number) ? `/v2${named}` : named;
}

/** Where the account follows the SDK, or Telnyx's own examples, against the description. */
const disagreements: readonly {
  readonly register: string;
  readonly operations: readonly number[];
  readonly fits: (error: ErrorObject) => boolean;
}[] = [
  {
    register: 'D8',
    operations: [5, 15, 16],
    fits: (error) => error.params.unevaluatedProperty === 'messaging_campaign_id',
  },
  {
    register: 'D12',
    operations: [13],
    fits: (error) =>
      error.params.unevaluatedProperty === 'tags' || error.params.unevaluatedProperty === 'connection_name',
  },
  {
    // A nullable field whose list of values forgets null, which the description's own type allows.
    register: 'D13',
    operations: [24, 25, 26],
    fits: (error) => error.keyword === 'enum' && error.data === null,
  },
  {
    register: 'D21',
    operations: [38, 39],
    fits: (error) => /\/attempts\/\d+\/(errors|http)/.test(error.instancePath),
  },
];

function key(operation: Operation): string {
  return `${operation.number} ${operation.method} ${operation.path}`;
}

function unexpected(operation: Operation, errors: readonly ErrorObject[]): string[] {
  return errors
    .filter(
      (error) =>
        !disagreements.some((entry) => entry.operations.includes(operation.number) && entry.fits(error)),
    )
    .map((error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
}

interface Said {
  readonly status: number;
  readonly body: unknown;
}

/** A client without manners: it sends what it is told, and keeps the answer as it came. */
function client(options: SampleOptions = {}) {
  const account = createSampleAccount({ now: () => now, ...options });
  return async (
    method: string,
    path: string,
    query = '',
    body?: unknown,
    apiKey = defaultKeys[0]?.key ?? '',
  ): Promise<Said> => {
    const response = await account.fetch(`https://sample.invalid/v2${path}${query && `?${query}`}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: json ? JSON.parse(text) : text };
  };
}

type Send = ReturnType<typeof client>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rows({ body }: Said): Record<string, unknown>[] {
  const data = isRecord(body) ? body.data : undefined;
  return Array.isArray(data) ? data.filter(isRecord) : [];
}

/** A path whose id exists. */
async function realPath(send: Send, { path }: Operation): Promise<string> {
  if (!path.includes('{id}')) return path;
  const list = /^\/(phone_numbers\/jobs|[a-z_]+)/.exec(path)?.[0] ?? path;
  if (list === '/messaging_numbers_bulk_updates') {
    const order = await send('POST', list, '', { messaging_profile_id: '', numbers: ['+13125550999'] });
    const data = isRecord(order.body) ? order.body.data : undefined;
    return path.replace('{id}', String(isRecord(data) ? data.order_id : ''));
  }
  const row = rows(await send('GET', list)).find((found) => found.deletion_lock_enabled !== true);
  return path.replace('{id}', String(row?.id ?? row?.invoice_id));
}

const neededQuery: Readonly<Record<number, string>> = {
  29: 'start_date=2026-08-01&end_date=2026-09-01',
  30: 'start_date=2026-08-01&end_date=2026-09-01',
  31: 'filter[record_type]=messaging',
};

/** A right body for an operation, undefined for one that takes none. */
async function rightBody(send: Send, operation: Operation): Promise<unknown> {
  if (operation.method === 'GET' || operation.method === 'DELETE') return undefined;
  const numbers = rows(await send('GET', '/phone_numbers', 'filter[country_iso_alpha2]=US&page[size]=60'));
  const some = numbers.slice(0, 3).map((row) => row.phone_number);
  const address = rows(await send('GET', '/addresses')).find((row) => row.country_code === 'US')?.id;
  const connection = rows(await send('GET', '/connections'))[0]?.id;
  const group = rows(await send('GET', '/billing_groups'))[0]?.id;
  const profile = rows(await send('GET', '/messaging_profiles'))[0]?.id;
  const voice = {
    call_forwarding: {
      call_forwarding_enabled: true,
      forwards_to: '+13125550101',
      forwarding_type: 'always',
    },
    cnam_listing: { cnam_listing_enabled: true, cnam_listing_details: 'NORTHWIND 7' },
  };
  const bodies: Readonly<Record<number, unknown>> = {
    1: { messaging_profile_id: profile, numbers: some, assign_only: true },
    6: { phone_numbers: [...some, '+13125550999'] },
    8: { phone_numbers: some },
    9: { phone_numbers: some, emergency_enabled: true, emergency_address_id: address },
    10: { phone_numbers: some, tags: ['a'], billing_group_id: group, deletion_lock_enabled: true, voice },
    16: {
      tags: ['a', 'b'],
      customer_reference: 'x',
      connection_id: connection,
      billing_group_id: group,
      hd_voice_enabled: true,
    },
    18: { bundle_id: 'bundle-1' },
    19: { emergency_enabled: true, emergency_address_id: address },
    21: { messaging_profile_id: profile, tags: ['a'] },
    23: { ...voice, caller_id_name_enabled: true },
    26: { tags: ['a'], noise_suppression: true, connection_id: null, call_forwarding: { forwards_to: null } },
    35: { enabled: false, threshold_amount: '104.00' },
    37: { amount: '120.00' },
  };
  return bodies[operation.number];
}

/** Seven types of detail record have a schema; of the other fourteen only the type can be checked (operation 31). */
const schemaless =
  /^(ai_voice|embedding|fax|inference|media_streaming|noise|recording|siprec|sip_|call_control|stt|tts|webrtc)/;

function withoutSchemaless(said: Said): Said {
  const data = rows(said).filter((row) => !schemaless.test(String(row.record_type)));
  return isRecord(said.body) ? { ...said, body: { ...said.body, data } } : said;
}

function checkAnswer(description: Description, operation: Operation, answer: Said): void {
  const path = describedPath(operation);
  const said = operation.number === 31 && answer.status === 200 ? withoutSchemaless(answer) : answer;
  const found = description.checkAnswer(operation.method, path, said.status, said.body);
  assert.deepEqual(unexpected(operation, found), [], `${key(operation)} answered ${said.status}`);
}

/** Statuses any operation may answer although the description names them only here and there. */
const everywhere: ReadonlySet<number> = new Set([400, 401, 403, 404, 422, 429]);

/** A value the schema allows, in the words of a query string. */
function allowedValues({ name, schema }: Parameter): readonly string[] {
  if (Array.isArray(schema.enum)) return schema.enum.map(String);
  if (schema.type === 'boolean') return ['true', 'false'];
  if (schema.type === 'integer')
    return name.endsWith('[size]')
      ? ['1', typeof schema.maximum === 'number' ? String(schema.maximum) : '10']
      : ['1', '2'];
  if (schema.format === 'date') return [name === 'start_date' ? '2026-08-01' : '2026-08-31'];
  if (schema.format === 'date-time' || /\[(gte|lte)\]$/.test(name)) return ['2026-09-01T00:00:00Z'];
  if (name.endsWith('phone_number]')) return ['312'];
  if (schema.format === 'uuid') return ['62e4bf2e-c278-4282-b524-488d9c9c43b2'];
  if (schema.type === 'array') return [name === 'sort' ? '-created_at' : 'US'];
  return ['abc'];
}

/** Filters of operation 13 that ask for a switch beside them. */
function withSwitches(operation: Operation, name: string): string {
  if (operation.number !== 13) return '';
  if (name === 'filter[tag]') return '&include_tags=true';
  return name.includes('connection_name') ? '&include_connection=true' : '';
}

const description = readDescription();

if (!description) {
  test("the public description is not on this machine: only the SDK's types were checked", (context) => {
    context.diagnostic(
      'The public OpenAPI description was not found; the answers were not compared with it.',
    );
    assert.equal(new Set(described.map((operation) => operation.number)).size, 39);
  });
} else {
  describe('the sample account and the public description', () => {
    test('the account answers every described operation and no other', () => {
      assert.equal(description.count, 39);
      const missing = described.filter(
        (operation) => !description.operation(operation.method, describedPath(operation)),
      );
      assert.deepEqual(missing.map(key), []);
      assert.equal(new Set(described.map((operation) => operation.number)).size, 39);
    });

    for (const operation of described) {
      test(`${key(operation)}: a good answer is as described`, async () => {
        const send = client();
        const body = await rightBody(send, operation);
        if (body !== undefined) {
          const wrong = description.checkBody(operation.method, describedPath(operation), body);
          assert.deepEqual(wrong, [], 'the request itself');
        }
        const path = await realPath(send, operation);
        const query = neededQuery[operation.number] ?? '';
        const said = await send(operation.method, path, query, body);
        assert.ok([200, 202].includes(said.status), JSON.stringify(said));
        assert.ok(description.describes(operation.method, describedPath(operation), said.status));
        checkAnswer(description, operation, said);
      });

      test(`${key(operation)}: every described parameter is taken`, async () => {
        const send = client();
        const path = await realPath(send, operation);
        const body = await rightBody(send, operation);
        const parameters = description.parameters(operation.method, describedPath(operation));
        let asked = 0;
        for (const parameter of parameters) {
          for (const value of allowedValues(parameter)) {
            const needed = new URLSearchParams(neededQuery[operation.number]);
            needed.set(parameter.name, value);
            const said = await send(
              operation.method,
              path,
              `${needed.toString()}${withSwitches(operation, parameter.name)}`,
              body,
            );
            // A filter that fits no number is refused as the description words it (operation 10).
            const nothing = operation.number === 10 && said.status === 422;
            assert.ok(
              said.status < 400 || nothing,
              `${parameter.name}=${value}: ${JSON.stringify(said.body)}`,
            );
            checkAnswer(description, operation, said);
            asked += 1;
          }
        }
        assert.ok(asked >= parameters.length);
      });

      test(`${key(operation)}: bad answers are as described`, async () => {
        const send = client();
        const body = await rightBody(send, operation);
        const query = neededQuery[operation.number] ?? '';
        const path = await realPath(send, operation);
        const bad = [
          await send(operation.method, path, query, body, 'KEY_WRONG'),
          await send(operation.method, path, `${query}&nonsense=1`, body),
          await send(operation.method, path, `${query}&page[size]=100000`, body),
          await client({ rate: { limit: 0, windowMs: 1000 } })(operation.method, path, query, body),
          ...(operation.path.includes('{id}')
            ? [await send(operation.method, operation.path.replace('{id}', 'x'), query, body)]
            : []),
          ...(body === undefined ? [] : [await send(operation.method, path, query, { nonsense: '\u0000' })]),
          ...(operation.billing
            ? [await send(operation.method, path, query, body, defaultKeys[1]?.key)]
            : []),
        ];
        for (const said of bad) {
          const known = description.describes(operation.method, describedPath(operation), said.status);
          assert.ok(known || everywhere.has(said.status), `${key(operation)} answered ${said.status}`);
          assert.ok(said.status >= 400, JSON.stringify(said));
          if (known) checkAnswer(description, operation, said);
        }
      });
    }

    test('every row of every list, on every page, is as described', async () => {
      const send = client({ rate: { limit: 1_000_000, windowMs: 1000 } });
      const types = description
        .parameters('GET', '/detail_records')
        .find(({ name }) => name === 'filter[record_type]');
      const records = Array.isArray(types?.schema.enum) ? types.schema.enum.map(String) : [];
      assert.equal(records.length, 21);
      for (const operation of described.filter(({ query }) => query.includes('page[size]'))) {
        const size = operation.number === 31 ? 50 : 250;
        const filters = operation.number === 31 ? records.map((name) => `filter[record_type]=${name}`) : [''];
        for (const filter of filters) {
          for (let page = 1, more = true; more; page += 1) {
            const said = await send(
              'GET',
              operation.path,
              `${filter}&page[size]=${size}&page[number]=${page}`,
            );
            checkAnswer(description, operation, said);
            more = rows(said).length === size;
          }
        }
      }
    });

    test('a field the description does not name is found, and so is a wrong type', () => {
      const wrong = { data: { record_type: 'balance', balance: 12, surprise: true } };
      const found = description.checkAnswer('GET', '/balance', 200, wrong);
      assert.deepEqual(found.map((error) => error.keyword).sort(), ['type', 'unevaluatedProperties']);
    });

    test('while messaging is down, numbers come with errors beside them (D11), or not at all', async () => {
      const send = client({ variants: { messagingProfilesDown: true } });
      const operation = described.find(({ number }) => number === 5);
      assert.ok(operation);
      const said = await send('GET', '/phone_numbers', 'handle_messaging_profile_error=true');
      assert.equal(said.status, 200);
      assert.ok(isRecord(said.body) && Array.isArray(said.body.errors));
      assert.equal(Object.hasOwn(rows(said)[0] ?? {}, 'messaging_profile_id'), false);
      checkAnswer(description, operation, said);
      assert.equal((await send('GET', '/phone_numbers')).status, 503);
    });

    test('slim rows with tags and connection differ from the description as registered (D12)', async () => {
      const said = await client()('GET', '/phone_numbers/slim', 'include_tags=true&include_connection=true');
      const found = description.checkAnswer('GET', '/phone_numbers/slim', 200, said.body);
      assert.ok(found.length > 0);
      const operation = described.find(({ number }) => number === 13);
      assert.ok(operation);
      assert.deepEqual(unexpected(operation, found), []);
    });
  });
}
