import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Telnyx } from 'telnyx';
import { connect, every, refusal, type Line } from './telnyx.ts';

type Number = Telnyx.NumbersPhoneNumberDetailed;

async function numbersOf(line: Line): Promise<Number[]> {
  return every(line.telnyx.phoneNumbers.list({ 'page[size]': 250 }));
}

/** A number of the United States that may be changed and deleted. */
async function plainNumber(context: TestContext): Promise<Line & { number: Number }> {
  const line = await connect(context);
  const number = (await numbersOf(line)).find(
    (row) =>
      row.country_iso_alpha2 === 'US' &&
      row.status === 'active' &&
      !row.deletion_lock_enabled &&
      !row.emergency_enabled,
  );
  assert.ok(number);
  return { ...line, number };
}

describe('the numbers of the sample account', () => {
  test('are of six countries, every type with its old spellings, every status, and 19-digit ids too close for a float', async (context) => {
    const numbers = await numbersOf(await connect(context));
    assert.equal(numbers.length, 420);
    assert.deepEqual(
      new Set(numbers.map((row) => row.country_iso_alpha2)),
      new Set(['US', 'CA', 'GB', 'DE', 'AU', 'FR']),
    );
    const types = new Set(numbers.map((row) => row.phone_number_type));
    for (const type of [
      'local',
      'toll_free',
      'mobile',
      'national',
      'shared_cost',
      'landline',
      'tollfree',
      'longcode',
    ] as const) {
      assert.ok(types.has(type), type);
    }
    assert.equal(new Set(numbers.map((row) => row.status)).size, 13);
    assert.ok(numbers.every((row) => /^\d{19}$/.test(row.id)));
    assert.ok(new Set(numbers.map((row) => Number(row.id))).size < 420);
    assert.ok(numbers.every((row) => /^\+[1-9]\d{4,14}$/.test(row.phone_number)));
  });

  test('have null somewhere in every field that may be null, UNAVAILABLE profiles and hostile texts', async (context) => {
    const numbers = await numbersOf(await connect(context));
    const nullable = [
      'external_pin',
      'activated_at',
      'billing_group_id',
      'connection_id',
      'connection_name',
      'customer_reference',
      'emergency_address_id',
      'messaging_campaign_id',
      'messaging_profile_id',
      'messaging_profile_name',
      'source_type',
    ] as const;
    for (const field of nullable)
      assert.ok(
        numbers.some((row) => row[field] === null),
        field,
      );
    assert.ok(numbers.some((row) => row.messaging_profile_id === 'UNAVAILABLE'));
    const first = JSON.stringify(numbers.slice(0, 20));
    const all = JSON.stringify(numbers);
    assert.ok(all.includes('onerror') && all.includes('command:') && all.includes('\u202e'));
    assert.equal(first.includes('onerror') || first.includes('command:'), false);
  });

  test('take a change, keep it, and show it in the list', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const [connection] = (await telnyx.connections.list()).data;
    const changed = await telnyx.phoneNumbers.update(number.id, {
      tags: ['one', 'two'],
      customer_reference: 'new',
      connection_id: connection?.id ?? '',
      hd_voice_enabled: !number.hd_voice_enabled,
    });
    const { tags, connection_name, hd_voice_enabled } = changed.data ?? {};
    assert.deepEqual(
      [tags, connection_name, hd_voice_enabled],
      [['one', 'two'], connection?.connection_name, !number.hd_voice_enabled],
    );
    const found = await telnyx.phoneNumbers.list({ filter: { customer_reference: 'new' } });
    assert.deepEqual(
      found.data.map(({ id }) => id),
      [number.id],
    );
  });

  test('are cleared by the empty text', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const { data } = await telnyx.phoneNumbers.update(number.id, {
      customer_reference: '',
      connection_id: '',
      billing_group_id: '',
      tags: [],
    });
    assert.deepEqual(
      [
        data?.customer_reference,
        data?.connection_id,
        data?.connection_name,
        data?.billing_group_id,
        data?.tags,
      ],
      [null, null, null, null, []],
    );
  });

  test('refuse what is wrong with a pointer to each field, and change nothing', async (context) => {
    const { telnyx, ask, number } = await plainNumber(context);
    const { status, errors } = await refusal(
      telnyx.phoneNumbers.update(number.id, {
        connection_id: '1',
        billing_group_id: 'no-group',
        customer_reference: 'x'.repeat(256),
        tags: ['fine', 'x'.repeat(256)],
        address_id: '7',
      }),
    );
    assert.equal(status, 422);
    const pointers = errors.map((error) => error.source?.pointer).sort();
    assert.deepEqual(pointers, [
      '/address_id',
      '/billing_group_id',
      '/connection_id',
      '/customer_reference',
      '/tags/1',
    ]);
    for (const body of [{ deletion_lock_enabled: true }, { tags: null }, { id: '1' }, { nonsense: 1 }]) {
      const answer = await ask(`/phone_numbers/${number.id}`, {
        method: 'PATCH',
        body: JSON.stringify(body),
      });
      assert.equal(answer.status, 422, JSON.stringify(body));
    }
    assert.deepEqual((await telnyx.phoneNumbers.retrieve(number.id)).data, number);
  });

  test('are deleted with a last look, and then gone; a locked one stays', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const { data } = await telnyx.phoneNumbers.delete(number.id);
    assert.deepEqual([data?.id, data?.status], [number.id, 'deleted']);
    assert.equal((await refusal(telnyx.phoneNumbers.retrieve(number.id))).status, 404);
    assert.equal((await refusal(telnyx.phoneNumbers.delete(number.id))).status, 404);
    const left = await every(telnyx.phoneNumbers.list({ 'page[size]': 250 }));
    assert.equal(left.length, 419);
    const locked = left.find((row) => row.deletion_lock_enabled);
    assert.equal((await refusal(telnyx.phoneNumbers.delete(locked?.id ?? ''))).status, 422);
    assert.equal((await telnyx.phoneNumbers.retrieve(locked?.id ?? '')).data?.id, locked?.id);
  });

  test('are verified as owned only while they can be edited', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const pending = (await telnyx.phoneNumbers.list({ filter: { status: 'port-pending' } })).data[0];
    const phone_numbers = [number.phone_number, '+13125559999', pending?.phone_number ?? ''];
    const { data } = await telnyx.phoneNumbers.actions.verifyOwnership({ phone_numbers });
    assert.deepEqual(data?.found, [{ id: number.id, number_val_e164: number.phone_number }]);
    assert.deepEqual(data.not_found, phone_numbers.slice(1));
    for (const wrong of [[], ['312'], Array.from({ length: 1001 }, () => number.phone_number)]) {
      const call = telnyx.phoneNumbers.actions.verifyOwnership({ phone_numbers: wrong });
      assert.equal((await refusal(call)).status, 422);
    }
  });

  test('merge nested voice settings, and mirror them on the number', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    await telnyx.phoneNumbers.voice.update(number.id, {
      call_forwarding: {
        call_forwarding_enabled: true,
        forwards_to: '+13125550101',
        forwarding_type: 'always',
      },
    });
    const { data } = await telnyx.phoneNumbers.voice.update(number.id, {
      call_forwarding: { call_forwarding_enabled: false },
      caller_id_name_enabled: true,
      inbound_call_screening: 'flag_calls',
    });
    const merged = { call_forwarding_enabled: false, forwards_to: '+13125550101', forwarding_type: 'always' };
    assert.deepEqual(data?.call_forwarding, merged);
    const { data: shown } = await telnyx.phoneNumbers.retrieve(number.id);
    assert.deepEqual(
      [shown?.call_forwarding_enabled, shown?.caller_id_name_enabled, shown?.inbound_call_screening],
      [false, true, 'flag_calls'],
    );
  });

  test('refuse CNAM beyond 15 letters or without its other half, and forwarding that is not +E.164', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const wrong: Telnyx.PhoneNumbers.VoiceUpdateParams[] = [
      { cnam_listing: { cnam_listing_enabled: true, cnam_listing_details: 'SIXTEEN LETTERS!' } },
      { cnam_listing: { cnam_listing_enabled: true, cnam_listing_details: 'A-B' } },
      { cnam_listing: { cnam_listing_enabled: true } },
      { cnam_listing: { cnam_listing_details: 'ACME' } },
      { call_forwarding: { forwards_to: '3125550101' } },
    ];
    for (const body of wrong) {
      const { status, errors } = await refusal(telnyx.phoneNumbers.voice.update(number.id, body));
      assert.equal(status, 422, JSON.stringify(body));
      assert.match(errors[0]?.source?.pointer ?? '', /^\/(cnam_listing|call_forwarding)\//);
    }
  });

  test('take messaging profiles away by the empty text and keep them by null or absence', async (context) => {
    const { telnyx, ask, number } = await plainNumber(context);
    const [profile] = (await telnyx.messagingProfiles.list()).data;
    const id = profile?.id ?? '';
    await telnyx.phoneNumbers.messaging.update(number.id, { messaging_profile_id: id });
    const body = JSON.stringify({ messaging_profile_id: null, messaging_product: null });
    assert.equal((await ask(`/phone_numbers/${number.id}/messaging`, { method: 'PATCH', body })).status, 200);
    await telnyx.phoneNumbers.messaging.update(number.id, { tags: ['kept'] });
    const kept = (await telnyx.phoneNumbers.retrieve(number.id)).data;
    assert.deepEqual([kept?.messaging_profile_id, kept?.messaging_profile_name], [id, profile?.name]);
    const { data } = await telnyx.phoneNumbers.messaging.update(number.id, { messaging_profile_id: '' });
    assert.equal(data?.messaging_profile_id, null);
    assert.equal(
      (await refusal(telnyx.phoneNumbers.messaging.update(number.id, { messaging_profile_id: id.slice(1) })))
        .status,
      422,
    );
  });

  test('show messaging types in both spellings, and filter by the one without a hyphen (D5)', async (context) => {
    const { telnyx } = await connect(context);
    const free = await every(
      telnyx.phoneNumbers.messaging.list({ 'filter[type]': 'tollfree', 'page[size]': 250 }),
    );
    assert.deepEqual(new Set(free.map(({ type }) => type)), new Set(['toll-free', 'tollfree']));
    const sorted = await every(
      telnyx.phoneNumbers.messaging.list({ 'sort[phone_number]': 'desc', 'page[size]': 250 }),
    );
    const numbers = sorted.map((row) => row.phone_number ?? '');
    assert.deepEqual(numbers, numbers.toSorted().reverse());
  });

  test('provision emergency calling for a while, and then it is active, or has failed', async (context) => {
    const { telnyx, pass, number } = await plainNumber(context);
    const addresses = await every(telnyx.addresses.list());
    const good = addresses.find((row) => row.country_code === 'US')?.id ?? '';
    const bad = addresses.find((row) => row.street_address?.startsWith('Yard'))?.id ?? '';
    const status = async () =>
      (await telnyx.phoneNumbers.voice.retrieve(number.id)).data?.emergency?.emergency_status;
    const set = (enabled: boolean, address: string) =>
      telnyx.phoneNumbers.actions
        .enableEmergency(number.id, { emergency_enabled: enabled, emergency_address_id: address })
        .asResponse();
    assert.equal((await set(true, good)).status, 202);
    assert.equal(await status(), 'provisioning');
    pass(20_000);
    assert.equal(await status(), 'active');
    assert.equal((await set(true, good)).status, 200);
    assert.equal((await set(false, good)).status, 202);
    assert.equal(await status(), 'deprovisioning');
    pass(20_000);
    assert.equal(await status(), 'disabled');
    assert.equal((await set(true, bad)).status, 202);
    pass(20_000);
    assert.equal(await status(), 'provisioning-failed');
  });

  test('want an emergency address of their own country, even to disable (D14)', async (context) => {
    const { telnyx, ask, number } = await plainNumber(context);
    const german = (await every(telnyx.addresses.list())).find((row) => row.country_code === 'DE')?.id ?? '';
    const enable = { emergency_enabled: true, emergency_address_id: german };
    assert.equal((await refusal(telnyx.phoneNumbers.actions.enableEmergency(number.id, enable))).status, 422);
    const path = `/phone_numbers/${number.id}/actions/enable_emergency`;
    const answer = await ask(path, { method: 'POST', body: '{"emergency_enabled":false}' });
    assert.equal(answer.status, 422);
  });

  test('change bundles in two calls', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    const change = (bundle_id: string | null) =>
      telnyx.phoneNumbers.actions.changeBundleStatus(number.id, { bundle_id });
    await change('a');
    assert.equal((await refusal(change('b'))).status, 422);
    await change(null);
    assert.equal((await change('b')).data?.id, number.id);
  });

  test('have thirty mobile siblings: noise suppression goes in as a boolean and comes out as a word (D16)', async (context) => {
    const { undoubled, telnyx } = await connect(context);
    const mobiles = await every(undoubled.mobilePhoneNumbers.list());
    assert.equal(mobiles.length, 30);
    const id = mobiles[0]?.id ?? '';
    const { data } = await undoubled.mobilePhoneNumbers.update(id, {
      noise_suppression: true,
      connection_id: null,
      tags: ['x'],
    });
    assert.deepEqual(
      [data?.noise_suppression, data?.connection_id, data?.connection_name, data?.tags],
      ['both', null, null, ['x']],
    );
    assert.deepEqual((await undoubled.mobilePhoneNumbers.retrieve(id)).data, data);
    const messaging = await telnyx.mobilePhoneNumbers.messaging.retrieve(id);
    assert.deepEqual([messaging.data?.type, messaging.data?.tags], ['longcode', ['x']]);
  });

  test('bring their tags into the list of tags', async (context) => {
    const { telnyx, number } = await plainNumber(context);
    await telnyx.phoneNumbers.update(number.id, { tags: ['Zebra', 'SUPPORT'] });
    const all = (await telnyx.userTags.list()).data?.number_tags ?? [];
    assert.ok(all.includes('Zebra'));
    assert.equal(all.filter((tag) => tag.toLowerCase() === 'support').length, 1);
    assert.deepEqual((await telnyx.userTags.list({ filter: { starts_with: 'zeb' } })).data?.number_tags, [
      'Zebra',
    ]);
  });
});
