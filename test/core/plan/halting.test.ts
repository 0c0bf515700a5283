import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Run } from '../../../src/core/plan/run.ts';
import type { Plans } from '../../../src/core/plan/plans.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { figures, manyNumbers, toDelete, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });
const everyJob = /\/jobs\/(update_phone_numbers|delete_phone_numbers)$/;

async function setting(t: TestContext, count: number, options: SimulatorOptions = {}) {
  const many = await manyNumbers(t, options);
  const rows = await many.rows();
  const isFree = ({ id }: { id: string }) =>
    rows.get(id)?.status === 'active' && rows.get(id)?.deletion_lock_enabled === false;
  return { many, numbers: many.numbers.filter(isFree).slice(0, count) };
}

/** A window that tells what it asks for, before it does: the method and the path. */
function watched(t: TestContext, many: Many, tell: (asked: string) => void): Plans {
  const door = openDoor({
    baseUrl: many.simulator.url,
    apiKey: 'KEY_SAMPLE_ACCOUNT',
    clock: many.clock,
    fetch: (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      tell(`${init?.method?.toUpperCase() ?? 'GET'} ${pathname}`);
      return fetch(input, init);
    },
  });
  t.after(() => {
    door.close();
  });
  return many.window({ door });
}

/** Does something once somebody has waited so long, in milliseconds. */
function afterWaiting(many: Many, most: number, act: () => void): void {
  const sleep = many.clock.sleep.bind(many.clock);
  let waited = 0;
  many.clock.sleep = async (ms) => {
    await sleep(ms);
    if (waited <= most && waited + ms > most) act();
    waited += ms;
  };
}

const each = (numbers: Many['numbers']) => ({
  ...wishFor([], {}),
  wishes: numbers.map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) })),
});

const halts = [
  ['cancel', 'cancelled', 'left'],
  ['pause', 'paused', 'waiting'],
] as const;

for (const [act, phase, became] of halts)
  describe(`A person who presses ${act}`, () => {
    test('while numbers are read once more, right before they are deleted: none of them is', async (t) => {
      const { many, numbers } = await setting(t, 20);
      const under: { run?: Run } = {};
      const plans = watched(t, many, (asked) => {
        // Right before it sends its own.
        if (asked.endsWith('/phone_numbers/jobs') && under.run?.state.stepStates[0]?.phase === 'checking')
          under.run[act]();
      });
      under.run = await plans.apply(await plans.look(toDelete(numbers)), { typed: numbers.length });
      const state = await under.run.settled();
      assert.deepEqual([state.phase, figures(state)], [phase, { [became]: numbers.length }]);
      assert.deepEqual(many.writes(), []);
    });

    test('while its job is kept waiting by a rate limit: it is not sent when the limit ends', async (t) => {
      const { many, numbers } = await setting(t, 20);
      many.simulator.faults.add({ fault: '429', method: 'POST', path: everyJob, times: 30 });
      const asked: string[] = [];
      const plans = watched(t, many, (one) => asked.push(one));
      const run = await plans.apply(await plans.look(wishFor(numbers, reference('NEW'))));
      const posts = () => asked.filter((one) => one.startsWith('POST')).length;
      let sent = 0;
      afterWaiting(many, 30_000, () => {
        sent = posts();
        run[act]();
      });
      const state = await run.settled();
      assert.deepEqual([state.phase, figures(state)], [phase, { [became]: 20 }]);
      assert.ok(sent > 1);
      assert.equal(posts(), sent);
    });

    test('while single requests are kept waiting by a rate limit: none is sent any more', async (t) => {
      const { many, numbers } = await setting(t, 9);
      many.simulator.faults.add({ fault: '429', method: 'PATCH', times: 500 });
      const asked: string[] = [];
      const plans = watched(t, many, (one) => asked.push(one));
      const run = await plans.apply(await plans.look(each(numbers)));
      const patches = () => asked.filter((one) => one.startsWith('PATCH')).length;
      let sent = 0;
      afterWaiting(many, 40_000, () => {
        sent = patches();
        run[act]();
      });
      const state = await run.settled();
      assert.deepEqual([state.phase, figures(state)], [phase, { [became]: 9 }]);
      // Those that were at the door already are on their way.
      assert.ok(sent > 1);
      assert.ok(patches() - sent <= many.door.concurrency);
    });
  });

describe('A rate limit that refuses reads, too', () => {
  test('is outlasted before anything is sent and while a job is followed', async (t) => {
    const { many, numbers } = await setting(t, 20);
    const run = await many.plans.apply(await many.plans.look(wishFor(numbers, reference('NEW'))));
    many.simulator.faults.add({ fault: '429', retryAfter: '1' });
    afterWaiting(many, 180_000, () => {
      many.simulator.faults.clear();
    });
    let followed = false;
    run.onChange(({ stepStates }) => {
      if (followed || stepStates[0]?.job === undefined) return;
      followed = true;
      many.simulator.faults.add({ fault: '429', method: 'GET', times: 40 });
    });
    const state = await run.settled();
    assert.deepEqual([state.phase, figures(state)], ['done', { changed: 20 }]);
    assert.ok(followed);
    assert.equal(many.writes().filter(({ status }) => status < 300).length, 1);
  });
});
