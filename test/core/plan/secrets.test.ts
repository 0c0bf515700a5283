import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { manyNumbers, wishFor, type Many } from './many.ts';

const pin = '739164';
const echo = { code: '10015', title: 'Bad Request', detail: `external_pin ${pin} is invalid` };
const oneJob = /jobs\/[0-9a-f-]{36}$/;
const urlOf = (input: Parameters<typeof fetch>[0]) => (input instanceof Request ? input.url : String(input));

/** A server that repeats in its complaint about a job what it was sent. */
const echoing: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!oneJob.test(urlOf(input))) return response;
  const { data } = (await response.json()) as { data: { phone_numbers: object[] } };
  const failed = data.phone_numbers.map((number) => ({ ...number, errors: [echo] }));
  const job = { ...data, status: 'completed', pending_operations: [], successful_operations: [] };
  return Response.json({ data: { ...job, failed_operations: failed } });
};

function doorTo(t: TestContext, many: Many, through: typeof fetch): Door {
  const door = openDoor({
    baseUrl: many.simulator.url,
    apiKey: 'KEY_SAMPLE_ACCOUNT',
    clock: many.clock,
    fetch: through,
  });
  t.after(() => {
    door.close();
  });
  return door;
}

async function journalOf({ store }: Many, id: string): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of store.read(id)) pieces.push(new TextDecoder().decode(piece));
  return pieces.join('');
}

async function setting(t: TestContext) {
  const many = await manyNumbers(t);
  const rows = await many.rows();
  const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, 12);
  return { many, proposal: wishFor(numbers, { 'general.external_pin': pin }) };
}

describe('A PIN that the server repeats is neither kept nor shown', () => {
  test('in the window that sent it', async (t) => {
    const { many, proposal } = await setting(t);
    const window = many.window({ door: doorTo(t, many, echoing) });
    const run = await window.apply(await window.look(proposal));
    const { id, counts } = await run.settled();
    assert.equal(counts.failed, 12);
    assert.ok(!(await journalOf(many, id)).includes(pin));
    assert.ok(run.results().every(({ sentence }) => sentence?.includes('*** is invalid')));
  });

  test('after a restart, when nobody knows it any more', async (t) => {
    const { many, proposal } = await setting(t);
    let send: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => {
      send = resolve;
    });
    const silent: typeof fetch = (input, init) => {
      if (!oneJob.test(urlOf(input))) return fetch(input, init);
      send();
      return new Promise((_, reject) => {
        const { signal } = input instanceof Request ? input : (init ?? {});
        signal?.addEventListener('abort', () => {
          reject(new DOMException('', 'AbortError'));
        });
      });
    };
    const before = many.window({ door: doorTo(t, many, silent) });
    const { state } = await before.apply(await before.look(proposal));
    await sent;
    await before.dispose();
    const after = await many.window({ door: doorTo(t, many, echoing) }).resume(state.id);
    const { counts } = await after.settled();
    assert.equal(counts.failed, 12);
    assert.ok(!(await journalOf(many, state.id)).includes(pin));
    assert.deepEqual(
      new Set(after.results().map(({ code, sentence }) => `${code} ${sentence}`)),
      new Set(['10015 What Telnyx said is left out here, since it may repeat the secret that was sent.']),
    );
  });
});
