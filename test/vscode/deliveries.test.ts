import assert from 'node:assert/strict';
import type { Memento, TreeView } from 'vscode';
import { kinds } from '../../src/core/resources/index.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { tailOf } from '../../src/core/state/tail.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { keptFilters } from '../../src/host/keptFilters.ts';
import { DeliveriesFollower } from '../../src/tree/deliveries.ts';
import type { Node } from '../../src/tree/node.ts';
import { TelnyxTree } from '../../src/tree/tree.ts';
import { startSimulator } from '../simulator.ts';
import { until } from './windows.ts';

/** What a window keeps. */
class State implements Memento {
  readonly #stored = new Map<string, unknown>();
  keys = () => [...this.#stored.keys()];
  get<T>(key: string, otherwise?: T): T | undefined {
    return (this.#stored.get(key) ?? otherwise) as T | undefined;
  }
  update(key: string, value: unknown): Promise<void> {
    this.#stored.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

describe('The Webhooks view', () => {
  const account = new CurrentAccount();
  const endings: (() => unknown)[] = [];

  afterEach(async () => {
    account.become({ phase: 'none' });
    for (const end of endings.splice(0)) await end();
  });

  /** The view of a window; what it keeps outlives the window where it is given. */
  async function open(workspaceState = new State(), globalState = new State()) {
    const simulator = await startSimulator({ numbers: 10 });
    endings.push(() => simulator.close());
    const view: { visible: boolean; badge: TreeView<Node>['badge'] } = { visible: false, badge: undefined };
    const tree = new TelnyxTree('webhooks', account);
    const follower = new DeliveriesFollower({ account, view, tree, workspaceState, globalState });
    endings.push(
      () => tree.dispose(),
      () => follower.dispose(),
    );
    tree.onDidUpdate(() => follower.look());
    const baseUrl = simulator.url;
    const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;
    const enter = () => {
      const door = openDoor({ baseUrl, apiKey: 'KEY_SAMPLE_ACCOUNT' });
      const session = new Session({ ...profile, baseUrl }, door, kinds);
      account.become({ phase: 'open', session });
      follower.look();
      return session;
    };
    const see = async (visible: boolean) => {
      view.visible = visible;
      follower.look();
      if (visible) await tree.getChildren();
      follower.look();
    };
    return { simulator, badge: () => view.badge, tree, enter, see };
  }

  it('counts what failed since somebody looked, and forgets it when somebody looks', async () => {
    const { simulator, badge, tree, enter, see } = await open();
    enter();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(simulator.traffic.requests, 0, 'who never looked is told nothing');
    await see(true);
    assert.equal(badge(), undefined);
    await see(false);
    simulator.account.deliver({ status: 'failed' });
    simulator.account.deliver({ status: 'delivered' });
    simulator.account.deliver({ status: 'failed' });
    const before = simulator.traffic.requests;
    enter();
    await until(() => badge()?.value === 2);
    assert.equal(badge()?.tooltip, '2 webhook deliveries failed since you last looked');
    assert.equal(simulator.traffic.requests, before + 1);
    assert.match(
      simulator.log.at(-1)?.query ?? '',
      /page\[size\]=1&?.*filter\[status\]\[eq\]=failed|filter\[status\]\[eq\]=failed.*page\[size\]=1/,
    );
    await see(true);
    assert.equal(badge(), undefined);
    await see(false);
    simulator.account.deliver({ status: 'failed' });
    await tree.collections[0]?.refresh();
    assert.equal(badge()?.value, 1, 'in rows that are read while nobody looks');
    const { requests } = simulator.traffic;
    enter();
    await until(() => simulator.traffic.requests > requests && badge()?.value === 1);
  });

  it('keeps what was seen for each account, and counts nothing that a filter hid as seen', async () => {
    const [workspace, global] = [new State(), new State()];
    await keptFilters(workspace).keep('test', { status: 'delivered' });
    const { badge, tree, enter, see } = await open(workspace, global);
    enter();
    await see(true);
    assert.equal(tree.message, 'Delivered');
    assert.equal(global.get('telnyx.deliveriesSeen'), undefined);
    assert.equal(badge(), undefined);
  });

  it('takes no stored filter that it cannot read', async () => {
    const workspace = new State();
    await keptFilters(workspace).keep('test', { status: 'odd' });
    const { tree, enter, see } = await open(workspace);
    enter();
    await see(true);
    assert.equal(tree.message, undefined);
    assert.equal(tree.count, '250 of 2,000');
  });

  it('says what the tail does, and asks nothing while hidden', async () => {
    const { simulator, tree, enter, see } = await open();
    const session = enter();
    await see(true);
    tailOf(session).start(() => 20);
    assert.equal(tree.message, 'Live');
    const id = simulator.account.deliver({ status: 'failed' });
    await until(() => tree.collections[0]?.row(id) !== undefined);
    await see(false);
    assert.equal(tree.message, 'Paused: view hidden');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { requests } = simulator.traffic;
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(simulator.traffic.requests, requests);
    await see(true);
    simulator.faults.add({ fault: 'reset' });
    await until(() => tree.message === 'Offline, retrying');
    simulator.faults.clear();
    await until(() => tree.message === 'Live');
    tailOf(session).stop();
    assert.equal(tree.message, undefined);
  });

  it('says before it is clicked what a row does that unfolds too, or VS Code would unfold it', async () => {
    const { tree, enter, see } = await open();
    enter();
    await see(true);
    const items = (await tree.getChildren()).map((node) => [node, tree.getTreeItem(node)] as const);
    const unfolding = items.filter(([, { contextValue }]) => contextValue?.includes('can:open-delivery'));
    assert.ok(unfolding.length > 0);
    for (const [node, { command }] of unfolding) {
      assert.equal(command?.command, 'telnyx.delivery.open');
      assert.deepEqual(command.arguments, [node]);
    }
  });

  it('unfolds incidents into reasons and the very rows of the list', async () => {
    const { simulator, tree, enter, see } = await open();
    const id = simulator.account.deliver({
      status: 'failed',
      url: 'https://a.example/x?y=secret',
      error: 75001,
    });
    enter();
    await see(true);
    const [digest] = await tree.getChildren();
    assert.ok(digest?.content.type === 'digest');
    assert.match(String(tree.getTreeItem(digest).description), /^\d+ in the 250 deliveries loaded, since /);
    const [incident] = await tree.getChildren(digest);
    assert.ok(incident?.content.type === 'gathered');
    const item = tree.getTreeItem(incident);
    assert.equal(item.label, '1 failure: name not found');
    assert.equal(item.contextValue, 'telnyx.incident can:copy-explanation can:refresh');
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^https:\/\/a\.example\/x: 1 failure, first .*, name not found$/,
    );
    const inside = await tree.getChildren(incident);
    assert.deepEqual(
      inside.map(({ content }) => content.type),
      ['part', 'part', 'part', 'row'],
    );
    const row = inside.at(-1);
    assert.ok(row?.content.type === 'row' && row.content.row.id === id);
    assert.equal(row.parent, incident);
    const { tooltip } = await tree.resolveTreeItem(item, incident);
    assert.doesNotMatch(JSON.stringify([item, tooltip]), /secret/);
  });
});
