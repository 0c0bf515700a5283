import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { kinds } from '../../../src/core/resources/index.ts';
import { Collection, collectionOf } from '../../../src/core/state/collection.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import { Node, nodesIn, type Draft } from '../../../src/tree/node.ts';
import { countLabel, linesOf, outlineOf, partsOf, sectionLines } from '../../../src/tree/outline.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { madeUpKind, pageOf, quietSession, sampleSession } from '../state/sessions.ts';

const types = (lines: readonly Draft[]) => lines.map(({ content }) => content.type);

async function viewOf(
  t: TestContext,
  view: string,
  options: SimulatorOptions = {},
  door: Partial<DoorOptions> = {},
) {
  const { session, simulator } = await sampleSession(t, options, door);
  const all = kinds.filter(({ place }) => place.view === view).map((kind) => collectionOf(session, kind));
  await Promise.all(all.map((collection) => collection.load()));
  return { all, simulator };
}

describe('A view', () => {
  test('has rows first and folders below, in the order of the table', async (t) => {
    const { all } = await viewOf(t, 'billing');
    const { state, lines } = outlineOf(all);
    assert.equal(state, 'rows');
    assert.deepEqual(types(lines), ['row', 'row', 'folder', 'folder', 'folder']);
  });

  test('offers more below its rows, and says how many of how many', async (t) => {
    const { all } = await viewOf(t, 'numbers');
    const { lines } = outlineOf(all);
    assert.deepEqual(types(lines).slice(249), ['row', 'more', 'folder']);
    const [numbers] = all;
    assert.equal(numbers && countLabel(numbers.listing.count), '250 of 420');
  });

  test('is empty only when everything in it is loaded and empty', async (t) => {
    const session = quietSession(t);
    const empty = new Collection(
      session,
      madeUpKind(() => pageOf([])),
    );
    const folder = new Collection(
      session,
      madeUpKind(() => pageOf(['1']), { place: { view: 'jobs', folder: () => 'More' } }),
    );
    await empty.load();
    assert.equal(outlineOf([empty]).state, 'empty');
    assert.deepEqual(types(outlineOf([empty, folder]).lines), ['note', 'folder'], 'not loaded is not empty');
    await folder.load();
    assert.deepEqual(types(outlineOf([empty, folder]).lines), ['note', 'folder']);
  });

  test('gives way to its own words for a bad key and a dead network', async (t) => {
    const { all } = await viewOf(t, 'numbers', {}, { apiKey: 'KEY_WRONG' });
    assert.deepEqual(outlineOf(all), { state: 'bad-key', lines: [] });
    const gone = await viewOf(t, 'jobs', { faults: [{ fault: 'reset' }] });
    assert.deepEqual(outlineOf(gone.all), { state: 'offline', lines: [] });
  });

  test('shows any other failure as a line, with the folders still there', async (t) => {
    const { all } = await viewOf(t, 'billing', {}, { apiKey: 'KEY_SAMPLE_NO_BILLING' });
    const { state, lines } = outlineOf(all);
    assert.equal(state, 'rows');
    assert.deepEqual(types(lines), ['failure', 'row', 'folder', 'folder', 'folder']);
  });

  test('keeps its rows under a failure, even when the network dies', async (t) => {
    const { all, simulator } = await viewOf(t, 'jobs');
    simulator.faults.add({ fault: 'reset' });
    await all[0]?.refresh();
    const { state, lines } = outlineOf(all);
    assert.equal(state, 'rows');
    assert.deepEqual(types(lines).slice(0, 2), ['failure', 'row']);
  });

  test('tells a page that did not come where it was asked for', async (t) => {
    const { all, simulator } = await viewOf(t, 'webhooks');
    simulator.faults.add({ fault: '500' });
    await all[0]?.more();
    const drawn = types(outlineOf(all).lines);
    assert.equal(drawn[0], 'digest', 'what the rows add up to stands above them');
    assert.deepEqual(drawn.slice(250), ['row', 'failure']);
  });

  test('ends where rows are no longer drawn, in a line of its own', async (t) => {
    const page = (number: number) =>
      pageOf(
        Array.from({ length: 2500 }, (_, index) => `${number}-${index}`),
        { total: 48_120 },
      );
    const collection = new Collection(quietSession(t), madeUpKind(page, { pageSize: 2500 }));
    await collection.load();
    while (collection.listing.rest === 'more') await collection.more();
    const last = linesOf(collection).at(-1)?.content;
    assert.equal(last?.type, 'capped');
    assert.deepEqual(collection.listing.count, { shown: 5000, total: 48_120 });
  });

  test('puts invoices under their years, the newest first', async (t) => {
    const { all } = await viewOf(t, 'billing');
    const invoices = all.find(({ kind }) => kind.name === 'invoice');
    assert.ok(invoices);
    const sections = linesOf(invoices).flatMap(({ content }) =>
      content.type === 'section' ? [content] : [],
    );
    const years = sections.map(({ name }) => name);
    assert.deepEqual(years, [...years].sort().reverse());
    assert.deepEqual(
      sections.map(({ first }) => first),
      years.map((_, nth) => nth === 0),
    );
    const rows = years.flatMap((year) => sectionLines(invoices, year));
    assert.equal(rows.length, 24);
    assert.equal(
      sections.reduce((sum, { count }) => sum + count, 0),
      24,
    );
    const parent = new Node('folder', undefined, { type: 'note', text: '', icon: 'info' });
    for (const node of parent.grow(linesOf(invoices)))
      if (node.content.type === 'section') node.grow(sectionLines(invoices, node.content.name));
    for (const { key } of rows) assert.equal(parent.row(key)?.content.type, 'row');
  });

  test('tells partial failures above the rows', async (t) => {
    const { all } = await viewOf(t, 'numbers', { variants: { messagingProfilesDown: true } });
    const [first] = outlineOf(all).lines;
    assert.ok(first?.content.type === 'note' && first.content.icon === 'warning');
  });
});

