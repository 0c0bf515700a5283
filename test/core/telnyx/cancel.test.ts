import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { Cancelled, onAbort } from '../../../src/core/telnyx/cancel.ts';
import { systemClock, type Clock } from '../../../src/core/telnyx/clock.ts';
import { within } from '../../../src/core/telnyx/deadline.ts';
import { asIs, doorTo, failureOf, getNumber, pay, TestClock } from './doors.ts';
import { ok, refuse, serve, type Handler } from './server.ts';

/** A clock whose waits never end by themselves. */
class FrozenClock implements Clock {
  readonly #started = new EventTarget();

  now(): number {
    return 0;
  }

  sleep(_ms: number, signal: AbortSignal): Promise<void> {
    this.#started.dispatchEvent(new Event('sleep'));
    return new Promise((_, reject) => {
      onAbort(signal, () => {
        reject(new Cancelled());
      });
    });
  }

  alarm(): () => void {
    return () => undefined;
  }

  /** When somebody begins to wait. */
  asleep(): Promise<unknown> {
    return once(this.#started, 'sleep');
  }
}

/** A server, and when the next request arrives at it. */
async function serveAndTell(t: TestContext, handler: Handler) {
  const arrivals = new EventTarget();
  const server = await serve(t, (response, request, count) => {
    arrivals.dispatchEvent(new Event('request'));
    handler(response, request, count);
  });
  return { ...server, arrival: () => once(arrivals, 'request') };
}

describe('Cancelling', () => {
  test('ends a request that gets no answer', async (t) => {
    const server = await serveAndTell(t, () => undefined);
    const controller = new AbortController();
    const arrival = server.arrival();
    const reading = failureOf(doorTo(t, server.baseUrl).read(getNumber, asIs, controller.signal));
    await arrival;
    controller.abort();
    const failure = await reading;
    assert.deepEqual([failure.kind, failure.effect, failure.wayOut], ['cancelled', 'no', 'none']);
  });

  test('ends a body that never ends', async (t) => {
    const server = await serveAndTell(t, (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
    });
    const controller = new AbortController();
    const arrival = server.arrival();
    const reading = failureOf(doorTo(t, server.baseUrl).read(getNumber, asIs, controller.signal));
    await arrival;
    controller.abort();
    assert.equal((await reading).kind, 'cancelled');
  });

  test('ends the wait before a read is sent again', async (t) => {
    const server = await serve(t, (response) => {
      refuse(response, 503, { 'retry-after': '20' });
    });
    const clock = new FrozenClock();
    const controller = new AbortController();
    const asleep = clock.asleep();
    const reading = failureOf(doorTo(t, server.baseUrl, { clock }).read(getNumber, asIs, controller.signal));
    await asleep;
    controller.abort();
    assert.equal((await reading).kind, 'cancelled');
    assert.equal(server.seen.length, 1);
  });

  test('ends the wait for a place, and gives the place to the next', async (t) => {
    const held: (() => void)[] = [];
    const server = await serveAndTell(t, (response) => {
      held.push(() => {
        ok(response);
      });
    });
    const door = doorTo(t, server.baseUrl, { concurrency: 1 });
    const arrival = server.arrival();
    const first = door.read(getNumber, asIs);
    await arrival;
    const controller = new AbortController();
    const second = failureOf(door.write(pay, asIs, controller.signal));
    const third = door.read(getNumber, asIs);
    controller.abort();
    const failure = await second;
    assert.deepEqual([failure.kind, failure.effect], ['cancelled', 'no']);
    const next = server.arrival();
    held.shift()?.();
    await first;
    await next;
    held.shift()?.();
    assert.deepEqual(await third, { id: '1' });
    assert.deepEqual(
      server.seen.map(({ method }) => method),
      ['GET', 'GET'],
    );
  });

  test('before anything is sent sends nothing', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const failure = await failureOf(doorTo(t, server.baseUrl).write(pay, asIs, AbortSignal.abort()));
    assert.deepEqual([failure.kind, failure.effect], ['cancelled', 'no']);
    assert.equal(server.seen.length, 0);
  });

  test('a write that is on its way leaves it unclear whether it happened', async (t) => {
    const server = await serveAndTell(t, () => undefined);
    const controller = new AbortController();
    const arrival = server.arrival();
    const writing = failureOf(doorTo(t, server.baseUrl).write(pay, asIs, controller.signal));
    await arrival;
    controller.abort();
    const failure = await writing;
    assert.deepEqual([failure.kind, failure.effect], ['cancelled', 'unclear']);
    assert.equal(server.seen.length, 1);
  });

  test('leaves nothing behind on a long-lived signal, however many use it', async (t) => {
    const warnings: Error[] = [];
    const warned = (warning: Error) => warnings.push(warning);
    process.on('warning', warned);
    t.after(() => process.off('warning', warned));
    const server = await serve(t, (response) => ok(response));
    const door = doorTo(t, server.baseUrl, { concurrency: 20 });
    const controller = new AbortController();
    const { signal } = controller;
    const added = t.mock.method(signal, 'addEventListener');
    await Promise.all(Array.from({ length: 40 }, () => door.read(getNumber, asIs, signal)));
    for (let count = 0; count < 15; count++) await door.read(getNumber, asIs, signal);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(added.mock.callCount(), 1);
    const aborted = t.mock.method(AbortController.prototype, 'abort');
    controller.abort();
    assert.equal(aborted.mock.callCount(), 1);
    assert.deepEqual(
      warnings.filter(({ name }) => name === 'MaxListenersExceededWarning'),
      [],
    );
  });
});

