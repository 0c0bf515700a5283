import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import Papa from 'papaparse';
import { textOfCell } from '../../../src/core/files/cell.ts';
import type { Profile } from '../../../src/core/model/profile.ts';
import type { RowText, TableState } from '../../../src/core/protocol/table.ts';
import type { ResourceKind } from '../../../src/core/resources/kind.ts';
import { mobileNumbers } from '../../../src/core/resources/mobile-numbers.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { refreshRows } from '../../../src/core/state/collection.ts';
import { finderOf } from '../../../src/core/state/finder.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { showingOf } from '../../../src/core/state/showing.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { keptFrom } from '../../../src/panels/tableKept.ts';
import { csvPortions, numbersText, rowsText } from '../../../src/panels/tableOut.ts';
import { TableView } from '../../../src/panels/tableView.ts';
import { workProfile } from '../../profile.ts';
import { startSimulator, type SimulatorOptions } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

const profile = { ...workProfile, readOnly: true };

async function bench(
  t: TestContext,
  options: SimulatorOptions = {},
  kinds: readonly ResourceKind[] = [numbers],
) {
  const simulator = await startSimulator({ numbers: 900, ...options });
  const account = new CurrentAccount();
  const open = (of: Partial<Profile> = {}) => {
    const own = { ...profile, baseUrl: simulator.url, ...of };
    const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', clock: new TestClock() });
    const session = new Session(own, door, kinds);
    account.become({ phase: 'open', session });
    return session;
  };
  const table = (kept?: unknown, key = 'one') => {
    const view = new TableView({ account, profile, kept: keptFrom(kept), key });
    t.after(() => view.dispose());
    return view;
  };
  const closed = { done: false };
  const cutOff = async () => {
    if (!closed.done) await simulator.close();
    closed.done = true;
  };
  t.after(async () => {
    account.dispose();
    await cutOff();
  });
  return { simulator, account, open, table, cutOff };
}

async function settled(view: TableView): Promise<TableState> {
  await view.opened?.finder.settled();
  return view.state();
}

const rowsIn = ({ lines }: TableState) => lines.told.filter((line): line is RowText => line.type === 'row');
const chosenIn = (state: TableState) => rowsIn(state).flatMap(({ chosen, id }) => (chosen ? [id] : []));
const at = (state: TableState, place: number) => ({ at: place, id: rowsIn(state)[place]?.id ?? '' });

