import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { noQuery } from '../../../src/core/find/query.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { Collection, collectionOf } from '../../../src/core/state/collection.ts';
import { finderOf } from '../../../src/core/state/finder.ts';
import { loadedOf } from '../../../src/core/state/loaded.ts';
import { Session } from '../../../src/core/state/session.ts';
import type { RawPage } from '../../../src/core/telnyx/door.ts';
import { countLabel, outlineOf } from '../../../src/tree/outline.ts';
import { json, serve } from '../telnyx/server.ts';
import { madeUpKind, pageOf, quietSession, sessionAt } from './sessions.ts';

interface Asked {
  readonly number: number;
  readonly size: number;
}

const held = 700;
const uncertain = 'What came does not agree with the count. Refresh to be sure that nothing is missing.';

const number = (nth: number) => ({
  id: String(10_000 + nth),
  phone_number: `+1312555${String(nth).padStart(4, '0')}`,
  status: 'active',
});

const rows = ({ number: page, size }: Asked) =>
  Array.from({ length: held }, (_, nth) => number(nth)).slice((page - 1) * size, page * size);

/** An account whose numbers are listed as the test says; mobile numbers it has none. */
async function account(t: TestContext, answer: (page: Asked) => unknown) {
  const server = await serve(t, (response, { url }) => {
    const { pathname, searchParams: query } = new URL(url, 'http://x');
    const page = { number: Number(query.get('page[number]')), size: Number(query.get('page[size]')) };
    const isMobile = pathname.includes('mobile');
    json(response, 200, isMobile ? { data: [], meta: { total_results: 0 } } : answer(page));
  });
  const bare = sessionAt(t, server.baseUrl);
  const session = new Session(bare.profile, bare.door, kinds);
  t.after(() => session.dispose());
  const own = kinds
    .filter(({ place }) => place.view === 'numbers')
    .map((kind) => collectionOf(session, kind));
  return { session, server, collection: collectionOf(session, numbers), own };
}

/** What the view says when everything was asked for, what a search says, and whether files and code rely on it. */
async function told(t: TestContext, answer: (page: Asked) => unknown) {
  const { session, server, collection, own } = await account(t, answer);
  for (const one of own) await one.load();
  while (collection.listing.rest === 'more') await collection.more();
  assert.ok(server.seen.length < 20, 'asking ends');
  const { count, rest, warnings } = collection.listing;
  const view = [countLabel(count), rest, ...warnings];
  const isKnown = loadedOf(session).isComplete('number');
  const finder = finderOf(session);
  finder.set({ ...noQuery, text: '555' });
  await finder.settled();
  assert.equal(finder.reading.phase, 'done');
  return {
    view,
    search: [finder.found.rows.length, ...finder.warnings],
    relied: [isKnown, loadedOf(session).isComplete('number')],
  };
}

const whole = { view: ['700', 'end'], search: [700], relied: [true, true] };

describe('A list is whole only when that is proven', () => {
  const fewer = (page: Asked) => rows({ ...page, size: 100 });

  test('where a server gives fewer rows a page than asked for, and tells no counts', async (t) => {
    assert.deepEqual(await told(t, (page) => ({ data: fewer(page) })), whole);
  });

  test('where a server gives fewer rows a page than asked for, and tells only how many there are', async (t) => {
    assert.deepEqual(await told(t, (page) => ({ data: fewer(page), meta: { total_results: held } })), whole);
  });

  test('and a count below what came ends nothing', async (t) => {
    const { view, search, relied } = await told(t, (page) => ({
      data: rows(page),
      meta: { total_results: 10, total_pages: 1 },
    }));
    assert.deepEqual(view, ['700', 'uncertain', uncertain]);
    assert.deepEqual(search, [700, uncertain]);
    assert.deepEqual(relied, [false, false]);
  });

  test('and a count above what came is told', async (t) => {
    const meta = { total_results: 9999, total_pages: 40 };
    const { view, search, relied } = await told(t, (page) => ({ data: rows(page), meta }));
    assert.deepEqual(view, ['700 of 9,999', 'uncertain', uncertain]);
    assert.deepEqual(search, [700, uncertain]);
    assert.deepEqual(relied, [false, false]);
  });

  test('and rows that cannot be read are counted and told', async (t) => {
    const { view, search, relied } = await told(t, (page) => ({
      data: rows(page).map((row, nth) => (nth % 2 === 0 ? row : { ...row, id: undefined })),
      meta: { total_results: held, total_pages: 3 },
    }));
    assert.deepEqual(view, ['350 of 700', 'uncertain', '350 could not be read']);
    assert.deepEqual(search, [350, '350 could not be read']);
    assert.deepEqual(relied, [false, false]);
  });

  test('and the same page again and again soon ends it', async (t) => {
    const { view, relied } = await told(t, () => ({ data: rows({ number: 1, size: 250 }) }));
    assert.deepEqual(view, ['250', 'uncertain', uncertain]);
    assert.deepEqual(relied, [false, false]);
  });
});

