import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Telnyx } from 'telnyx';
import { detailTypes } from '../../../src/sample/detail-types.ts';
import { connect, every, monday, refusal, type Line } from './telnyx.ts';

type Filter = Telnyx.DetailRecordListParams.Filter;

describe('the webhook deliveries of the sample account', () => {
  test('are two thousand, with their attempts newest first', async (context) => {
    const { telnyx } = await connect(context);
    const all = await every(telnyx.webhookDeliveries.list({ 'page[size]': 250 }));
    assert.equal(all.length, 2000);
    const retried = all.filter((row) => (row.attempts?.length ?? 0) > 1);
    assert.ok(retried.length > 50);
    for (const { attempts, status } of all) {
      const times = attempts?.map((attempt) => attempt.started_at ?? '') ?? [];
      assert.deepEqual(times, times.toSorted().reverse());
      assert.equal(attempts?.[0]?.status, status);
    }
    const hosts = new Set(
      all.flatMap(
        (row) => row.attempts?.map((attempt) => new URL(attempt.http?.request?.url ?? '').host) ?? [],
      ),
    );
    assert.ok(hosts.size >= 4);
  });

  test('come in every awkward shape: no response, error numbers and objects, header pairs and lines, long bodies, both spellings', async (context) => {
    const { telnyx } = await connect(context);
    const all = await every(telnyx.webhookDeliveries.list({ 'page[size]': 250 }));
    const attempts = all.flatMap(
      (row): Record<string, unknown>[] => (row.attempts ?? []) as Record<string, unknown>[],
    );
    const text = JSON.stringify(attempts);
    assert.ok(attempts.some(({ http }) => !Object.hasOwn(http as object, 'response')));
    for (const part of [
      '"errors":[75001]',
      '"errors":[{"code":"75001"',
      '["Accept","*/*"]',
      '"Accept: */*"',
      '"reponse":null',
      '<html>',
      'not json',
    ]) {
      assert.ok(text.includes(part), part);
    }
    const bodies = all.flatMap(
      (row) => row.attempts?.map((attempt) => attempt.http?.response?.body?.length ?? 0) ?? [],
    );
    assert.equal(Math.max(...bodies), 10_240);
    const types = new Set(all.map((row) => row.webhook?.event_type));
    for (const type of [
      'message.received',
      'message.finalized',
      'call.initiated',
      'call.hangup',
      'call_initiated',
      'unknown_future.event',
    ]) {
      assert.ok(types.has(type), type);
    }
    assert.ok(JSON.stringify(all).includes('onerror') && JSON.stringify(all).includes('\\u001b'));
  });

  test('fail in clusters, as in an incident', async (context) => {
    const { telnyx } = await connect(context);
    const failed = await every(
      telnyx.webhookDeliveries.list({ filter: { status: { eq: 'failed' } }, 'page[size]': 250 }),
    );
    const hours = new Map<string, number>();
    for (const row of failed)
      hours.set(row.started_at?.slice(0, 13) ?? '', (hours.get(row.started_at?.slice(0, 13) ?? '') ?? 0) + 1);
    assert.ok(failed.length > 10 && Math.max(...hours.values()) >= 5, JSON.stringify([...hours]));
  });

  test('are found by type, text, time and state, and by their own id only', async (context) => {
    const { telnyx } = await connect(context);
    const found = await every(
      telnyx.webhookDeliveries.list({
        filter: { event_type: 'call_initiated,call.initiated' },
        'page[size]': 250,
      }),
    );
    assert.deepEqual(
      new Set(found.map((row) => row.webhook?.event_type)),
      new Set(['call.initiated', 'call_initiated']),
    );
    const [first] = found;
    const { data } = await telnyx.webhookDeliveries.retrieve(first?.id ?? '');
    assert.deepEqual(data, first);
    assert.equal((await refusal(telnyx.webhookDeliveries.retrieve(first?.webhook?.id ?? ''))).status, 404);
    const at = first?.started_at ?? '';
    const then = await telnyx.webhookDeliveries.list({ filter: { started_at: { gte: at, lte: at } } });
    assert.deepEqual(
      then.data.map(({ id }) => id),
      [first?.id],
    );
    const text = await telnyx.webhookDeliveries.list({
      filter: { webhook: { contains: first?.webhook?.id ?? '-' } },
    });
    assert.equal(text.data.length, 1);
    const fallback = await telnyx.webhookDeliveries.list({
      filter: { attempts: { contains: 'fallback.example.com' } },
    });
    assert.ok(fallback.data.length > 0);
  });
});

