import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { entryIn, lineOf } from '../../../src/core/plan/entries.ts';
import { outlived } from '../../../src/core/plan/outlived.ts';
import type { RunState } from '../../../src/core/plan/run.ts';
import { mayBeUndone, partlyOf } from '../../../src/core/plan/touched.ts';
import { runItem } from '../../../src/panels/planItems.ts';
import { PlanRun } from '../../../src/panels/planRun.ts';
import { planState } from '../../../src/panels/planState.ts';
import { stateOf } from '../../../src/panels/runWords.ts';
import { applied, figures, manyNumbers, wishFor, type Many } from './many.ts';

const profileId = 'messaging.messaging_profile_id';

interface Cut {
  readonly many: Many;
  readonly state: RunState;
  /** What the account held before, of all numbers. */
  readonly before: Awaited<ReturnType<Many['rows']>>;
}

/** Numbers that want a messaging profile and tags; cancelled after the profile. */
async function cutInTheMiddle(t: TestContext): Promise<Cut> {
  const many = await manyNumbers(t, { numbers: 120 });
  const before = await many.rows();
  const profiles = new Set([...before.values()].flatMap((raw) => raw.messaging_profile_id ?? []));
  const [wanted] = [...profiles].map(String);
  assert.ok(wanted !== undefined);
  const numbers = many.numbers.filter(({ id }) => {
    const raw = before.get(id);
    return raw?.status === 'active' && raw.messaging_profile_id !== wanted;
  });
  const mine = { [profileId]: wanted, 'general.tags': ['half way'] };
  const run = await many.plans.apply(await many.plans.look(wishFor(numbers.slice(0, 30), mine)));
  run.onChange(({ stepStates: [first] }) => {
    if (first?.phase === 'done') run.cancel();
  });
  return { many, state: await run.settled(), before };
}

/** Writes its last line as it was written before it told how many numbers were touched. */
async function makeOlder({ store }: Many, id: string): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(id)) pieces.push(piece);
  const lines = Buffer.concat(pieces).toString().trimEnd().split('\n');
  const end = entryIn(lines.pop() ?? '');
  assert.ok(end?.kind === 'end');
  const { touched, ...older } = end;
  assert.ok(touched !== undefined);
  await store.truncate(id, 0);
  await store.append(id, `${lines.join('\n')}\n${lineOf(older)}`);
  await store.close(id);
}

describe('A number that was changed in part', () => {
  test('counts as touched, is told so, and can be taken back', async (t) => {
    const { many, state, before } = await cutInTheMiddle(t);
    const now = await many.rows();
    const isOther = (id: string) =>
      now.get(id)?.messaging_profile_id !== before.get(id)?.messaging_profile_id;
    const changed = many.numbers.filter(({ id }) => isOther(id));
    assert.ok(changed.length > 0);
    assert.deepEqual([state.phase, state.counts.changed, state.touched], ['cancelled', 0, changed.length]);
    const [listed] = await many.window().recent();
    assert.ok(listed);
    assert.deepEqual([listed.touched, mayBeUndone(listed)], [changed.length, true]);
    const { proposal } = await many.plans.undo(state.id);
    assert.equal(proposal.wishes.length, changed.length);
    const undone = await applied(many.plans, proposal);
    assert.deepEqual(figures(undone.state), { changed: changed.length });
    const after = await many.rows();
    for (const { id } of many.numbers)
      assert.equal(after.get(id)?.messaging_profile_id, before.get(id)?.messaging_profile_id);
  });

  test('offers Undo on the page and in the list, and the words say what is so', async (t) => {
    const { many, state } = await cutInTheMiddle(t);
    const record = await many.plans.open(state.id);
    const told = planState({
      run: new PlanRun(record, undefined, () => undefined),
      facts: undefined,
      closed: undefined,
      applying: false,
    });
    const partly = String(partlyOf(state));
    assert.match(
      told.head,
      new RegExp(`^Cancelled\\. Changed 0 of 30 numbers, ${partly} more in part; .*not sent\\.$`),
    );
    assert.match(told.notes.map(({ sentence }) => sentence).join(), /changed in part/);
    assert.ok(told.ways.some(({ way }) => way === 'undo'));
    const item = runItem(state, undefined);
    assert.ok(item.abilities.includes('undo-plan'));
    assert.match(item.description ?? '', new RegExp(`${partly} in part`));
    const [result] = record
      .results(['left'])
      .filter(({ parts }) => parts.some(({ became }) => became === 'changed'));
    assert.ok(result);
    assert.match(stateOf(result, undefined).words, /^changed in part; not sent/);
  });

  test('keeps its plan from being forgotten among those that changed nothing', async (t) => {
    const { state } = await cutInTheMiddle(t);
    const ended = state.endedAt ?? 0;
    const newer = Array.from({ length: 500 }, (_, at) => ({
      ...state,
      id: `n${at}`,
      endedAt: ended + at + 1,
    }));
    assert.deepEqual(outlived([...newer, state], ended + 1000), []);
    assert.deepEqual(outlived([...newer, { ...state, touched: 0 }], ended + 1000), [state.id]);
  });

  test('may be there where an older record does not tell, and is counted when all of it is read', async (t) => {
    const { many, state } = await cutInTheMiddle(t);
    await makeOlder(many, state.id);
    const window = many.window();
    const [listed] = await window.recent();
    assert.ok(listed);
    assert.deepEqual([listed.touched, mayBeUndone(listed)], [undefined, true]);
    const newer = Array.from({ length: 500 }, (_, at) => ({ ...state, id: `n${at}`, endedAt: Infinity }));
    assert.deepEqual(outlived([...newer, listed], state.endedAt ?? 0), []);
    assert.equal((await window.open(state.id)).state.touched, state.touched);
  });

  test('is none where nothing was changed: there is nothing to take back', async (t) => {
    const many = await manyNumbers(t);
    const run = await applied(
      many.plans,
      wishFor(many.numbers.slice(0, 2), { 'general.connection_id': '12345' }),
    );
    assert.deepEqual(figures(run.state), { failed: 2 });
    assert.deepEqual([run.state.touched, mayBeUndone(run.state)], [0, false]);
  });
});
