import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { applyWish, type Outcome, type StepResult } from '../../../src/core/plan/engine.ts';
import { readNumber } from '../../../src/core/plan/records.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { TestClock } from '../telnyx/doors.ts';
import { shareAccount, type Shared } from './account.ts';

async function baseOf({ door, number }: Shared): Promise<Values> {
  return valuesOf({ number: (await readNumber(door, number.id)).raw });
}

function only<R extends Outcome['result']>(outcome: Outcome, result: R): Extract<Outcome, { result: R }> {
  assert.equal(outcome.result, result);
  return outcome as Extract<Outcome, { result: R }>;
}

/** The one request of an outcome. */
function step<R extends StepResult['result']>(
  outcome: Outcome,
  result: R,
): Extract<StepResult, { result: R }> {
  const { steps } = only(outcome, 'sent');
  assert.equal(steps.length, 1);
  assert.equal(steps[0]?.result, result);
  return steps[0] as Extract<StepResult, { result: R }>;
}

/** A wish for one setting, on what the account holds at this moment. */
async function wishing(t: TestContext, mine: Values) {
  const shared = await shareAccount(t);
  const base = await baseOf(shared);
  return { shared, wish: { number: shared.number, base, mine } };
}

const reference = (value: string): Values => ({ 'general.customer_reference': value });

