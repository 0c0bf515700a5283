import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { listPages, type Listed, type Listing, type Page } from '../../../src/core/telnyx/pages.ts';
import { doorTo, failureOf } from './doors.ts';
import { json, refuse, serve } from './server.ts';

interface Row {
  readonly id?: string;
}

const rowsUpTo = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index) }));

/** What an honest server answers. */
function honest(all: readonly Row[], { number, size }: { number: number; size: number }): Page<Row> {
  const rows = all.slice((number - 1) * size, number * size);
  return { rows, total: all.length, pages: Math.ceil(all.length / size), warnings: [] };
}

interface Run {
  readonly listed: Listed<Row>;
  /** Page numbers in the order of asking. */
  readonly asked: readonly number[];
  readonly streamed: readonly Row[];
  readonly most: number;
}

/** Lists from a function that answers pages; each answer comes a turn later. */
async function run(
  answer: (page: { number: number; size: number }) => Page<Row>,
  options: Partial<Listing<Row>> = {},
): Promise<Run> {
  const asked: number[] = [];
  const streamed: Row[] = [];
  let open = 0;
  let most = 0;
  const listed = await listPages<Row>({
    size: 10,
    cap: 10_000,
    identify: ({ id }) => id,
    onRows: (rows) => streamed.push(...rows),
    fetchPage: async (page) => {
      asked.push(page.number);
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return answer(page);
    },
    ...options,
  });
  return { listed, asked, streamed, most };
}

const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

describe('A list is read whole', () => {
  test('the first page alone, the others several at once, each asked for once', async () => {
    const all = rowsUpTo(95);
    const { listed, asked, streamed, most } = await run((page) => honest(all, page), { concurrency: 4 });
    assert.deepEqual(listed, {
      rows: all,
      total: { count: 95, exact: true },
      ending: 'complete',
      unidentified: 0,
      warnings: [],
    });
    assert.deepEqual(asked, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(streamed, all);
    assert.equal(most, 4);
  });

  test('an empty one with a single request, whether the server counts 0 pages or 1', async () => {
    for (const pages of [0, 1]) {
      const { listed, asked } = await run(() => ({ rows: [], total: 0, pages, warnings: [] }));
      assert.deepEqual(asked, [1]);
      assert.deepEqual([listed.total, listed.ending], [{ count: 0, exact: true }, 'complete']);
    }
  });

  test('in the order of the server, whichever page comes first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 6 }),
        async (scheduler, count, size, concurrency) => {
          const all = rowsUpTo(count);
          const streamed: Row[] = [];
          const listing = listPages<Row>({
            size,
            concurrency,
            cap: 1000,
            identify: ({ id }) => id,
            onRows: (rows) => streamed.push(...rows),
            fetchPage: scheduler.scheduleFunction((page: { number: number; size: number }) =>
              Promise.resolve(honest(all, page)),
            ),
          });
          const listed = await scheduler.waitFor(listing);
          assert.deepEqual(listed.rows, all);
          assert.deepEqual(streamed, all);
          assert.deepEqual([listed.total, listed.ending], [{ count, exact: true }, 'complete']);
        },
      ),
    );
  });

  test('without counts, one page after the other until an empty one', async () => {
    const all = rowsUpTo(25);
    const { listed, asked, most } = await run((page) => ({ rows: honest(all, page).rows, warnings: [] }));
    assert.deepEqual(listed.rows, all);
    assert.deepEqual(asked, [1, 2, 3, 4]);
    assert.equal(most, 1);
    assert.deepEqual([listed.total, listed.ending], [{ count: 25, exact: true }, 'complete']);
  });

  test('from a server that gives fewer rows a page than asked for', async () => {
    const all = rowsUpTo(47);
    for (const told of [true, false]) {
      const { listed } = await run(({ number }) => {
        const page = honest(all, { number, size: 5 });
        return told ? page : { rows: page.rows, total: 47, warnings: [] };
      });
      assert.deepEqual(listed.rows, all);
      assert.equal(listed.ending, 'complete');
    }
  });

  test('over an empty page in the middle', async () => {
    const all = rowsUpTo(40);
    const { listed } = await run((page) => ({
      ...honest(all, page),
      ...(page.number === 2 && { rows: [] }),
    }));
    assert.deepEqual(ids(listed.rows), [...ids(all.slice(0, 10)), ...ids(all.slice(20))]);
    assert.deepEqual([listed.total, listed.ending], [{ count: 40, exact: true }, 'uncertain']);
  });

  test('when rows are added meanwhile: no id twice, and said to be uncertain', async () => {
    let all = rowsUpTo(30);
    const { listed } = await run((page) => {
      const answer = honest(all, page);
      all = [{ id: `new-${page.number}` }, ...all];
      return answer;
    });
    assert.equal(new Set(ids(listed.rows)).size, listed.rows.length);
    for (const { id } of rowsUpTo(30)) assert.ok(ids(listed.rows).includes(id));
    assert.equal(listed.ending, 'uncertain');
  });

  test('when rows vanish meanwhile: what is missing is not called complete', async () => {
    let all = rowsUpTo(30);
    const { listed } = await run((page) => {
      const answer = honest(all, page);
      if (page.number === 1) all = all.slice(5);
      return answer;
    });
    assert.equal(listed.ending, 'uncertain');
  });

  test('rows without an id are counted and left out', async () => {
    const all: Row[] = [...rowsUpTo(14), {}, {}];
    const { listed } = await run((page) => honest(all, page));
    assert.deepEqual(listed.rows, rowsUpTo(14));
    assert.deepEqual([listed.unidentified, listed.ending], [2, 'complete']);
  });

  test('warnings are told once', async () => {
    const all = rowsUpTo(30);
    const { listed } = await run((page) => ({ ...honest(all, page), warnings: ['Messaging is down.'] }));
    assert.deepEqual(listed.warnings, ['Messaging is down.']);
  });
});

