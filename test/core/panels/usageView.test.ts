import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { safeParse } from 'valibot';
import { restoreSchema, type UsageState } from '../../../src/core/protocol/usage.ts';
import { detailType } from '../../../src/core/resources/detailTypes.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { recordJson, recordPath } from '../../../src/core/resources/json.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { firstQuery, keptOf, lastOf, periodOf, queryOf } from '../../../src/panels/usageQuery.ts';
import { UsageView } from '../../../src/panels/usageView.ts';
import { startSimulator, type SimulatorOptions } from '../../simulator.ts';
import { profile } from '../billing/explorer.ts';
import { serve } from '../telnyx/server.ts';

async function usageOf(t: TestContext, name = 'messaging', options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options);
  const account = new CurrentAccount();
  const type = detailType(name);
  assert.ok(type);
  const query = { ...firstQuery(type), period: { type: 'any' } } as const;
  const view = new UsageView({ account, profile, query, language: 'en' });
  t.after(async () => {
    view.dispose();
    account.dispose();
    await simulator.close();
  });
  const open = () => {
    const baseUrl = simulator.url;
    const door = openDoor({
      baseUrl,
      apiKey: simulator.account.keys[0]?.key ?? '',
      readOnly: true,
      random: () => 0,
    });
    account.become({ phase: 'open', session: new Session({ ...profile, baseUrl }, door, kinds) });
  };
  const when = (is: (state: UsageState) => boolean) =>
    new Promise<UsageState>((resolve) => {
      const look = () => {
        const state = view.state();
        if (!is(state)) return false;
        resolve(state);
        return true;
      };
      if (look()) return;
      const listening = view.onDidChange(() => {
        if (look()) listening.dispose();
      });
    });
  const settled = () => when(({ loading, loadingAll }) => !loading && !loadingAll);
  return { simulator, account, view, open, when, settled };
}

