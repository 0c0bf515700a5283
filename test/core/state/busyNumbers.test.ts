import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { kinds } from '../../../src/core/resources/index.ts';
import { jobsWhere } from '../../../src/core/resources/jobFilter.ts';
import { jobs } from '../../../src/core/resources/jobs.ts';
import { busyNumbersOf } from '../../../src/core/state/busyNumbers.ts';
import { collectionOf } from '../../../src/core/state/collection.ts';
import { narrowingOf } from '../../../src/core/state/narrowing.ts';
import { Session } from '../../../src/core/state/session.ts';
import { startJob } from '../../../src/core/plan/jobs.ts';
import { sampleSession } from './sessions.ts';

const day = 86_400_000;

/** An account with a job on its first number that does not end while nobody moves the clock. */
async function account(t: TestContext) {
  const clock = { at: Date.parse('2026-03-01T12:00:00Z') };
  const { session: bare, simulator } = await sampleSession(t, {
    numbers: 20,
    now: () => clock.at,
    jobs: { startMs: 1000, stepMs: 1000, expireMs: day },
  });
  const session = new Session(bare.profile, bare.door, kinds);
  const { rows } = await bare.door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 20,
  });
  const [first, other] = (rows as { id: string; phone_number: string; status: string }[]).filter(
    ({ status }) => status === 'active',
  );
  assert.ok(first && other);
  const job = await startJob(bare.door, 10, [first.id], { customer_reference: 'x' });
  const busy = busyNumbersOf(session);
  let heard = 0;
  busy.onDidChange(() => (heard += 1));
  return { session, simulator, clock, first, other, job: job.id, busy, heard: () => heard };
}

describe('What is loaded of the numbers inside running jobs', () => {
  test('is nothing before anybody looks at the jobs, and asks for nothing', async (t) => {
    const { simulator, first, busy } = await account(t);
    const asked = simulator.log.length;
    assert.equal(busy.jobOf(first.id), undefined);
    assert.equal(simulator.log.length, asked);
  });

  test('is told by id and by phone number, until the jobs are loaded again after the end', async (t) => {
    const { session, clock, first, other, job, busy, heard } = await account(t);
    const list = collectionOf(session, jobs);
    await list.load();
    assert.deepEqual([busy.jobOf(first.id), busy.jobOf(first.phone_number)], [job, job]);
    assert.equal(busy.jobOf(other.id), undefined);
    assert.ok(heard() > 0);
    clock.at += day / 2;
    const before = heard();
    await list.refresh();
    assert.equal(busy.jobOf(first.id), undefined);
    assert.ok(heard() > before, 'that it ended is news');
    const quiet = heard();
    await list.refresh();
    assert.equal(heard(), quiet, 'finished jobs are none');
  });

  test('is what the narrowed list shows, where it was read later', async (t) => {
    const { session, clock, first, job, busy } = await account(t);
    await collectionOf(session, jobs).load();
    assert.equal(busy.jobOf(first.id), job);
    clock.at += day / 2;
    const kind = jobsWhere({ statuses: ['completed'] });
    narrowingOf(session).set('job', { kind, line: 'completed' });
    await collectionOf(session, kind).load();
    assert.equal(busy.jobOf(first.id), undefined);
  });
});