describe('A table of numbers', () => {
  test('reads the whole account, and tells of it only the rows that are looked at', async (t) => {
    const { open, table } = await bench(t);
    open();
    const view = table();
    assert.ok(view.state().reading, 'it says that it is reading');
    const state = await settled(view);
    assert.deepEqual([state.lines.total, state.counted, state.reading], [900, '900', undefined]);
    assert.equal(state.lines.told.length, 300);
    assert.equal(state.readOnly, true);
    view.see({ from: 850, to: 1200 });
    const further = view.state();
    assert.deepEqual([further.lines.from, further.lines.told.length], [850, 50]);
    view.see({ from: 5000, to: 5100 });
    assert.deepEqual(view.state().lines.told, [], 'there is nothing behind the end');
  });

  test('lets go of what was chosen before a number that went while it was pressed', async (t) => {
    const { open, table } = await bench(t);
    open();
    const view = table();
    const state = await settled(view);
    view.choose(at(state, 1), 'only');
    view.choose({ at: 2, id: 'gone' }, 'only');
    assert.equal(view.choice.count, 0, 'a menu that opens there must not be about another number');
    view.choose(at(state, 1), 'only');
    view.choose({ at: 2, id: 'gone' }, 'toggle');
    assert.equal(view.choice.count, 1);
  });

  test('says that its account is not open to whoever asks for something of it', async (t) => {
    const { open, table, account } = await bench(t);
    open();
    const view = table();
    assert.equal(view.needed(), view.opened);
    account.become({ phase: 'none' });
    assert.throws(() => view.needed(), /The account "Work" is not open/);
  });

  test('looks in its own way, beside others and beside the view', async (t) => {
    const { open, table } = await bench(t);
    const session = open();
    const [one, other] = [table(), table(undefined, 'two')];
    one.search('support', 1);
    other.sort('number');
    await settled(one);
    const [found, all] = [one.state(), other.state()];
    assert.match(found.counted, /^\d+ of 900$/);
    assert.deepEqual(found.search, { text: 'support', heard: 1 });
    assert.equal(all.counted, '900');
    const listed = rowsIn(all).map(({ cells }) => cells[0] ?? '');
    assert.deepEqual(listed, [...listed].sort());
    assert.equal(showingOf(session).shown, undefined, 'the view shows the whole list');
    assert.deepEqual(finderOf(session).query, { text: '', filters: {} });
  });

  test('sorts up, then down, then as Telnyx lists, and not by what has no order', async (t) => {
    const { open, table } = await bench(t, { numbers: 60 });
    open();
    const view = table();
    const listed = rowsIn(await settled(view)).map(({ id }) => id);
    const sorted = () => view.state().columns.find(({ id }) => id === 'number')?.sorted;
    view.sort('number');
    const up = rowsIn(view.state()).map(({ id }) => id);
    assert.equal(sorted(), 'ascending');
    view.sort('number');
    assert.equal(sorted(), 'descending');
    assert.deepEqual(
      rowsIn(view.state()).map(({ id }) => id),
      up.toReversed(),
    );
    view.sort('number');
    view.sort('tag');
    view.sort('nonsense');
    assert.equal(sorted(), undefined);
    assert.deepEqual(
      rowsIn(view.state()).map(({ id }) => id),
      listed,
    );
  });

  test('chooses one, several, a range, and everything that is found, seen or not', async (t) => {
    const { open, table } = await bench(t);
    open();
    const view = table();
    const state = await settled(view);
    const ids = rowsIn(state).map(({ id }) => id);
    view.choose(at(state, 3), 'only');
    view.choose(at(state, 6), 'range');
    assert.deepEqual(chosenIn(view.state()), ids.slice(3, 7));
    view.choose(at(state, 5), 'toggle');
    view.choose(at(state, 9), 'toggle');
    assert.deepEqual(chosenIn(view.state()), [ids[3], ids[4], ids[6], ids[9]]);
    view.choose(at(state, 11), 'range-too');
    assert.equal(view.state().chosen.words, '6 selected');
    view.choose({ at: 0, id: ids[20] ?? '' }, 'only');
    assert.deepEqual(chosenIn(view.state()), [ids[20]], 'the number counts, not where it was seen');
    view.choose({ at: 2, id: 'nobody' }, 'toggle');
    assert.equal(view.state().chosen.count, 1);
    view.chooseAll(true);
    assert.equal(view.state().chosen.count, 900);
    assert.match(view.state().chosen.can, /^number .*can:copy-label/);
    view.chooseAll(false);
    assert.deepEqual(view.state().chosen, { count: 0, words: '', can: '' });
  });

  test('lets go of what is not found any more: only what is shown is chosen', async (t) => {
    const { open, table } = await bench(t);
    open();
    const view = table();
    await settled(view);
    view.chooseAll(true);
    view.search('support', 1);
    const { counted, chosen } = view.state();
    assert.equal(counted, `${chosen.count} of 900`);
    view.search('', 2);
    assert.equal(view.state().chosen.count, chosen.count, 'what came back was not chosen');
  });

  test('groups, folds, and counts what is folded', async (t) => {
    const { open, table } = await bench(t, { numbers: 90 });
    open();
    const view = table({ query: { text: '', filters: {}, group: 'status' } });
    const state = await settled(view);
    const groups = view.opened?.look.found.groups ?? [];
    assert.equal(state.grouped, 'by status');
    assert.equal(state.lines.total, 90 + groups.length);
    const first = groups[0];
    assert.ok(first);
    view.fold(first.value, false);
    assert.equal(view.state().lines.total, 90 + groups.length - first.rows.length);
    view.chooseAll(true);
    assert.equal(view.state().chosen.count, 90);
    view.fold('nonsense', false);
    view.ungroup();
    assert.equal(view.state().lines.total, 90);
  });

  test('holds mobile numbers too, and tells what does not apply to them from what nobody knows', async (t) => {
    const { open, table } = await bench(t, {}, [numbers, mobileNumbers]);
    open();
    const columns = ['number', 'type', 'billingGroup', 'purchased', 'messagingProfile', 'lock'];
    const view = table({ columns: columns.map((id) => ({ id })) });
    assert.equal((await settled(view)).counted, '930');
    view.see({ from: 890, to: 930 });
    const [before, first] = rowsIn(view.state()).slice(9, 11);
    assert.ok(before && first);
    assert.match(before.can, /^number .*can:delete/);
    assert.match(first.can, /^mobile-number can:edit (?!.*can:delete).*can:tag/);
    const [, type, group, purchased, profile, lock] = first.cells;
    assert.deepEqual(
      [type, group, purchased, lock],
      ['mobile number', 'not applicable', 'not applicable', 'not applicable'],
    );
    assert.notEqual(profile, 'unknown', 'the list of their messaging tells it');
    assert.ok(!before.cells.includes('not applicable'));
    view.choose({ at: 899, id: before.id }, 'only');
    view.choose({ at: 900, id: first.id }, 'toggle');
    assert.match(view.state().chosen.can, /^number (?=.*can:delete).*can:tag/, 'what any can take');
  });

  test('offers a change for all that is found where any can take it, and what is no change only where all can', async (t) => {
    const { open, table } = await bench(t);
    open();
    const view = table({ columns: ['number', 'status'].map((id) => ({ id })) });
    const state = await settled(view);
    view.see({ from: 0, to: 900 });
    const lost = rowsIn(view.state()).filter(({ can }) => !can.includes('can:tag'));
    assert.ok(lost.length > 0, 'there are numbers that cannot be changed');
    assert.equal(state.lines.total, 900);
    view.chooseAll(true);
    for (const verb of ['change-settings', 'tag', 'assign-connection', 'delete', 'edit'])
      assert.match(view.state().chosen.can, new RegExp(`can:${verb}\\b`));
    view.chooseAll(false);
    for (const { id } of lost) view.choose({ at: 0, id }, 'toggle');
    assert.equal(view.state().chosen.count, lost.length);
    assert.match(view.state().chosen.can, /^number (?!.*can:(tag|change-settings|delete)).*can:edit/);
  });

  test('says what it did not look through', async (t) => {
    const { open, table } = await bench(t, {}, [numbers, mobileNumbers]);
    open();
    const view = table({ query: { text: '', filters: { lock: ['=true'] } } });
    const state = await settled(view);
    assert.match(state.counted, /^\d+ of 900$/);
    assert.equal(state.without, 'without mobile numbers');
    view.clear();
    assert.deepEqual([view.state().counted, view.state().without], ['930', undefined]);
  });

  test('draws a number anew when it was edited', async (t) => {
    const { simulator, open, table } = await bench(t, { numbers: 40 });
    const session = open({ readOnly: false });
    const view = table();
    const [first] = rowsIn(await settled(view));
    assert.ok(first);
    const response = await fetch(`${simulator.url}/phone_numbers/${first.id}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer KEY_SAMPLE_ACCOUNT', 'content-type': 'application/json' },
      body: JSON.stringify({ customer_reference: 'changed elsewhere' }),
    });
    assert.equal(response.status, 200);
    await refreshRows(session, numbers.name, [first.id]);
    const again = rowsIn(await settled(view)).find(({ id }) => id === first.id);
    assert.ok(again?.cells.includes('changed elsewhere'), again?.cells.join(' '));
  });
});

describe('A table of another account', () => {
  test('says so, and is as it was when its account comes back', async (t) => {
    const { account, open, table } = await bench(t, { numbers: 60 });
    open();
    const view = table();
    view.search('support', 1);
    view.arrange([
      { id: 'tag', width: 90 },
      { id: 'number', width: 5 },
      { id: 'nonsense', width: 100 },
    ]);
    const before = await settled(view);
    view.chooseAll(true);
    open({ id: 'other', name: 'Other' });
    assert.equal(view.state().closed, 'The account "Work" is not open. Switch to it to see its numbers.');
    assert.deepEqual([view.state().lines.total, view.state().chosen.count], [0, 0]);
    open({ name: 'Renamed' });
    const after = await settled(view);
    assert.deepEqual([after.closed, after.account], [undefined, 'Renamed']);
    assert.equal(after.counted, before.counted);
    assert.deepEqual(
      after.columns.map(({ id, width }) => [id, width]),
      [
        ['tag', 90],
        ['number', 48],
      ],
    );
    assert.equal(after.chosen.count, 0);
    const failure = new Failure({ kind: 'misuse', sentence: 'The key is missing.', wayOut: 'replace-key' });
    account.become({ phase: 'locked', profile, failure });
    assert.equal(view.state().closed, 'The key is missing.');
  });

  test('comes back from what was kept, and from nonsense as a new one', () => {
    const kept = {
      query: { text: 'sup', filters: { tag: ['=support'] }, sort: 'number', descending: true } as const,
      columns: [{ id: 'id', width: 80 }],
      folded: ['=active'],
    };
    assert.deepEqual(keptFrom(JSON.parse(JSON.stringify(kept))), kept);
    const fresh = keptFrom(undefined);
    for (const nonsense of [null, 7, { columns: 'x', folded: 3, query: { text: 1 } }, { columns: [] }])
      assert.deepEqual(keptFrom(nonsense), fresh);
    assert.deepEqual(keptFrom({ ...kept, query: 'x' }).columns, kept.columns, 'each part by itself');
  });
});

describe('A table without a server', () => {
  test('tells the failure beside the rows it has, and reads on when asked to', async (t) => {
    const { simulator, open, table } = await bench(t, { faults: [{ fault: '503', after: 1 }] });
    open();
    const view = table();
    const failed = await settled(view);
    assert.ok(failed.failure, 'it says so');
    assert.equal(failed.empty, undefined, 'a failure is not an empty account');
    assert.ok(failed.lines.total > 0 && failed.lines.total < 900, 'what was read stays');
    simulator.faults.clear();
    await view.opened?.finder.retry();
    const state = await settled(view);
    assert.deepEqual([state.failure, state.counted], [undefined, '900']);
  });

  test('tells an empty account from a search that finds nothing', async (t) => {
    const { open, table } = await bench(t, { numbers: 0 });
    open();
    const view = table();
    assert.equal((await settled(view)).empty, 'account');
    view.search('zzz', 1);
    assert.equal(view.state().empty, 'query');
    view.clear();
    assert.equal(view.state().empty, 'account');
  });
});

describe('What leaves a table', () => {
  test('is what is chosen, in the order and columns of the table', async (t) => {
    const { open, table } = await bench(t, { numbers: 300 });
    open();
    const view = table();
    view.arrange([
      { id: 'number', width: 90 },
      { id: 'purchased', width: 90 },
      { id: 'tag', width: 90 },
    ]);
    view.sort('number');
    const state = await settled(view);
    view.choose(at(state, 1), 'only');
    view.choose(at(state, 3), 'range');
    assert.ok(view.opened);
    const { look } = view.opened;
    const out = { look, columns: view.columns, rows: view.choice.in(look.found) };
    const shown = rowsIn(state).slice(1, 4);
    assert.equal(numbersText(out), shown.map(({ cells }) => cells[0]).join('\n'));
    const pasted = rowsText(out).trimEnd().split('\n');
    assert.deepEqual(pasted[0]?.split('\t'), ['Number', 'Purchased', 'Tags']);
    assert.equal(pasted.length, 4);
    const text = [...csvPortions(out)].map((portion) => portion.text).join('');
    const { data } = Papa.parse<string[]>(text.slice(1).trimEnd(), { delimiter: ',' });
    assert.deepEqual(
      data.slice(1).map(([number = '']) => textOfCell(number)),
      shown.map(({ cells }) => cells[0]),
    );
    for (const [, moment = ''] of data.slice(1)) assert.match(moment, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test('is every number, a portion at a time', async (t) => {
    const { open, table } = await bench(t, { numbers: 4500 });
    open();
    const view = table();
    await settled(view);
    assert.ok(view.opened);
    const { look } = view.opened;
    const portions = [...csvPortions({ look, columns: view.columns, rows: look.found.rows })];
    assert.deepEqual(
      portions.map(({ done }) => done),
      [0, 2000, 4000, 4500],
    );
    const { data } = Papa.parse<string[]>(
      portions
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    );
    assert.equal(data.length, 4501);
    assert.equal(new Set(data.map(([number]) => number)).size, 4501);
  });
});