describe('the audit events of the sample account', () => {
  test('have null changes, and values of every JSON type', async (context) => {
    const { telnyx } = await connect(context);
    const all = await every(telnyx.auditEvents.list({ 'page[size]': 250 }));
    assert.ok(all.some((event) => event.changes === null));
    const values = all.flatMap((event) => event.changes ?? []).flatMap(({ from, to }) => [from, to]);
    const types = new Set(
      values.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)),
    );
    assert.deepEqual(types, new Set(['string', 'number', 'boolean', 'object', 'array', 'null']));
    const times = all.map((event) => event.created_at ?? '');
    assert.deepEqual(times, times.toSorted().reverse());
  });

  test('appear some time after the change they tell of', async (context) => {
    const { telnyx, pass } = await connect(context);
    const [number] = (await telnyx.phoneNumbers.list()).data;
    await telnyx.phoneNumbers.update(number?.id ?? '', { customer_reference: 'audited' });
    const newest = async () => (await telnyx.auditEvents.list()).data[0];
    assert.notEqual((await newest())?.resource_id, number?.id);
    pass(20_000);
    const event = await newest();
    assert.deepEqual([event?.resource_id, event?.alternate_resource_id], [number?.id, number?.phone_number]);
    const change = event?.changes?.find(({ field }) => field === 'customer_reference');
    assert.deepEqual(change, {
      field: 'customer_reference',
      from: number?.customer_reference,
      to: 'audited',
    });
  });

  test('are bounded by dates and sorted by a direction', async (context) => {
    const { telnyx } = await connect(context);
    const bounds = { created_after: '2026-06-01T00:00:00Z', created_before: '2026-07-01T00:00:00Z' };
    const june = await every(telnyx.auditEvents.list({ filter: bounds, sort: 'asc', 'page[size]': 250 }));
    const times = june.map((event) => event.created_at ?? '');
    assert.ok(times.length > 0 && times.every((time) => time.startsWith('2026-06')));
    assert.deepEqual(times, times.toSorted());
  });
});

