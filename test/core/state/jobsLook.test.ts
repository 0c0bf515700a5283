import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { safeParse } from 'valibot';
import { jobFilterSchema, type JobFilter } from '../../../src/core/resources/jobFilter.ts';
import { jobs } from '../../../src/core/resources/jobs.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { jobsLookOf } from '../../../src/core/state/jobsLook.ts';
import { narrowingOf } from '../../../src/core/state/narrowing.ts';
import { sampleSession } from './sessions.ts';

async function open(t: TestContext) {
  const { session, simulator } = await sampleSession(t, { numbers: 20 }, {}, [jobs]);
  const look = jobsLookOf(session);
  const list = async () => {
    const collection = collectionOf(session, narrowingOf(session).kindOf(jobs));
    await collection.load();
    return collection.listing.rows.map(({ raw }) => raw as { type: string; status: string });
  };
  const line = () => narrowingOf(session).of(jobs)?.line;
  const asked = () => simulator.log.map(({ query }) => decodeURIComponent(query));
  return { look, list, line, asked };
}

describe('The jobs of an account', () => {
  test('are asked for by type and status, and by nothing once the filter is empty', async (t) => {
    const { look, list, line, asked } = await open(t);
    const all = await list();
    const filter: JobFilter = { type: 'update_phone_numbers', statuses: ['completed', 'failed'] };
    look.put(filter);
    const some = await list();
    assert.deepEqual(
      some.map(({ type, status }) => [type, status].join()),
      all
        .filter(({ type, status }) => type === filter.type && filter.statuses?.some((one) => one === status))
        .map(({ type, status }) => [type, status].join()),
    );
    assert.ok(some.length > 0 && some.length < all.length);
    assert.match(asked().at(-1) ?? '', /filter\[type\]=update_phone_numbers/);
    assert.deepEqual(look.filter, filter, 'a person finds it again when the filter is opened');
    assert.equal(line(), 'Only: Update numbers · completed or failed');
    look.put({});
    assert.equal((await list()).length, all.length);
    assert.equal(line(), undefined);
  });

  test('keep a filter as it was, and none that is odd', () => {
    const fine: readonly JobFilter[] = [
      {},
      { type: 'delete_phone_numbers' },
      { statuses: ['expired', 'pending'] },
    ];
    for (const stored of fine) assert.deepEqual(safeParse(jobFilterSchema, stored).output, stored);
    for (const odd of [
      undefined,
      'x',
      { type: 'x' },
      { statuses: [] },
      { statuses: ['x'] },
      { statuses: 'failed' },
    ])
      assert.equal(safeParse(jobFilterSchema, odd).success, false, JSON.stringify(odd));
  });
});
