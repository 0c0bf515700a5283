import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { safeParse } from 'valibot';
import { sidesOf } from '../../../src/core/resources/auditChanges.ts';
import { auditEvents } from '../../../src/core/resources/auditEvents.ts';
import { askedTime, auditFilterSchema } from '../../../src/core/resources/auditFilter.ts';
import { recordJson } from '../../../src/core/resources/json.ts';

process.env.TZ = 'America/New_York';

function show(event: object) {
  const row = auditEvents.row({ id: 'e1', ...event });
  assert.ok(row);
  const parts = row.item.parts?.() ?? [];
  const card = Object.fromEntries(row.item.card?.().rows.map(({ label, value }) => [label, value]) ?? []);
  return {
    item: row.item,
    parts,
    card,
    told: parts.map(({ label, description }) => `${label}: ${description ?? ''}`),
  };
}

describe('An audit event', () => {
  test('tells when, what was changed, and who changed it', () => {
    const { item, card } = show({
      record_type: 'phone_number',
      resource_id: '1293384261075731499',
      alternate_resource_id: '+13125550101',
      change_made_by: 'organization_member',
      change_type: 'update',
      created_at: '2021-09-25T03:04:05Z',
      changes: [{ field: 'hd_voice_enabled', from: false, to: true }],
    });
    assert.equal(item.label, '+13125550101');
    assert.equal(item.description, '2021-09-24 23:04 · hd_voice_enabled · updated · organization member');
    assert.equal(
      item.spoken,
      '+13125550101, updated, hd_voice_enabled, organization member, 2021-09-24 23:04',
    );
    assert.deepEqual(item.subject, { type: 'number', phoneNumber: '+13125550101' });
    assert.ok(item.abilities.includes('settings'));
    assert.equal(card['Resource ID'], '1293384261075731499');
    assert.match(item.card?.().note ?? '', /Telnyx’s own example has it the other way round/);
  });

  test('shows values of every JSON type apart from each other', () => {
    const long = 'x'.repeat(300);
    const { told, parts } = show({
      changes: [
        { field: 'a', from: '5', to: 5 },
        { field: 'b', from: null, to: 'null' },
        { field: 'c', to: false },
        { field: 'd', from: [], to: ['eu', 7, null] },
        { field: 'e', from: { on: true }, to: null },
        { from: '', to: long },
      ],
    });
    assert.deepEqual(told.slice(0, 5), [
      'a: “5” → 5',
      'b: null → “null”',
      'c: not told → false',
      'd: [] → ["eu",7,null]',
      'e: {"on":true} → null',
    ]);
    assert.match(told[5] ?? '', /^field without a name: “” → “x{58}…$/);
    assert.equal(parts[5]?.card?.().rows[1]?.value, `“${long}”`, 'whole where there is room');
    assert.equal(parts[0]?.spoken, 'a: before “5”, after 5');
  });

  test('tells no changes apart from changes that are not told', () => {
    assert.equal(show({ changes: null }).card['Fields changed'], 'not told (null)');
    assert.equal(show({}).card['Fields changed'], 'not told');
    const none = show({ changes: [] });
    assert.equal(none.card['Fields changed'], '0');
    for (const { item } of [none, show({ changes: null }), show({ changes: 'odd' })]) {
      assert.equal(item.parts, undefined);
      assert.ok(!item.abilities.includes('show-difference'));
    }
  });

  test('keeps words it has not heard of, and calls what is missing unknown', () => {
    const odd = show({ change_made_by: 'robot', change_type: 'merge', record_type: 'thing' });
    assert.equal(odd.item.label, 'thing');
    assert.equal(odd.item.description, 'merge · robot');
    assert.ok(!odd.item.abilities.includes('settings'));
    const bare = show({});
    assert.equal(bare.item.label, 'unknown resource');
    assert.equal(bare.item.description, 'unknown change · by unknown');
    assert.equal(auditEvents.row({ change_type: 'update' }), undefined);
  });

  test('masks the PIN, whichever way it is told', () => {
    const changes = [
      { field: 'external_pin', from: '4711', to: 4712 },
      { field: 'voice.external_pin', from: null, to: '4713' },
      { field: 'external_pin', from: '4714', to: '' },
      { field: 'deep', to: { external_pin: '4715' } },
    ];
    const { item, told, parts } = show({ changes });
    const copied = parts.map(({ copies, spoken }) => `${copies ?? ''} ${spoken ?? ''}`);
    const cards = [item, ...parts].map((one) => one.card?.());
    const sides = sidesOf(changes);
    for (const text of [
      told,
      copied,
      cards,
      recordJson(sides.from),
      recordJson(sides.to),
      recordJson({ changes }),
    ])
      assert.doesNotMatch(JSON.stringify(text), /471/);
    assert.equal(told[1], 'voice.external_pin: null → “••••”');
  });
});

