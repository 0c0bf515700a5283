import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { noQuery, withFilter, type Query } from '../../../src/core/find/query.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { collectionOf, refreshRows } from '../../../src/core/state/collection.ts';
import { Finder, searchedWords } from '../../../src/core/state/finder.ts';
import type { Session } from '../../../src/core/state/session.ts';
import { Session as OpenSession } from '../../../src/core/state/session.ts';
import { showingOf } from '../../../src/core/state/showing.ts';
import type { Timers } from '../../../src/core/state/polling.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { sampleSession } from './sessions.ts';

/** Timers that run when told to. */
class HeldTimers implements Timers {
  readonly #waiting = new Set<() => void>();

  after(_milliseconds: number, run: () => void) {
    this.#waiting.add(run);
    return { dispose: () => void this.#waiting.delete(run) };
  }

  pass(): void {
    for (const run of [...this.#waiting]) {
      this.#waiting.delete(run);
      run();
    }
  }
}

async function finderAt(t: TestContext, options: SimulatorOptions = {}) {
  const { session, simulator } = await sampleSession(t, options);
  const timers = new HeldTimers();
  const finder = new Finder(session, timers);
  t.after(() => finder.dispose());
  return { session, simulator, finder, timers };
}

const tagged = (tag: string) => withFilter(noQuery, 'tag', [`=${tag}`]);
const byText = (text: string): Query => ({ ...noQuery, text });

/** All numbers as the server has them, for comparison. */
async function everyNumber(session: Session) {
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
