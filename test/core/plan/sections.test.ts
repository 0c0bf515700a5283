import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { allTaken, applyWish, type Outcome, type StepResult } from '../../../src/core/plan/engine.ts';
import { patchVoice } from '../../../src/core/plan/operations.ts';
import { look } from '../../../src/core/plan/read.ts';
import type { Waiting } from '../../../src/core/plan/steps.ts';
import type { Operation, Values } from '../../../src/core/settings/setting.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { unplaceable } from '../../../src/sample/addresses.ts';
import { TestClock } from '../telnyx/doors.ts';
import { shareAccount, type Shared } from './account.ts';

/** An account whose jobs and provisioning follow a clock that jumps instead of waiting. */
async function wishing(t: TestContext, options: SimulatorOptions = {}) {
  const clock = new TestClock();
  const shared = await shareAccount(t, 0, {
    now: () => clock.now(),
    jobs: { startMs: 1500, stepMs: 2000, expireMs: 3_600_000 },
    emergencyMs: 20_000,
    ...options,
  });
  const base = await shared.all();
  const waited: Waiting[] = [];
  const onProgress = (_: Operation, waiting?: Waiting) => {
    if (waiting) waited.push(waiting);
  };
  const apply = (mine: Values, leave?: AbortSignal) =>
    applyWish(
      shared.door,
      { number: shared.number, base, mine },
      { clock, onProgress, ...(leave && { leave }) },
    );
  return { shared, base, clock, apply, waited };
}

const stepsOf = (outcome: Outcome): readonly StepResult[] => {
  assert.ok(outcome.result === 'sent', outcome.result);
  return outcome.steps;
};
const results = (outcome: Outcome) => stepsOf(outcome).map(({ operation, result }) => [operation, result]);
const became = (outcome: Outcome) =>
  stepsOf(outcome).flatMap(({ fields }) => fields.map((field) => [field.change.setting.key, field.became]));

/** What was written, oldest first: operation and body. */
const writes = ({ simulator }: Shared) =>
  simulator.log
    .filter(({ method }) => method !== 'GET')
    .map(({ operation, body }) => [operation, body] as const);

interface Address {
  readonly id: string;
  readonly country_code: string;
  readonly street_address: string;
}

/** The addresses in the country of the number, those that the services do not take included. */
async function addressesAround({ colleague, number }: Shared): Promise<readonly Address[]> {
  const { rows } = await colleague.page((sdk, query, options) => sdk.addresses.list(query, options), {
    number: 1,
    size: 50,
  });
  const { records } = await look(colleague, number.id, ['number']);
  return (rows as Address[]).filter(
    ({ country_code: country }) => country === records.number?.country_iso_alpha2,
  );
}

async function addressesIn(shared: Shared): Promise<readonly [string, string]> {
  const [one, two] = (await addressesAround(shared)).filter(
    ({ street_address: street }) => street !== unplaceable,
  );
  assert.ok(one && two, 'no two addresses in the country of the number');
  return [one.id, two.id];
}

const addressIn = async (shared: Shared): Promise<string> => (await addressesIn(shared))[0];

async function unplaceableAddress(shared: Shared): Promise<string> {
  const yard = (await addressesAround(shared)).find(({ street_address: street }) => street === unplaceable);
  return yard?.id ?? assert.fail('no address that the services do not take');
}

