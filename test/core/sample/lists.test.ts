import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSampleAccount } from '../../../src/sample/index.ts';
import { connect, every, key, monday, refusal } from './telnyx.ts';

interface Meta {
  readonly page_number: number;
  readonly page_size: number;
  readonly total_pages: number;
  readonly total_results: number;
}

describe('the lists of the sample account', () => {
  test('say four integers in meta', async (context) => {
    const { ask } = await connect(context);
    const body = (await (await ask('/phone_numbers?page[number]=2&page[size]=250')).json()) as {
      data: unknown[];
      meta: Meta;
    };
    assert.deepEqual(body.meta, { page_number: 2, page_size: 250, total_pages: 2, total_results: 420 });
    assert.equal(body.data.length, 170);
  });

  test('say 0 or 1 pages when they are empty', async (context) => {
    for (const emptyTotalPages of [0, 1] as const) {
      const { ask } = await connect(context, { numbers: 0, variants: { emptyTotalPages } });
      const { meta } = (await (await ask('/phone_numbers')).json()) as { meta: Meta };
      assert.deepEqual([meta.total_pages, meta.total_results], [emptyTotalPages, 0]);
    }
  });

  test('can leave meta out, and can shift rows between pages', async (context) => {
    const bare = await connect(context, { variants: { metaMissing: true } });
    assert.equal('meta' in ((await (await bare.ask('/phone_numbers')).json()) as object), false);
    const { telnyx } = await connect(context, { variants: { rowsShift: true } });
    const ids = (await every(telnyx.phoneNumbers.list({ 'page[size]': 100 }))).map(({ id }) => id);
    assert.ok(ids.length > new Set(ids).size);
    assert.equal(new Set(ids).size, 420);
  });

  test('refuse a page below 1, and more rows than each allows', async (context) => {
    const { telnyx } = await connect(context);
    const calls = [
      [() => telnyx.phoneNumbers.list({ 'page[size]': 251 }), 422, 'page/size'],
      [() => telnyx.phoneNumbers.list({ 'page[number]': 0 }), 422, 'page/number'],
      [() => telnyx.phoneNumbers.jobs.list({ 'page[size]': 0 }), 422, 'page/size'],
      [() => telnyx.phoneNumbers.messaging.list({ 'page[size]': 251 }), 422, '/page/size'],
      [() => telnyx.invoices.list({ 'page[size]': 251 }), 400, '/page/size'],
      [() => telnyx.webhookDeliveries.list({ 'page[size]': 251 }), 422, '/page/size'],
      [
        () => telnyx.detailRecords.list({ filter: { record_type: 'messaging' }, 'page[size]': 51 }),
        400,
        undefined,
      ],
    ] as const;
    for (const [call, expected, pointer] of calls) {
      const { status, errors } = await refusal(call());
      assert.deepEqual([status, errors[0]?.source?.pointer], [expected, pointer]);
    }
  });

  test('refuse a sort they do not know', async (context) => {
    const { telnyx, ask } = await connect(context);
    const jobs = await refusal(telnyx.phoneNumbers.jobs.list({ sort: 'status' as 'created_at' }));
    assert.deepEqual([jobs.status, jobs.errors[0]?.title], [422, 'Invalid sorting value']);
    for (const path of ['/phone_numbers', '/invoices', '/audit_events', '/connections']) {
      assert.ok([400, 422].includes((await ask(`${path}?sort=nonsense`)).status), path);
    }
  });

  test('refuse a parameter they do not know, so that a typing error is found', async (context) => {
    const { ask } = await connect(context);
    assert.equal((await ask('/phone_numbers?filter[tags]=support')).status, 400);
    assert.equal((await ask('/webhook_deliveries?sort=started_at')).status, 400);
  });

  test('take jobs statuses only as repeated filter[status][] (D3)', async (context) => {
    const { telnyx, ask } = await connect(context);
    assert.equal(
      (await refusal(telnyx.phoneNumbers.jobs.list({ filter: { status: ['failed'] } }))).status,
      422,
    );
    assert.equal((await ask('/phone_numbers/jobs?filter[status][]=completed,failed')).status, 422);
    const answer = await ask(
      '/phone_numbers/jobs?filter[status][]=expired&filter[status][]=failed&page[size]=250',
    );
    const { data } = (await answer.json()) as { data: { status: string }[] };
    assert.deepEqual(new Set(data.map(({ status }) => status)), new Set(['expired', 'failed']));
  });

  test('find numbers by digits only, by the text null, by dotted keys and by several countries', async (context) => {
    const { telnyx } = await connect(context);
    const count = async (filter: object): Promise<number> =>
      (await every(telnyx.phoneNumbers.list({ filter, 'page[size]': 250 }))).length;
    assert.equal(await count({ phone_number: '+1312' }), 0);
    assert.ok((await count({ phone_number: '1312' })) > 0);
    const without = await count({ billing_group_id: 'null' });
    assert.ok(without > 0 && without < 420);
    assert.ok((await count({ 'voice.connection_name': { contains: 'support' } })) > 50);
    const [us, ca] = [await count({ country_iso_alpha2: 'US' }), await count({ country_iso_alpha2: 'CA' })];
    assert.equal(await count({ country_iso_alpha2: ['US', 'CA'] }), us + ca);
    assert.equal((await refusal(telnyx.phoneNumbers.list({ filter: { phone_number: '12' } }))).status, 400);
    const strict = await connect(context, { variants: { countryListSplit: false } });
    assert.equal(
      (await strict.telnyx.phoneNumbers.list({ filter: { country_iso_alpha2: ['US', 'CA'] } })).data.length,
      0,
    );
  });

  test('show slim rows without tags unless asked, and filter by tag only then (D12)', async (context) => {
    const { telnyx } = await connect(context);
    const [plain] = (await telnyx.phoneNumbers.slimList()).data;
    const [full] = (await telnyx.phoneNumbers.slimList({ include_tags: true })).data;
    assert.deepEqual([plain && 'tags' in plain, full && 'tags' in full], [false, true]);
    assert.equal((await refusal(telnyx.phoneNumbers.slimList({ filter: { tag: 'support' } }))).status, 422);
    const tagged = await telnyx.phoneNumbers.slimList({ include_tags: true, filter: { tag: 'SUPPORT' } });
    assert.equal(tagged.data.length, 20);
  });

  test('spell a status filter as each endpoint wants it (D6)', async (context) => {
    const { telnyx } = await connect(context);
    assert.equal(
      (await telnyx.phoneNumbers.list({ filter: { status: 'port-pending' } })).data[0]?.status,
      'port-pending',
    );
    assert.equal(
      (await telnyx.phoneNumbers.slimList({ filter: { status: 'port_pending' } })).data[0]?.status,
      'port-pending',
    );
    const crossed = telnyx.phoneNumbers.slimList({ filter: { status: 'port-pending' as 'port_pending' } });
    assert.equal((await refusal(crossed)).status, 400);
  });

  test('give the choices of the editors', async (context) => {
    const { telnyx } = await connect(context);
    assert.equal((await every(telnyx.connections.list())).length, 14);
    assert.equal((await every(telnyx.billingGroups.list())).length, 8);
    assert.equal((await every(telnyx.messagingProfiles.list())).length, 10);
    assert.equal((await every(telnyx.addresses.list())).length, 12);
  });

  test('hold 100,000 numbers, each once, without making those nobody asks for', async () => {
    const account = createSampleAccount({ numbers: 100_000, now: () => monday });
    const headers = { authorization: `Bearer ${key ?? ''}` };
    const seen = new Set<string>();
    for (let page = 1; page <= 400; page += 1) {
      const answer = await account.fetch(
        `${account.baseURL}/phone_numbers/slim?page[size]=250&page[number]=${page}`,
        { headers },
      );
      const { data } = (await answer.json()) as { data: { id: string; phone_number: string }[] };
      for (const row of data) seen.add(row.id).add(row.phone_number);
    }
    assert.equal(seen.size, 200_000);
    assert.throws(() => createSampleAccount({ numbers: 150_001 }), RangeError);
  });
});
