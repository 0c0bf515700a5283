import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { noQuery } from '../../../src/core/find/query.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { finderOf } from '../../../src/core/state/finder.ts';
import { loadedOf } from '../../../src/core/state/loaded.ts';
import { Session } from '../../../src/core/state/session.ts';
import { sampleSession } from './sessions.ts';

/** A session that knows all kinds, on a simulator of so many numbers. */
async function account(t: TestContext, numbers: number) {
  const { session: bare, simulator } = await sampleSession(t, { numbers });
  const session = new Session(bare.profile, bare.door, kinds);
  const all = await bare.door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: Math.ceil(numbers / 250),
    size: 250,
  });
  const last = (all.rows.at(-1) as { readonly phone_number: string }).phone_number;
  const kind = (name: string) => {
    const found = kinds.find((one) => one.name === name);
    assert.ok(found);
    return collectionOf(session, found);
  };
  return { session, simulator, last, kind };
}

describe('What is loaded of the numbers', () => {
  test('is nothing before anybody looks, and asking for it asks the account for nothing', async (t) => {
    const { session, simulator, last } = await account(t, 20);
    const asked = simulator.log.length;
    assert.equal(loadedOf(session).find(new Set([last])).size, 0);
    assert.equal(loadedOf(session).complete, false);
    assert.equal(simulator.log.length, asked);
  });

  test('is all only when the numbers of both kinds are listed to the end', async (t) => {
    const { session, last, kind } = await account(t, 20);
    const loaded = loadedOf(session);
    let heard = 0;
    loaded.onDidChange(() => (heard += 1));
    await kind('number').load();
    const row = loaded.find(new Set([last])).get(last);
    assert.equal(row?.item.label, last);
    assert.equal(loaded.find(new Set([row.id])).get(last), row, 'an id is a name, too');
    assert.equal(loaded.complete, false, 'a number may be a mobile one');
    await kind('mobile-number').load();
    assert.equal(loaded.complete, true);
    assert.ok(heard >= 2);
  });

  test('is what a search has read, where the list shows a part', async (t) => {
    const { session, last, kind } = await account(t, 600);
    const loaded = loadedOf(session);
    await kind('number').load();
    await kind('mobile-number').load();
    assert.equal(loaded.find(new Set([last])).size, 0);
    assert.equal(loaded.complete, false);
    const finder = finderOf(session);
    finder.set({ ...noQuery, text: 'nothing has this in it' });
    await finder.settled();
    const row = loaded.find(new Set([last])).get(last);
    assert.equal(row?.item.label, last);
    assert.equal(loaded.find(new Set([row.id])).get(last)?.id, row.id);
    assert.equal(loaded.complete, true);
  });
});
