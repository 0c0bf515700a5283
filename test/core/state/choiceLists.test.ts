import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { kinds } from '../../../src/core/resources/index.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { ChoiceLists } from '../../../src/core/state/choiceLists.ts';
import { choicesOf } from '../../../src/core/state/choicesOf.ts';
import { collectionOf, refreshRows } from '../../../src/core/state/collection.ts';
import { sampleSession } from './sessions.ts';

/** Lists, and a way to bring a new tag into the account past them. */
async function account(t: TestContext) {
  const { session, simulator } = await sampleSession(t, { numbers: 3 }, {}, kinds);
  const { door } = session;
  const page = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 3,
  });
  const { id } = page.rows[0] as { id: string };
  const tag = (name: string) =>
    door.write(
      (sdk, options) => sdk.phoneNumbers.update(id, { tags: [name] }, options),
      (data) => data,
    );
  const asked = () => simulator.log.filter(({ path }) => path.endsWith('/user_tags')).length;
  const tags = (lists: ChoiceLists) => {
    const state = lists.state('tags');
    return state?.phase === 'ready' ? state.choices.map((choice) => choice.id) : [];
  };
  return { session, simulator, id, tag, asked, tags };
}

const heardOnce = (lists: ChoiceLists) =>
  new Promise<void>((resolve) => {
    const hearing = lists.onDidChange(() => {
      hearing.dispose();
      resolve();
    });
  });

describe('The choice lists of an account', () => {
  test('say when a list has come, once for all who asked', async (t) => {
    const { session } = await sampleSession(t, { numbers: 3 });
    const lists = choicesOf(session);
    const heard: unknown[] = [];
    lists.onDidChange((source) => heard.push([source, lists.state(source)?.phase]));
    await Promise.all([lists.load('connections'), lists.load('connections')]);
    await lists.load('connections');
    assert.deepEqual(heard, [['connections', 'ready']]);
  });

  test('say that a list failed, and try it again when it is asked for again', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 3 });
    const lists = choicesOf(session);
    const heard: unknown[] = [];
    lists.onDidChange((source) => heard.push(lists.state(source)?.phase));
    simulator.faults.add({ fault: 'empty' });
    await lists.load('tags');
    simulator.faults.clear();
    await lists.load('tags');
    assert.deepEqual(heard, ['failed', 'ready']);
  });

  test('know a tag that a save or a plan brought when they are next asked', async (t) => {
    const { session, id, tag, asked, tags } = await account(t);
    const lists = choicesOf(session);
    await lists.load('tags');
    await tag('brand-new');
    await refreshRows(session, numbers.name, [id]);
    assert.equal(asked(), 1, 'nobody asks for the list at the moment');
    await lists.load('tags');
    assert.ok(tags(lists).includes('brand-new'));
    await lists.load('tags');
    assert.equal(asked(), 2);
  });

  test('are loaded anew when numbers are refreshed, those that were loaded, each once', async (t) => {
    const { session, simulator, tag, asked, tags } = await account(t);
    const lists = choicesOf(session);
    await lists.load('tags');
    await tag('brand-new');
    const before = simulator.log.length;
    const refreshing = session.kinds
      .filter(({ place }) => place.view === 'numbers')
      .map((kind) => collectionOf(session, kind).refresh());
    // Who asks while the list comes anew gets that one.
    await lists.load('tags');
    assert.ok(tags(lists).includes('brand-new'));
    assert.equal(asked(), 2);
    await Promise.all(refreshing);
    const others = simulator.log.slice(before).filter(({ path }) => !/phone_numbers|user_tags/.test(path));
    assert.deepEqual(others, []);
  });

  test('that are older than a minute are shown and loaded anew behind, for who wants to wait first', async (t) => {
    const { session, tag, asked, tags } = await account(t);
    let now = 0;
    const lists = new ChoiceLists(session.door, () => now);
    t.after(() => lists.dispose());
    await lists.load('tags');
    await tag('brand-new');
    now = 60_000;
    await lists.load('tags');
    assert.equal(asked(), 1);
    now += 1;
    const heard = heardOnce(lists);
    await lists.load('tags');
    assert.ok(tags(lists).length > 0 && !tags(lists).includes('brand-new'));
    await heard;
    assert.ok(tags(lists).includes('brand-new'));
    await tag('newer-still');
    now += 60_001;
    await lists.fresh('tags');
    assert.ok(tags(lists).includes('newer-still'));
    assert.equal(asked(), 3);
  });

  test('are not taken for new when they were asked for before they became outdated', async (t) => {
    const { session, asked } = await account(t);
    const lists = choicesOf(session);
    await lists.load('tags');
    lists.outdate('tags');
    const first = lists.load('tags');
    lists.outdate('tags');
    const [second, third] = [lists.load('tags'), lists.load('tags')];
    await Promise.all([first, second, third]);
    assert.equal(asked(), 3);
  });

  test('that cannot be loaded anew stay as they were', async (t) => {
    const { session, simulator, tags } = await account(t);
    const lists = choicesOf(session);
    await lists.load('tags');
    const before = tags(lists);
    simulator.faults.add({ fault: 'empty' });
    await lists.renew();
    assert.deepEqual(tags(lists), before);
  });

  test('are loaded anew for an id that they do not have, not more often than each ten seconds', async (t) => {
    const { session, tag, asked, tags } = await account(t);
    let now = 0;
    const lists = new ChoiceLists(session.door, () => now);
    t.after(() => lists.dispose());
    await lists.load('tags');
    await tag('brand-new');
    lists.doubt('tags');
    now = 10_001;
    const heard = heardOnce(lists);
    for (let typed = 0; typed < 5; typed++) lists.doubt('tags');
    await heard;
    assert.ok(tags(lists).includes('brand-new'));
    assert.equal(asked(), 2);
  });
});
