import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { auditEvents } from '../../../src/core/resources/auditEvents.ts';
import { auditLookOf } from '../../../src/core/state/auditLook.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { narrowingOf } from '../../../src/core/state/narrowing.ts';
import { Session } from '../../../src/core/state/session.ts';
import { outlineOf } from '../../../src/tree/outline.ts';
import { sampleSession } from './sessions.ts';

/** The audit log of an account, and what its view draws. */
async function open(t: TestContext) {
  const { session: bare, simulator } = await sampleSession(t, { numbers: 20 });
  const session = new Session(bare.profile, bare.door, [auditEvents]);
  const look = auditLookOf(session);
  const list = () => collectionOf(session, narrowingOf(session).kindOf(auditEvents));
  const draw = async () => {
    await list().load();
    const { state, lines } = outlineOf([list()], ({ kind }) => narrowingOf(session).of(kind)?.sift);
    const notes = lines.flatMap(({ content }) => (content.type === 'note' ? [content.text] : []));
    const rows = lines.flatMap(({ content }) => (content.type === 'row' ? [content.row] : []));
    return { state, notes, rows, types: lines.map(({ content }) => content.type) };
  };
  const asked = () => simulator.log.map(({ query }) => decodeURIComponent(query));
  return { session, simulator, look, list, draw, asked };
}

const timeOf = ({ raw }: { readonly raw: unknown }) => Date.parse((raw as { created_at: string }).created_at);

describe('The audit log', () => {
  test('comes in pages, the newest first, and says what it is worth', async (t) => {
    const { list, draw, asked } = await open(t);
    const { notes, rows, types } = await draw();
    assert.deepEqual(notes, ['May be late or incomplete: Telnyx keeps this log as best effort.']);
    assert.equal(types[0], 'note');
    assert.equal(types.at(-1), 'more');
    assert.equal(rows.length, 250);
    assert.deepEqual(list().listing.count, { shown: 250, total: 320 });
    await list().more();
    const all = (await draw()).rows.map(timeOf);
    assert.equal(all.length, 320);
    assert.deepEqual(
      all,
      all.toSorted((one, other) => other - one),
    );
    assert.deepEqual(
      asked().map((query) => query.includes('sort=desc') && !query.includes('filter')),
      [true, true],
    );
  });

  test('asks for a time, and for nothing again when only what is loaded is sifted', async (t) => {
    const { look, list, draw, asked } = await open(t);
    const { rows } = await draw();
    look.put({ to: '2200-01-01' });
    assert.deepEqual((await draw()).rows.map(timeOf), rows.map(timeOf));
    assert.match(asked().at(-1) ?? '', /filter\[created_before\]=2200-01-0/);
    look.put({ lastDays: 30 });
    const month = await draw();
    assert.match(asked().at(-1) ?? '', /filter\[created_after\]=/);
    const { length } = asked();
    const loaded = list().listing.rows.length;
    look.put({ lastDays: 30, who: 'telnyx' });
    const sifted = await draw();
    assert.equal(asked().length, length);
    const kept = month.rows.filter(
      ({ raw }) => (raw as { change_made_by: string }).change_made_by === 'telnyx',
    );
    assert.deepEqual(sifted.rows, kept);
    assert.ok(kept.length > 0 && kept.length < loaded);
    assert.equal(sifted.notes[1], `${kept.length} match in the ${loaded} events loaded`);
  });

  test('finds by number, id and type of resource, and loads on where nothing loaded matches', async (t) => {
    const { session, look, draw, asked } = await open(t);
    const { rows } = await draw();
    const row = rows.find(({ item }) => item.abilities.includes('settings')) ?? assert.fail();
    const { resource_id: id } = row.raw as { resource_id: string };
    for (const resource of [row.item.label.slice(3), id, id.toUpperCase()]) {
      look.put({ resource });
      const found = (await draw()).rows;
      assert.ok(found.includes(row) && found.length < rows.length);
      assert.equal(narrowingOf(session).of(auditEvents)?.line, `resource contains “${resource}”`);
    }
    look.put({ resource: 'nobody', type: 'update' });
    const none = await draw();
    assert.deepEqual(none.types, ['note', 'note', 'more']);
    assert.equal(none.notes[1], 'None match in the 250 events loaded');
    look.put({});
    assert.deepEqual((await draw()).rows, rows);
    assert.equal(narrowingOf(session).of(auditEvents), undefined);
    assert.equal(asked().length, 1);
  });

  test('keeps its rows, and what is sifted, under a failure', async (t) => {
    const { simulator, look, list, draw } = await open(t);
    await draw();
    look.put({ who: 'account_owner' });
    const { rows } = await draw();
    simulator.faults.add({ fault: 'reset' });
    await list().refresh();
    const failed = await draw();
    assert.equal(failed.types[0], 'failure');
    assert.deepEqual(failed.rows, rows);
  });

  test('says in its own words that a time holds nothing', async (t) => {
    const { look, draw } = await open(t);
    look.put({ to: '2001-01-01' });
    assert.equal((await draw()).state, 'empty');
  });
});
