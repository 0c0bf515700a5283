import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Telnyx } from 'telnyx';
import { connect, every, refusal, type Line } from './telnyx.ts';

type Job = Telnyx.PhoneNumbers.PhoneNumbersJob;

async function active(
  line: Line,
  count: number,
  locked = false,
): Promise<Telnyx.NumbersPhoneNumberDetailed[]> {
  const all = await every(line.telnyx.phoneNumbers.list({ filter: { status: 'active' }, 'page[size]': 250 }));
  return all.filter((row) => row.deletion_lock_enabled === locked).slice(0, count);
}

function counts(job: Job | undefined): (number | string | undefined)[] {
  return [
    job?.status,
    job?.pending_operations?.length,
    job?.successful_operations?.length,
    job?.failed_operations?.length,
  ];
}

describe('the jobs of the sample account', () => {
  test('number sixty, of every type and in every state', async (context) => {
    const { telnyx } = await connect(context);
    const jobs = await every(telnyx.phoneNumbers.jobs.list());
    assert.equal(jobs.length, 60);
    assert.equal(new Set(jobs.map((job) => job.status)).size, 5);
    assert.equal(new Set(jobs.map((job) => job.type)).size, 3);
    const expired = jobs.find((job) => job.status === 'expired');
    assert.ok((expired?.pending_operations?.length ?? 0) > 0);
    assert.ok(jobs.some((job) => job.status === 'completed' && (job.failed_operations?.length ?? 0) > 0));
    const ids = new Set(jobs.map((job) => Object.keys(job.phone_numbers?.[0] ?? {}).join()));
    assert.deepEqual(ids, new Set(['id', 'phone_number']));
  });

  test('begin as pending with 202, and move their numbers one by one', async (context) => {
    const line = await connect(context, { jobs: { startMs: 1000, stepMs: 100, expireMs: 60_000 } });
    const numbers = await active(line, 4);
    const phone_numbers = numbers.map(({ phone_number }) => phone_number);
    const created = line.telnyx.phoneNumbers.jobs.updateBatch({ phone_numbers, tags: ['batch'] });
    assert.equal((await created.asResponse()).status, 202);
    const job = (await created).data;
    const look = async () => (await line.telnyx.phoneNumbers.jobs.retrieve(job?.id ?? '')).data;
    assert.deepEqual(counts(job), ['pending', 4, 0, 0]);
    assert.deepEqual(
      job?.phone_numbers,
      phone_numbers.map((phone_number) => ({ phone_number })),
    );
    line.pass(1000);
    assert.deepEqual(counts(await look()), ['in_progress', 4, 0, 0]);
    line.pass(200);
    assert.deepEqual(counts(await look()), ['in_progress', 2, 2, 0]);
    const half = await line.telnyx.phoneNumbers.list({ filter: { tag: 'batch' } });
    assert.equal(half.data.length, 2);
    line.pass(200);
    assert.deepEqual(counts(await look()), ['completed', 0, 4, 0]);
    const newest = (await line.telnyx.phoneNumbers.jobs.list()).data[0];
    assert.equal(newest?.id, job.id);
  });

  test('write every field a batch takes, also the deletion lock and voice', async (context) => {
    const line = await connect(context);
    const [number] = await active(line, 1);
    const voice = { usage_payment_method: 'channel' as const, tech_prefix_enabled: true };
    await line.telnyx.phoneNumbers.jobs.updateBatch({
      phone_numbers: [number?.id ?? ''],
      deletion_lock_enabled: true,
      customer_reference: 'batch',
      voice,
    });
    line.pass(60_000);
    const { data } = await line.telnyx.phoneNumbers.retrieve(number?.id ?? '');
    assert.deepEqual([data?.deletion_lock_enabled, data?.customer_reference], [true, 'batch']);
    const shown = (await line.telnyx.phoneNumbers.voice.retrieve(number?.id ?? '')).data;
    assert.deepEqual([shown?.usage_payment_method, shown?.tech_prefix_enabled], ['channel', true]);
  });

  test('fail for a locked number and delete the others', async (context) => {
    const line = await connect(context);
    const [free] = await active(line, 1);
    const [locked] = await active(line, 1, true);
    const { data } = await line.telnyx.phoneNumbers.jobs.deleteBatch({
      phone_numbers: [free?.id ?? '', locked?.id ?? ''],
    });
    line.pass(60_000);
    const job = (await line.telnyx.phoneNumbers.jobs.retrieve(data?.id ?? '')).data;
    assert.deepEqual(counts(job), ['completed', 0, 1, 1]);
    assert.equal(job?.failed_operations?.[0]?.id, locked?.id);
    assert.ok((job?.failed_operations?.[0]?.errors?.length ?? 0) > 0);
    assert.equal((await refusal(line.telnyx.phoneNumbers.retrieve(free?.id ?? ''))).status, 404);
  });

  test('have failed when every number failed, and expired with entries left pending', async (context) => {
    const line = await connect(context, { jobs: { startMs: 0, stepMs: 1000, expireMs: 2500 } });
    const locked = await active(line, 2, true);
    const all = await line.telnyx.phoneNumbers.jobs.deleteBatch({
      phone_numbers: locked.map(({ id }) => id),
    });
    const numbers = await active(line, 5);
    const late = await line.telnyx.phoneNumbers.jobs.updateBatch({
      phone_numbers: numbers.map(({ id }) => id),
      tags: [],
    });
    line.pass(600_000);
    const look = async (job: Job | undefined) =>
      counts((await line.telnyx.phoneNumbers.jobs.retrieve(job?.id ?? '')).data);
    assert.deepEqual(await look(all.data), ['failed', 0, 0, 2]);
    assert.deepEqual(await look(late.data), ['expired', 3, 2, 0]);
  });

  test('refuse none, mixed, foreign and more than 1,000 numbers in the documented words', async (context) => {
    const line = await connect(context);
    const [number] = await active(line, 1);
    const words = async (phone_numbers: string[]) => {
      const { status, errors } = await refusal(line.telnyx.phoneNumbers.jobs.deleteBatch({ phone_numbers }));
      const { code, detail, source } = errors[0] ?? {};
      assert.deepEqual([status, code, source?.pointer], [422, '10015', '/phone_numbers']);
      return detail;
    };
    const many = Array.from({ length: 1001 }, (_, index) => String(index));
    assert.equal(await words([]), 'You must provide at least 1 phone number.');
    assert.equal(await words(many), '1000 numbers is the maximum allowed.');
    assert.equal(await words(['+13125559999']), 'You must own every number in the bulk request');
    assert.match(
      (await words([number?.id ?? '', number?.phone_number ?? ''])) ?? '',
      /either all phone numbers in the e164/,
    );
    const body = '{"tags":["x"]}';
    const answer = await line.ask('/phone_numbers/jobs/update_phone_numbers', { method: 'POST', body });
    assert.match(await answer.text(), /must be present/);
  });

  test('ask for something to update, and answer a foreign billing group with 403', async (context) => {
    const line = await connect(context);
    const phone_numbers = (await active(line, 1)).map(({ id }) => id);
    const nothing = await refusal(line.telnyx.phoneNumbers.jobs.updateBatch({ phone_numbers }));
    assert.deepEqual([nothing.status, nothing.errors[0]?.source?.pointer], [422, '/updateable_fields']);
    const foreign = await refusal(
      line.telnyx.phoneNumbers.jobs.updateBatch({ phone_numbers, billing_group_id: 'x' }),
    );
    assert.deepEqual([foreign.status, foreign.errors[0]?.code], [403, '10010']);
  });

  test('are at most 20 open, and 500 for emergency settings', async (context) => {
    const line = await connect(context, { jobs: { startMs: 1e9, stepMs: 1, expireMs: 1e12 }, numbers: 40 });
    const { jobs } = line.telnyx.phoneNumbers;
    const [number] = await active(line, 1);
    const phone_numbers = [number?.id ?? ''];
    const open = (await every(jobs.list())).filter(
      (job) => job.status === 'pending' || job.status === 'in_progress',
    );
    for (let count = open.length; count < 20; count += 1) await jobs.updateBatch({ phone_numbers, tags: [] });
    const refused = await refusal(jobs.deleteBatch({ phone_numbers }));
    const { detail, source } = refused.errors[0] ?? {};
    assert.deepEqual(
      [detail, source?.pointer],
      ['You can have at most 20 pending or in progress jobs', '/base'],
    );
    const body = { phone_numbers, emergency_enabled: false };
    for (let count = 0; count < 500; count += 1) await jobs.updateEmergencySettingsBatch(body);
    const many = await refusal(jobs.updateEmergencySettingsBatch(body));
    assert.equal(many.errors[0]?.detail, 'You can have at most 500 pending or in progress jobs');
  });

  test('change emergency settings, with an address only to enable (D14)', async (context) => {
    const line = await connect(context);
    const { jobs } = line.telnyx.phoneNumbers;
    const number = (await active(line, 50)).find(
      (row) => row.country_iso_alpha2 === 'US' && !row.emergency_enabled,
    );
    const phone_numbers = [number?.id ?? ''];
    const address =
      (await line.telnyx.addresses.list()).data.find((row) => row.country_code === 'US')?.id ?? '';
    const without = { phone_numbers, emergency_enabled: true };
    assert.equal((await refusal(jobs.updateEmergencySettingsBatch(without))).status, 422);
    const both = { phone_numbers, emergency_enabled: false, emergency_address_id: address };
    assert.equal((await refusal(jobs.updateEmergencySettingsBatch(both))).status, 422);
    await jobs.updateEmergencySettingsBatch({
      phone_numbers,
      emergency_enabled: true,
      emergency_address_id: address,
    });
    line.pass(30_000);
    await line.ask('/balance');
    line.pass(30_000);
    const status = async () =>
      (await line.telnyx.phoneNumbers.retrieve(number?.id ?? '')).data?.emergency_status;
    assert.equal(await status(), 'active');
  });

  test('choose their numbers by a filter of the query, when one is given (D15)', async (context) => {
    const line = await connect(context);
    const tagged = await every(line.telnyx.phoneNumbers.list({ filter: { tag: 'fax' }, 'page[size]': 250 }));
    const { data } = await line.telnyx.phoneNumbers.jobs.updateBatch({
      phone_numbers: [],
      filter: { tag: 'fax' },
      tags: ['fax', 'seen'],
    });
    assert.equal(data?.phone_numbers?.length, tagged.length);
  });

  test('can be looked for by number, by type and by nobody else', async (context) => {
    const { telnyx } = await connect(context);
    const all = await every(telnyx.phoneNumbers.jobs.list({ filter: { type: 'delete_phone_numbers' } }));
    assert.deepEqual(new Set(all.map((job) => job.type)), new Set(['delete_phone_numbers']));
    const first = all[0]?.successful_operations?.[0] ?? all[0]?.failed_operations?.[0];
    const found = await telnyx.phoneNumbers.jobs.list({
      filter: { phone_number: first?.phone_number ?? '' },
    });
    assert.ok(found.data.some((job) => job.id === all[0]?.id));
    assert.equal((await telnyx.phoneNumbers.jobs.list({ filter: { phone_number: '+1999' } })).data.length, 0);
    const disabled = await connect(context, { variants: { jobPhoneNumberFilter: false } });
    const refused = await refusal(
      disabled.telnyx.phoneNumbers.jobs.list({ filter: { phone_number: '+1999' } }),
    );
    assert.equal(refused.status, 422);
    const missing = await refusal(telnyx.phoneNumbers.jobs.retrieve('62e4bf2e-c278-4282-b524-488d9c9c43b2'));
    assert.deepEqual([missing.status, missing.errors[0]?.source?.pointer], [404, '/base']);
  });
});

