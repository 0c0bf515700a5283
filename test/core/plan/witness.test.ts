import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyWish } from '../../../src/core/plan/engine.ts';
import { look } from '../../../src/core/plan/read.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { applied, figures, manyNumbers, type Many } from './many.ts';

const mine = { 'general.customer_reference': 'EDITED', 'voice.tech_prefix_enabled': true };

/** A door to an account that tells a member of call recording which nobody here has heard of, and what is sent with it. */
function doorWithMore({ simulator, clock }: Many) {
  const sent: string[] = [];
  const more = '"pauses":3,';
  const door = openDoor({
    baseUrl: simulator.url,
    apiKey: 'KEY_SAMPLE_ACCOUNT',
    clock,
    random: () => 0,
    fetch: async (input, init) => {
      const body = typeof init?.body === 'string' ? init.body : undefined;
      if (body?.includes(more)) sent.push(body);
      const answer = await fetch(input, { ...init, ...(body && { body: body.replace(more, '') }) });
      const text = (await answer.text()).replaceAll('"call_recording":{', `"call_recording":{${more}`);
      return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json' } });
    },
  });
  return { door, sent };
}

describe('The save of a number document', () => {
  test('is remembered as a plan of one number, and can be taken back', async (t) => {
    const many = await manyNumbers(t);
    const [number] = many.numbers;
    assert.ok(number);
    const { records } = await look(many.door, number.id, ['number', 'voice']);
    const base = valuesOf(records);
    const outcome = await applyWish(
      many.door,
      { number, base, mine },
      { clock: many.clock, witness: many.plans.witness('numbers') },
    );
    assert.equal(outcome.result, 'sent');
    const [summary] = await many.plans.recent();
    assert.deepEqual(
      [summary?.title, summary?.source, summary?.phase, summary?.counts.changed, summary?.steps.done],
      [`Edit ${number.phoneNumber}`, 'documents', 'done', 1, 2],
    );
    const { proposal } = await many.plans.undo(summary?.id ?? '');
    await applied(many.plans, proposal);
    const back = valuesOf((await look(many.door, number.id, ['number', 'voice'])).records);
    assert.deepEqual(back, base);
  });

  test('goes on where it cannot be remembered', async (t) => {
    class Broken extends JournalFiles {
      override append(): Promise<void> {
        return Promise.reject(new Error('no'));
      }
    }
    const many = await manyNumbers(t, {}, { store: new Broken('/nonexistent') });
    const [number] = many.numbers;
    assert.ok(number);
    const outcome = await applyWish(
      many.door,
      { number, base: {}, mine: { 'general.address_id': null } },
      { clock: many.clock, witness: many.plans.witness('numbers') },
    );
    assert.equal(outcome.result, 'sent');
  });

  test('is not remembered where all of it was refused', async (t) => {
    const many = await manyNumbers(t);
    const [number] = many.numbers;
    assert.ok(number);
    const base = valuesOf((await look(many.door, number.id, ['number'])).records);
    const outcome = await applyWish(
      many.door,
      { number, base, mine: { 'general.connection_id': '4711' } },
      { clock: many.clock, witness: many.plans.witness('numbers') },
    );
    assert.equal(outcome.result === 'sent' && outcome.steps[0]?.result, 'refused');
    assert.deepEqual(await many.plans.recent(), []);
    assert.deepEqual(await many.store.names(), []);
  });

  test('that was cut off is there to be resumed, and says nothing untrue', async (t) => {
    const many = await manyNumbers(t);
    const [number] = many.numbers;
    assert.ok(number);
    const base = valuesOf((await look(many.door, number.id, ['number', 'voice'])).records);
    const witness = many.plans.witness('numbers');
    const cut = {
      begin: witness.begin.bind(witness),
      sending: witness.sending.bind(witness),
      came: () => new Promise<never>(() => undefined),
      over: () => Promise.resolve(),
    };
    void applyWish(many.door, { number, base, mine }, { clock: many.clock, witness: cut });
    while (many.writes().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await many.clock.sleep(60_000);
    const other = many.window();
    const [summary] = await other.recent();
    assert.equal(summary?.phase, 'interrupted');
    const state = await (await other.resume(summary.id)).settled();
    assert.deepEqual([state.phase, state.counts.changed, many.writes().length], ['done', 1, 2]);
  });

  test('that was cut off loses nothing of an object that is sent whole when it is resumed', async (t) => {
    const many = await manyNumbers(t);
    const { door, sent } = doorWithMore(many);
    t.after(() => {
      door.close();
    });
    const [number] = many.numbers;
    assert.ok(number);
    const window = () => many.window({ door });
    const base = valuesOf((await look(door, number.id, ['number', 'voice'])).records);
    const wish = {
      'general.customer_reference': 'EDITED',
      'voice.inbound_call_recording_enabled': base['voice.inbound_call_recording_enabled'] !== true,
    };
    const witness = window().witness('numbers');
    const cut = {
      begin: witness.begin.bind(witness),
      sending: witness.sending.bind(witness),
      came: () => new Promise<never>(() => undefined),
      over: () => Promise.resolve(),
    };
    void applyWish(door, { number, base, mine: wish }, { clock: many.clock, witness: cut });
    while (many.writes().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await many.clock.sleep(60_000);
    const other = window();
    const [summary] = await other.recent();
    const state = await (await other.resume(summary?.id ?? '')).settled();
    assert.deepEqual([state.phase, figures(state), sent.length], ['done', { changed: 1 }, 1]);
  });
});