describe('Saving the voice settings of a number (operation 23)', () => {
  test('sends the whole object around a changed field, and plain fields alone', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const outcome = await apply({ ...base, 'voice.inbound_call_recording_format': 'mp3' });
    assert.deepEqual(became(outcome), [['inbound_call_recording_format', 'kept']]);
    const [[operation, body] = []] = writes(shared);
    assert.equal(operation, 23);
    assert.deepEqual(body, {
      call_recording: {
        inbound_call_recording_enabled: base['voice.inbound_call_recording_enabled'],
        inbound_call_recording_format: 'mp3',
        inbound_call_recording_channels: base['voice.inbound_call_recording_channels'],
      },
    });
    await apply({ 'voice.tech_prefix_enabled': true });
    assert.deepEqual(writes(shared).at(-1), [23, { tech_prefix_enabled: true }]);
  });

  test('forwards to a number, and leaves out what is not set', async (t) => {
    const { shared, apply } = await wishing(t);
    await patchVoice(shared.colleague, shared.number.id, {
      call_forwarding: { call_forwarding_enabled: true },
    });
    const outcome = await apply({ 'voice.forwards_to': '+13125550100', 'voice.forwarding_type': 'always' });
    assert.ok(allTaken(outcome), JSON.stringify(outcome));
    assert.deepEqual(writes(shared).at(-1), [
      23,
      {
        call_forwarding: {
          call_forwarding_enabled: true,
          forwards_to: '+13125550100',
          forwarding_type: 'always',
        },
      },
    ]);
  });

  test('reads the caller ID name on the number, the only place that tells it', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const wished = base['voice.caller_id_name_enabled'] !== true;
    const outcome = await apply({ 'voice.caller_id_name_enabled': wished });
    assert.deepEqual(became(outcome), [['caller_id_name_enabled', 'kept']]);
    assert.deepEqual(writes(shared), [[23, { caller_id_name_enabled: wished }]]);
    assert.equal((await shared.all())['voice.caller_id_name_enabled'], wished);
  });

  test('keeps what others changed in the same object meanwhile', async (t) => {
    const { shared, apply } = await wishing(t);
    await patchVoice(shared.colleague, shared.number.id, {
      media_features: { t38_fax_gateway_enabled: true, accept_any_rtp_packets_enabled: true },
    });
    await apply({ 'voice.rtp_auto_adjust_enabled': false });
    const all = await shared.all();
    assert.deepEqual(
      ['rtp_auto_adjust_enabled', 't38_fax_gateway_enabled', 'accept_any_rtp_packets_enabled'].map(
        (key) => all[`voice.${key}`],
      ),
      [false, true, true],
    );
  });

  test('brings a 422 inside an object to its field, and one at the object to what was changed', async (t) => {
    const { apply } = await wishing(t);
    const outcome = await apply({
      'voice.cnam_listing_enabled': true,
      'voice.cnam_listing_details': 'TOO LONG FOR A NAME',
    });
    const [step] = stepsOf(outcome);
    assert.ok(step?.result === 'refused');
    assert.deepEqual(Object.keys(step.faults.fields), ['voice.cnam_listing_details']);
  });

  test('sends back words nobody has heard of as they are', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const odd = { ...base, 'voice.usage_payment_method': 'by-moon' };
    const outcome = await applyWish(
      shared.door,
      { number: shared.number, base: odd, mine: { ...odd, 'voice.tech_prefix_enabled': true } },
      { clock: new TestClock() },
    );
    assert.ok(allTaken(outcome));
    assert.deepEqual(writes(shared), [[23, { tech_prefix_enabled: true }]]);
    assert.ok(allTaken(await apply({})));
  });
});

describe('Saving the messaging settings of a number (operation 21)', () => {
  test('unassigns the profile by an empty text, and leaves out what is to stay', async (t) => {
    const { shared, base, apply } = await wishing(t);
    assert.equal(typeof base['messaging.messaging_profile_id'], 'string');
    const outcome = await apply({ ...base, 'messaging.messaging_profile_id': null });
    assert.deepEqual(became(outcome), [['messaging_profile_id', 'kept']]);
    assert.deepEqual(writes(shared), [[21, { messaging_profile_id: '' }]]);
    assert.equal((await shared.all())['messaging.messaging_profile_id'], null);
  });

  test('changes the product alone', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const product = base['messaging.messaging_product'] === 'A2P' ? 'P2P' : 'A2P';
    assert.ok(allTaken(await apply({ 'messaging.messaging_product': product })));
    assert.deepEqual(writes(shared), [[21, { messaging_product: product }]]);
  });
});

