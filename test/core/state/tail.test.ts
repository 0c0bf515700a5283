import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { deliveries } from '../../../src/core/resources/deliveries.ts';
import { deliveriesWhere } from '../../../src/core/resources/deliveryFilter.ts';
import { Collection, collectionOf } from '../../../src/core/state/collection.ts';
import { mostRows } from '../../../src/core/state/listing.ts';
import { narrowingOf } from '../../../src/core/state/narrowing.ts';
import { Session } from '../../../src/core/state/session.ts';
import { Tail, tailOf } from '../../../src/core/state/tail.ts';
import { linesOf } from '../../../src/tree/outline.ts';
import type { Simulator } from '../../simulator.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { madeUpKind, pageOf, quietSession, sampleSession } from './sessions.ts';
import { TestTimers } from './timers.ts';

const ids = (collection: Collection) => collection.listing.rows.map(({ id }) => id);
const every = () => 5000;

async function tailed(t: TestContext) {
  const { session, simulator } = await sampleSession(t);
  const collection = collectionOf(session, deliveries);
  await collection.load();
  const timers = new TestTimers();
  const tail = new Tail({ list: () => collection, timers });
  t.after(() => tail.dispose());
  tail.see(true);
  tail.start(every);
  const look = () => timers.answered();
  return { session, simulator, collection, timers, tail, look };
}

