import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ViewName } from '../../src/core/model/names.ts';
import { kinds } from '../../src/core/resources/index.ts';
import { jobsWhere } from '../../src/core/resources/jobFilter.ts';
import { marksOf, type Mark } from '../../src/core/state/marks.ts';
import { narrowingOf } from '../../src/core/state/narrowing.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { RecordDocuments } from '../../src/editors/records.ts';
import type { Node } from '../../src/tree/node.ts';
import { TelnyxTree } from '../../src/tree/tree.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts';

interface Watched {
  readonly tree: TelnyxTree;
  /** What VS Code was asked to draw again. */
  readonly redrawn: (Node | undefined)[];
}

describe('The tree', () => {
  const account = new CurrentAccount();
  const endings: (() => unknown)[] = [];

  afterEach(async () => {
    account.become({ phase: 'none' });
    for (const end of endings.splice(0)) await end();
  });

  async function open(options: SimulatorOptions = {}, apiKey = 'KEY_SAMPLE_ACCOUNT'): Promise<Simulator> {
    const simulator = await startSimulator(options);
    endings.push(() => simulator.close());
    const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;
    const baseUrl = simulator.url;
    const session = new Session({ ...profile, baseUrl }, openDoor({ baseUrl, apiKey }), kinds);
    account.become({ phase: 'open', session });
    return simulator;
  }

  function watch(view: ViewName): Watched {
    const tree = new TelnyxTree(view, account);
    const redrawn: (Node | undefined)[] = [];
    tree.onDidChangeTreeData((node) => redrawn.push(node));
    endings.push(() => tree.dispose());
    return { tree, redrawn };
  }

  const draw = (tree: TelnyxTree, nodes: readonly Node[]) => nodes.map((node) => tree.getTreeItem(node));

  it('asks nothing before it is seen, then one page, and draws it once', async () => {
    const simulator = await open();
    const { tree, redrawn } = watch('numbers');
    assert.equal(simulator.traffic.requests, 0);
    const nodes = await tree.getChildren();
    assert.equal(simulator.traffic.requests, 1);
    assert.equal(nodes.length, 252);
    assert.deepEqual(redrawn, [], 'whoever waits for rows draws them');
    assert.deepEqual([tree.state, tree.count], ['rows', '250 of 420']);
  });

  it('says where its rows end, and opens there what helps', async () => {
    await open({ numbers: 5200 });
    const { tree } = watch('numbers');
    await tree.getChildren();
    const [list] = tree.collections;
    while (list?.listing.rest === 'more') await list.more();
    const end = (await tree.getChildren()).find(({ content }) => content.type === 'capped');
    assert.ok(end);
    const [item] = draw(tree, [end]);
    assert.equal(item?.label, 'Showing the first 5,000 of 5,200.');
    assert.equal(item.description, 'Open Numbers as Table');
    assert.equal(item.contextValue, 'telnyx.capped can:find');
    assert.equal((await tree.resolveTreeItem(item, end)).command?.command, 'telnyx.table.open');
  });

  it('gives rows stable ids, abilities, a colour and a click', async () => {
    await open();
    const { tree } = watch('numbers');
    const nodes = await tree.getChildren();
    const [first] = draw(tree, nodes);
    assert.ok(first);
    assert.match(
      first.contextValue ?? '',
      /^telnyx\.number can:edit can:compare can:view-usage can:timeline can:copy-label can:copy-id can:view-json can:refresh/,
    );
    assert.ok(nodes[0]);
    assert.equal(first.command, undefined, 'VS Code asks for it when it is clicked');
    const { command } = await tree.resolveTreeItem(first, nodes[0]);
    assert.deepEqual([command?.command, command?.arguments], ['telnyx.number.edit', [nodes[0]]]);
    assert.ok(first.iconPath instanceof vscode.ThemeIcon && first.iconPath.color);
    assert.match(first.accessibilityInformation?.label ?? '', /^\+\d+, active, /);
    assert.equal(new Set(draw(tree, nodes).map(({ id }) => id)).size, nodes.length);
    assert.equal((await tree.getChildren())[0], nodes[0], 'the same row is the same object');
  });

  it('makes tooltips when asked, which can neither link nor run anything', async () => {
    await open();
    const { tree } = watch('numbers');
    const [node] = await tree.getChildren();
    assert.ok(node);
    const item = tree.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    const { tooltip } = await tree.resolveTreeItem(item, node);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.equal(tooltip.isTrusted, false);
    assert.notEqual(tooltip.supportHtml, true);
    assert.match(tooltip.value, /Deletion lock/);
  });

  it('loads more in place', async () => {
    await open();
    const { tree, redrawn } = watch('numbers');
    const nodes = await tree.getChildren();
    const [more] = nodes.filter(({ content }) => content.type === 'more');
    assert.ok(more?.content.type === 'more');
    assert.deepEqual(
      [draw(tree, [more])[0]?.label, draw(tree, [more])[0]?.description],
      ['Load more', '250 of 420'],
    );
    const loading = more.content.collection.more();
    await Promise.resolve();
    assert.equal(draw(tree, [more])[0]?.label, 'Loading…');
    await loading;
    assert.ok(redrawn.length > 0 && redrawn.every((node) => node === undefined));
    const after = await tree.getChildren();
    assert.equal(after.length, 421);
    assert.deepEqual(after.slice(0, 250), nodes.slice(0, 250));
    assert.equal(tree.count, '420');
  });

  it('loads a folder when it is unfolded', async () => {
    const simulator = await open();
    const { tree, redrawn } = watch('billing');
    const [, , charges, , invoices] = await tree.getChildren();
    assert.ok(charges && invoices);
    assert.equal(simulator.traffic.requests, 2, 'the balance and auto recharge');
    assert.equal((await tree.getChildren(charges)).length, 13);
    assert.equal(simulator.traffic.requests, 2, 'months are known');
    const years = await tree.getChildren(invoices);
    const listed = await Promise.all(years.map((year) => tree.getChildren(year)));
    assert.equal(listed.flat().length, 24);
    await new Promise(setImmediate);
    assert.deepEqual(redrawn, [charges, invoices], 'each folder once, to tell how many it holds');
    assert.equal(tree.getTreeItem(invoices).description, '24');
    const [first] = listed.flat();
    assert.ok(first?.content.type === 'row');
    assert.equal(tree.getParent(first), years[0]);
    assert.equal(tree.getParent(years[0] ?? first), invoices);
    assert.equal(tree.getParent(invoices), undefined);
    await first.content.collection.refresh();
    assert.ok(
      redrawn.slice(2).every((node) => node === invoices),
      'only the folder is drawn again',
    );
  });

  it('draws a single row again as the object it was', async () => {
    await open();
    const { tree, redrawn } = watch('jobs');
    const [first] = await tree.getChildren();
    assert.ok(first?.content.type === 'row');
    const [succeeded] = await tree.getChildren(first);
    assert.ok(succeeded);
    await first.content.collection.refresh([first.content.row.id]);
    assert.deepEqual(redrawn, [first]);
    assert.equal((await tree.getChildren(first))[0], succeeded);
  });

  it('shows a failure as a row that tries again, and comes back', async () => {
    const simulator = await open({ faults: [{ fault: 'html200' }] });
    const { tree } = watch('jobs');
    const [failure] = await tree.getChildren();
    assert.ok(failure?.content.type === 'failure');
    const item = tree.getTreeItem(failure);
    assert.equal(item.contextValue, 'telnyx.failure can:retry');
    assert.equal((await tree.resolveTreeItem(item, failure)).command?.command, 'telnyx.item.retry');
    simulator.faults.clear();
    await failure.content.collection.retry();
    assert.equal((await tree.getChildren()).length, 60);
  });

  it('leaves the word to the welcome text for a bad key, and when there is nothing', async () => {
    await open({}, 'KEY_WRONG');
    const refused = watch('numbers');
    assert.deepEqual(await refused.tree.getChildren(), []);
    assert.equal(refused.tree.state, 'bad-key');
    account.become({ phase: 'none' });
    assert.deepEqual(await refused.tree.getChildren(), []);
    assert.equal(refused.tree.state, 'loading');
  });

  it('keeps mobile numbers reachable when there are no others', async () => {
    await open({ numbers: 0 });
    const { tree } = watch('numbers');
    const nodes = await tree.getChildren();
    assert.deepEqual(
      nodes.map(({ content }) => content.type),
      ['note', 'folder'],
    );
  });

  it('drops answers that come for an account that is closed', async () => {
    await open({ latencyMs: 50 });
    const { tree, redrawn } = watch('numbers');
    const late = tree.getChildren();
    account.become({ phase: 'none' });
    assert.deepEqual(await late, []);
    assert.deepEqual(redrawn, [undefined]);
    await open({ numbers: 3 });
    assert.equal((await tree.getChildren()).length, 4);
  });

  it('asks the server for the jobs that a filter lets through, and says what is asked for', async () => {
    const simulator = await open();
    const { tree } = watch('jobs');
    const all = await tree.getChildren();
    const { session } = account;
    assert.ok(session);
    const narrowing = narrowingOf(session);
    const filter = { type: 'update_phone_numbers', statuses: ['failed', 'expired'] } as const;
    narrowing.set('job', { kind: jobsWhere(filter), line: 'Only: failed or expired' });
    const some = await tree.getChildren();
    assert.ok(some.length > 0 && some.length < all.length);
    const url = decodeURIComponent(simulator.log.at(-1)?.path ?? '') + JSON.stringify(simulator.log.at(-1));
    assert.match(url, /filter\[status\]\[\]/);
    assert.equal(tree.message, 'Only: failed or expired');
    narrowing.set('job', {
      kind: jobsWhere({ statuses: ['pending'], type: 'delete_phone_numbers' }),
      line: 'x',
    });
    await tree.getChildren();
    assert.equal(tree.state, 'no-match', 'the account has jobs all the same');
    narrowing.set('job', undefined);
    assert.equal((await tree.getChildren()).length, all.length);
    assert.equal(tree.message, undefined);
  });

  it('names the plan that a job belongs to, and offers what can be done with it', async () => {
    await open();
    const { tree, redrawn } = watch('jobs');
    const [first, second] = await tree.getChildren();
    assert.ok(first?.content.type === 'row' && second && account.session);
    const mark: Mark = {
      words: 'Add the tag "vip"',
      abilities: ['show-plan', 'rerun-plan'],
      subject: { type: 'plan', key: 'run/r1' },
    };
    marksOf(account.session).set('job', new Map([[first.content.row.id, mark]]));
    assert.ok(redrawn.length > 0);
    const item = tree.getTreeItem(first);
    assert.match(String(item.description), / · Add the tag "vip"$/);
    assert.match(item.contextValue ?? '', /\bcan:rerun-plan\b/);
    assert.deepEqual(first.item?.subject, mark.subject);
    const { tooltip } = await tree.resolveTreeItem(item, first);
    assert.match((tooltip as vscode.MarkdownString).value, /Plan: Add the tag &#34;vip&#34;/);
    assert.doesNotMatch(
      tree.getTreeItem(second).contextValue ?? '',
      /plan/,
      "nothing is known of others' wishes",
    );
  });

  it('shows a record as JSON without its secrets', async () => {
    const simulator = await open({ numbers: 3 });
    const { tree } = watch('numbers');
    const [first] = await tree.getChildren();
    assert.ok(first?.content.type === 'row');
    const { id } = first.content.row;
    const records = new RecordDocuments(account);
    endings.push(() => records.dispose());
    const uri = vscode.Uri.from({ scheme: 'telnyx-record', path: `/test/number/${id}/x.json` });
    const before = simulator.traffic.requests;
    const { token } = new vscode.CancellationTokenSource();
    const text = await records.provideTextDocumentContent(uri, token);
    assert.equal(simulator.traffic.requests, before + 1, 'it is read anew');
    assert.equal((JSON.parse(text) as { id: string }).id, id);
    assert.doesNotMatch(text, /"external_pin": "\d/);
    const foreign = uri.with({ path: `/another/number/${id}/x.json` });
    await assert.rejects(records.provideTextDocumentContent(foreign, token), /Open the account/);
  });
});