describe('the detail records of the sample account', () => {
  test('exist for all 21 types, under another name inside the record', async (context) => {
    const { telnyx } = await connect(context);
    assert.equal(detailTypes.length, 21);
    for (const { name } of detailTypes) {
      const { data } = await telnyx.detailRecords.list({
        filter: { record_type: name as Filter['record_type'] },
      });
      assert.ok(data.length > 0, name);
      if (name !== 'media_storage') assert.notEqual(data[0]?.record_type, name);
    }
  });

  test('are refused without a type, for fields the type lacks, and for ranges nobody knows', async (context) => {
    const { telnyx } = await connect(context);
    const refused: (Filter | undefined)[] = [
      undefined,
      { record_type: 'wirelessxx' as 'wireless' },
      { record_type: 'sip-trunking', created_at: { gte: '2026-01-01' } },
      { record_type: 'messaging', cld: { resembles: '1' } },
      { record_type: 'messaging', date_range: 'last_age' as 'today' },
    ];
    for (const filter of refused) {
      const call = telnyx.detailRecords.list(filter && { filter });
      assert.equal((await refusal(call)).status, 400, JSON.stringify(filter));
    }
    const sorted = telnyx.detailRecords.list({
      filter: { record_type: 'call-control' },
      sort: ['-created_at'],
    });
    assert.equal((await refusal(sorted)).status, 400);
  });

  test('filter by operators and by named ranges, and sort by several fields', async (context) => {
    const { telnyx } = await connect(context);
    const messages = async (filter: object, sort: string[] = []) =>
      every(
        telnyx.detailRecords.list({
          filter: { record_type: 'messaging', ...filter },
          sort,
          'page[size]': 50,
        }),
      );
    const ending = (await messages({ cld: { ends_with: '7' } })) as { cld: string }[];
    assert.ok(ending.length > 0 && ending.every(({ cld }) => cld.endsWith('7')));
    const week = (await messages({ date_range: 'last_7_days' })) as { created_at: string }[];
    assert.ok(week.length > 0 && week.every(({ created_at }) => created_at >= '2026-09-07'));
    const sorted = (await messages({}, ['status', '-created_at'])) as {
      status: string;
      created_at: string;
    }[];
    const keys = sorted.map(({ status }) => status);
    assert.deepEqual(keys, keys.toSorted());
  });

  test('write money as text with three decimals or more, but the cost of data as a number, and tags as one text', async (context) => {
    const { telnyx } = await connect(context);
    const list = async (record_type: Filter['record_type']) =>
      (await telnyx.detailRecords.list({ filter: { record_type }, 'page[size]': 50 })).data.map(
        (row): Record<string, unknown> => ({ ...row }),
      );
    for (const row of await list('messaging')) {
      assert.match(String(row.cost), /^\d+\.\d{3,}$/);
      assert.equal(typeof row.tags, 'string');
      assert.equal(typeof row.uuid, 'string');
    }
    for (const row of await list('wireless')) assert.equal(typeof row.data_cost, 'number');
  });

  /** What messages and calls of the last 30 days tell, and the account's numbers. */
  async function traffic({ telnyx }: Line) {
    const since = new Date(monday - 30 * 86_400_000).toISOString();
    const rows: Record<string, unknown>[] = [];
    for (const [record_type, field] of [
      ['messaging', 'created_at'],
      ['call-control', 'started_at'],
      ['sip-trunking', 'started_at'],
    ] as const)
      for (const row of await every(
        telnyx.detailRecords.list({ filter: { record_type, [field]: { gte: since } }, 'page[size]': 50 }),
      ))
        rows.push({ ...row });
    const numbers = await every(telnyx.phoneNumbers.list({ 'page[size]': 250 }));
    return { rows, numbers };
  }

  for (const seed of [7, 11, 23])
    test(`are of the account's own numbers, of which a few are idle, with seed ${seed}`, async (context) => {
      const { rows, numbers } = await traffic(await connect(context, { seed }));
      const own = new Map(numbers.map((number) => [number.phone_number, number]));
      const seen = new Set<string>();
      for (const { record_type, cli, cld, direction, profile_id, connection_id } of rows) {
        const phone = String(direction === 'inbound' ? cld : cli);
        const number = own.get(phone);
        assert.ok(number, `${phone} is one of the account's`);
        if (record_type === 'message_detail_record') assert.equal(profile_id, number.messaging_profile_id);
        else assert.equal(connection_id, number.connection_id);
        seen.add(phone);
      }
      const idle = numbers.filter(({ phone_number }) => !seen.has(phone_number)).length;
      assert.ok(idle >= 15 && idle <= 35, `${idle} of ${numbers.length} are idle`);
    });

  test('are the same for the same seed, whatever was changed before they were looked at', async (context) => {
    const first = await connect(context);
    const again = await connect(context);
    const { data } = await again.telnyx.phoneNumbers.list({ 'page[size]': 50 });
    for (const { id } of data) await again.telnyx.phoneNumbers.update(id, { connection_id: '' });
    assert.deepEqual((await traffic(again)).rows, (await traffic(first)).rows);
  });

  test('of data are of the mobile numbers and their SIM cards', async (context) => {
    const { telnyx, undoubled } = await connect(context);
    const { data } = await telnyx.detailRecords.list({
      filter: { record_type: 'wireless' },
      'page[size]': 50,
    });
    const mobile = await every(undoubled.mobilePhoneNumbers.list({ 'page[size]': 50 }));
    const cards = new Map(mobile.map(({ phone_number, sim_card_id }) => [phone_number, sim_card_id]));
    for (const row of data as { phone_number?: string; sim_card_id?: string }[])
      assert.equal(row.sim_card_id, cards.get(row.phone_number ?? ''));
  });
});