describe('A list ends', () => {
  test('at the cap, and then says that there are more', async () => {
    const all = rowsUpTo(1000);
    const { listed, asked } = await run((page) => honest(all, page), { cap: 35, concurrency: 8 });
    assert.deepEqual(listed.rows, all.slice(0, 35));
    assert.deepEqual(asked, [1, 2, 3, 4]);
    assert.deepEqual([listed.total, listed.ending], [{ count: 1000, exact: true }, 'capped']);
  });

  test('at a cap within the last page, and then says that there are more', async () => {
    const all = rowsUpTo(30);
    const { listed } = await run((page) => honest(all, page), { cap: 25 });
    assert.deepEqual([listed.rows.length, listed.total], [25, { count: 30, exact: true }]);
    assert.equal(listed.ending, 'capped');
  });

  test('without waiting for pages under way that are not needed any more', async () => {
    const all = rowsUpTo(25);
    const cancelled: number[] = [];
    const { listed } = await run((page) => honest(all, page), {
      concurrency: 5,
      fetchPage: (page, signal) => {
        if (page.number <= 4) return Promise.resolve({ ...honest(all, page), pages: 1e9 });
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            cancelled.push(page.number);
            reject(new Failure({ kind: 'cancelled', sentence: 'x', wayOut: 'none' }));
          });
        });
      },
    });
    assert.deepEqual(listed.rows, all);
    assert.equal(listed.ending, 'complete');
    assert.ok(cancelled.length > 0);
  });

  test('at a cap that is just the whole list as complete', async () => {
    const all = rowsUpTo(30);
    const { listed } = await run((page) => honest(all, page), { cap: 30 });
    assert.equal(listed.ending, 'complete');
  });

  test('at the cap without counts, with "at least"', async () => {
    const { listed } = await run(
      ({ number }) => ({
        rows: rowsUpTo(number * 10).slice(-10),
        warnings: [],
      }),
      { cap: 35 },
    );
    assert.deepEqual([listed.total, listed.ending], [{ count: 35, exact: false }, 'capped']);
  });

  test('when the server repeats the same page for ever', async () => {
    for (const meta of [{}, { pages: 1e9 }, { pages: 1e9, total: 1e12 }]) {
      const { listed, asked } = await run(() => ({ rows: rowsUpTo(10), ...meta, warnings: [] }));
      assert.deepEqual(listed.rows, rowsUpTo(10));
      assert.equal(listed.ending, 'uncertain');
      assert.ok(asked.length <= 1 + 3 + 8, String(asked.length));
    }
  });

  test('when the number of pages is absurd but the rows are all there', async () => {
    const all = rowsUpTo(25);
    const { listed, asked } = await run((page) => ({ ...honest(all, page), pages: 1e9 }));
    assert.deepEqual(listed.rows, all);
    assert.deepEqual([listed.total, listed.ending], [{ count: 25, exact: true }, 'complete']);
    assert.ok(asked.length <= 3 + 8, String(asked.length));
  });

  test('with "at least" when there are more rows than the server says', async () => {
    const all = rowsUpTo(25);
    const { listed } = await run((page) => ({ ...honest(all, page), total: 12 }));
    assert.deepEqual(listed.rows, all);
    assert.deepEqual([listed.total, listed.ending], [{ count: 25, exact: false }, 'uncertain']);
  });

  test('with the failure of a page; the rows before it were told, and the others are cancelled', async () => {
    const all = rowsUpTo(100);
    const streamed: Row[] = [];
    const cancelled: number[] = [];
    const failure = new Failure({ kind: 'server', sentence: 'x', wayOut: 'retry' });
    const listing = listPages<Row>({
      size: 10,
      cap: 1000,
      concurrency: 3,
      identify: ({ id }) => id,
      onRows: (rows) => streamed.push(...rows),
      fetchPage: (page, signal) => {
        if (page.number === 3) return new Promise((_, reject) => setImmediate(reject, failure));
        if (page.number < 3) return Promise.resolve(honest(all, page));
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            cancelled.push(page.number);
            reject(new Failure({ kind: 'cancelled', sentence: 'y', wayOut: 'none' }));
          });
        });
      },
    });
    assert.equal(await failureOf(listing), failure);
    assert.deepEqual(streamed, all.slice(0, 20));
    assert.deepEqual(cancelled, [4, 5]);
  });

  test('at once when cancelled, and tells no more rows', async () => {
    const controller = new AbortController();
    const streamed: Row[] = [];
    const all = rowsUpTo(100);
    const asked: number[] = [];
    const failure = await failureOf(
      run((page) => honest(all, page), {
        signal: controller.signal,
        onRows: (rows) => streamed.push(...rows),
        fetchPage: (page) => {
          asked.push(page.number);
          if (page.number > 1) controller.abort();
          return Promise.resolve(honest(all, page));
        },
      }),
    );
    assert.equal(failure.kind, 'cancelled');
    assert.deepEqual(streamed, all.slice(0, 10));
    assert.ok(asked.length <= 3, String(asked));
  });
});

