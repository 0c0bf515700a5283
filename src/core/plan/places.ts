import { mostOpen, sharesPlaces } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import type { StepOperation } from './run.ts';
import type { Site } from './site.ts';

/** Orders at once; there is no limit for them that anybody knows. */
const ordersAtOnce = 8;
/** How long a place among the open jobs is waited for each time, in milliseconds. */
const queueing = 5000;

/** How many steps of an operation may be under way at once. Waits until the account has room for one more job. */
export async function placesFor(
  site: Site,
  operation: StepOperation,
  own: readonly StepLedger[],
  isGoing: () => boolean,
  signal: AbortSignal,
): Promise<number> {
  if (own.every(({ step }) => step.way === 'single')) return 1;
  if (operation !== 8 && operation !== 9 && operation !== 10) return ordersAtOnce;
  for (;;) {
    const mine = site.parts.journal.ledger.jobs;
    const others = (await site.openJobs(signal)).filter(
      (job) => sharesPlaces(job, operation) && !mine.has(job.id),
    );
    const free = mostOpen[operation] - others.length;
    if (free > 0) return Math.min(free, own.length);
    if (!isGoing()) return 1;
    await site.parts.clock.sleep(queueing, signal);
  }
}
