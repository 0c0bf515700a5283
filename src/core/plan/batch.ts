import { Failure } from '../telnyx/failure.ts';
import { adopt } from './adopt.ts';
import { startOrder } from './bulkOrder.ts';
import { followJob } from './followJob.ts';
import { followOrder } from './followOrder.ts';
import type { Told } from './hide.ts';
import { isFull, isJob, startJob } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { isOfNumber, refusal } from './singles.ts';
import type { Site } from './site.ts';
import { batchBody, changesOf } from './stepBody.ts';

/** How long a place among the open jobs, or peace after a 429, is waited for each time, in milliseconds. */
const queueing = 5000;
const mostRefusals = 100;

/**
 * Carries out one job (8, 9, 10) or order (1) to its end. Sent once; after an unclear answer the job is looked for and
 * adopted, never sent again. Throws a Failure when the run has to stop; then the step stands as the journal says.
 *
 * @param mayBegin asked right before it is sent, however long that was waited for; without it the step stays unsent
 */
export async function runBatch(
  site: Site,
  step: StepLedger,
  mayBegin: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = site.parts;
  if (step.job === undefined && step.isSent) await adopt(site, step, signal);
  if (step.job === undefined && !step.isSent && step.open().length > 0) {
    for (let refusals = 0; ; refusals++) {
      // Whatever was waited for, others had time to change something.
      step.phase = 'checking';
      await site.checks.beforeSending([step], signal);
      step.phase = 'sending';
      if (step.open().length === 0) break;
      if (!mayBegin()) return;
      const refused = await send(site, step, signal);
      if (!refused) break;
      if (!mayBegin()) return;
      if (refusals >= mostRefusals) throw refused;
      await clock.sleep(queueing, signal);
    }
  }
  step.phase = 'following';
  if (step.job !== undefined && step.open().length > 0)
    await (isJob(step.step.operation) ? followJob : followOrder)(site, step, step.job, signal);
}

/** Sends it; the failure says that it may be sent again, later. */
async function send(site: Site, step: StepLedger, signal: AbortSignal): Promise<Failure | undefined> {
  const { door, journal, hiding, table } = site.parts;
  const { operation, rows } = step.step;
  const numbers = step.open().flatMap((row) => rows[row] ?? []);
  const [first] = numbers;
  if (!first) return undefined;
  const fields = (row: typeof first) => batchBody(operation, changesOf(row, table), row.before, table);
  const shown = fields({ ...first, mine: hiding.values(first.mine), before: hiding.values(first.before) });
  const n = site.placeOf(step);
  await journal.append({ kind: 'send', n, at: site.now(), body: { ...shown } });
  try {
    const job = isJob(operation)
      ? (
          await startJob(
            door,
            operation,
            numbers.map(({ number }) => number.id),
            fields(first),
          )
        ).id
      : (
          await startOrder(
            door,
            String(fields(first).messaging_profile_id),
            numbers.map(({ number }) => number.phoneNumber),
          )
        ).order_id;
    await journal.append({ kind: 'taken', n, at: site.now(), job });
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (step.job !== undefined || (await isTaken(site, step, thrown, signal))) return undefined;
    if (thrown.kind === 'rate-limited' || isFull(thrown)) return thrown;
    return refused(site, step, thrown, signal);
  }
}

/** Settles what a failure leaves open: true when the job was there all the same. Throws when nobody can say. */
async function isTaken(
  site: Site,
  step: StepLedger,
  failure: Failure,
  signal: AbortSignal,
): Promise<boolean> {
  if (failure.effect === 'no') {
    // A disk that is full says nothing of the request: it stays as it was written down.
    if (failure.kind === 'unknown') throw failure;
    await site.parts.journal.append({ kind: 'back', n: site.placeOf(step), at: site.now() });
    return false;
  }
  await adopt(site, step, signal);
  if (step.job === undefined && step.counts.changed < step.step.rows.length && step.counts.unknown > 0)
    throw failure;
  return true;
}

/** What a refusal means for the numbers. Throws when it would meet every other step as well. */
async function refused(
  site: Site,
  step: StepLedger,
  failure: Failure,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  if (!isOfNumber(failure)) throw failure;
  const before = step.open().length;
  const isOfSome = failure.faults.some(({ pointer }) => pointer?.includes('phone_numbers') ?? false);
  if (isOfSome) {
    // One number that is gone refuses them all: without it the others may go.
    await site.leaveGone(step, signal);
    if (step.open().length < before) return failure;
  }
  const ending = refusal(failure);
  await site.tell(
    step,
    step.open().map((row): Told => [row, ending]),
  );
  return undefined;
}