test('Whatever a server answers, the list ends, within the cap, without an id twice', async () => {
  const anyPage = fc.record(
    {
      rows: fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }).map(String) }, { requiredKeys: [] }), {
        maxLength: 12,
      }),
      total: fc.oneof(fc.nat(60), fc.maxSafeNat()),
      pages: fc.oneof(fc.nat(12), fc.maxSafeNat()),
      warnings: fc.constant([]),
    },
    { requiredKeys: ['rows', 'warnings'] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPage, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 40 }),
      async (pages, cap) => {
        const { listed, streamed } = await run(
          ({ number }) => pages[(number - 1) % pages.length] ?? assert.fail(),
          { cap },
        );
        assert.equal(new Set(ids(listed.rows)).size, listed.rows.length);
        assert.ok(listed.rows.length <= cap);
        assert.deepEqual(streamed, listed.rows);
        assert.ok(listed.total.count >= listed.rows.length);
      },
    ),
  );
});

test('Through the door: pages over HTTP, with a 503, a cut connection and a 429 on the way', async (t) => {
  const all = rowsUpTo(2600);
  const server = await serve(t, (response, { url }, count) => {
    const query = new URL(url, 'http://x').searchParams;
    const number = Number(query.get('page[number]'));
    const size = Number(query.get('page[size]'));
    if (count === 3) {
      refuse(response, 503);
      return;
    }
    if (count === 5) {
      response.socket?.destroy();
      return;
    }
    if (count === 7) {
      refuse(response, 429, { 'retry-after': '1' });
      return;
    }
    const { rows, total, pages } = honest(all, { number, size });
    json(response, 200, { data: rows, meta: { total_results: total, total_pages: pages } });
  });
  const door = doorTo(t, server.baseUrl);
  const listed = await listPages({
    size: 250,
    cap: 5000,
    identify: (row) => String((row as Row).id),
    fetchPage: (page, signal) =>
      door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), page, signal),
  });
  assert.deepEqual(listed.rows, all);
  assert.equal(listed.ending, 'complete');
  assert.equal(server.seen.length, 11 + 3);
});
