import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Gate } from '../../../src/core/telnyx/gate.ts';
import { asIs, doorTo, failureOf, getNumber, patchNumber, TestClock } from './doors.ts';
import { ok, refuse, serve } from './server.ts';

const { signal } = new AbortController();

describe('The door', () => {
  test('sends no more at once than it may, and all in the end', async (t) => {
    let open = 0;
    let most = 0;
    const server = await serve(t, (response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        ok(response);
      });
    });
    const door = doorTo(t, server.baseUrl, { concurrency: 3 });
    await Promise.all(Array.from({ length: 30 }, () => door.read(getNumber, asIs)));
    assert.equal(server.seen.length, 30);
    assert.ok(most <= 3, String(most));
  });

  test('is silent until the budget is there again', async (t) => {
    const clock = new TestClock();
    const times: number[] = [];
    const begin = clock.now();
    const server = await serve(t, (response, _, count) => {
      times.push(clock.now() - begin);
      const left = 4 - ((count - 1) % 5);
      ok(response, {}, { 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': '10' });
    });
    const door = doorTo(t, server.baseUrl, { clock, concurrency: 1 });
    await Promise.all(Array.from({ length: 10 }, () => door.read(getNumber, asIs)));
    assert.deepEqual(times, [0, 0, 0, 0, 0, 10_000, 10_000, 10_000, 10_000, 10_000]);
  });

  test('after a 429 lets nobody through before the time the server names', async (t) => {
    const clock = new TestClock();
    const server = await serve(t, (response, _, count) => {
      if (count === 1) refuse(response, 429, { 'retry-after': '7' });
      else ok(response);
    });
    const door = doorTo(t, server.baseUrl, { clock, concurrency: 1 });
    // A write gets no second try, so only the pause of the door holds the read back.
    const refused = failureOf(door.write(patchNumber, asIs));
    const read = door.read(getNumber, asIs);
    assert.equal((await refused).kind, 'rate-limited');
    await read;
    assert.deepEqual(clock.waits, [7000]);
  });

  test('pauses a little after a 429 that names no time, and never longer than anybody should wait', async (t) => {
    for (const [headers, pause] of [
      [{}, 500],
      [{ 'retry-after': '86400' }, 30_000],
    ] as const) {
      const clock = new TestClock();
      const server = await serve(t, (response, _, count) => {
        if (count === 1) refuse(response, 429, headers);
        else ok(response);
      });
      const door = doorTo(t, server.baseUrl, { clock, concurrency: 1 });
      await Promise.all([failureOf(door.write(patchNumber, asIs)), door.read(getNumber, asIs)]);
      assert.deepEqual(clock.waits, [pause]);
    }
  });
});

describe('The gate', () => {
  test('counts those under way against what is left, since the server may not have counted them', async () => {
    const clock = new TestClock();
    const gate = new Gate(8, clock);
    gate.heard({ remaining: 2, resetAt: clock.now() + 5000 });
    const first = await gate.enter(signal);
    await gate.enter(signal);
    assert.deepEqual(clock.waits, []);
    await gate.enter(signal);
    assert.deepEqual(clock.waits, [5000]);
    first();
  });

  test('begins a new window with the whole budget, not with as many as may go at once', async () => {
    const clock = new TestClock();
    const gate = new Gate(8, clock);
    gate.heard({ limit: 2, remaining: 0, resetAt: clock.now() + 5000 });
    const leave = await gate.enter(signal);
    await gate.enter(signal);
    let third = false;
    void gate.enter(signal).then(() => (third = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([clock.waits, third], [[5000], false]);
    gate.heard({ limit: 2, remaining: 1, resetAt: clock.now() + 5000 });
    leave();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([clock.waits, third], [[5000, 5000], true]);
  });

  test('believes the lowest count of a window, for answers overtake each other', async () => {
    const clock = new TestClock();
    const gate = new Gate(8, clock);
    gate.heard({ remaining: 0, resetAt: clock.now() + 5000 });
    gate.heard({ remaining: 3, resetAt: clock.now() + 5000 });
    await gate.enter(signal);
    assert.deepEqual(clock.waits, [5000]);
    gate.heard({ remaining: 9, resetAt: clock.now() + 5000 });
    await gate.enter(signal);
    assert.deepEqual(clock.waits, [5000]);
  });

  test('lets everyone through once, in the order of coming, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1, max: 9 }),
        fc.integer({ min: 1, max: 40 }),
        async (limit, many) => {
          const gate = new Gate(limit, new TestClock());
          const order: number[] = [];
          let inside = 0;
          await Promise.all(
            Array.from({ length: many }, async (_, index) => {
              const leave = await gate.enter(signal);
              inside += 1;
              order.push(index);
              assert.ok(inside <= Math.max(1, limit));
              await Promise.resolve();
              inside -= 1;
              leave();
            }),
          );
          assert.deepEqual(
            order,
            Array.from({ length: many }, (_, index) => index),
          );
        },
      ),
    );
  });
});
