import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { jobs } from '../../../src/core/resources/jobs.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { Collection, collectionOf } from '../../../src/core/state/collection.ts';
import type { Change } from '../../../src/core/state/listing.ts';
import { mostRows } from '../../../src/core/state/listing.ts';
import type { RawPage } from '../../../src/core/telnyx/door.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { held, madeUpKind, pageOf, quietSession, sampleSession } from './sessions.ts';

const ids = (collection: Collection) => collection.listing.rows.map((row) => row.id);

function changesOf(collection: Collection): Change[] {
  const changes: Change[] = [];
  collection.onDidChange((change) => changes.push(change));
  return changes;
}

const failure = (kind: Failure['kind'], sentence = 'No.') => new Failure({ kind, sentence, wayOut: 'retry' });

describe('A collection over HTTP', () => {
  test('loads a page, then more, and counts honestly', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 420 });
    const collection = collectionOf(session, numbers);
    assert.equal(collection.state.phase, 'idle');
    await collection.load();
    assert.deepEqual(collection.listing.count, { shown: 250, total: 420 });
    assert.equal(collection.listing.rest, 'more');
    await collection.more();
    assert.deepEqual(collection.listing.count, { shown: 420, total: 420 });
    assert.equal(collection.listing.rest, 'end');
    assert.equal(simulator.traffic.requests, 2);
    await collection.more();
    assert.equal(simulator.traffic.requests, 2, 'there is nothing more to ask for');
  });

  test('never has two requests under way, and asks the same thing once', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 600, latencyMs: 5 });
    const collection = collectionOf(session, numbers);
    await Promise.all([collection.load(), collection.load(), collection.load()]);
    assert.equal(simulator.traffic.requests, 1);
    await Promise.all([collection.more(), collection.more(), collection.more()]);
    assert.equal(simulator.traffic.requests, 2);
    await Promise.all([
      collection.refresh(),
      collection.refresh(ids(collection).slice(0, 3)),
      collection.refresh(),
    ]);
    assert.equal(simulator.traffic.requests, 2 + 2 + 3);
    assert.equal(simulator.traffic.mostConcurrent, 1);
  });

  test('shows a row once when rows shift between pages', async (t) => {
    const { session } = await sampleSession(t, { numbers: 600, variants: { rowsShift: true } });
    const collection = collectionOf(session, numbers);
    await collection.load();
    await collection.more();
    await collection.more();
    assert.equal(new Set(ids(collection)).size, collection.listing.rows.length);
    const { shown, total } = collection.listing.count;
    assert.ok(total !== undefined && shown <= total, `${shown} of ${total ?? '?'}`);
  });

  test('says no total when the server says none, and still ends', async (t) => {
    const { session } = await sampleSession(t, { numbers: 300, variants: { metaMissing: true } });
    const collection = collectionOf(session, numbers);
    await collection.load();
    assert.deepEqual(collection.listing.count, { shown: 250 });
    assert.equal(collection.listing.rest, 'more');
    await collection.more();
    assert.deepEqual(collection.listing.count, { shown: 300 });
    assert.equal(collection.listing.rest, 'end');
  });

  test('shows at most 5,000 rows and says how many there are', async (t) => {
    const { session } = await sampleSession(t, { numbers: 5400 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    while (collection.listing.rest === 'more') await collection.more();
    assert.equal(collection.listing.rest, 'capped');
    assert.deepEqual(collection.listing.count, { shown: mostRows, total: 5400 });
  });

  test('keeps its rows when a refresh fails, and comes back with retry', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 20 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    simulator.faults.add({ fault: 'html200' });
    await collection.refresh();
    assert.equal(collection.state.phase, 'failed');
    assert.equal(collection.listing.rows.length, 20);
    simulator.faults.clear();
    await collection.retry();
    assert.equal(collection.state.phase, 'ready');
  });

  test('never takes a page that is no list for an empty account', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 20 });
    simulator.faults.add({ fault: 'html200' });
    const collection = collectionOf(session, numbers);
    await collection.load();
    assert.equal(collection.state.phase, 'failed');
  });

  test('keeps the pages it has when the next one fails, and retry asks for that page again', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 420 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    simulator.faults.add({ fault: '500' });
    await collection.more();
    assert.ok(collection.state.phase === 'failed' && collection.state.work === 'more');
    assert.equal(collection.listing.rows.length, 250);
    simulator.faults.clear();
    await collection.retry();
    assert.deepEqual(collection.listing.count, { shown: 420, total: 420 });
  });

  test('reads single rows again in place, and says which changed', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 30 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    const before = ids(collection);
    const [, second = ''] = before;
    await session.door.write(
      (sdk, options) => sdk.phoneNumbers.update(second, { tags: ['fresh'] }, options),
      (data) => data,
    );
    const changes = changesOf(collection);
    await collection.refresh([second, 'not shown']);
    assert.deepEqual(changes, [[second]]);
    assert.deepEqual(ids(collection), before);
    assert.match(collection.row(second)?.item.description ?? '', /fresh/);
    assert.equal(simulator.log.filter(({ operation }) => operation === 15).length, 1);
  });

  test('drops a row that is gone and asks how many are left', async (t) => {
    const { session } = await sampleSession(t, { numbers: 30 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    const unlocked = collection.listing.rows.find(
      ({ raw }) => (raw as { deletion_lock_enabled?: boolean }).deletion_lock_enabled === false,
    );
    assert.ok(unlocked);
    await session.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(unlocked.id, options),
      (data) => data,
    );
    await collection.refresh([unlocked.id]);
    assert.equal(collection.row(unlocked.id), undefined);
    assert.deepEqual(collection.listing.count, { shown: 29, total: 29 });
  });

  test('lists again when many rows may have changed', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 30 });
    const collection = collectionOf(session, numbers);
    await collection.load();
    await collection.refresh(ids(collection));
    assert.equal(simulator.traffic.requests, 2);
  });

  test('tells what the server could not tell', async (t) => {
    const { session } = await sampleSession(t, { variants: { messagingProfilesDown: true } });
    const collection = collectionOf(session, numbers);
    await collection.load();
    assert.equal(collection.state.phase, 'ready');
    assert.equal(collection.listing.warnings.length, 1);
  });

  test('lets go of an answer that never comes when its session ends', async (t) => {
    const { session, simulator } = await sampleSession(t, { faults: [{ fault: 'stall' }] });
    const collection = collectionOf(session, jobs);
    const loading = collection.load();
    while (simulator.traffic.requests === 0) await new Promise((resolve) => setImmediate(resolve));
    session.dispose();
    await loading;
    assert.equal(collection.state.phase, 'idle', 'cancelling is no failure');
  });

  test('is one for each kind in a session', async (t) => {
    const { session } = await sampleSession(t);
    assert.equal(collectionOf(session, jobs), collectionOf(session, jobs));
    assert.notEqual(collectionOf(session, jobs), collectionOf(session, numbers));
  });
});