describe('Switching emergency calling (operation 19)', () => {
  test('sends both fields, follows provisioning to its end and says what became of it', async (t) => {
    const { shared, base, clock, apply, waited } = await wishing(t);
    const address = await addressIn(shared);
    const enable = base['emergency.emergency_enabled'] !== true;
    const held = base['emergency.emergency_address_id'];
    const wish: Values = {
      'emergency.emergency_enabled': enable,
      ...(enable && { 'emergency.emergency_address_id': address }),
    };
    const outcome = await apply(wish);
    assert.deepEqual(results(outcome), [[19, 'saved']]);
    assert.deepEqual(waited, [enable ? 'provisioning' : 'deprovisioning']);
    assert.deepEqual(writes(shared), [
      [19, { emergency_enabled: enable, emergency_address_id: enable ? address : held }],
    ]);
    assert.ok(clock.waits.length > 2 && clock.waits.every((wait, at) => wait >= (clock.waits[at - 1] ?? 0)));
    const now = await shared.all();
    assert.equal(now['emergency.emergency_enabled'], enable);
    const back = { 'emergency.emergency_enabled': !enable, 'emergency.emergency_address_id': address };
    const again = await applyWish(
      shared.door,
      { number: shared.number, base: now, mine: back },
      { clock: new TestClock() },
    );
    assert.equal(again.result, 'sent');
    assert.equal(writes(shared).length, 2);
  });

  test('tells that provisioning failed', async (t) => {
    const { shared, apply } = await wishing(t);
    assert.equal(
      (await look(shared.colleague, shared.number.id, ['number'])).records.number?.country_iso_alpha2,
      'US',
    );
    const yard = await unplaceableAddress(shared);
    const [step] = stepsOf(
      await apply({ 'emergency.emergency_enabled': true, 'emergency.emergency_address_id': yard }),
    );
    assert.ok(step?.result === 'saved');
    assert.match(step.warning ?? '', /provisioning failed/);
  });

  for (const late of [false, true])
    test(`follows each change to its own end, where the account tells it ${late ? 'late' : 'at once'}`, async (t) => {
      const { shared, clock } = await wishing(t, { variants: { emergencyToldLate: late } });
      const [one, two] = await addressesIn(shared);
      const yard = await unplaceableAddress(shared);
      for (const [enabled, address, fails] of [
        [false, one, false],
        [true, yard, true],
        // It failed before; that is no answer to this.
        [true, one, false],
        // It is active before, and active after.
        [true, two, false],
        [true, yard, true],
        [false, two, false],
      ] as const) {
        const base = await shared.all();
        const mine = { 'emergency.emergency_enabled': enabled, 'emergency.emergency_address_id': address };
        const from = clock.now();
        const outcome = await applyWish(shared.door, { number: shared.number, base, mine }, { clock });
        const changed = base['emergency.emergency_enabled'] === true || enabled;
        const [step] = changed ? stepsOf(outcome) : [];
        assert.equal(step?.result, changed ? 'saved' : undefined);
        assert.equal(step?.result === 'saved' && step.warning !== undefined, fails, address);
        assert.ok(!changed || clock.now() - from >= 20_000, `waited ${clock.now() - from} ms`);
        const now = await shared.all();
        assert.equal(now['emergency.emergency_enabled'], enabled);
        if (enabled) assert.equal(now['emergency.emergency_address_id'], address);
      }
    });

  test('is called under way when the answer is lost while the services are at work', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const enable = base['emergency.emergency_enabled'] !== true;
    const address = await addressIn(shared);
    shared.simulator.faults.next({ fault: 'drop', method: 'POST', applied: true });
    const outcome = await apply({
      'emergency.emergency_enabled': enable,
      ...(enable && { 'emergency.emergency_address_id': address }),
    });
    assert.deepEqual(results(outcome), [[19, 'underway']]);
    assert.equal(writes(shared).length, 1);
  });

  test('can be left: what was sent stays sent, and is called under way', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const enable = base['emergency.emergency_enabled'] !== true;
    const address = await addressIn(shared);
    const leave = new AbortController();
    leave.abort();
    const outcome = await apply(
      { 'emergency.emergency_enabled': enable, 'emergency.emergency_address_id': address },
      leave.signal,
    );
    assert.deepEqual(results(outcome), [[19, 'underway']]);
    assert.ok(allTaken(outcome));
    assert.equal(writes(shared).length, 1);
  });
});

describe('Changing the bundle of a number (operation 18)', () => {
  test('puts it in, takes it out by null, and says that nobody tells what it is', async (t) => {
    const { shared, apply } = await wishing(t);
    assert.deepEqual(became(await apply({ 'bundle.bundle_id': 'b-1' })), [['bundle_id', 'untold']]);
    await apply({ 'bundle.bundle_id': null });
    assert.deepEqual(writes(shared), [
      [18, { bundle_id: 'b-1' }],
      [18, { bundle_id: null }],
    ]);
  });

  test('brings the refusal to move from bundle to bundle to its field', async (t) => {
    const { apply } = await wishing(t);
    await apply({ 'bundle.bundle_id': 'b-1' });
    const [step] = stepsOf(await apply({ 'bundle.bundle_id': 'b-2' }));
    assert.ok(step?.result === 'refused');
    assert.match(step.faults.fields['bundle.bundle_id']?.[0] ?? '', /current bundle/);
  });
});