describe('A node', () => {
  const note = (text: string): Draft => ({ key: text, content: { type: 'note', text, icon: 'info' } });

  test('stays the same object while its content changes', async (t) => {
    let busy = false;
    const kind = madeUpKind(() => ({ rows: [{ id: '1', busy }], pages: 1, warnings: [] }));
    const collection = new Collection(quietSession(t), kind);
    const root = new Node('', undefined, note('root').content);
    await collection.load();
    const [before] = root.grow(linesOf(collection));
    busy = true;
    await collection.refresh();
    const [after] = root.grow(linesOf(collection));
    assert.ok(before && after === before);
    assert.ok(after.content.type === 'row' && after.content.row.unfinished);
  });

  test('has children with ids of their own, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a#2', 'b', '')), (keys) => {
        const root = new Node('', undefined, note('root').content);
        const nodes = root.grow(keys.map(note));
        assert.equal(new Set(nodes.map(({ id }) => id)).size, keys.length);
        assert.deepEqual(root.grow(keys.map(note)), nodes);
      }),
    );
  });

  test('has ids that differ between levels too', () => {
    const root = new Node('', undefined, note('root').content);
    const [parent] = root.grow([note('a')]);
    const [child] = parent?.grow([note('a')]) ?? [];
    assert.ok(parent && child && parent.id !== child.id && child.parent === parent);
  });

  test('unfolds into the parts of its item', async (t) => {
    const { all } = await viewOf(t, 'jobs');
    const [row] = all[0]?.listing.rows ?? [];
    assert.deepEqual(
      partsOf(row?.item).map(({ content }) => content.type === 'part' && content.item.label),
      ['Succeeded', 'Failed', 'Pending'],
    );
    assert.deepEqual(partsOf(undefined), []);
  });
});

describe('What a command is about', () => {
  const node = new Node('1', undefined, { type: 'note', text: '', icon: 'info' });
  const other = new Node('2', undefined, { type: 'note', text: '', icon: 'info' });

  test('is the selection when there is one, else the line itself', () => {
    assert.deepEqual(nodesIn([node, [node, other]]), [node, other]);
    assert.deepEqual(nodesIn([node, undefined]), [node], 'inline actions bring no selection');
    assert.deepEqual(nodesIn([node, []]), [node]);
  });

  test('is nothing when it was run from elsewhere', () => {
    for (const args of [[], [undefined], ['x', 'y'], [{ id: '1' }], [null, [null]]])
      assert.deepEqual(nodesIn(args), []);
  });
});