describe('the bulk messaging orders of the sample account', () => {
  test('drain over several looks, change the numbers, and fail some without a reason', async (context) => {
    const line = await connect(context);
    const numbers = (await active(line, 6)).filter((row) => ['US', 'CA'].includes(row.country_iso_alpha2));
    const [profile] = (await line.telnyx.messagingProfiles.list()).data;
    const asked = [...numbers.map((row) => row.phone_number), '+13125559999'];
    const created = await line.telnyx.messagingNumbersBulkUpdates.create({
      messaging_profile_id: profile?.id ?? '',
      numbers: asked,
    });
    const id = created.data?.order_id ?? '';
    assert.deepEqual(created.data?.pending, asked);
    const left: number[] = [];
    let order: Telnyx.BulkMessagingSettingsUpdatePhoneNumbers | undefined;
    for (let look = 0; look < 4; look += 1) {
      order = (await line.telnyx.messagingNumbersBulkUpdates.retrieve(id)).data;
      left.push(order?.pending?.length ?? -1);
    }
    assert.ok((left[0] ?? 0) > 0 && left.at(-1) === 0, left.join());
    assert.deepEqual(order?.failed, ['+13125559999']);
    assert.equal(order.success?.length, numbers.length);
    const changed = (await line.telnyx.phoneNumbers.retrieve(numbers[0]?.id ?? '')).data;
    assert.equal(changed?.messaging_profile_id, profile?.id);
    assert.equal((await refusal(line.telnyx.messagingNumbersBulkUpdates.retrieve('none'))).status, 404);
  });
});
