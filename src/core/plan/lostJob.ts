import { isJob, type BatchJob } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import type { Site } from './site.ts';
import { findStarted } from './startedJob.ts';

/**
 * Looks once among the jobs for the one that an unclear answer left behind, and takes it for this step's; false when it is
 * not there, or nobody can say which it is. A job that another plan of this extension started is not this one's, however
 * well it fits.
 */
export async function takeLost(site: Site, step: StepLedger, signal: AbortSignal): Promise<boolean> {
  const { door, journal, isOthers } = site.parts;
  const { operation, rows } = step.step;
  if (!isJob(operation)) return false;
  const numbers = (step.isSent ? step.given : step.open()).flatMap((row) => rows[row]?.number ?? []);
  const { jobs: known, head } = journal.ledger;
  const lost = { known, marker: head.marker, sentAt: step.sentAt };
  const own: BatchJob[] = [];
  for (const job of await findStarted(door, operation, numbers, lost, signal))
    if (!(await isOthers(job.id))) own.push(job);
  const [job, another] = own;
  if (!job || another) return false;
  await journal.append({ kind: 'taken', n: site.placeOf(step), at: site.now(), job: job.id, found: true });
  return true;
}