/** After so many pages three in a row brought nothing new, or there are no more. */
function endOf(pages: readonly (readonly string[])[]): number {
  const isBarren = pages.map((page, at) => page.every((id) => pages.slice(0, at).flat().includes(id)));
  const third = isBarren.findIndex((_, at) => at > 1 && isBarren.slice(at - 2, at + 1).every(Boolean));
  return third < 0 ? pages.length : third + 1;
}

describe('A collection and a server that lies', () => {
  test('does not believe a total below what was given', async (t) => {
    const collection = new Collection(
      quietSession(t),
      madeUpKind(() => pageOf(['1', '2'], { total: 1 })),
    );
    await collection.load();
    assert.deepEqual(collection.listing.count, { shown: 2 });
  });

  test('does not ask for ever when the same page comes again and again', async (t) => {
    let asked = 0;
    const kind = madeUpKind(() => (asked++, pageOf(['1', '2'])));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    while (collection.listing.rest === 'more') await collection.more();
    assert.equal(asked, 4);
    assert.deepEqual(ids(collection), ['1', '2']);
    assert.equal(collection.listing.rest, 'uncertain');
  });

  test('never shows a row twice, whatever the pages hold', async (t) => {
    const session = quietSession(t);
    const page = fc.array(fc.integer({ min: 0, max: 9 }).map(String), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 6 }), async (pages) => {
        const kind = madeUpKind((number) => pageOf(pages[number - 1] ?? [], { pages: pages.length }));
        const collection = new Collection(session, kind);
        await collection.load();
        while (collection.listing.rest === 'more') await collection.more();
        const expected = [...new Set(pages.slice(0, endOf(pages)).flat())];
        assert.deepEqual(ids(collection), expected);
        await collection.refresh();
        assert.deepEqual(ids(collection), expected);
      }),
    );
  });

  test('takes a record that turned into another one for gone', async (t) => {
    const kind = madeUpKind(() => pageOf(['1', '2'], { pages: 1 }), {
      fetch: () => Promise.resolve({ id: '2' }),
    });
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    await collection.refresh(['1']);
    assert.deepEqual(ids(collection), ['1', '2'], 'the list has the last word');
  });
});