describe('What changed as two records', () => {
  test('unfolds dots, and leaves out a side that is not told', () => {
    const { from, to } = sidesOf([
      { field: 'voice.limit.channels', from: 5, to: 12 },
      { field: 'voice.inbound', from: null },
      { field: 'name', to: 'x' },
      { field: 'tags.0', from: 'a', to: 'b' },
    ]);
    assert.deepEqual(from, { voice: { limit: { channels: 5 }, inbound: null }, tags: { 0: 'a' } });
    assert.deepEqual(to, { voice: { limit: { channels: 12 } }, name: 'x', tags: { 0: 'b' } });
  });

  test('keeps a name whole that is no path, is told twice or runs into another', () => {
    const { to } = sidesOf([
      { field: 'a', to: 1 },
      { field: 'a.b', to: 2 },
      { field: 'a', to: 3 },
      { field: '.c', to: 4 },
      { field: 'd.e', to: 5 },
      { field: 'd', to: 6 },
      { to: 7 },
      { field: '__proto__.polluted', to: 8 },
    ]);
    assert.equal(
      JSON.stringify(to),
      '{"a":1,"a.b":2,"a (2)":3,".c":4,"d":{"e":5},"d (2)":6,"field without a name":7,"__proto__":{"polluted":8}}',
    );
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  test('loses no change, whatever fields are called', () => {
    const name = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', '.', '(', '2', ' ') }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (fields) => {
        const changes = fields.map((field, to) => ({ field, to: `<${String(to)}>` }));
        const text = JSON.stringify(sidesOf(changes).to);
        for (const { to } of changes) assert.ok(text.includes(`"${to}"`), text);
      }),
    );
  });
});

describe('A time to ask for', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');

  test('holds whole days of this place, also where one has 23 hours', () => {
    assert.deepEqual(askedTime({ from: '2026-03-08', to: '2026-03-08' }, now), {
      created_after: '2026-03-08T04:59:59.999Z',
      created_before: '2026-03-09T04:00:00.000Z',
    });
  });

  test('may be open on either side, or end now', () => {
    assert.deepEqual(askedTime({}, now), {});
    assert.deepEqual(askedTime({ to: '2026-12-31' }, now), { created_before: '2027-01-01T05:00:00.000Z' });
    assert.deepEqual(askedTime({ lastDays: 7 }, now), { created_after: '2026-03-03T12:00:00.000Z' });
  });
});

describe('A filter that was kept', () => {
  test('is the same when it is read', () => {
    const filter = { from: '2026-03-08', to: '2026-12-31', resource: '+1312', who: 'account_owner' };
    const stored: unknown = JSON.parse(JSON.stringify({ ...filter, lastDays: 7, type: 'update' }));
    assert.deepEqual(safeParse(auditFilterSchema, stored).output, stored);
  });

  test('is none where it makes no sense', () => {
    for (const odd of [undefined, 'all', { lastDays: 3 }, { from: '2026-02-31' }, { who: '' }, { type: 7 }])
      assert.equal(safeParse(auditFilterSchema, odd).success, false, JSON.stringify(odd));
  });
});
