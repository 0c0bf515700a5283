import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { kinds } from '../../../src/core/resources/index.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { collectionOf, refreshRows } from '../../../src/core/state/collection.ts';
import { numberNewsOf, type News } from '../../../src/core/state/numberNews.ts';
import { sampleSession } from './sessions.ts';

async function listening(t: TestContext) {
  const { session, simulator } = await sampleSession(t, { numbers: 3 }, {}, kinds);
  const heard: News[] = [];
  numberNewsOf(session).onDidTell((news) => heard.push(news));
  return { session, simulator, heard };
}

describe('News of the numbers of an account', () => {
  test('tell what was written to, though no list has it loaded, and ask for nothing', async (t) => {
    const { session, simulator, heard } = await listening(t);
    for (const kind of ['number', 'mobile-number']) await refreshRows(session, kind, ['1', '2']);
    assert.deepEqual(heard, [
      { kind: 'number', ids: ['1', '2'] },
      { kind: 'mobile-number', ids: ['1', '2'] },
    ]);
    assert.equal(simulator.traffic.requests, 0);
  });

  test('tell that a whole list is read again, and nothing of lists of other things', async (t) => {
    const { session, heard } = await listening(t);
    await collectionOf(session, numbers).refresh();
    await refreshRows(session, 'job', ['1']);
    assert.deepEqual(heard, [{ kind: 'number' }]);
  });

  test('end with the account', async (t) => {
    const { session, heard } = await listening(t);
    const news = numberNewsOf(session);
    session.dispose();
    news.tell({ kind: 'number' });
    assert.deepEqual(heard, []);
  });
});
