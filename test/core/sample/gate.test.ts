import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSampleAccount } from '../../../src/sample/index.ts';
import { connect, key, keyWithoutBilling, monday, refusal } from './telnyx.ts';

describe('the gate of the sample account', () => {
  test('answers below /v2, and a doubled /v2 with 404 until it is told to be lenient (D1)', async (context) => {
    const { telnyx, undoubled } = await connect(context);
    const { status, errors } = await refusal(telnyx.mobilePhoneNumbers.list());
    assert.equal(status, 404);
    assert.equal(errors[0]?.code, '10005');
    assert.equal((await undoubled.mobilePhoneNumbers.list()).data.length, 20);

    const lenient = await connect(context, { variants: { doubledV2Accepted: true } });
    assert.equal((await lenient.telnyx.mobilePhoneNumbers.list()).data.length, 20);
  });

  test('refuses a missing and a wrong key with 401 and code 10009', async (context) => {
    for (const apiKey of ['', 'KEY_WRONG']) {
      const { telnyx } = await connect(context, {}, apiKey);
      const { status, errors } = await refusal(telnyx.balance.retrieve());
      assert.equal(status, 401);
      assert.equal(errors[0]?.code, '10009');
    }
  });

  test('gives a key without billing rights the numbers, and 403 on money', async (context) => {
    const { telnyx, undoubled } = await connect(context, {}, keyWithoutBilling);
    assert.equal((await telnyx.phoneNumbers.list()).data.length, 20);
    const money = [
      telnyx.balance.retrieve(),
      telnyx.invoices.list(),
      telnyx.payment.autoRechargePrefs.list(),
      undoubled.payment.createStoredPaymentTransaction({ amount: '10.00' }),
    ];
    const refusals = await Promise.all(money.map(refusal));
    assert.deepEqual(
      refusals.map(({ status }) => status),
      [403, 403, 403, 403],
    );
  });

  test('lets literal paths win over ids, and takes an empty id for no success', async (context) => {
    const { telnyx, ask } = await connect(context);
    assert.equal((await telnyx.phoneNumbers.slimList()).data[0]?.record_type, 'phone_number_slim');
    assert.equal((await telnyx.phoneNumbers.voice.list()).data[0]?.record_type, 'voice_settings');
    assert.equal((await ask('/phone_numbers/')).status, 404);
    assert.equal((await ask('/phone_numbers//voice')).status, 404);
    assert.equal((await ask('/phone_numbers/12')).status, 404);
  });

  test('counts requests per key on every answer, refuses the one too many, and starts again', async (context) => {
    const { ask, pass } = await connect(context, { rate: { limit: 2, windowMs: 5000 } });
    const first = await ask('/balance');
    assert.equal(first.headers.get('x-ratelimit-limit'), '2');
    assert.equal(first.headers.get('x-ratelimit-remaining'), '1');
    assert.equal(first.headers.get('x-ratelimit-reset'), '5');
    await ask('/nowhere');
    const third = await ask('/balance');
    assert.equal(third.status, 429);
    assert.equal(third.headers.get('retry-after'), null);
    const body: unknown = await third.json();
    const detail = 'You have exceeded the maximum number of allowed requests.';
    assert.deepEqual(body, { errors: [{ code: '10011', title: 'Too many requests', detail }] });
    pass(5000);
    assert.equal((await ask('/balance')).status, 200);
  });

  test('says Retry-After in whichever form it is told to', async (context) => {
    const forms = {
      zero: '0',
      seconds: '9',
      long: '259200',
      date: new Date(monday + 9000).toUTCString(),
    } as const;
    for (const form of ['zero', 'seconds', 'long', 'date'] as const) {
      const { ask } = await connect(context, {
        rate: { limit: 0, windowMs: 9000 },
        variants: { retryAfter: form },
      });
      assert.equal((await ask('/balance')).headers.get('retry-after'), forms[form]);
    }
  });

  test('can leave errors without a body', async (context) => {
    const { telnyx, ask } = await connect(context, { variants: { emptyErrors: true } });
    const { status, errors } = await refusal(telnyx.phoneNumbers.retrieve('12'));
    assert.deepEqual({ status, errors }, { status: 404, errors: [] });
    assert.equal(await (await ask('/phone_numbers/12')).text(), '');
  });

  test('refuses a body that is not JSON, of another type, or no object', async (context) => {
    const { simulator, ask } = await connect(context);
    const number = ((await (await ask('/phone_numbers')).json()) as { data: { id: string }[] }).data[0];
    const path = `/phone_numbers/${number?.id ?? ''}`;
    assert.equal((await ask(path, { method: 'PATCH', body: '{"tags":' })).status, 400);
    assert.equal((await ask(path, { method: 'PATCH', body: '[]' })).status, 422);
    const typed = { authorization: `Bearer ${key ?? ''}`, 'content-type': 'text/plain' };
    assert.equal(
      (await fetch(simulator.url + path, { method: 'PATCH', body: '{}', headers: typed })).status,
      415,
    );
  });

  test('logs every request, its retries too, and keeps no key', async (context) => {
    const { telnyx, simulator } = await connect(context);
    const { data } = await telnyx.phoneNumbers.list({ filter: { tag: 'support' } });
    await telnyx.phoneNumbers.update(data[0]?.id ?? '', { tags: ['a'] });
    await refusal(telnyx.phoneNumbers.retrieve('12'));
    const [list, patch, missing] = simulator.log;
    assert.equal(simulator.log.length, 3);
    assert.deepEqual([list?.query, list?.operation], ['filter[tag]=support', 5]);
    assert.deepEqual([patch?.method, patch?.path], ['PATCH', `/v2/phone_numbers/${data[0]?.id ?? ''}`]);
    assert.deepEqual(patch?.body, { tags: ['a'] });
    assert.deepEqual([missing?.status, missing?.retryCount, missing?.key], [404, 0, 'default']);
    assert.equal(JSON.stringify(simulator.log).includes(key ?? '-'), false);
  });

  test('is the same account in every byte for the same seed and clock, and another for another seed', async () => {
    const paths = [
      '/phone_numbers?page[size]=250',
      '/phone_numbers/jobs?page[size]=250',
      '/webhook_deliveries?page[size]=250',
      '/mobile_phone_numbers',
      '/charges_summary?start_date=2026-08-01&end_date=2026-09-01',
      '/detail_records?filter[record_type]=messaging',
      '/audit_events',
      '/invoices',
    ];
    const told = async (seed: number): Promise<string[]> => {
      const account = createSampleAccount({ seed, now: () => monday });
      const headers = { authorization: `Bearer ${key ?? ''}` };
      const answers = paths.map((path) => account.fetch(account.baseURL + path, { headers }));
      return Promise.all(answers.map(async (answer) => (await answer).text()));
    };
    const [once, again, other] = await Promise.all([told(7), told(7), told(8)]);
    assert.deepEqual(once, again);
    for (const [index, text] of once.entries()) assert.notEqual(text, other[index], paths[index]);
  });
});
