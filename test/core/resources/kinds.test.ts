import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import type { Item } from '../../../src/core/model/item.ts';
import { asIs, decoder, id, text } from '../../../src/core/resources/decode.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { defineKind, type ResourceKind, type Row } from '../../../src/core/resources/kind.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { outlineOf } from '../../../src/tree/outline.ts';
import { sampleSession } from '../state/sessions.ts';

const codicons = join(import.meta.dirname, '../../../node_modules/@vscode/codicons/dist/codiconsLibrary.ts');
const icons = new Set(
  Array.from(readFileSync(codicons, 'utf8').matchAll(/register\('([^']+)'/g), ([, name]) => name),
);

/** The item and all that unfolds below it. */
function withParts(item: Item): Item[] {
  return [item, ...(item.parts?.() ?? []).flatMap(withParts)];
}

function textsOf(item: Item): string[] {
  const card = item.card?.();
  const lines = card ? [card.title, ...card.rows.flatMap(({ label, value }) => [label, value])] : [];
  return [item.id, item.label, item.description ?? '', item.spoken ?? '', ...lines];
}

/** What must hold for every item of every kind. */
function checkItem(item: Item): void {
  assert.notEqual(item.label, '', item.id);
  for (const text of textsOf(item)) assert.doesNotMatch(text, /undefined|\[object|NaN/, item.id);
  if (item.icon !== undefined) assert.ok(icons.has(item.icon.replace('~spin', '')), item.icon);
  const able = new Set(item.abilities);
  assert.equal(able.size, item.abilities.length);
  if (able.has('copy-id')) assert.ok(item.apiId, `${item.id} has no id to copy`);
  if (able.has('edit')) assert.equal(item.subject?.type, 'number');
  if (able.has('view-charges')) assert.equal(item.subject?.type, 'period');
  if (item.opens === 'editor') assert.ok(able.has('edit'));
  if (item.opens === 'charges') assert.ok(able.has('view-charges'));
  if (item.opens === 'json') assert.ok(able.has('view-json'));
}

function checkRow(kind: ResourceKind, row: Row): void {
  assert.equal(row.item.id, `${kind.name}/${row.id}`);
  const items = withParts(row.item);
  assert.equal(new Set(items.map((item) => item.id)).size, items.length, 'ids are unique');
  items.forEach(checkItem);
}

describe('Every kind of the table', () => {
  test('has a name of its own and stands with its view in order', () => {
    assert.equal(new Set(kinds.map(({ name }) => name)).size, kinds.length);
    for (const kind of kinds) {
      assert.match(kind.name, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(kind.pageSize >= 1 && kind.pageSize <= 250);
      assert.notEqual(kind.empty(), '');
      const { folderIcon } = kind.place;
      if (folderIcon !== undefined) assert.ok(icons.has(folderIcon), folderIcon);
    }
  });

  for (const kind of kinds) {
    test(`${kind.name}: lists, identifies, shows and reads again what the account holds`, async (t) => {
      const { session } = await sampleSession(t);
      const collection = collectionOf(session, kind);
      await collection.load();
      assert.equal(collection.state.phase, 'ready');
      assert.ok(collection.listing.rows.length > 0);
      for (const row of collection.listing.rows) checkRow(kind, row);
      const [first] = collection.listing.rows;
      assert.ok(first);
      if (!kind.fetch) return;
      const alone = kind.row(await kind.fetch(session.door, first.id, new AbortController().signal));
      assert.equal(alone?.id, first.id);
      assert.equal(alone.item.label, first.item.label);
      assert.equal(alone.item.description, first.item.description, 'a row looks the same read alone');
    });

    test(`${kind.name}: takes whatever comes, and shows it or leaves it out`, () => {
      fc.assert(
        fc.property(fc.anything(), (raw) => {
          const row = kind.row(raw);
          if (row) checkItem(row.item);
        }),
      );
    });

    test(`${kind.name}: a record with null in every other field is shown`, async (t) => {
      const { session } = await sampleSession(t);
      const collection = collectionOf(session, kind);
      await collection.load();
      const [first] = collection.listing.rows;
      const raw = first?.raw as Record<string, unknown>;
      for (const missing of [null, undefined, 7, {}, 'something new']) {
        const entries = Object.entries(raw).map(([key, value]) => [
          key,
          value === first?.id ? value : missing,
        ]);
        // Months are our own: nobody else could spoil them.
        if (kind.fetch ?? kind.name === 'balance') {
          const row = kind.row(Object.fromEntries(entries));
          assert.ok(row, `with ${JSON.stringify(missing)}`);
          checkRow(kind, row);
        }
      }
    });
  }

  test('needs the right key: a refused one and one without billing rights are failures, never empty lists', async (t) => {
    const refused = await sampleSession(t, {}, { apiKey: 'KEY_WRONG' });
    const limited = await sampleSession(t, {}, { apiKey: 'KEY_SAMPLE_NO_BILLING' });
    for (const kind of kinds.filter(({ name }) => name !== 'charges' && name !== 'usage-type')) {
      const collection = collectionOf(refused.session, kind);
      await collection.load();
      assert.ok(collection.state.phase === 'failed' && collection.state.failure.kind === 'unauthorized');
    }
    for (const kind of kinds.filter(({ name }) => name === 'balance' || name === 'invoice')) {
      const collection = collectionOf(limited.session, kind);
      await collection.load();
      assert.ok(collection.state.phase === 'failed' && collection.state.failure.kind === 'forbidden');
    }
  });
});

describe('A new kind', () => {
  // All that a new kind is: its file (this), and a line in the table.
  const event = v.object({ id, change_type: text, created_at: text });
  const auditEvents = defineKind<v.InferOutput<typeof event>>({
    name: 'made-up-event',
    place: { view: 'webhooks', folder: () => 'Audit events' },
    pageSize: 100,
    counted: true,
    empty: () => 'No audit events.',
    list: (door, page, signal) =>
      door.page((sdk, query, options) => sdk.auditEvents.list(query, options), page, signal),
    decode: decoder(event),
    identify: (one) => one.id,
    show: (one) => ({
      label: one.change_type ?? one.id,
      apiId: one.id,
      abilities: ['copy-label', 'copy-id', 'view-json'],
    }),
  });

  test('is listed, counted and drawn without any other edit', async (t) => {
    const { session } = await sampleSession(t);
    const table = [...kinds, auditEvents].filter(({ place }) => place.view === 'webhooks');
    const collections = table.map((kind) => collectionOf(session, kind));
    await Promise.all(collections.map((collection) => collection.load()));
    const added = collectionOf(session, auditEvents);
    assert.ok(added.listing.rows.length > 0);
    for (const row of added.listing.rows) checkRow(auditEvents, row);
    const { lines } = outlineOf(collections);
    assert.ok(lines.some(({ content }) => content.type === 'folder' && content.collection === added));
  });

  test('may hand over records as they come', () => {
    assert.deepEqual(asIs({ a: 1 }), { a: 1 });
  });
});
