import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { noQuery, withFilter, type Query } from '../../../src/core/find/query.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { choicesOf } from '../../../src/core/state/choicesOf.ts';
import { collectionOf, refreshRows } from '../../../src/core/state/collection.ts';
import { Finder } from '../../../src/core/state/finder.ts';
import { searchedWords } from '../../../src/core/state/reading.ts';
import type { Session } from '../../../src/core/state/session.ts';
import { Session as OpenSession } from '../../../src/core/state/session.ts';
import { showingOf } from '../../../src/core/state/showing.ts';
import type { Timers } from '../../../src/core/state/polling.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { held, sampleSession } from './sessions.ts';

/** Timers whose time passes when told to. */
class HeldTimers implements Timers {
  readonly #waiting = new Map<() => void, number>();
  #now = 0;

  after(milliseconds: number, run: () => void) {
    const own = () => run();
    this.#waiting.set(own, this.#now + milliseconds);
    return { dispose: () => void this.#waiting.delete(own) };
  }

  pass(milliseconds = Infinity): void {
    this.#now += milliseconds === Infinity ? 0 : milliseconds;
    const until = milliseconds === Infinity ? Infinity : this.#now;
    for (const [run, at] of [...this.#waiting]) {
      if (at > until) continue;
      this.#waiting.delete(run);
      run();
    }
  }
}

async function finderAt(t: TestContext, options: SimulatorOptions = {}, door: Partial<DoorOptions> = {}) {
  const { session, simulator } = await sampleSession(t, options, door);
  const timers = new HeldTimers();
  const finder = new Finder(session, timers);
  t.after(() => finder.dispose());
  return { session, simulator, finder, timers };
}

/** A network that knows which pages of the whole list were asked for; those behind the first wait where it is `held`. */
function listNetwork(isHeld = false) {
  const gate = held<undefined>();
  const pages: number[] = [];
  return {
    pages,
    let: () => gate.settle(undefined),
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const { search, searchParams: query } = new URL(input instanceof Request ? input.url : input);
      const page = Number(query.get('page[number]'));
      if (page > 0 && !search.includes('filter')) {
        pages.push(page);
        if (isHeld && page > 1) await gate.promise;
      }
      return fetch(input, init);
    },
  };
}

const tagged = (tag: string) => withFilter(noQuery, 'tag', [`=${tag}`]);
const byText = (text: string): Query => ({ ...noQuery, text });

/** All numbers as the server has them, for comparison. */
async function everyNumber(session: Pick<Session, 'door'>) {
  const rows: { id: string; phone_number: string; tags: string[]; status: string }[] = [];
  for (let number = 1; ; number++) {
    const page = await numbers.list(session.door, { number, size: 250 }, new AbortController().signal);
    rows.push(...(page.rows as typeof rows));
    if (page.rows.length < 250) return rows;
  }
}

const idsOf = (finder: Finder) => [...finder.found.rows].map((row) => finder.index.id(row));

describe('A finder over HTTP', () => {
  test('asks nothing before there is a query, then reads everything and says what it found', async (t) => {
    const { session, simulator, finder } = await finderAt(t, { numbers: 900 });
    assert.equal(simulator.traffic.requests, 0);
    finder.set(tagged('support'));
    await finder.settled();
    const all = await everyNumber(session);
    const expected = all.filter(({ tags }) => tags.includes('support'));
    assert.ok(expected.length > 0);
    assert.deepEqual(
      idsOf(finder),
      expected.map(({ id }) => id),
    );
    assert.equal(finder.reading.phase, 'done');
    assert.equal(finder.line, `${expected.length} of 900 · tag is support`);
  });

  test('reads nothing twice that the view has loaded whole', async (t) => {
    const { session, simulator, finder } = await finderAt(t, { numbers: 200 });
    await collectionOf(session, numbers).load();
    finder.set(byText('+1'));
    await finder.settled();
    finder.set(byText('1'));
    finder.set({ ...noQuery, group: 'status' });
    await finder.settled();
    assert.equal(simulator.traffic.requests, 1);
    assert.equal(finder.index.count, 200);
  });

  test('gives a first answer from the server while everything is still being read', async (t) => {
    const { session, finder, timers } = await finderAt(t, { numbers: 3000 });
    await collectionOf(session, numbers).load();
    const all = await everyNumber(session);
    const last = all.at(-1);
    assert.ok(last);
    finder.set(byText(last.phone_number.slice(-7)));
    timers.pass();
    const seen: string[] = [];
    finder.onDidChange(() => seen.push(finder.reading.phase));
    await finder.settled();
    timers.pass();
    assert.ok(idsOf(finder).includes(last.id));
    assert.equal(new Set(idsOf(finder)).size, idsOf(finder).length);
    assert.deepEqual(
      idsOf(finder),
      all
        .filter(({ phone_number }) => phone_number.includes(last.phone_number.slice(-7)))
        .map(({ id }) => id),
    );
  });

  test('shows the first answer of the server before the list is read, and asks for it once the typing pauses', async (t) => {
    const list = listNetwork(true);
    const { session, simulator, finder, timers } = await finderAt(t, { numbers: 900 }, { fetch: list.fetch });
    const collection = collectionOf(session, numbers);
    await collection.load();
    const there = new Set(collection.listing.rows.map(({ id }) => id));
    const freely = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
    const far = (await everyNumber({ door: freely })).find(({ id }) => !there.has(id));
    freely.close();
    assert.ok(far);
    const digits = far.phone_number.slice(-7);
    const asked = () => simulator.log.filter(({ query }) => query.includes('filter')).length;
    for (let typed = 3; typed <= digits.length; typed++) {
      finder.set(byText(digits.slice(0, typed)));
      timers.pass(100);
    }
    assert.equal(asked(), 0, 'nobody has paused yet');
    timers.pass(150);
    const first = new Promise<void>((resolve) => {
      finder.onDidChange(() => {
        if (idsOf(finder).includes(far.id)) resolve();
      });
    });
    while (asked() === 0 || !finder.index.has(far.id)) await new Promise(setImmediate);
    timers.pass(250);
    await first;
    assert.equal(asked(), 1);
    assert.equal(finder.reading.phase, 'reading', 'the list is still on its way');
    assert.match(finder.line, /· searched 250/);
    list.let();
    await finder.settled();
    assert.equal(finder.index.count, 900);
  });

  test('asks for no first answer once everything is read', async (t) => {
    const { simulator, finder, timers } = await finderAt(t, { numbers: 300 });
    finder.set(byText('555'));
    await finder.settled();
    const before = simulator.traffic.requests;
    timers.pass();
    finder.set(byText('5550'));
    timers.pass();
    await finder.settled();
    assert.equal(simulator.traffic.requests, before);
  });

  test('reads on behind what it has read when a query comes after a stop', async (t) => {
    const { pages, fetch } = listNetwork();
    const { finder } = await finderAt(t, { numbers: 3000, latencyMs: 5 }, { fetch });
    finder.set(tagged('support'));
    while (finder.index.count < 750) await new Promise(setImmediate);
    finder.stop();
    await finder.settled();
    pages.length = 0;
    finder.set(tagged('vip'));
    await finder.settled();
    assert.equal(finder.reading.phase, 'done');
    assert.equal(finder.index.count, 3000);
    assert.equal(new Set(pages).size, pages.length, 'no page is asked for twice');
    // Of those that were read, the last is looked at once more: it tells whether the list is still the same.
    assert.ok(!pages.includes(1) && !pages.includes(2), String(pages));
  });

  test('reads everything again when the list has become another since the stop', async (t) => {
    const { pages, fetch } = listNetwork();
    const { session, finder } = await finderAt(t, { numbers: 3000, latencyMs: 5 }, { fetch });
    finder.set(tagged('support'));
    while (finder.index.count < 750) await new Promise(setImmediate);
    finder.stop();
    await finder.settled();
    const gone = finder.index.id(10);
    await session.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(gone, options),
      () => undefined,
    );
    pages.length = 0;
    finder.set(tagged('vip'));
    await finder.settled();
    assert.ok(pages.includes(1) && pages.includes(2), String(pages));
    const all = await everyNumber(session);
    assert.equal(finder.index.count, all.length);
    assert.equal(
      finder.index.has(gone),
      all.some(({ id }) => id === gone),
    );
  });

  test('asks the server only in words it knows', async (t) => {
    const { session, simulator, finder, timers } = await finderAt(t, { numbers: 900, latencyMs: 20 });
    await collectionOf(session, numbers).load();
    finder.set(byText('+1 (312)'));
    timers.pass();
    await finder.settled();
    const filtered = simulator.log.filter(({ query }) => query.includes('filter['));
    assert.deepEqual(
      filtered.map(({ query }) => /filter\[[^=]*=[^&]*/.exec(query)?.[0]),
      ['filter[phone_number]=1312'],
    );
  });

  test('tells how far it has read, stops when told, and reads on', async (t) => {
    const { finder, session } = await finderAt(t, { numbers: 2000, latencyMs: 10 });
    finder.set(tagged('support'));
    await collectionOf(session, numbers).load();
    finder.stop();
    assert.equal(finder.reading.phase, 'stopped');
    await finder.settled();
    assert.equal(finder.reading.phase, 'stopped');
    assert.match(finder.line, /^\d+ · tag is support · searched /);
    assert.match(
      searchedWords({ phase: 'reading', searched: 12_000, total: 48_120 }),
      /^searched 12,000 of 48,120$/,
    );
    await finder.retry();
    assert.equal(finder.reading.phase, 'done');
    assert.equal(finder.index.count, 2000);
  });

  test('tells a failure beside what it found, and comes back', async (t) => {
    const { session, simulator, finder } = await finderAt(t, { numbers: 600 });
    await collectionOf(session, numbers).load();
    simulator.faults.add({ fault: 'html200' });
    finder.set(byText('+'));
    await finder.settled();
    assert.equal(finder.reading.phase, 'failed');
    const { state } = finder.pages();
    assert.ok(state.phase === 'failed' && state.rows.length > 0);
    simulator.faults.clear();
    await finder.retry();
    assert.equal(finder.pages().state.phase, 'ready');
    assert.equal(finder.found.rows.length, 600);
  });

  test('does not take a bad key for an empty account', async (t) => {
    const { session } = await sampleSession(t, {}, { apiKey: 'KEY_WRONG' });
    const finder = new Finder(session);
    t.after(() => finder.dispose());
    finder.set(byText('1'));
    await finder.settled();
    assert.ok(finder.reading.phase === 'failed' && finder.reading.failure.kind === 'unauthorized');
  });

  test('knows what was written since, whether the view has loaded it or not', async (t) => {
    const { session: bare, simulator } = await sampleSession(t, { numbers: 600 });
    const session = new OpenSession(bare.profile, bare.door, [numbers]);
    t.after(() => session.dispose());
    const finder = new Finder(session);
    t.after(() => finder.dispose());
    finder.set(tagged('brand-new'));
    await finder.settled();
    const all = await everyNumber(session);
    const changed = [all[0]?.id, all[599]?.id].flatMap((id) => id ?? []);
    for (const id of changed)
      await session.door.write(
        (sdk, options) => sdk.phoneNumbers.update(id, { tags: ['brand-new'] }, options),
        () => undefined,
      );
    const before = simulator.traffic.requests;
    await refreshRows(session, 'number', changed);
    await finder.settled();
    assert.deepEqual(idsOf(finder), changed);
    assert.equal(simulator.traffic.requests, before + 2, 'each is read once');
  });

  test('forgets what is gone', async (t) => {
    const { session: bare, simulator } = await sampleSession(t, { numbers: 600 });
    const session = new OpenSession(bare.profile, bare.door, [numbers]);
    t.after(() => session.dispose());
    const finder = new Finder(session);
    t.after(() => finder.dispose());
    finder.set(withFilter(noQuery, 'lock', ['=false']));
    await finder.settled();
    const last = idsOf(finder).at(-1) ?? '';
    await session.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(last, options),
      () => undefined,
    );
    await refreshRows(session, 'number', [last]);
    await finder.settled();
    const there = (await everyNumber(session)).some(({ id }) => id === last);
    assert.equal(idsOf(finder).includes(last), there, 'as the server says');
    assert.ok(simulator.traffic.requests > 0);
  });

  test('asks the server how numbers are paid for, since no list tells', async (t) => {
    const { simulator, finder } = await finderAt(t, { numbers: 300 });
    finder.set(withFilter(noQuery, 'payment', ['=channel']));
    await finder.settled();
    assert.equal(
      finder.facets('payment').reduce((sum, { count }) => sum + count, 0),
      300,
    );
    assert.ok(finder.facets('payment').every(({ value }) => value !== 'unknown'));
    const asked = simulator.log.filter(({ query }) => query.includes('usage_payment_method'));
    assert.ok(asked.length >= 2);
  });

  describe('knows how numbers are paid for after a save', () => {
    const channel = withFilter(noQuery, 'payment', ['=channel']);

    async function changed(t: TestContext, count: number) {
      const { session: bare, simulator } = await sampleSession(t, { numbers: 300 });
      const session = new OpenSession(bare.profile, bare.door, [numbers]);
      t.after(() => session.dispose());
      const finder = new Finder(session);
      t.after(() => finder.dispose());
      finder.set(channel);
      await finder.settled();
      // From the end: the view has loaded some, and some it has not.
      const ids = idsOf(finder).slice(-count);
      assert.equal(ids.length, count);
      for (const id of ids)
        await session.door.write(
          (sdk, options) =>
            sdk.phoneNumbers.voice.update(id, { usage_payment_method: 'pay-per-minute' }, options),
          () => undefined,
        );
      return { session, simulator, finder, ids };
    }

    const paidFor = (finder: Finder, id: string) => {
      const row = finder.index.row(id) ?? assert.fail();
      return finder.index.words('payment').text(finder.index.codes('payment')[row] ?? 0);
    };

    test('of a few, by asking for each', async (t) => {
      const { session, simulator, finder, ids } = await changed(t, 3);
      const before = simulator.log.length;
      await refreshRows(session, 'number', ids);
      await finder.settled();
      for (const id of ids) assert.equal(paidFor(finder, id), 'pay-per-minute');
      assert.ok(!idsOf(finder).some((id) => ids.includes(id)));
      const asked = simulator.log.slice(before).filter(({ path }) => path.endsWith('/voice'));
      assert.equal(asked.length, 3);
    });

    test('of many, by reading everything again', async (t) => {
      const { session, finder, ids } = await changed(t, 22);
      await refreshRows(session, 'number', ids);
      await finder.settled();
      for (const id of ids) assert.equal(paidFor(finder, id), 'pay-per-minute');
    });

    test('and where that cannot be read, it is unknown until it is', async (t) => {
      const { session, simulator, finder, ids } = await changed(t, 1);
      const [id = ''] = ids;
      simulator.faults.add({ fault: 'html200', path: /\/voice$/ });
      await refreshRows(session, 'number', ids);
      await finder.settled();
      assert.equal(paidFor(finder, id), '');
      assert.equal(finder.reading.phase, 'failed');
      simulator.faults.clear();
      await finder.retry();
      assert.equal(paidFor(finder, id), 'pay-per-minute');
    });
  });

  test('loads the names of billing groups once for searching and for forms', async (t) => {
    const { session, simulator, finder } = await finderAt(t, { numbers: 30 });
    finder.set({ ...noQuery, group: 'billingGroup' });
    await choicesOf(session).load('billing-groups');
    await finder.settled();
    const asked = simulator.log.filter(({ path }) => path.endsWith('/billing_groups'));
    assert.equal(asked.length, 1);
    assert.equal(choicesOf(session).state('billing-groups')?.phase, 'ready');
    const named = finder.groups?.filter(({ value }) => value.startsWith('=')) ?? [];
    assert.ok(named.length > 0 && named.every(({ name, value }) => name !== value.slice(1)));
  });

  test('shows what it found in pages of 250, and groups that open alone', async (t) => {
    const { finder } = await finderAt(t, { numbers: 700 });
    finder.set({ ...noQuery, group: 'status' });
    await finder.settled();
    const counts = finder.groups?.map(({ rows }) => rows.length) ?? [];
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      700,
    );
    finder.set({ ...noQuery, sort: 'number' });
    const pages = finder.pages();
    assert.deepEqual(
      [pages.listing.rows.length, pages.listing.count, pages.listing.rest],
      [250, { shown: 250, total: 700 }, 'more'],
    );
    await pages.more();
    await pages.more();
    assert.deepEqual([pages.listing.rows.length, pages.listing.rest], [700, 'end']);
    const labels = pages.listing.rows.map(({ item }) => item.label);
    assert.deepEqual(labels, labels.toSorted());
  });

  test('stands in the view while a query is in force, and no longer', async (t) => {
    const { session, finder } = await finderAt(t, { numbers: 3 });
    const shown: boolean[] = [];
    showingOf(session).onDidChange(() => shown.push(showingOf(session).shown === finder));
    finder.set(byText('1'));
    await finder.settled();
    finder.set(noQuery);
    assert.deepEqual([shown[0], shown.at(-1)], [true, false]);
    assert.equal(showingOf(session).shown, undefined);
  });
});
