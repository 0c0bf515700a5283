import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { noQuery, withFilter, type Query } from '../../src/core/find/query.ts';
import { kinds } from '../../src/core/resources/index.ts';
import { finderOf, type Finder } from '../../src/core/state/finder.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { KeptQueries, QueryFollower } from '../../src/host/keptQueries.ts';
import { restoreQuery } from '../../src/host/restoreQuery.ts';
import { SavedQueries } from '../../src/host/savedQueries.ts';
import { clickOf } from '../../src/tree/draw.ts';
import type { Node } from '../../src/tree/node.ts';
import { TelnyxTree } from '../../src/tree/tree.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts';
import { until } from './windows.ts';

const types = (nodes: readonly Node[]) => nodes.map(({ content }) => content.type);

/** What a window keeps for its workspace, under one key. */
class State implements Memento {
  stored: unknown;
  keys = () => ['telnyx.queries'];
  get<T>(_key: string, otherwise?: T): T | undefined {
    return (this.stored ?? otherwise) as T | undefined;
  }
  update(_key: string, value: unknown): Promise<void> {
    this.stored = JSON.parse(JSON.stringify(value));
    return Promise.resolve();
  }
}

describe('The Numbers view with a query', () => {
  const account = new CurrentAccount();
  const endings: (() => unknown)[] = [];

  afterEach(async () => {
    account.become({ phase: 'none' });
    for (const end of endings.splice(0)) await end();
  });

  async function open(
    options: SimulatorOptions = {},
    apiKey = 'KEY_SAMPLE_ACCOUNT',
  ): Promise<{
    simulator: Simulator;
    tree: TelnyxTree;
    finder: Finder;
    find: (query: Query) => Promise<Node[]>;
  }> {
    const simulator = await startSimulator(options);
    endings.push(() => simulator.close());
    const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;
    const baseUrl = simulator.url;
    const session = new Session({ ...profile, baseUrl }, openDoor({ baseUrl, apiKey }), kinds);
    account.become({ phase: 'open', session });
    const tree = new TelnyxTree('numbers', account);
    endings.push(() => tree.dispose());
    const finder = finderOf(session);
    const find = async (query: Query) => {
      finder.set(query);
      await finder.settled();
      return tree.getChildren();
    };
    return { simulator, tree, finder, find };
  }

  const tagged = withFilter(noQuery, 'tag', ['=support']);

  it('shows what is found, says how many of how many, and comes back to the whole list', async () => {
    const { tree, finder, find } = await open();
    const nodes = await find(tagged);
    const count = finder.found.rows.length;
    assert.ok(count > 0 && count < 450);
    assert.deepEqual(new Set(types(nodes)), new Set(['row']));
    assert.equal(nodes.length, count);
    assert.equal(tree.message, `${count} of 450 · tag is support`);
    assert.equal(tree.count, undefined, 'the line above says it');
    const item = nodes[0] && tree.getTreeItem(nodes[0]);
    assert.match(
      item?.contextValue ?? '',
      /^telnyx\.number can:edit can:compare can:view-usage can:timeline can:copy-label can:copy-id can:view-json can:refresh/,
    );
    finder.set(noQuery);
    assert.equal((await tree.getChildren()).length, 252);
    assert.deepEqual([tree.message, tree.count], [undefined, '250 of 420']);
  });

  it('shows mobile numbers among the others, as rows of their own list', async () => {
    const { tree, find, simulator } = await open();
    const [row, ...others] = await find({ text: '+4477009008', filters: {}, sort: 'number' });
    assert.ok(row?.content.type === 'row' && others.length > 0);
    const { contextValue, description, accessibilityInformation } = tree.getTreeItem(row);
    assert.match(contextValue ?? '', /^telnyx\.mobile-number can:edit (?!.*can:delete).*can:tag/);
    assert.match(String(description), /^mobile number · active · GB/);
    assert.match(accessibilityInformation?.label ?? '', /, mobile number, active, GB/);
    assert.equal(row.content.collection.kind.name, 'mobile-number');
    const before = simulator.traffic.requests;
    await row.content.collection.refresh([row.content.row.id]);
    const [last] = simulator.log.slice(-1);
    assert.ok(simulator.traffic.requests > before);
    assert.match(last?.path ?? '', /\/mobile_phone_numbers\/[^/]+$/, 'it is read again as what it is');
  });

  it('shows again after a reload what was looked for, once it is seen, and nothing that was cleared', async () => {
    const state = new State();
    let last: QueryFollower | undefined;
    const life = async (isSeen: () => boolean) => {
      last?.dispose();
      const opened = await open();
      const follower = new QueryFollower({ account, queries: new KeptQueries(state), isSeen });
      endings.push(() => follower.dispose());
      last = follower;
      return { ...opened, follower };
    };
    const before = await life(() => true);
    const grouped: Query = { ...tagged, sort: 'number', group: 'status' };
    await before.find(grouped);
    let seen = false;
    const hidden = await life(() => seen);
    assert.deepEqual(hidden.finder.query, noQuery, 'nobody looks');
    assert.equal(hidden.simulator.traffic.requests, 0);
    seen = true;
    hidden.follower.look();
    await until(() => hidden.finder.query !== noQuery);
    assert.deepEqual(hidden.finder.query, grouped);
    await hidden.finder.settled();
    assert.deepEqual(new Set(types(await hidden.tree.getChildren())), new Set(['group']));
    hidden.finder.set(noQuery);
    const after = await life(() => true);
    assert.equal(new KeptQueries(state).of('test'), undefined);
    assert.deepEqual(after.finder.query, noQuery);
  });

  it('takes no stored query that it cannot read, nor one where a person was quicker', async () => {
    const { finder } = await open();
    const { session } = account;
    assert.ok(session);
    restoreQuery(session, { text: 7, filters: {} });
    restoreQuery(session, { text: 'x', filters: { moon: ['=full'] } });
    assert.deepEqual(finder.query, noQuery);
    finder.set(tagged);
    restoreQuery(session, { text: 'x', filters: {} });
    assert.equal(finder.query, tagged);
  });

  it('shows a long result page by page', async () => {
    const { find, tree } = await open({ numbers: 700 });
    const nodes = await find({ ...noQuery, sort: 'number' });
    assert.deepEqual(types(nodes).slice(249), ['row', 'more']);
    const more = nodes.at(-1);
    assert.ok(more?.content.type === 'more');
    assert.equal(tree.getTreeItem(more).description, '250 of 730');
    await more.content.collection.more();
    const after = await tree.getChildren();
    assert.equal(after.length, 501);
    assert.deepEqual(after.slice(0, 250), nodes.slice(0, 250), 'rows stay the objects they were');
  });

  it('groups, each group with its count and its own rows', async () => {
    const { find, tree, finder } = await open();
    const groups = await find({ ...noQuery, group: 'tag' });
    assert.deepEqual(new Set(types(groups)), new Set(['group']));
    const items = groups.map((node) => tree.getTreeItem(node));
    assert.equal(items.at(-1)?.label, 'none', 'numbers without a tag');
    const [first] = groups;
    assert.ok(first?.content.type === 'group');
    const rows = await tree.getChildren(first);
    assert.equal(String(rows.filter(({ content }) => content.type === 'row').length), items[0]?.description);
    assert.equal(rows[0] && tree.getParent(rows[0]), first);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
    finder.set({ ...finder.query, text: '1' });
    assert.equal((await tree.getChildren())[0], first, 'an open group stays open');
  });

  it('leaves the word to the welcome text when nothing is found in all of them', async () => {
    const { find, tree } = await open();
    assert.deepEqual(await find({ ...noQuery, text: 'nobody has this' }), []);
    assert.equal(tree.state, 'no-match');
    assert.equal(tree.message, undefined, 'a message would hide the welcome text');
    assert.equal(tree.count, '0 of 450 · “nobody has this”');
  });

  it('says how far it has read, and never that nothing matches before it has read all', async () => {
    const { tree, finder } = await open({ numbers: 2000, latencyMs: 20 });
    finder.set({ ...noQuery, text: 'nobody has this' });
    const [reading] = await tree.getChildren();
    assert.ok(reading?.content.type === 'reading');
    assert.equal(tree.state, 'rows');
    assert.equal(tree.getTreeItem(reading).contextValue, 'telnyx.reading can:stop');
    assert.match(tree.message ?? '', /^0 · “nobody has this” · searched /);
    finder.stop();
    const [stopped] = await tree.getChildren();
    assert.ok(stopped);
    assert.equal(clickOf(stopped)?.command, 'telnyx.item.retry');
    await finder.retry();
    assert.deepEqual(await tree.getChildren(), []);
    assert.equal(tree.state, 'no-match');
  });

  it('shows a failure with the rows it has, and never as nothing found', async () => {
    const { simulator, tree, finder, find } = await open({ numbers: 600 });
    await tree.getChildren();
    simulator.faults.add({ fault: 'html200' });
    const nodes = await find({ ...noQuery, text: '1' });
    assert.deepEqual(types(nodes).slice(0, 2), ['failure', 'row']);
    assert.deepEqual(types(await find({ ...noQuery, text: 'nobody has this' })), ['failure']);
    simulator.faults.clear();
    await finder.retry();
    assert.equal(
      clickOf((await find({ ...noQuery, text: '1' }))[0] ?? assert.fail())?.command,
      'telnyx.number.edit',
    );
  });

  it('gives way to the words for a bad key', async () => {
    const { find, tree } = await open({}, 'KEY_WRONG');
    assert.deepEqual(await find(tagged), []);
    assert.equal(tree.state, 'bad-key');
  });

  it('draws again while numbers come in', async () => {
    const { tree, finder } = await open({ numbers: 1500, latencyMs: 30 });
    let redrawn = 0;
    tree.onDidChangeTreeData(() => (redrawn += 1));
    finder.set({ ...noQuery, text: '1' });
    const before = redrawn;
    await finder.settled();
    await until(() => redrawn > before);
    assert.equal(finder.reading.phase, 'done');
  });
});

describe('Saved searches', () => {
  const query: Query = {
    ...withFilter(noQuery, 'tag', ['=support', 'none']),
    sort: 'number',
    descending: true,
  };

  it('come back by name; saving again replaces, deleting forgets', async () => {
    const state = new State();
    await new SavedQueries(state).save('Support', noQuery);
    await new SavedQueries(state).save('Support', query);
    await new SavedQueries(state).save('All', noQuery);
    const { list } = new SavedQueries(state);
    assert.deepEqual(list, [
      { name: 'All', query: noQuery },
      { name: 'Support', query },
    ]);
    await new SavedQueries(state).remove('All');
    assert.deepEqual(new SavedQueries(state).list, [{ name: 'Support', query }]);
  });

  it('that cannot be read are left out', () => {
    const state = new State();
    for (const stored of [
      null,
      'x',
      { a: 1 },
      [1, null, { name: 'x' }, { name: '', query }, { name: 'y', query: { text: '' } }],
    ]) {
      state.stored = stored;
      assert.deepEqual(new SavedQueries(state).list, []);
    }
    state.stored = [{ name: 'x' }, { name: 'good', query }];
    assert.deepEqual(new SavedQueries(state).list, [{ name: 'good', query }]);
  });
});