/** Fax records of an account that answers what it is told to. */
async function answering(t: TestContext) {
  let rows: readonly string[] = [];
  const server = await serve(t, (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(`{"data":[${rows.join()}],"meta":{"total_results":${rows.length}}}`),
  );
  const account = new CurrentAccount();
  const type = detailType('fax');
  assert.ok(type);
  const view = new UsageView({ account, profile, query: firstQuery(type), language: 'en' });
  t.after(() => {
    view.dispose();
    account.dispose();
  });
  return {
    view,
    answer: (next: readonly string[]) => (rows = next),
    account: () => {
      const door = openDoor({ baseUrl: server.baseUrl, apiKey: 'KEY', readOnly: true });
      account.become({
        phase: 'open',
        session: new Session({ ...profile, baseUrl: server.baseUrl }, door, kinds),
      });
    },
    settled: () =>
      new Promise<UsageState>((resolve) => {
        const listening = view.onDidChange(() => look());
        const look = () => {
          const state = view.state();
          if (state.loading) return;
          listening.dispose();
          resolve(state);
        };
        look();
      }),
  };
}

describe('The usage of an account', () => {
  test('is loaded fifty at a time, and says of how many', async (t) => {
    const { view, open, settled, simulator } = await usageOf(t);
    assert.match(view.state().closed ?? '', /not open/);
    open();
    let state = await settled();
    assert.equal(state.counted, '50 of 600 records loaded');
    assert.equal(state.rest, 'more');
    assert.match(state.costs.join(), /^\$\d.* for 50 of the records loaded$/);
    await view.more();
    state = await settled();
    assert.equal(state.counted, '100 of 600 records loaded');
    for (const { query } of simulator.log) assert.match(query, /page\[size\]=50/);
  });

  test('is loaded whole when it is asked for, and adds up to the cent', async (t) => {
    const { view, open, settled, when } = await usageOf(t);
    open();
    await settled();
    const all = view.all();
    assert.equal((await when(({ loadingAll }) => loadingAll)).loadingAll, true);
    await all;
    const state = await settled();
    assert.equal(state.counted, '600 of 600 records loaded');
    assert.equal(state.rest, 'end');
    const out = view.exported();
    assert.ok(out);
    assert.equal(out.part, false);
    const lines = out.csv.trimEnd().split('\r\n');
    assert.equal(lines.length, 601);
    const at = lines[0]?.split(',').indexOf('cost') ?? -1;
    const cents = lines.slice(1).map((line) => Math.round(Number(line.split(',')[at]) * 1e5));
    const sum = cents.reduce((one, other) => one + other, 0) / 1e5;
    const [cost = ''] = state.costs;
    assert.equal(Number(/^\$([\d.]+)/.exec(cost)?.[1]), sum);
  });

  test('stops loading when told to, and keeps what came', async (t) => {
    const { view, open, settled, when } = await usageOf(t, 'messaging', { latencyMs: 20 });
    open();
    await settled();
    const all = view.all();
    await when(({ lines }) => lines.total >= 100);
    view.stop();
    await all;
    const { lines } = await settled();
    assert.ok(lines.total >= 100 && lines.total < 600);
  });

  test('goes on where it failed', async (t) => {
    const { view, open, settled, when, simulator } = await usageOf(t);
    open();
    await settled();
    simulator.faults.add({ fault: 'truncated', path: '/detail_records', after: 2 });
    await view.all();
    const failed = await when(({ failure }) => failure !== undefined);
    assert.equal(failed.lines.total, 150);
    simulator.faults.clear();
    await view.all();
    assert.equal((await settled()).lines.total, 600);
  });

  test('shows another type with none of the filters and order of the one before', async (t) => {
    const { view, open, settled, simulator } = await usageOf(t);
    open();
    view.filter({ field: 'direction', operator: 'is', value: 'inbound' });
    view.sort('cost');
    let state = await settled();
    assert.equal(state.filters[0]?.words, 'direction is inbound');
    assert.equal(state.columns.find(({ id }) => id === 'cost')?.sorted, 'descending');
    view.ofType('sip-trunking');
    state = await settled();
    assert.deepEqual(state.filters, []);
    assert.match(simulator.log.at(-1)?.query ?? '', /record_type\]=sip-trunking(?!.*(sort|direction))/);
    assert.match(state.about ?? '', /no fields/);
    assert.ok(state.columns.some(({ id }) => id === 'hangup_code'));
    assert.equal(state.columns[0]?.id, 'started_at');
  });

  test('tells at the filter that Telnyx does not know its field', async (t) => {
    const { view, open, settled } = await usageOf(t, 'call-control');
    open();
    await settled();
    view.filter({ field: 'created_at', operator: 'gte', value: '2026-01-01' });
    const state = await settled();
    assert.match(state.filters[0]?.complaint ?? '', /created_at/);
    assert.equal(state.failure, undefined);
    view.unfilter(0);
    assert.equal((await settled()).counted, '50 of 320 records loaded');
  });

  test('refuses what cannot be asked for, with the reason, and asks nothing', async (t) => {
    const { view, open, settled, simulator } = await usageOf(t);
    open();
    await settled();
    const since = simulator.log.length;
    view.days({ from: '2026-02-02', lastDay: '2026-02-01' });
    assert.match(view.state().period.complaint ?? '', /before the first/);
    assert.equal(view.state().period.chosen, 'days');
    view.last('0');
    assert.match(view.state().period.complaint ?? '', /1 to 9,999/);
    view.filter({ field: 'cli', operator: 'is', value: ' ' });
    assert.match(view.state().filterComplaint ?? '', /Enter/);
    view.filter({ field: 'cli][x', operator: 'is', value: '1' });
    assert.match(view.state().filterComplaint ?? '', /field/);
    view.filter({ field: 'cli', operator: 'is', value: '1\u202e' });
    assert.match(view.state().filterComplaint ?? '', /invisible/);
    view.range('for_ever');
    assert.equal(simulator.log.length, since);
  });

  test('is asked for by the days of a person, in UTC, whatever the time zone here', async (t) => {
    const { view, open, settled, simulator } = await usageOf(t);
    open();
    view.days({ from: '2026-01-01', lastDay: '2026-01-01' });
    await settled();
    assert.match(
      simulator.log.at(-1)?.query ?? '',
      /created_at\]\[gte\]=2026-01-01T00:00:00Z&filter\[created_at\]\[lt\]=2026-01-02T00:00:00Z/,
    );
    view.filter({ field: 'created_at', operator: 'is', value: '2026' });
    assert.match(view.state().filterComplaint ?? '', /days above/);
  });

  test('calls a cost unknown that is not there', async (t) => {
    const { view, open, settled } = await usageOf(t, 'conference');
    open();
    assert.deepEqual((await settled()).costs, ['Records of this type hold no cost.']);
    view.ofType('wireless');
    assert.match((await settled()).costs.join(), /^\$[\d.]+ for 50 of the records loaded$/);
  });

  test('each line opens its own record, through pages, filters and orders', async (t) => {
    const { view, open, settled } = await usageOf(t);
    open();
    const looksRight = async () => {
      const { lines, columns } = await settled();
      const at = columns.findIndex(({ id }) => id === 'cld');
      assert.ok(lines.told.length > 0 && at >= 0);
      for (const { id, cells } of lines.told) {
        const raw = view.record(id)?.raw as { readonly uuid: string; readonly cld: string };
        assert.deepEqual([raw.uuid, raw.cld], [id, cells[at]]);
      }
      return lines;
    };
    await looksRight();
    await settled().then(() => view.more());
    view.look({ from: 60, to: 90 });
    const { from, told } = await looksRight();
    assert.deepEqual([from, told.length], [60, 30]);
    view.filter({ field: 'direction', operator: 'is', value: 'inbound' });
    await looksRight();
    await view.all();
    view.look({ from: 20, to: 70 });
    await looksRight();
    view.sort('cost');
    await looksRight();
    view.unfilter(0);
    await looksRight();
  });

  test('a record without a name, and what is no record, shift no line and open no other record', async (t) => {
    const { account, answer, view, settled } = await answering(t);
    answer(['{"status":"one"}', '7', '"text"', '{"status":"two"}', 'null', '{"id":"3","status":"three"}']);
    account();
    const statuses = (state: UsageState) => {
      const at = state.columns.findIndex(({ id }) => id === 'status');
      return state.lines.told.map(({ id, cells }) => {
        assert.equal((view.record(id)?.raw as { status: string }).status, cells[at]);
        return cells[at];
      });
    };
    const before = await settled();
    assert.deepEqual(statuses(before), ['one', 'two', 'three']);
    answer(['{"status":"another"}']);
    view.filter({ field: 'status', operator: 'contains', value: 'a' });
    assert.deepEqual(statuses(await settled()), ['another']);
    const [gone] = before.lines.told;
    assert.equal(view.record(gone?.id ?? ''), undefined, 'a line of the list before opens nothing');
  });

  test('a cost in an unknown currency is told apart and added to nothing', async (t) => {
    const { account, answer, settled } = await answering(t);
    const record = (id: number, currency: string) => `{"id":"${id}","cost":"1.50"${currency}}`;
    answer([
      record(1, ',"currency":"USD"'),
      record(2, ''),
      record(3, ',"currency":null'),
      record(4, ',"currency":" "'),
      record(5, ',"currency":"EUR"'),
      '{"id":"6","currency":"USD"}',
    ]);
    account();
    assert.deepEqual((await settled()).costs, [
      '$1.50 for 1 of the records loaded',
      '€1.50 for 1 of the records loaded',
      '3 in an unknown currency, which are not added',
      '1 without a known cost',
    ]);
  });

  test('comes back as it was after a reload', async (t) => {
    const { view } = await usageOf(t);
    view.days({ from: '2026-01-01', lastDay: '2026-01-31' });
    view.filter({ field: 'cli', operator: 'contains', value: '312' });
    view.sort('cost');
    view.sort('cost');
    const { restore } = view.state();
    const decoded = safeParse(restoreSchema, JSON.parse(JSON.stringify(restore)));
    assert.ok(decoded.success);
    assert.deepEqual(queryOf(decoded.output), view.query);
    assert.equal(queryOf({ ...decoded.output, type: 'gone' }), undefined);
    const odd = {
      ...decoded.output,
      range: 'x',
      days: { from: '1', lastDay: '2' },
      filters: [{ field: 'a]b', operator: 'is', value: '1' }],
    };
    assert.deepEqual(queryOf(odd)?.filters, []);
    assert.deepEqual(keptOf(view.query).sort, { field: 'cost', descending: false });
  });

  test('understands days and their number as people write them', () => {
    assert.deepEqual(lastOf(' 45 '), { type: 'named', name: 'last_45_days' });
    for (const typed of ['', '0', '-1', '1.5', '1e3', '10000', 'ten'])
      assert.equal(typeof lastOf(typed), 'string', typed);
    assert.equal(typeof periodOf({ from: '2025-02-29', lastDay: '2025-03-01' }), 'string');
    assert.deepEqual(periodOf({ from: '2024-02-29', lastDay: '2024-02-29' }), {
      type: 'days',
      from: '2024-02-29',
      lastDay: '2024-02-29',
    });
  });

  test('shows hostile texts as texts, in cells, names, filters and titles', async (t) => {
    const evil =
      '<img src=x onerror=alert(1)> \u202egnp.exe\u0007 [x](command:evil) \u05e9\u05dc\u05d5\u05dd';
    const told = '<img src=x onerror=alert(1)> [U+202E]gnp.exe␇ [x](command:evil) \u05e9\u05dc\u05d5\u05dd';
    const record = JSON.stringify({
      uuid: `../${evil}`,
      status: evil,
      cost: '=1+1',
      [evil]: '=HYPERLINK("x")',
      list: [evil],
    });
    const server = await serve(t, (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        // Beside it one whose field would be everyone's prototype, and one that is no record.
        .end(
          `{"data":[${record},{"__proto__":{"status":"inherited"},"id":"2"},7],"meta":{"total_results":3}}`,
        ),
    );
    const account = new CurrentAccount();
    const door = openDoor({ baseUrl: server.baseUrl, apiKey: 'KEY', readOnly: true });
    const session = new Session({ ...profile, name: evil, baseUrl: server.baseUrl }, door, kinds);
    account.become({ phase: 'open', session });
    const type = detailType('fax');
    assert.ok(type);
    const view = new UsageView({ account, profile, query: firstQuery(type), language: 'en' });
    t.after(() => {
      view.dispose();
      account.dispose();
    });
    view.filter({ field: 'status', operator: 'is', value: '<b>[x](command:evil)' });
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!view.state().loading) resolve();
      };
      view.onDidChange(look);
      look();
    });
    const { restore, lines, ...state } = view.state();
    assert.equal(restore.account, evil, 'what is kept is what was given');
    assert.equal(lines.told[0]?.id, `../${evil}`);
    const column = (id: string) => state.columns.findIndex((one) => one.id === id);
    const [first, second] = lines.told.map(({ cells }) => cells);
    assert.equal(first?.[column('status')], told);
    assert.equal(first[column('list')], `["${told.replace('␇', '\\u0007')}"]`);
    assert.equal(second?.[column('status')], '');
    const labels = [
      state.account,
      ...state.columns.map(({ label }) => label),
      ...state.fields.map(({ label }) => label),
    ];
    for (const text of [...labels, ...lines.told.flatMap(({ cells }) => cells)])
      assert.doesNotMatch(text, /[\u202e\u0007]/);
    assert.deepEqual(state.filters, [{ words: 'status is <b>[x](command:evil)' }]);
    assert.match(state.costs.join(), /2 without a known cost/);
    const { csv = '' } = view.exported() ?? {};
    assert.doesNotMatch(csv, /(^|,)"?=/m);
    const shown = view.record(`../${evil}`);
    assert.ok(shown);
    const path = recordPath({ account: 'record', kind: 'record', id: '1' }, shown.label);
    assert.match(path, /^\/record\/record\/1\/[^/\\\u202e\u0007]+\.json$/);
    assert.doesNotMatch(recordJson(shown.raw), /[\u202e\u0007]/);
  });
});
