import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { parse } from 'valibot';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { restoreSchema, type PlanState } from '../../../src/core/protocol/plan.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import type { Draft } from '../../../src/panels/planReview.ts';
import { PlanView, type Origin, type Shown } from '../../../src/panels/planView.ts';
import { applied, manyNumbers, type Many } from '../plan/many.ts';
import { failureOf } from '../telnyx/doors.ts';

const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;

interface Opened {
  readonly view: PlanView;
  readonly account: CurrentAccount;
  readonly kept: Draft[];
  readonly forgotten: string[];
  readonly session: Session;
}

function open(t: TestContext, many: Many, origin: Origin, plans = many.plans, shown?: Shown): Opened {
  const account = new CurrentAccount();
  const session = new Session({ ...profile, baseUrl: many.simulator.url }, many.door);
  account.become({ phase: 'open', session });
  const kept: Draft[] = [];
  const forgotten: string[] = [];
  const view = new PlanView({
    account,
    profile: { id: 'test', name: 'Test' },
    plansOf: () => plans,
    origin,
    ...(shown && { shown }),
    clock: many.clock,
    keep: (draft) => kept.push(draft),
    forget: (id) => forgotten.push(id),
  });
  t.after(() => {
    view.dispose();
  });
  return { view, account, kept, forgotten, session };
}

/** Waits until the view tells a state such as this. */
function until(view: PlanView, holds: (state: PlanState) => boolean): Promise<PlanState> {
  return new Promise((resolve) => {
    const look = () => {
      const state = view.state();
      if (!holds(state)) return;
      listening.dispose();
      resolve(state);
    };
    const listening = view.onDidChange(look);
    look();
  });
}

const reference = (many: Many, count: number, more: Partial<Proposal> = {}): Draft => ({
  id: 'd1',
  proposal: {
    source: 'form',
    title: 'Set the reference',
    wishes: many.numbers
      .slice(0, count)
      .map((number) => ({ number, base: {}, mine: { 'general.customer_reference': 'SPRING' } })),
    deletions: [],
    ...more,
  },
  remarks: [],
  out: [],
  sides: {},
});

/** Makes a run look as if its window had ended a moment ago, right after it began. */
async function cutOff({ store, clock }: Many, id: string): Promise<void> {
  const pieces: string[] = [];
  for await (const piece of store.read(id)) pieces.push(new TextDecoder().decode(piece));
  const text = pieces.join('');
  await store.truncate(id, 0);
  await store.append(id, text.slice(0, text.indexOf('\n', text.indexOf('"kind":"go"')) + 1));
  const { generation = 0 } = (await store.lease(id)) ?? {};
  await store.close(id);
  const held = { holder: 'another', until: clock.now() + 20_000 };
  await store.writeLease(id, generation, JSON.stringify(held));
}

const ways = (state: PlanState) => state.ways.map(({ way }) => way);