/** The ids on the server, as it lists them. */
async function onServer(simulator: Simulator, pages: number): Promise<string[]> {
  const all: string[] = [];
  for (let page = 1; page <= pages; page++) {
    const answer = await simulator.account.fetch(
      `${simulator.url}/webhook_deliveries?page[size]=250&page[number]=${page}`,
      { headers: { authorization: 'Bearer KEY_SAMPLE_ACCOUNT' } },
    );
    all.push(...((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id));
  }
  return all;
}

describe('The tail of deliveries', () => {
  test('puts new ones on top, and asks for one page at a time', async (t) => {
    const { simulator, collection, look } = await tailed(t);
    const before = ids(collection);
    const { requests } = simulator.traffic;
    await look();
    assert.deepEqual(ids(collection), before);
    assert.equal(simulator.traffic.requests, requests + 1, 'one request where nothing is new');
    const first = simulator.account.deliver({ status: 'failed' });
    const second = simulator.account.deliver();
    await look();
    assert.deepEqual(ids(collection), [second, first, ...before]);
    assert.deepEqual(collection.listing.count, { shown: 252, total: 2002 });
    assert.equal(simulator.traffic.requests, requests + 2);
  });

  test('leaves no gap and shows nothing twice across a lost network', async (t) => {
    const { simulator, collection, tail, look } = await tailed(t);
    for (let count = 0; count < 40; count++) simulator.account.deliver();
    simulator.faults.add({ fault: 'reset' });
    const before = ids(collection);
    await look();
    assert.equal(tail.state.phase, 'failing');
    assert.deepEqual(ids(collection), before);
    assert.equal(collection.state.phase, 'ready', 'the rows stand as they were');
    for (let count = 0; count < 700; count++) simulator.account.deliver();
    simulator.faults.clear();
    const { requests } = simulator.traffic;
    await look();
    assert.equal(tail.state.phase, 'live');
    assert.equal(simulator.traffic.requests, requests + 4, 'the fourth for what may have come late');
    assert.deepEqual(ids(collection), await onServer(simulator, 4));
    await collection.more();
    assert.deepEqual(
      ids(collection),
      await onServer(simulator, 5),
      'the next page goes on where the rows end',
    );
  });

  test('takes over nothing of what it could not read down to a known row', async (t) => {
    const { simulator, collection, look } = await tailed(t);
    for (let count = 0; count < 300; count++) simulator.account.deliver();
    const before = ids(collection);
    simulator.faults.add({ fault: 'html200', after: 1 });
    await look();
    assert.deepEqual(ids(collection), before);
    simulator.faults.clear();
    await look();
    assert.deepEqual(ids(collection), (await onServer(simulator, 3)).slice(0, 550));
  });

  test('says honestly where some may be missing, until it is read again', async (t) => {
    const { simulator, collection, look } = await tailed(t);
    const [known] = ids(collection);
    for (let count = 0; count < 2300; count++) simulator.account.deliver();
    await look();
    assert.equal(collection.listing.gap, known);
    const drawn = linesOf(collection);
    const gap = drawn.findIndex(({ content }) => content.type === 'gap');
    assert.equal(drawn[gap + 1]?.key, `delivery/${known ?? '?'}`);
    assert.equal(ids(collection).indexOf(known ?? '?'), 2000);
    assert.ok(!drawn.some(({ content }) => content.type === 'more'), 'what is below a gap has no next page');
    await collection.more();
    simulator.account.deliver();
    await look();
    assert.equal(collection.listing.gap, known, 'a later look does not close it');
    await collection.refresh();
    assert.equal(collection.listing.gap, undefined);
    assert.deepEqual(ids(collection), (await onServer(simulator, 9)).slice(0, ids(collection).length));
  });

  test('tells of one gap where a second one opens, and goes on below neither', async (t) => {
    const { simulator, collection, look } = await tailed(t);
    const [oldest] = ids(collection);
    for (let count = 0; count < 2300; count++) simulator.account.deliver();
    await look();
    const [known] = ids(collection);
    for (let count = 0; count < 2300; count++) simulator.account.deliver();
    await look();
    assert.equal(collection.listing.gap, known);
    assert.equal(ids(collection).length, 4000);
    assert.equal(ids(collection).indexOf(known ?? '?'), 2000);
    assert.ok(!ids(collection).includes(oldest ?? '?'), 'what stood below the first gap is read again later');
    assert.equal(collection.listing.rest, 'more');
    await collection.refresh();
    assert.equal(collection.listing.gap, undefined);
    assert.deepEqual(ids(collection), (await onServer(simulator, 17)).slice(0, ids(collection).length));
  });

  test('looks ever more seldom while nothing comes, and soon again after something came', async (t) => {
    const { simulator, timers, look } = await tailed(t);
    for (let times = 0; times < 12; times++) await look();
    assert.deepEqual(timers.pauses.slice(0, 3), [5000, 7500, 11_250]);
    assert.equal(timers.pauses.at(-1), 60_000);
    simulator.account.deliver();
    await look();
    assert.equal(timers.pauses.at(-1), 5000);
  });

  test('asks nothing while nobody sees it, and says so', async (t) => {
    const { simulator, timers, tail } = await tailed(t);
    const { requests } = simulator.traffic;
    const told: unknown[] = [];
    const tell = () => told.push([tail.state.phase, timers.waiting]);
    tail.see(false);
    tell();
    tail.see(true);
    tell();
    tail.stop();
    tell();
    assert.deepEqual(told, [
      ['paused', false],
      ['live', true],
      ['off', false],
    ]);
    assert.equal(simulator.traffic.requests, requests);
  });

  test('stops at what asking again cannot mend, and leaves the word to the list', async (t) => {
    let refuses = false;
    const kind = madeUpKind(() => {
      if (refuses) throw new Failure({ kind: 'unauthorized', sentence: 'No.', wayOut: 'replace-key' });
      return pageOf(['1']);
    });
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const timers = new TestTimers();
    const tail = new Tail({ list: () => collection, timers });
    tail.see(true);
    tail.start(every);
    refuses = true;
    await timers.ring();
    await collection.load();
    assert.deepEqual([tail.state.phase, collection.state.phase, timers.waiting], ['off', 'failed', false]);
    assert.equal(collection.listing.rows.length, 1);
  });

  test('follows the list as it is filtered', async (t) => {
    const { session, simulator } = await sampleSession(t);
    const narrowing = narrowingOf(session);
    narrowing.set('delivery', { kind: deliveriesWhere({ status: 'failed' }), line: '' });
    const failed = collectionOf(session, narrowing.kindOf(deliveries));
    await failed.load();
    const before = ids(failed);
    simulator.account.deliver({ status: 'delivered' });
    const id = simulator.account.deliver({ status: 'failed' });
    assert.deepEqual(await failed.newer(), { fresh: 1 });
    assert.deepEqual(ids(failed), [id, ...before]);
    assert.equal(tailOf(session).state.phase, 'off');
  });
});

describe('A list whose filter changed', () => {
  const failedOnly = () => ({ kind: deliveriesWhere({ status: 'failed' }), line: '' });

  test('is let go, with what it held; the whole list is not', async (t) => {
    const { session: bare } = await sampleSession(t);
    const session = new Session(bare.profile, bare.door, [deliveries]);
    const narrowing = narrowingOf(session);
    const whole = collectionOf(session, deliveries);
    const [first, second] = [failedOnly(), failedOnly()];
    narrowing.set('delivery', first);
    const failed = collectionOf(session, first.kind);
    narrowing.set('delivery', { ...first, line: 'told otherwise' });
    assert.equal(collectionOf(session, first.kind), failed, 'the same rows in other words');
    let heard = 0;
    failed.onDidChange(() => (heard += 1));
    const loading = failed.load();
    narrowing.set('delivery', second);
    await loading;
    assert.deepEqual([heard, failed.listing.rows.length], [0, 0], 'nothing comes after its end');
    assert.notEqual(collectionOf(session, first.kind), failed);
    narrowing.set('delivery', undefined);
    assert.equal(collectionOf(session, deliveries), whole);
  });

  test('ends a look at it, not the tail', { timeout: 20_000 }, async (t) => {
    const { session, simulator } = await sampleSession(t);
    const narrowing = narrowingOf(session);
    narrowing.set('delivery', failedOnly());
    const list = () => collectionOf(session, narrowing.kindOf(deliveries));
    await list().load();
    const timers = new TestTimers();
    const tail = new Tail({ list, timers });
    t.after(() => tail.dispose());
    tail.see(true);
    tail.start(every);
    const looking = timers.answered();
    narrowing.set('delivery', undefined);
    await looking;
    assert.equal(tail.state.phase, 'live');
    await timers.answered();
    const id = simulator.account.deliver();
    await timers.answered();
    assert.equal(ids(list())[0], id);
  });
});

describe('The top of a list', () => {
  test('joins what is known without gap or repetition, however many came and whatever shifts', async (t) => {
    const numbers = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(numbers, fc.boolean(), async (arrivals, counts) => {
        let newest = 5;
        const kind = madeUpKind((number) => {
          const all = Array.from({ length: newest }, (_, place) => String(newest - place));
          const page = all.slice((number - 1) * 2, number * 2);
          return pageOf(page, counts ? { total: all.length } : {});
        });
        const collection = new Collection(quietSession(t), kind);
        await collection.load();
        for (const arrived of arrivals) {
          newest += arrived;
          assert.deepEqual(await collection.newer(), { fresh: arrived });
          const shown = ids(collection);
          assert.deepEqual(
            shown,
            Array.from(shown, (_, place) => String(newest - place)),
          );
          await collection.more();
        }
        while (collection.listing.rest === 'more') await collection.more();
        assert.equal(ids(collection).length, newest);
      }),
      { numRuns: 40 },
    );
  });

  test('is read again for half a page: what comes late with an older time is found there, wherever pages end', async (t) => {
    let all = ['8', '7', '6', '5', '4', '3', '2', '1'];
    let asked = 0;
    const kind = madeUpKind(
      (number) => {
        asked += 1;
        return pageOf(all.slice((number - 1) * 4, number * 4), { total: all.length });
      },
      { pageSize: 4 },
    );
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    await collection.more();
    asked = 0;
    all = ['11', '10', '9', '8', 'late', ...all.slice(1)];
    assert.deepEqual(await collection.newer(), { fresh: 4 });
    assert.deepEqual([ids(collection), asked], [all, 2]);
    asked = 0;
    assert.deepEqual(await collection.newer(), { fresh: 0 });
    assert.equal(asked, 1, 'one request where little is new');
  });

  test('never holds more rows than are shown', async (t) => {
    let newest = mostRows;
    const kind = madeUpKind(
      (number) => {
        const top = newest - (number - 1) * 1000;
        return pageOf(
          Array.from({ length: 1000 }, (_, place) => String(top - place)),
          { total: newest },
        );
      },
      { pageSize: 1000 },
    );
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    while (collection.listing.rest === 'more') await collection.more();
    newest += 30;
    await collection.newer();
    assert.equal(collection.listing.rows.length, mostRows);
    assert.deepEqual(collection.listing.count, { shown: mostRows, total: newest });
    assert.equal(collection.listing.rest, 'capped');
  });

  test('tells a row that changed, and keeps those that did not', async (t) => {
    let busy = true;
    const kind = madeUpKind(() => ({ rows: [{ id: '2' }, { id: '1', busy }], warnings: [], total: 2 }));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const [two, one] = collection.listing.rows;
    const changes: unknown[] = [];
    collection.onDidChange((change) => changes.push(change));
    await collection.newer();
    assert.deepEqual(changes, []);
    busy = false;
    await collection.newer();
    assert.deepEqual(changes, [['1']]);
    assert.equal(collection.listing.rows[0], two);
    assert.notEqual(collection.listing.rows[1], one);
  });
});
