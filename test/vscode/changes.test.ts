import assert from 'node:assert/strict';
import { EventEmitter } from 'vscode';
import type { Item } from '../../src/core/model/item.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { ChangesTree } from '../../src/tree/changes.ts';
import type { Node } from '../../src/tree/node.ts';

const plan = (name: string, description = 'running'): Item => ({
  id: `plan/${name}`,
  label: name,
  description,
  abilities: [],
});

describe('The Recent Changes view', () => {
  const account = new CurrentAccount();
  const endings: (() => unknown)[] = [];
  let items: readonly Item[] = [];
  let reads = 0;
  /** A reading ends when this does. */
  let gate: Promise<unknown> = Promise.resolve();
  let isSeen = true;
  let changed: EventEmitter<void>;
  let tree: ChangesTree;
  let redrawn: (Node | undefined)[];

  beforeEach(() => {
    const baseUrl = 'http://127.0.0.1:1';
    const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;
    const session = new Session({ ...profile, baseUrl }, openDoor({ baseUrl, apiKey: 'KEY' }), []);
    account.become({ phase: 'open', session });
    [items, reads, gate, isSeen, redrawn] = [[plan('a'), plan('b')], 0, Promise.resolve(), true, []];
    changed = new EventEmitter();
    const list = async () => {
      reads++;
      await gate;
      return items;
    };
    tree = new ChangesTree(account, { list, onDidChange: changed.event }, () => isSeen);
    tree.onDidChangeTreeData((node) => redrawn.push(node));
    endings.push(() => tree.dispose());
  });

  afterEach(() => {
    account.become({ phase: 'none' });
    for (const end of endings.splice(0)) end();
  });

  const labels = (nodes: readonly (Node | undefined)[]) => nodes.map((node) => node?.item?.label);
  const settles = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('draws a row that is further alone, so that whoever chooses on another one is heard', async () => {
    const [, second] = await tree.getChildren();
    items = [plan('a'), plan('b', 'done')];
    changed.fire();
    await settles();
    assert.deepEqual(redrawn, [second]);
    assert.equal(tree.getTreeItem(redrawn[0] ?? assert.fail()).description, 'done');
  });

  it('draws nothing where nothing is other than before', async () => {
    await tree.getChildren();
    changed.fire();
    await settles();
    assert.deepEqual([reads, redrawn], [2, []]);
  });

  it('reads another list before it is drawn, and gives it at once', async () => {
    await tree.getChildren();
    let read = (): void => undefined;
    gate = new Promise<void>((resolve) => (read = resolve));
    items = [plan('c'), plan('a'), plan('b')];
    changed.fire();
    await settles();
    assert.deepEqual(redrawn, [], 'VS Code would forget the rows that people may choose on');
    read();
    await settles();
    assert.deepEqual(redrawn, [undefined]);
    assert.deepEqual(labels(await tree.getChildren()), ['c', 'a', 'b']);
    assert.equal(reads, 2);
  });

  it('reads once for all that changes while it reads', async () => {
    await tree.getChildren();
    let read = (): void => undefined;
    gate = new Promise<void>((resolve) => (read = resolve));
    for (let count = 0; count < 5; count++) changed.fire();
    await settles();
    items = [plan('b'), plan('a')];
    read();
    await settles();
    assert.equal(reads, 3);
    assert.deepEqual(labels(await tree.getChildren()), ['b', 'a']);
  });

  it('reads nothing while nobody sees it, and what is new once it is seen', async () => {
    await tree.getChildren();
    isSeen = false;
    items = [plan('c')];
    changed.fire();
    await settles();
    assert.deepEqual([reads, redrawn], [1, [undefined]]);
    isSeen = true;
    assert.deepEqual(labels(await tree.getChildren()), ['c']);
  });

  it('asks again after a list that could not be read', async () => {
    gate = Promise.reject(new Error('no disk'));
    await assert.rejects(tree.getChildren(), /no disk/);
    gate = Promise.resolve();
    assert.deepEqual(labels(await tree.getChildren()), ['a', 'b']);
  });
});
