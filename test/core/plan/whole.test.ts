import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bodyOf } from '../../../src/core/plan/body.ts';
import { applyWish } from '../../../src/core/plan/engine.ts';
import type { Change } from '../../../src/core/plan/plan.ts';
import { endBefore } from '../../../src/core/plan/recheck.ts';
import { batchBody, beside } from '../../../src/core/plan/stepBody.ts';
import { decodeValue, wireValue } from '../../../src/core/settings/kinds.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { wholeOf } from '../../../src/core/settings/rest.ts';
import { fieldOf, type Setting, type Table, type Value } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { serve } from '../telnyx/server.ts';

const found = (key: string): Setting => numberTable.settings.find((one) => one.key === key) ?? assert.fail();
const change = (setting: Setting, mine: Value): Change => ({ setting, verdict: 'change', mine });
const voiceOf = (call_forwarding: unknown) => wholeOf({ voice: { call_forwarding } }, numberTable);
const forwardTo = found('forwards_to');

/** JSON that the account may tell for a member: of the right shape or not. */
const told = fc
  .oneof(fc.jsonValue({ maxDepth: 2 }), fc.boolean(), fc.constantFrom('maybe', '+13125550001', '', null))
  .map((json): unknown => JSON.parse(JSON.stringify(json)));

describe('An object that is sent whole', () => {
  for (const [name, table] of Object.entries<Table>({ number: numberTable, mobile: mobileTable })) {
    for (const setting of table.settings.filter(({ inside, record }) => inside !== undefined && record)) {
      const { inside = '', record = table.primary, operation } = setting;
      const own = table.settings.filter((one) => one.inside === inside && one.operation === operation);

      test(`holds all that the account holds in it but the wish: ${name}, ${inside}.${fieldOf(setting)}`, () => {
        const members = fc.dictionary(
          fc.oneof(
            fc.constantFrom(...own.map(fieldOf)),
            fc.constantFrom('ring_timeout', 'new_mode', 'interception_app_name'),
          ),
          told,
        );
        const mine: Value = setting.type.kind === 'switch' ? true : '+13125550003';
        fc.assert(
          fc.property(members, (object) => {
            const live = wholeOf({ [record]: { [inside]: object } }, table);
            const body = bodyOf([change(setting, mine)], live, table)[inside];
            const expected = Object.entries({ ...object, [fieldOf(setting)]: mine }).flatMap(
              ([field, json]) => {
                if (field === 'interception_app_name' && table === mobileTable) return [];
                const known = own.find((one) => fieldOf(one) === field);
                const value = known && known !== setting ? decodeValue(known, json) : undefined;
                // What is empty stays away: most types forbid null, and absent says the same.
                if (json === null || (value === null && known)) return [];
                return [[field, known && value !== undefined ? wireValue(known, value) : json]];
              },
            );
            assert.deepEqual(body, Object.fromEntries(expected));
          }),
        );
      });
    }
  }

  test('goes over the wire with members nobody has heard of, and values of another shape', async (t) => {
    const records = {
      '': { id: '1', phone_number: '+13125550001' },
      '/voice': {
        call_forwarding: { call_forwarding_enabled: true, forwards_to: '+13125550002', ring_timeout: 20 },
        media_features: { accept_any_rtp_packets_enabled: 'maybe', t38_fax_gateway_enabled: false },
      },
    };
    const server = await serve(t, (response, { url }) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: url.endsWith('/voice') ? records['/voice'] : records[''] }));
    });
    const door = openDoor({ baseUrl: `${server.baseUrl}/v2`, apiKey: 'KEY' });
    t.after(() => door.close());
    await applyWish(door, {
      number: { id: '1', phoneNumber: '+13125550001' },
      base: { 'voice.forwards_to': '+13125550002', 'voice.t38_fax_gateway_enabled': false },
      mine: { 'voice.forwards_to': '+13125550003', 'voice.t38_fax_gateway_enabled': true },
    });
    const sent = server.seen
      .filter(({ method }) => method === 'PATCH')
      .map(({ body }): unknown => JSON.parse(body));
    assert.deepEqual(sent, [
      {
        call_forwarding: { call_forwarding_enabled: true, forwards_to: '+13125550003', ring_timeout: 20 },
        media_features: { accept_any_rtp_packets_enabled: 'maybe', t38_fax_gateway_enabled: true },
      },
    ]);
  });

  test('is not sent by a plan over what somebody else has put into it since, in whatever order it is told', () => {
    const live = voiceOf({ forwards_to: '+13125550002', ring: { timeout: 20, tone: 'low' } });
    const changes = [change(forwardTo, '+13125550003')];
    const before = beside(changes, live, numberTable);
    const number = { id: '1', phoneNumber: '+13125550001' };
    const row = { number, before, mine: { 'voice.forwards_to': '+13125550003' } };
    const judged = (object: unknown) => endBefore(row, { live: voiceOf(object) }, numberTable);
    assert.equal(judged({ ring: { tone: 'low', timeout: 20 }, forwards_to: '+13125550002' }), undefined);
    const ending = judged({ ring: { tone: 'low', timeout: 30 }, forwards_to: '+13125550002' });
    assert.equal(ending?.became, 'conflict');
    assert.match(ending.sentence ?? '', /call_forwarding/);
  });

  test('keeps numbers apart that differ in it: they share no job', () => {
    const [one, other] = [20, 30].map((ring_timeout) =>
      batchBody(10, [change(forwardTo, '+13125550003')], voiceOf({ ring_timeout }), numberTable),
    );
    assert.deepEqual(one, { voice: { call_forwarding: { ring_timeout: 20, forwards_to: '+13125550003' } } });
    assert.notDeepEqual(one, other);
  });
});