describe('A plan in a tab', () => {
  test('is compared, decided, applied, and tells what became of each number', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { view, kept, forgotten } = open(t, many, { draft: reference(many, 12) });
    const read = await until(view, ({ head }) => head !== '');
    assert.match(read.head, /^Sets Customer reference on 1[12] numbers in 1 job/);
    assert.deepEqual(many.writes(), [], 'looking sends nothing');
    const [first] = many.numbers;
    assert.ok(first);
    view.take(first.id, false);
    assert.deepEqual(kept.at(-1)?.out, [first.id]);
    assert.match(view.state().head, /1 is taken out/);
    await view.apply();
    assert.deepEqual(forgotten, ['d1'], 'the journal knows it now');
    assert.match(view.key, /^run\//);
    const ended = await until(view, ({ head }) => head.startsWith('Changed'));
    assert.ok(ended.applied);
    assert.ok(ways(ended).includes('undo'));
    const rows = await many.rows();
    assert.notEqual(rows.get(first.id)?.customer_reference, 'SPRING');
    assert.equal(rows.get(many.numbers[5]?.id ?? '')?.customer_reference, 'SPRING');
  });

  test('says why it cannot be applied where its account was closed before the press came', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { view, account } = open(t, many, { draft: reference(many, 12) });
    await until(view, ({ head }) => head !== '');
    account.become({ phase: 'none' });
    const { sentence } = await failureOf(view.apply(12));
    assert.match(sentence, /The account "Test" is not open/);
    assert.deepEqual(many.writes(), []);
  });

  test('says why it cannot be cancelled, resumed or taken back where its account was left meanwhile', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { view, account } = open(t, many, { draft: reference(many, 12) });
    await until(view, ({ head }) => head !== '');
    await view.apply();
    await until(view, ({ head }) => head.startsWith('Changed'));
    account.become({ phase: 'none' });
    const { applied: run } = view;
    for (const asked of [run.again('undo'), run.cancel(), run.resume(), run.check()])
      assert.match((await failureOf(asked)).sentence, /The account "Test" is not open/);
  });

  test('is applied once, whatever windows show it: the second one says so, and shows what became of it', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const draft = reference(many, 12);
    const [first, second] = [open(t, many, { draft }), open(t, many, { draft }, many.window())];
    for (const { view } of [first, second]) await until(view, ({ head }) => head !== '');
    await first.view.apply();
    const { sentence } = await failureOf(second.view.apply());
    assert.match(sentence, /being applied in another window|applied before/);
    await until(first.view, ({ head }) => head.startsWith('Changed'));
    assert.deepEqual([second.view.key, second.forgotten], [first.view.key, ['d1']]);
    second.view.reload();
    await until(second.view, ({ head }) => head.startsWith('Changed'));
    assert.equal(many.writes().length, 1);
  });

  test('stays a draft where it cannot be applied, and is applied later', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { view, forgotten } = open(t, many, { draft: reference(many, 12) });
    await until(view, ({ head }) => head !== '');
    many.simulator.faults.add({ fault: '500', method: 'GET', path: /\/jobs$/ });
    await failureOf(view.apply());
    assert.deepEqual([view.key, forgotten, view.state().notes], ['draft/d1', [], []]);
    many.simulator.faults.clear();
    await view.apply();
    await until(view, ({ head }) => head.startsWith('Changed'));
  });

  test('is found again by its run, with what each number had before', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const before = open(t, many, { draft: reference(many, 3) });
    await until(before.view, ({ head }) => head !== '');
    await before.view.apply();
    await until(before.view, ({ head }) => head.startsWith('Changed'));
    const run = before.view.key.slice('run/'.length);
    const { view } = open(t, many, { run });
    const state = await until(view, ({ lines }) => lines.total > 0);
    assert.equal(state.title, 'Set the reference');
    const line = state.lines.rows.find(({ type }) => type === 'change');
    assert.ok(line?.type === 'change');
    assert.deepEqual(
      [line.field, line.after, line.state?.words],
      ['Customer reference', 'SPRING', 'changed'],
    );
    assert.notEqual(line.before, '');
    assert.equal(line.included, undefined, 'nothing of it is up to anybody any more');
  });

  test('offers to resume a run as soon as the window that held it is sure to be gone', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { state: ended } = await applied(many.plans, reference(many, 3).proposal);
    await cutOff(many, ended.id);
    const { view } = open(t, many, { run: ended.id });
    const held = await until(view, ({ run }) => run !== undefined);
    assert.match(held.run?.sentence ?? '', /^A window may still be at work on it/);
    assert.deepEqual(ways(held), ['reload', 'export']);
    view.table.setSearch('spring');
    view.table.setFilter('pending');
    await many.clock.sleep(30_000);
    many.clock.ring();
    const free = await until(view, (state) => ways(state).includes('resume'));
    assert.match(free.run?.sentence ?? '', /^Interrupted after/);
    assert.deepEqual([free.search, free.filter], ['spring', 'pending'], 'what was looked for stays');
  });

  test('shows after a reload what was looked for before it', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const draft = reference(many, 12);
    const before = open(t, many, { draft }).view;
    await until(before, ({ head }) => head !== '');
    before.table.setSearch(many.numbers[3]?.phoneNumber ?? '');
    before.table.setFilter('out');
    const kept: unknown = JSON.parse(JSON.stringify(before.state().restore));
    const after = open(t, many, { draft }, many.plans, parse(restoreSchema, kept)).view;
    const state = await until(after, ({ head }) => head !== '');
    assert.deepEqual([state.filter, state.search], ['out', many.numbers[3]?.phoneNumber]);
    assert.equal(state.lines.total, 0);
    after.table.setFilter('all');
    assert.equal(after.state().lines.total, 2, 'the line of the group, and of the number');
    const older = { profile: 'test', account: 'Test', plan: 'draft/d1', filter: 'none such' };
    assert.deepEqual(parse(restoreSchema, older), { ...older, filter: 'all', search: '', folded: [] });
  });

  test('keeps folded after a reload what was folded, also while it is still being read, and once it is applied', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const draft = reference(many, 12);
    const before = open(t, many, { draft }).view;
    const { lines } = await until(before, ({ head }) => head !== '');
    const [group] = lines.rows;
    assert.ok(group?.type === 'group');
    before.table.fold(group.key, false);
    assert.equal(before.state().lines.total, 1);
    const after = open(t, many, { draft }, many.plans, before.state().restore).view;
    assert.deepEqual(after.state().restore.folded, before.state().restore.folded, 'nothing is read yet');
    const again = await until(after, ({ head }) => head !== '');
    assert.equal(again.lines.total, 1);
    after.take(many.numbers[0]?.id ?? '', false);
    await after.apply();
    const { restore } = await until(after, ({ head }) => head.startsWith('Changed'));
    const run = { run: after.key.slice('run/'.length) };
    const ended = open(t, many, run, many.plans, restore).view;
    const state = await until(ended, ({ lines: { total } }) => total > 0);
    assert.equal(state.lines.total, 1);
    const unfolded = state.lines.rows[0]?.key ?? '';
    ended.table.fold(unfolded, true);
    assert.deepEqual(ended.state().restore.folded, []);
  });

  test('follows a run that went on while its tab read it', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { state: ended } = await applied(many.plans, reference(many, 12).proposal);
    await cutOff(many, ended.id);
    await many.clock.sleep(30_000);
    const read = many.plans.open.bind(many.plans);
    t.mock.method(many.plans, 'open', async (id: string) => {
      const record = await read(id);
      await many.plans.resume(id);
      return record;
    });
    const { view } = open(t, many, { run: ended.id });
    const after = await until(view, ({ head }) => head !== '');
    assert.equal(after.head, 'Changed 0 of 12 numbers; 12 were so already.');
  });

  test('says that its account is closed, and reads again when it is open again', async (t) => {
    const many = await manyNumbers(t, { numbers: 20 });
    const { view, account, session } = open(t, many, { draft: reference(many, 2) });
    await until(view, ({ head }) => head !== '');
    account.become({ phase: 'none' });
    const closed = view.state();
    assert.match(closed.notes[0]?.sentence ?? '', /is not open/);
    assert.deepEqual(ways(closed), ['save'], 'what needs the account is not offered');
    assert.ok(session.closed);
  });

  test('tells of a run that is not there', async (t) => {
    const many = await manyNumbers(t, { numbers: 3 });
    const { view } = open(t, many, { run: 'nothing-like-it' });
    const state = await until(view, ({ notes }) => notes.length > 0);
    assert.equal(state.notes[0]?.tone, 'error');
    assert.deepEqual(state.lines.rows, []);
  });

  test('keeps the page small, whatever the size of the plan', async (t) => {
    const many = await manyNumbers(t, { numbers: 2000 });
    const { view } = open(t, many, { draft: reference(many, 2000) });
    await until(view, ({ head }) => head !== '');
    view.table.look({ from: 0, to: 100_000 });
    const state = view.state();
    assert.ok(state.lines.total >= 2000);
    assert.ok(state.lines.rows.length <= 300);
    assert.ok(JSON.stringify(state).length < 150_000);
  });
});