describe('A collection in the order of things', () => {
  test('shows its rows while it loads more', async (t) => {
    const next = held<RawPage>();
    const kind = madeUpKind((number) => (number === 1 ? pageOf(['1', '2'], { pages: 3 }) : next.promise));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const more = collection.more();
    await Promise.resolve();
    assert.ok(collection.state.phase === 'loading' && collection.state.work === 'more');
    assert.deepEqual(ids(collection), ['1', '2']);
    const impatient = collection.more();
    next.settle(pageOf(['3'], { pages: 3 }));
    await Promise.all([more, impatient]);
    assert.deepEqual(ids(collection), ['1', '2', '3']);
    assert.equal(collection.listing.rest, 'more', 'the third page was not asked for');
  });

  test('loads more although a row is being read again just then', async (t) => {
    const answer = held<unknown>();
    const kind = madeUpKind((number) => pageOf([String(number)], { pages: 2 }), {
      fetch: () => answer.promise,
    });
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const reread = collection.refresh(['1']);
    await Promise.resolve();
    const more = collection.more();
    answer.settle({ id: '1' });
    await Promise.all([reread, more]);
    assert.deepEqual(ids(collection), ['1', '2']);
  });

  test('reads a row again after a list that was under way, never before', async (t) => {
    const listing = held<RawPage>();
    const order: string[] = [];
    let pages = 0;
    const kind = madeUpKind(
      () => {
        order.push('list');
        return ++pages === 1 ? pageOf(['1'], { pages: 1 }) : listing.promise;
      },
      {
        fetch: () => {
          order.push('fetch');
          return Promise.resolve({ id: '1', busy: true });
        },
      },
    );
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const relist = collection.refresh();
    const reread = collection.refresh(['1']);
    listing.settle(pageOf(['1'], { pages: 1 }));
    await Promise.all([relist, reread]);
    assert.deepEqual(order, ['list', 'list', 'fetch']);
    assert.equal(collection.row('1')?.unfinished, true, 'the newer answer stays');
  });

  test('is as it was when somebody cancels', async (t) => {
    let refuse = false;
    const kind = madeUpKind(() => (refuse ? Promise.reject(failure('cancelled')) : pageOf(['1'])));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    refuse = true;
    await collection.refresh();
    assert.equal(collection.state.phase, 'ready');
    assert.deepEqual(ids(collection), ['1']);
  });

  test('turns what nobody foresaw into a failure as well', async (t) => {
    const kind = madeUpKind(() => Promise.reject(new TypeError('x is not a function')));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    assert.ok(collection.state.phase === 'failed');
    assert.equal(collection.state.failure.kind, 'unknown');
  });

  test('works on after a listener that throws', async (t) => {
    const collection = new Collection(
      quietSession(t),
      madeUpKind(() => pageOf(['1'])),
    );
    const listener = collection.onDidChange(() => {
      throw new Error('a bad listener');
    });
    await assert.rejects(collection.load());
    listener.dispose();
    await collection.refresh();
    assert.deepEqual(ids(collection), ['1']);
  });
});
