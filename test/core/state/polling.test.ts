import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jobs } from '../../../src/core/resources/jobs.ts';
import { Collection, collectionOf } from '../../../src/core/state/collection.ts';
import { hasUnfinished, lookAgain, Polling } from '../../../src/core/state/polling.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { held, madeUpKind, sampleSession } from './sessions.ts';
import { TestTimers } from './timers.ts';

function polling(look: () => Promise<boolean>) {
  const timers = new TestTimers();
  return { timers, polling: new Polling({ first: () => 3000, most: 60_000, look, timers }) };
}

describe('Polling', () => {
  test('does nothing until somebody wants to know', () => {
    const { timers } = polling(() => assert.fail('nobody asked'));
    assert.equal(timers.waiting, false);
  });

  test('looks ever more seldom while nothing changes, up to a minute', async () => {
    const { timers, polling: poll } = polling(() => Promise.resolve(false));
    poll.want(true);
    for (let look = 0; look < 10; look++) await timers.ring();
    assert.deepEqual(timers.pauses.slice(0, 4), [3000, 4500, 6750, 10_125]);
    assert.equal(timers.pauses.at(-1), 60_000);
    assert.ok(timers.pauses.every((pause, index) => pause >= (timers.pauses[index - 1] ?? 0)));
  });

  test('looks soon again after a change', async () => {
    let changed = false;
    const { timers, polling: poll } = polling(() => Promise.resolve(changed));
    poll.want(true);
    await timers.ring();
    await timers.ring();
    changed = true;
    await timers.ring();
    assert.equal(timers.pauses.at(-1), 3000);
  });

  test('never has two looks under way', async () => {
    const answer = held<boolean>();
    let looks = 0;
    const { timers, polling: poll } = polling(() => (looks++, answer.promise));
    poll.want(true);
    await timers.ring();
    poll.want(false);
    poll.want(true);
    assert.equal(timers.waiting, false, 'the pause begins when the look has ended');
    answer.settle(false);
    await timers.ring();
    assert.equal(looks, 1);
    assert.equal(timers.waiting, true);
  });

  test('stops when nobody looks, and begins again with a short pause', async () => {
    const { timers, polling: poll } = polling(() => Promise.resolve(false));
    poll.want(true);
    await timers.ring();
    await timers.ring();
    poll.want(false);
    assert.equal(timers.waiting, false);
    poll.want(true);
    assert.equal(timers.pauses.at(-1), 3000);
  });

  test('does not go on after a look that ended when nobody wanted to know any more', async () => {
    const answer = held<boolean>();
    const { timers, polling: poll } = polling(() => answer.promise);
    poll.want(true);
    await timers.ring();
    poll.dispose();
    answer.settle(true);
    await timers.ring();
    assert.equal(timers.waiting, false);
  });
});

describe('Looking again at what is not finished', () => {
  test('follows jobs to their end, one request at a time, then has nothing to ask', async (t) => {
    let now = Date.parse('2026-06-15T12:00:00Z');
    const { session, simulator } = await sampleSession(t, { now: () => now });
    const collection = collectionOf(session, jobs);
    await collection.load();
    assert.equal(hasUnfinished([collection]), true);
    let changes = 0;
    for (let look = 0; look < 200 && hasUnfinished([collection]); look++) {
      now += 60_000;
      if (await lookAgain([collection])) changes++;
    }
    assert.equal(hasUnfinished([collection]), false);
    assert.ok(changes > 0);
    assert.equal(simulator.traffic.mostConcurrent, 1);
    const { requests } = simulator.traffic;
    assert.equal(await lookAgain([collection]), false);
    assert.equal(simulator.traffic.requests, requests);
  });

  test('says so when nothing changed', async (t) => {
    const { session } = await sampleSession(t, { now: () => Date.parse('2026-06-15T12:00:00Z') });
    const collection = collectionOf(session, jobs);
    await collection.load();
    assert.equal(await lookAgain([collection]), false);
  });

  test('goes on through a failure that may pass, and stops at one that will not', async (t) => {
    const { session, simulator } = await sampleSession(t);
    const collection = collectionOf(session, jobs);
    await collection.load();
    simulator.faults.add({ fault: '503' });
    await lookAgain([collection]);
    assert.equal(collection.state.phase, 'failed');
    assert.equal(hasUnfinished([collection]), true);
    simulator.faults.clear();
    const refused = new Failure({ kind: 'unauthorized', sentence: 'No.', wayOut: 'replace-key' });
    let lists = 0;
    const kind = madeUpKind(() => {
      if (++lists > 1) throw refused;
      return { rows: [{ id: '1', busy: true }], pages: 1, warnings: [] };
    });
    const locked = new Collection(session, kind);
    await locked.load();
    assert.equal(hasUnfinished([locked]), true);
    await lookAgain([locked]);
    assert.equal(locked.listing.rows.length, 1);
    assert.equal(hasUnfinished([locked]), false);
  });
});