describe('Applying a plan to one number', () => {
  test('sends only the changed fields, once, and tells what the server kept', async (t) => {
    const { shared, wish } = await wishing(t, {});
    const mine = { ...wish.base, 'general.customer_reference': 'NEW-1', 'general.tags': ['one', 'two'] };
    const outcome = step(await applyWish(shared.door, { ...wish, mine }), 'saved');
    assert.deepEqual(
      outcome.fields.map(({ change, became }) => [change.setting.key, became]),
      [
        ['tags', 'kept'],
        ['customer_reference', 'kept'],
      ],
    );
    const sent = shared.simulator.log.filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      sent.map(({ body }) => body),
      [{ tags: ['one', 'two'], customer_reference: 'NEW-1' }],
    );
  });

  test('sends nothing when the account holds the wish already', async (t) => {
    const { shared, wish } = await wishing(t, reference('SAME'));
    await shared.elsewhere({ customer_reference: 'SAME' });
    only(await applyWish(shared.door, wish), 'nothing');
    assert.equal(shared.count('PATCH'), 0);
  });

  test('sends nothing when two people edit the same field, even to a value of the same size', async (t) => {
    const { shared, wish } = await wishing(t, reference('AAAA'));
    await shared.elsewhere({ customer_reference: 'BBBB' });
    const outcome = only(await applyWish(shared.door, wish), 'conflict');
    assert.equal(outcome.plan.changes[0]?.live, 'BBBB');
    assert.equal(shared.count('PATCH'), 0);
    assert.equal(await shared.held('customer_reference'), 'BBBB');
  });

  test('lets two people edit different fields', async (t) => {
    const { shared, wish } = await wishing(t, reference('MINE'));
    await shared.elsewhere({ tags: ['theirs'] });
    step(await applyWish(shared.door, wish), 'saved');
    assert.deepEqual(await shared.held('tags'), ['theirs']);
    assert.equal(await shared.held('customer_reference'), 'MINE');
  });

  test('clears what is wished to be none', async (t) => {
    const none: Values = {
      'general.customer_reference': null,
      'general.connection_id': null,
      'general.billing_group_id': null,
      'general.external_pin': null,
      'general.tags': [],
    };
    const { shared, wish } = await wishing(t, none);
    step(await applyWish(shared.door, wish), 'saved');
    assert.deepEqual({ ...(await baseOf(shared)), ...none }, await baseOf(shared));
  });

  test('says of a setting the server does not tell that nobody knows', async (t) => {
    const shared = await shareAccount(t);
    const [address] = (
      await shared.door.page((sdk, query, options) => sdk.addresses.list(query, options), {
        number: 1,
        size: 50,
      })
    ).rows as { id: string }[];
    assert.ok(address);
    const wish = {
      number: shared.number,
      base: await baseOf(shared),
      mine: { 'general.address_id': address.id },
    };
    const outcome = step(await applyWish(shared.door, wish), 'saved');
    assert.deepEqual(
      outcome.fields.map(({ became }) => became),
      ['untold'],
    );
  });

  test('tells when the server kept something else than what was asked', async (t) => {
    const { shared, wish } = await wishing(t, reference('ASKED'));
    const deaf = openDoor({
      baseUrl: shared.simulator.url,
      fetch: (input, init) =>
        shared.simulator.account.fetch(
          input,
          init?.method === 'PATCH' ? { ...init, body: '{"customer_reference":"OTHER"}' } : init,
        ),
      apiKey: shared.simulator.account.keys[0]?.key ?? '',
    });
    t.after(() => deaf.close());
    const outcome = step(await applyWish(deaf, wish), 'saved');
    assert.deepEqual(
      outcome.fields.map(({ became }) => became),
      ['different'],
    );
  });

  test('brings a 422 to the field it points at, and changes nothing', async (t) => {
    const { shared, wish } = await wishing(t, {
      ...reference('KEPT'),
      'general.connection_id': '1111111111111111111',
    });
    const outcome = step(await applyWish(shared.door, wish), 'refused');
    assert.deepEqual(Object.keys(outcome.faults.fields), ['general.connection_id']);
    assert.equal(await shared.held('customer_reference'), wish.base['general.customer_reference']);
  });

  for (const fault of ['drop', 'truncated', 'html200', 'empty200'] as const) {
    test(`looks after a change whose answer is spoiled by "${fault}", and never sends it again`, async (t) => {
      const { shared, wish } = await wishing(t, reference('ONCE'));
      shared.simulator.faults.next({ fault, method: 'PATCH', applied: true });
      const outcome = step(await applyWish(shared.door, wish), 'saved');
      assert.equal(outcome.looked, true);
      assert.equal(shared.count('PATCH'), 1);
      assert.equal(await shared.held('customer_reference'), 'ONCE');
    });
  }

  test('looks after a timeout, and never sends it again', async (t) => {
    const { shared, wish } = await wishing(t, reference('LATE'));
    shared.simulator.faults.next({ fault: 'stall', method: 'PATCH' });
    const applying = applyWish(shared.door, wish);
    while (shared.count('PATCH') === 0) await new Promise((resolve) => setImmediate(resolve));
    shared.clock.ring();
    const outcome = step(await applying, 'saved');
    assert.equal(outcome.looked, true);
    assert.equal(shared.count('PATCH'), 1);
  });

  test('calls a change unclear when looking does not show it, and does not send it again', async (t) => {
    const { shared, wish } = await wishing(t, reference('GONE'));
    shared.simulator.faults.next({ fault: '503', method: 'PATCH', applied: false });
    const outcome = step(await applyWish(shared.door, wish), 'unclear');
    assert.deepEqual(
      outcome.fields.map(({ became }) => became),
      ['different'],
    );
    // The list, the base, the comparison, the one PATCH, the look.
    assert.equal(shared.simulator.traffic.requests, 5);
    assert.notEqual(await shared.held('customer_reference'), 'GONE');
  });

  const lock = (locked: boolean): Values => ({ 'general.deletion_lock_enabled': locked });

  /** Locks a number, or unlocks it, by way of a server that calls the job unknown so many times. */
  async function changesLock(t: TestContext, unknown: number, startMs: number) {
    const clock = new TestClock();
    const jobs = { startMs, stepMs: 100, expireMs: 600_000 };
    const shared = await shareAccount(t, 0, { jobs, now: () => clock.now() });
    const base = await baseOf(shared);
    const mine = lock(base['general.deletion_lock_enabled'] !== true);
    let left = unknown;
    const forgetful: typeof fetch = async (input, init) => {
      const isLook =
        init?.method?.toUpperCase() === 'GET' &&
        /\/jobs\/./.test(input instanceof Request ? input.url : String(input));
      if (!isLook || left-- <= 0) return fetch(input, init);
      return Response.json({ errors: [{ code: '10005', title: 'Resource not found' }] }, { status: 404 });
    };
    const [key] = shared.simulator.account.keys;
    const door = openDoor({ baseUrl: shared.simulator.url, apiKey: key?.key ?? '', clock, fetch: forgetful });
    t.after(() => door.close());
    const outcome = await applyWish(door, { number: shared.number, base, mine }, { clock });
    assert.equal(shared.simulator.log.filter(({ operation }) => operation === 10).length, 1);
    return outcome;
  }

  test('looks for a job again that is not known at once, as runs of plans do', async (t) => {
    step(await changesLock(t, 3, 0), 'saved');
  });

  test('believes the number where its job has vanished, and calls unclear what it does not show', async (t) => {
    step(await changesLock(t, Infinity, 0), 'saved');
    const { failure, seen, fields } = step(await changesLock(t, Infinity, 600_000), 'unclear');
    assert.match(failure.sentence, /does not list its job any more/);
    assert.deepEqual([seen, fields.map(({ became }) => became)], [true, ['different']]);
  });

  test('sends nothing when the number cannot be read first', async (t) => {
    const { shared, wish } = await wishing(t, reference('X'));
    const outcome = only(
      await applyWish(shared.door, { ...wish, number: { id: '1', phoneNumber: '+1' } }),
      'not-sent',
    );
    assert.equal(outcome.failure.kind, 'not-found');
    assert.equal(shared.count('PATCH'), 0);
  });

  test('writes exactly what was wished and not changed by others, whatever the three sides are', async (t) => {
    const shared = await shareAccount(t);
    const word = fc.constantFrom('', 'a', 'b');
    const run = async (first: string, theirs: string, mine: string) => {
      await shared.elsewhere({ customer_reference: first });
      const base = await baseOf(shared);
      await shared.elsewhere({ customer_reference: theirs });
      const { result } = await applyWish(shared.door, {
        number: shared.number,
        base,
        mine: { 'general.customer_reference': mine === '' ? null : mine },
      });
      const held = (await shared.held('customer_reference')) ?? '';
      const conflict = first !== theirs && mine !== first && mine !== theirs;
      assert.equal(result === 'conflict', conflict);
      assert.equal(held, mine === first || conflict ? theirs : mine);
    };
    await fc.assert(fc.asyncProperty(word, word, word, run), { numRuns: 27 });
  });
});
