import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { noCounts } from '../../../src/core/plan/ledger.ts';
import type { RunState } from '../../../src/core/plan/run.ts';
import { Marks } from '../../../src/core/state/marks.ts';
import { PlanJobs } from '../../../src/panels/planJobs.ts';
import { until } from '../../e2e/lib/wait.ts';

const run = (phase: RunState['phase'], counts: Partial<RunState['counts']>): RunState => ({
  id: 'r1',
  title: 'Move to South',
  source: 'verb',
  family: 'numbers',
  startedAt: 0,
  phase,
  numbers: 12,
  deletions: 0,
  steps: { done: 0, all: 1 },
  counts: { ...noCounts(), ...counts },
  damaged: false,
  stepStates: [
    {
      operation: 10,
      way: 'job',
      phase: 'done',
      numbers: 12,
      job: 'j1',
      counts: { ...noCounts(), ...counts },
    },
  ],
});

async function open(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-plan-jobs-'));
  const file = join(folder, 'jobs.json');
  const isWritten = async () => (await readFile(file, 'utf8').catch(() => '')).includes('"failed":true');
  const written = () => until('what failed is written down', isWritten);
  t.after(async () => {
    await written();
    await rm(folder, { recursive: true, force: true });
  });
  const load = async () => {
    const marks = new Marks();
    const jobs = new PlanJobs(file, marks);
    await jobs.load();
    return { jobs, mark: () => marks.of('job', 'j1') };
  };
  return { load, written };
}

describe('A job of a plan', () => {
  test('bears its name, and offers what failed once more when the plan is over', async (t) => {
    const { jobs, mark } = await (await open(t)).load();
    assert.equal(mark(), undefined);
    assert.equal(jobs.knows('r1'), false);
    jobs.note(run('running', { changed: 4, failed: 1, underway: 7 }));
    assert.equal(mark()?.words, 'Move to South');
    assert.equal(jobs.knows('r1'), true);
    assert.deepEqual(mark()?.abilities, ['show-plan']);
    jobs.note(run('done', { changed: 4, failed: 8 }));
    assert.deepEqual(mark()?.abilities, ['show-plan', 'rerun-plan']);
    assert.deepEqual(mark()?.subject, { type: 'plan', key: 'run/r1' });
  });

  test('offers it also where Telnyx kept something else, and not where all went well', async (t) => {
    const { jobs, mark } = await (await open(t)).load();
    jobs.note(run('done', { changed: 12 }));
    assert.deepEqual(mark()?.abilities, ['show-plan']);
    jobs.note(run('done', { changed: 11, otherwise: 1 }));
    assert.deepEqual(mark()?.abilities, ['show-plan', 'rerun-plan']);
  });

  test('is known again after a reload', async (t) => {
    const { load, written } = await open(t);
    (await load()).jobs.note(run('done', { changed: 4, failed: 8 }));
    await written();
    const { mark } = await load();
    assert.deepEqual(mark()?.abilities, ['show-plan', 'rerun-plan']);
  });
});
