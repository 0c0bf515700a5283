import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { addDays, daysBetween, type PlainDate } from '../../../src/core/billing/dates.ts';
import { explorer, type Explorer } from './explorer.ts';

const first: PlainDate = '2023-11-20';
/** Thirteen months, whichever they are. */
const longest = 396;

/** Any days from before a leap day to after what the simulator calls today. */
const spans = fc
  .record({ begin: fc.integer({ min: 0, max: 560 }), days: fc.integer({ min: 1, max: longest }) })
  .map(({ begin, days }) => {
    const from = addDays(first, begin);
    return { from, lastDay: addDays(from, days - 1) };
  });

const added = (amounts: readonly string[]) =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();

interface DayReport {
  readonly data: {
    readonly total?: { readonly grand_total: string };
    readonly results?: readonly { readonly services: readonly { readonly cost: string }[] }[];
  };
}

/** What one day cost, asked for by itself and without anything of the extension; each day once. */
class Days {
  readonly #known = new Map<string, Promise<string>>();
  readonly #charges: Explorer;

  constructor(charges: Explorer) {
    this.#charges = charges;
  }

  async sum(path: 'charges_summary' | 'charges_breakdown', from: PlainDate, to: PlainDate): Promise<string> {
    const days = Array.from({ length: daysBetween(from, to) }, (_, at) => addDays(from, at));
    return added(await Promise.all(days.map((day) => this.#day(path, day))));
  }

  #day(path: string, day: PlainDate): Promise<string> {
    const key = `${path} ${day}`;
    const known = this.#known.get(key) ?? this.#ask(path, day);
    this.#known.set(key, known);
    return known;
  }

  async #ask(path: string, day: PlainDate): Promise<string> {
    const { simulator } = this.#charges;
    const answer = await fetch(`${simulator.url}/${path}?start_date=${day}&end_date=${addDays(day, 1)}`, {
      headers: { authorization: `Bearer ${simulator.account.keys[0]?.key ?? ''}` },
    });
    assert.equal(answer.status, 200);
    const { data } = (await answer.json()) as DayReport;
    const costs = data.results?.flatMap(({ services }) => services.map(({ cost }) => cost));
    return data.total?.grand_total ?? added(costs ?? []);
  }
}

/** The windows that were asked for, in order. */
function windowsAsked({ simulator }: Explorer, since: number, path: string) {
  return simulator.log
    .slice(since)
    .filter((request) => request.path === `/v2/${path}`)
    .map(({ query }) => {
      const asked = new URLSearchParams(query);
      return { from: asked.get('start_date') as PlainDate, to: asked.get('end_date') as PlainDate };
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : 1));
}

function tiles(windows: readonly { from: PlainDate; to: PlainDate }[], from: PlainDate, to: PlainDate): void {
  let next = from;
  for (const window of windows) {
    assert.equal(window.from, next, 'no day is missing, and none is asked for twice');
    const days = daysBetween(window.from, window.to);
    assert.ok(days >= 1 && days <= 31, `${days} days`);
    next = window.to;
  }
  assert.equal(next, to);
}

describe('A range put together from windows, over HTTP', () => {
  test('has the totals of its charges and of its days, for any range up to 13 months', async (t) => {
    const opened = await explorer(t, { numbers: 60 });
    const days = new Days(opened);
    const check = async (span: { readonly from: PlainDate; readonly lastDay: PlainDate }) => {
      const { from, lastDay } = span;
      const to = addDays(lastDay, 1);
      const since = opened.simulator.log.length;
      // Another session, so that nothing is there already.
      opened.open();
      opened.view.turn('number');
      opened.view.show(span);
      await opened.settled();
      tiles(windowsAsked(opened, since, 'charges_summary'), from, to);
      tiles(windowsAsked(opened, since, 'charges_breakdown'), from, to);

      const { table, failure } = opened.view.state();
      assert.equal(failure, undefined);
      assert.equal(table?.check?.tone, 'good', table?.check?.sentence);
      const [headings = [], ...rows] = opened.view.exported() ?? [];
      const numbers = rows.map((row) => row[headings.indexOf('Total')] ?? '');
      assert.equal(added(numbers), await days.sum('charges_breakdown', from, to));

      opened.view.turn('categories');
      const { report } = opened.view.state();
      assert.ok(report);
      assert.equal(report.check.tone, 'good', report.check.sentence);
      assert.deepEqual(report.warnings, []);
      const told = opened.view.exported()?.at(-1)?.at(-2);
      assert.equal(told, await days.sum('charges_summary', from, to));
    };
    // A year with a leap day, a day alone, and thirteen whole months are always among them.
    await check({ from: '2024-02-28', lastDay: '2025-02-28' });
    await check({ from: '2024-02-29', lastDay: '2024-02-29' });
    await check({ from: '2024-05-01', lastDay: '2025-05-31' });
    await fc.assert(fc.asyncProperty(spans, check), { numRuns: 25, endOnFailure: true });
  });
});
