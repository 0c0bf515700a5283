import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Pace, type Rest } from '../../../src/core/plan/pace.ts';
import type { Way } from '../../../src/core/plan/run.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { TestClock } from '../telnyx/doors.ts';
import { manyNumbers } from './many.ts';

const rest = (numbers: number, rows: Partial<Record<Way, number>> = { single: numbers }): Rest => ({
  numbers,
  rows: { job: 0, order: 0, single: 0, ...rows },
});

/** A run that is watched. */
function watched() {
  const clock = new TestClock();
  let last = rest(0);
  const told: unknown[] = [];
  const pace = new Pace(clock, () => told.push(pace.outlook(last)));
  /** Every so many milliseconds, this is what is left. */
  const see = async (ms: number, rests: readonly Rest[]) => {
    for (const one of rests) {
      await clock.sleep(ms);
      last = one;
      pace.note(one);
    }
    return pace.outlook(last);
  };
  return { clock, told, pace, see };
}

/** From one figure down to another. */
const down = (from: number, to: number, by: number, make: (left: number) => Rest = rest): readonly Rest[] =>
  Array.from({ length: (from - to) / by + 1 }, (_, at) => make(from - at * by));

describe('The pace of a run', () => {
  test('is not told from the first quick numbers', async () => {
    const { pace, see } = watched();
    assert.deepEqual(pace.outlook(rest(360)), {});
    assert.deepEqual(await see(100, down(2200, 300, 100)), {});
    assert.deepEqual(await see(100, down(200, 100, 100)), { perSecond: 1000, secondsLeft: 0 });
  });

  test('looks back over the last 20 seconds only, and bears a clock that is set back', async () => {
    const { clock, pace, see } = watched();
    await see(0, [rest(5000), rest(1000)]);
    await clock.sleep(30_000);
    assert.deepEqual(await see(1000, down(40, 20, 2)), { perSecond: 2, secondsLeft: 10 });
    await clock.sleep(-25_000);
    assert.deepEqual(pace.outlook(rest(20)), {});
  });

  test('slows down in silence, and is unknown after a while of it', async () => {
    const { clock, pace, see } = watched();
    await see(1000, down(2000, 1000, 100));
    assert.deepEqual(pace.outlook(rest(1000)), { perSecond: 100, secondsLeft: 10 });
    await clock.sleep(6000);
    assert.deepEqual(pace.outlook(rest(1000)), { perSecond: 62.5, secondsLeft: 16 });
    await clock.sleep(5 * 60_000);
    assert.deepEqual(pace.outlook(rest(1000)), {});
  });

  test('is told anew in silence until it is unknown, and not while the run rests', async () => {
    const { clock, told, pace, see } = watched();
    await see(1000, down(300, 100, 50));
    clock.ring();
    await clock.sleep(60_000);
    clock.ring();
    assert.deepEqual(told, [{ perSecond: 50, secondsLeft: 2 }, {}]);
    await see(1000, down(300, 100, 50));
    pace.rest();
    clock.ring();
    assert.deepEqual([told.length, pace.outlook(rest(100))], [2, {}]);
  });

  test('counts numbers for the rate, and requests for the time left', async () => {
    const { see } = watched();
    const early = down(120, 90, 5, (rows) => rest(40, { single: rows }));
    assert.deepEqual(await see(1000, early), { secondsLeft: 18 });
    const late = down(30, 10, 5, (rows) => rest(rows, { single: rows }));
    const { perSecond } = await see(1000, late);
    assert.equal(perSecond, 6);
  });

  test('tells no time left while some of the rest goes another way, of which nothing was seen', async () => {
    const { see } = watched();
    const jobs = down(3000, 1000, 200, (rows) => rest(3000, { job: rows, single: 33 }));
    assert.deepEqual(await see(1000, jobs), {});
    const singles = down(33, 13, 4, (rows) => rest(rows, { single: rows }));
    assert.deepEqual(
      await see(1000, [rest(33, { single: 33 }), ...singles]).then((one) => one.secondsLeft),
      3,
    );
  });

  test('of three requests for each number is what came true', async (t) => {
    const many = await manyNumbers(t, { numbers: 120 });
    const { clock } = many;
    // Every request takes a tenth of a second, one after the other.
    const slowly: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      await clock.sleep(100);
      return answer;
    };
    const { url } = many.simulator;
    const door = openDoor({
      baseUrl: url,
      apiKey: 'KEY_SAMPLE_ACCOUNT',
      clock,
      random: () => 0,
      fetch: slowly,
    });
    t.after(() => {
      door.close();
    });
    const rows = await many.rows();
    const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, 50);
    const wishes = numbers.map((number, at) => ({
      number,
      base: {},
      mine: {
        'general.customer_reference': `M${at}`,
        'voice.translated_number': `+1312555${1000 + at}`,
        'voice.tech_prefix_enabled': at % 2 === 0,
        'messaging.messaging_product': 'P2P',
      },
    }));
    const plans = many.window({ door });
    const plan = await plans.look({ source: 'form', title: 'Try', wishes, deletions: [] });
    const run = await plans.apply(plan);
    const said: { readonly end: number; readonly rate: number | undefined }[] = [];
    run.onChange(({ phase, secondsLeft, perSecond }) => {
      if (phase === 'running' && secondsLeft !== undefined)
        said.push({ end: clock.now() + secondsLeft * 1000, rate: perSecond });
    });
    const { startedAt, endedAt = 0 } = await run.settled();
    assert.ok(said.length > 10);
    const took = endedAt - startedAt;
    for (const { end, rate = 0 } of said) {
      assert.ok(Math.abs(end - endedAt) < took / 3, `${(end - startedAt) / 1000} s of ${took / 1000}`);
      assert.ok(rate <= 11);
    }
  });
});