describe('Changing the deletion lock (operation 10)', () => {
  test('starts a job for the one number, waits with growing pauses, and looks at the number', async (t) => {
    const { shared, base, clock, apply } = await wishing(t);
    const locked = base['general.deletion_lock_enabled'] !== true;
    const outcome = await apply({ 'general.deletion_lock_enabled': locked });
    assert.deepEqual(became(outcome), [['deletion_lock_enabled', 'kept']]);
    assert.deepEqual(writes(shared), [
      [10, { phone_numbers: [shared.number.id], deletion_lock_enabled: locked }],
    ]);
    assert.ok(shared.simulator.log.filter(({ operation }) => operation === 11).length >= 2);
    assert.ok(clock.waits.every((wait, at) => wait >= (clock.waits[at - 1] ?? 0)));
  });

  test('brings the reason of a failed job to its field', async (t) => {
    const clock = new TestClock();
    // A number that is being ported in cannot be edited.
    const shared = await shareAccount(t, 23, { now: () => clock.now() });
    const base = await shared.all();
    const mine = { 'general.deletion_lock_enabled': base['general.deletion_lock_enabled'] !== true };
    const [step] = stepsOf(await applyWish(shared.door, { number: shared.number, base, mine }, { clock }));
    assert.ok(step?.result === 'refused');
    assert.match(step.faults.fields['general.deletion_lock_enabled']?.[0] ?? '', /not active/);
  });

  test('says that a job expired', async (t) => {
    const { base, apply } = await wishing(t, { jobs: { startMs: 60_000, stepMs: 2000, expireMs: 5000 } });
    const [step] = stepsOf(
      await apply({ 'general.deletion_lock_enabled': base['general.deletion_lock_enabled'] !== true }),
    );
    assert.ok(step?.result === 'refused');
    assert.match(step.faults.fields['general.deletion_lock_enabled']?.[0] ?? '', /expired/);
  });

  test('never starts a second job when the answer to the first is lost', async (t) => {
    const { shared, base, apply } = await wishing(t);
    shared.simulator.faults.next({ fault: 'drop', method: 'POST' });
    const outcome = await apply({
      'general.deletion_lock_enabled': base['general.deletion_lock_enabled'] !== true,
    });
    assert.deepEqual(results(outcome), [[10, 'unclear']]);
    assert.equal(writes(shared).length, 1);
  });
});

describe('Saving several sections at once', () => {
  const everything = (base: Values): Values => ({
    ...base,
    'general.customer_reference': 'ALL',
    'general.deletion_lock_enabled': base['general.deletion_lock_enabled'] !== true,
    'voice.translated_number': 'desk7',
    'messaging.messaging_profile_id': null,
    'bundle.bundle_id': 'b-1',
  });

  test('makes one request each: what answers at once first, what takes a while last', async (t) => {
    const { shared, base, apply } = await wishing(t);
    const outcome = await apply(everything(base));
    assert.ok(allTaken(outcome));
    assert.deepEqual(
      writes(shared).map(([operation]) => operation),
      [16, 23, 21, 18, 10],
    );
  });

  test('keeps the success of the others when one fails, whichever it is and however', async (t) => {
    const paths = { 16: /\/phone_numbers\/\d+$/, 23: /\/voice$/, 21: /\/messaging$/, 18: /bundle_status/ };
    const operation = fc.constantFrom(16, 23, 21, 18);
    const fault = fc.constantFrom('429' as const, '503' as const, 'drop' as const, 'reset' as const);
    await fc.assert(
      fc.asyncProperty(operation, fault, async (broken, how) => {
        const { shared, base, apply } = await wishing(t);
        shared.simulator.faults.next({
          fault: how,
          method: 'PATCH',
          path: paths[broken],
        });
        const outcome = await apply(everything(base));
        const others = stepsOf(outcome).filter((step) => step.operation !== broken);
        assert.ok(others.every(({ result }) => result === 'saved'));
        const own = stepsOf(outcome).find((step) => step.operation === broken);
        // Only what is told can be looked at after a lost answer.
        const seen = how === 'drop' && broken !== 18;
        assert.equal(own?.result, seen ? 'saved' : how === '429' ? 'refused' : 'unclear');
        const sent = writes(shared).map(([number]) => number);
        assert.equal(new Set(sent).size, sent.length, 'sent twice');
      }),
      { numRuns: 16 },
    );
  });

  test('sends nothing at all when one field of one section is in conflict', async (t) => {
    const { shared, base, apply } = await wishing(t);
    await patchVoice(shared.colleague, shared.number.id, { translated_number: 'theirs' });
    const before = writes(shared).length;
    assert.equal((await apply(everything(base))).result, 'conflict');
    assert.equal(writes(shared).length, before);
  });

  test('sends nothing when a section it is about cannot be read first', async (t) => {
    const { shared, base, apply } = await wishing(t);
    shared.simulator.faults.add({ fault: '500', method: 'GET', path: /\/voice$/ });
    assert.equal((await apply(everything(base))).result, 'not-sent');
    assert.deepEqual(writes(shared), []);
  });

  test('reads only what the wish is about', async (t) => {
    const { shared, apply } = await wishing(t);
    const before = shared.simulator.log.length;
    await apply({ 'general.customer_reference': 'ONLY' });
    assert.deepEqual(
      shared.simulator.log.slice(before).map(({ operation }) => operation),
      [15, 16],
    );
  });
});