describe('An account is called empty', () => {
  const stateOf = async (t: TestContext, answer: unknown) => {
    const { own } = await account(t, () => answer);
    for (const one of own) await one.load();
    return outlineOf(own);
  };

  test('when nothing came and nothing was counted', async (t) => {
    for (const meta of [undefined, { total_results: 0 }, { total_results: 0, total_pages: 0 }])
      assert.equal((await stateOf(t, { data: [], meta })).state, 'empty');
  });

  test('but not when its one number cannot be read', async (t) => {
    const { state, lines } = await stateOf(t, {
      data: [{ ...number(1), id: 1_293_384_261 }],
      meta: { total_results: 1, total_pages: 1 },
    });
    assert.equal(state, 'rows');
    const notes = lines.flatMap(({ content }) => (content.type === 'note' ? [content.text] : []));
    assert.deepEqual(notes, ['1 could not be read']);
  });

  test('and not when numbers are counted that do not come', async (t) => {
    const { state, lines } = await stateOf(t, { data: [], meta: { total_results: 5 } });
    assert.equal(state, 'rows');
    const notes = lines.flatMap(({ content }) => (content.type === 'note' ? [content.text] : []));
    assert.deepEqual(notes, [uncertain]);
  });
});

describe('A page that tells nothing', () => {
  test('is not what "Load more" ends in: the next one is asked for', async (t) => {
    const pages = [['1', '2'], ['1', '2'], [], ['3', '4']];
    const kind = madeUpKind((page) => pageOf(pages[page - 1] ?? [], { pages: 4 }));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    assert.equal(collection.listing.rest, 'more');
    await collection.more();
    assert.deepEqual([collection.listing.rows.length, collection.listing.rest], [4, 'end']);
  });

  test('costs no row when it fails: those that came are there, and retry goes on', async (t) => {
    let fails = true;
    const kind = madeUpKind((page): RawPage => {
      if (page > 1 && fails) throw new Error('gone');
      return pageOf(page === 1 ? ['1'] : []);
    });
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    assert.deepEqual([collection.state.phase, collection.listing.rows.length], ['failed', 1]);
    fails = false;
    await collection.retry();
    assert.deepEqual([collection.state.phase, collection.listing.rest], ['ready', 'end']);
  });
});

test('Whatever a server answers, a list ends, and is called whole only with as many rows as were counted', async (t) => {
  const session = quietSession(t);
  const anyPage = fc.record(
    {
      rows: fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }).map(String) }), { maxLength: 4 }),
      total: fc.oneof(fc.nat(30), fc.maxSafeNat()),
      pages: fc.oneof(fc.nat(12), fc.maxSafeNat()),
      warnings: fc.constant([]),
    },
    { requiredKeys: ['rows', 'warnings'] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyPage, { minLength: 1, maxLength: 20 }), async (pages) => {
      let asked = 0;
      const kind = madeUpKind((page) => {
        asked += 1;
        return pages[(page - 1) % pages.length] ?? assert.fail();
      });
      const collection = new Collection(session, kind);
      await collection.load();
      while (collection.listing.rest === 'more') await collection.more();
      // Thirty-one rows at most, each after two pages without any at the worst.
      assert.ok(asked <= 31 * 3 + 3, String(asked));
      const { count, rest } = collection.listing;
      if (rest === 'end' && count.total !== undefined) assert.equal(count.shown, count.total);
    }),
  );
});
