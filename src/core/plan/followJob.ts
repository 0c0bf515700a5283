import { t } from '@vscode/l10n';
import { followToEnd, pauseAfter, verifyRest, type Course } from './course.ts';
import type { Said, Told } from './hide.ts';
import { isEnded, readBatchJob, type BatchJob } from './jobs.ts';
import { tallyOf } from './jobTally.ts';
import type { StepLedger } from './ledger.ts';
import { followProvisioning } from './followProvisioning.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/** While a job is expected to run on, it is looked at this often, so that a person sees it move. */
const steady = 5000;

/** Follows a job to its end; what it does not tell, the numbers do. */
export function followJob(site: Site, step: StepLedger, id: string, signal: AbortSignal): Promise<void> {
  const { door, clock } = site.parts;
  const course: Course<BatchJob> = {
    look: () => readBatchJob(door, id, signal),
    gone: () =>
      verifyRest(
        site,
        step,
        t('Telnyx does not list its job any more, and the account does not show the change.'),
        'unknown',
        signal,
      ),
    tell: async (job) => {
      if (!step.isFound) await tellJob(site, step, job, step.open(), signal);
    },
    ended: isEnded,
    end: async (job) => {
      if (step.step.operation === 9)
        await followProvisioning(site, step, doneBy(job, step, step.open()), signal);
      if (step.isFound) await endFound(site, step, job, step.open(), signal);
      else await endJob(site, step, job, signal);
    },
    pause: pauseFor,
  };
  return followToEnd(course, clock, signal);
}

/**
 * A job that was only found may be somebody else's: the numbers tell what is changed. Where they do not show it, a failure
 * that the job tells is believed, since then no other job was there that could have done it.
 */
export function endFound(
  site: Site,
  step: StepLedger,
  job: BatchJob,
  rows: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { failed } = tallyOf(job);
  const sentence = t(
    'It was sent, but no answer came. A job that may be this one has ended, and the account does not show the change.',
  );
  const otherwise = (row: number, kept: false | undefined): Said => {
    const { id, phoneNumber } = step.step.rows[row]?.number ?? {};
    const faults = failed.get(id ?? '') ?? failed.get(phoneNumber ?? '');
    return kept === false && faults?.length ? failedBy(faults) : { became: 'unknown', sentence };
  };
  return site.verify(step, rows, otherwise, signal);
}

/** A job says how long it expects to take; beyond that, longer jobs are looked at less often. */
function pauseFor({ created_at: from, etc }: BatchJob, gone: number): number {
  const expected = Date.parse(etc ?? '') - Date.parse(from ?? '') - gone;
  if (expected > 0) return Math.min(expected + 50, steady);
  return pauseAfter(gone);
}

/** Of these rows those that the job has come to. Where it gives no reason for a failure, the number itself is looked at. */
export async function tellJob(
  site: Site,
  step: StepLedger,
  job: BatchJob,
  rows: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { failed } = tallyOf(job);
  const done = new Set(doneBy(job, step, rows));
  const told: Told[] = [];
  const unexplained: number[] = [];
  for (const row of rows) {
    const number = step.step.rows[row]?.number;
    if (!number) continue;
    const faults = failed.get(number.id) ?? failed.get(number.phoneNumber);
    if (faults?.length) told.push([row, failedBy(faults)]);
    else if (faults) unexplained.push(row);
    // What the emergency services have to do with is not done when they were told.
    else if (done.has(row) && step.step.operation !== 9) told.push([row, { became: 'changed' }]);
  }
  await site.tell(step, told);
  const without: Ending = { became: 'failed', sentence: t('Telnyx could not change it and gave no reason.') };
  await site.verify(step, unexplained, () => without, signal);
}

/** Of these rows those that a job calls done. */
function doneBy(job: BatchJob, step: StepLedger, rows: readonly number[]): readonly number[] {
  const { done } = tallyOf(job);
  return rows.filter((row) => {
    const { id = '', phoneNumber = '' } = step.step.rows[row]?.number ?? {};
    return done.has(id) || done.has(phoneNumber);
  });
}

function failedBy(faults: readonly { readonly sentence: string; readonly code?: string }[]): Said {
  const code = faults.find((fault) => fault.code !== undefined)?.code;
  return {
    became: 'failed',
    sentence: faults.map(({ sentence }) => sentence).join(' '),
    theirs: true,
    ...(code !== undefined && { code }),
  };
}

function endJob(site: Site, step: StepLedger, { status }: BatchJob, signal: AbortSignal): Promise<void> {
  if (status === 'expired')
    return verifyRest(site, step, t('The job expired before it came to this number.'), 'failed', signal);
  if (status === 'failed')
    return verifyRest(
      site,
      step,
      t('The job failed, and the account does not show the change.'),
      'failed',
      signal,
    );
  return verifyRest(
    site,
    step,
    t('The job ended without saying what became of this number, and the account does not show the change.'),
    'unknown',
    signal,
  );
}