describe('A closed door', () => {
  test('cancels what is under way and what waits, and sends no more', async (t) => {
    const server = await serveAndTell(t, () => undefined);
    const door = doorTo(t, server.baseUrl, { concurrency: 1 });
    const arrival = server.arrival();
    const first = failureOf(door.read(getNumber, asIs));
    const second = failureOf(door.read(getNumber, asIs));
    await arrival;
    door.close();
    assert.deepEqual([(await first).kind, (await second).kind], ['cancelled', 'cancelled']);
    assert.equal((await failureOf(door.write(pay, asIs))).kind, 'cancelled');
    assert.equal(server.seen.length, 1);
  });

  test('hears the answer to a write that has been sent, and sends none that waits', async (t) => {
    let answer: () => void = () => undefined;
    const server = await serveAndTell(t, (response) => {
      answer = () => response.end(JSON.stringify({ data: { id: 'p1' } }));
    });
    const door = doorTo(t, server.baseUrl, { concurrency: 1 });
    const arrival = server.arrival();
    const first = door.write(pay, asIs);
    const second = failureOf(door.write(pay, asIs));
    await arrival;
    door.close();
    const { kind, effect } = await second;
    assert.deepEqual([kind, effect], ['cancelled', 'no']);
    answer();
    assert.deepEqual(await first, { id: 'p1' });
    assert.equal(server.seen.length, 1);
  });

  test('ends the pause that a 429 made, so that nothing keeps the process alive', async (t) => {
    const server = await serve(t, (response) => {
      refuse(response, 429, { 'retry-after': '25' });
    });
    const clock = new FrozenClock();
    const slept = t.mock.method(clock, 'sleep');
    const asleep = clock.asleep();
    const door = doorTo(t, server.baseUrl, { clock, concurrency: 1 });
    const all = [failureOf(door.read(getNumber, asIs)), failureOf(door.read(getNumber, asIs))];
    await asleep;
    door.close();
    for (const failure of await Promise.all(all)) assert.equal(failure.kind, 'cancelled');
    for (const {
      arguments: [, signal],
    } of slept.mock.calls)
      assert.ok(signal.aborted);
  });
});

describe('A deadline', () => {
  test('leaves work behind that ignores it', async () => {
    const clock = new TestClock();
    const stuck = within(
      1000,
      clock,
      new AbortController().signal,
      () => new Promise<never>(() => undefined),
    );
    clock.ring();
    await assert.rejects(stuck, { name: 'DeadlineExceeded' });
  });

  test('begins no work when it is cancelled already', async () => {
    let begun = false;
    const work = within(1000, new TestClock(), AbortSignal.abort(), () => {
      begun = true;
      return Promise.resolve();
    });
    await assert.rejects(work, Cancelled);
    assert.ok(!begun);
  });

  test('is forgotten when the work is done', async () => {
    const clock = new TestClock();
    const { signal } = new AbortController();
    assert.equal(await within(1000, clock, signal, () => Promise.resolve('done')), 'done');
    clock.ring();
    assert.equal(signal.aborted, false);
  });
});

test('The real clock wakes, and stops waiting at once when cancelled', async () => {
  await systemClock.sleep(1, new AbortController().signal);
  const controller = new AbortController();
  const waiting = systemClock.sleep(2 ** 31 - 1, controller.signal);
  controller.abort();
  await assert.rejects(waiting, Cancelled);
  await new Promise<void>((resolve) => systemClock.alarm(1, resolve));
});
