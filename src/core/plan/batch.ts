import { t } from '@vscode/l10n';
import { Failure } from '../telnyx/failure.ts';
import type { Said } from './hide.ts';
import {
  findStarted,
  isEnded,
  isFull,
  readBatchJob,
  readOrder,
  startJob,
  startOrder,
  tallyOf,
  type BatchJob,
  type BulkOrder,
  type JobOperation,
} from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { batchBody, changesOf } from './route.ts';
import type { Ending } from './run.ts';
import { isOfNumber, refusal } from './singles.ts';
import type { Site, Told } from './site.ts';

/** Milliseconds: the shortest and the longest pause between two looks, and the share of the time gone by. */
const shortest = 500;
const longest = 10_000;
const share = 0.05;
/** While a job is expected to run on, it is looked at this often, so that a person sees it move. */
const steady = 5000;
/** Pauses before each look for a job that an unclear answer left behind: lists may lag. */
const searches = [0, 2000, 5000];
/** How long a place among the open jobs, or peace after a 429, is waited for each time. */
const queueing = 5000;
const mostRefusals = 100;

const isJob = (operation: number): operation is JobOperation =>
  operation === 8 || operation === 9 || operation === 10;

/**
 * Carries out one job (8, 9, 10) or order (1) to its end. Sent once; after an unclear answer the job is looked for and
 * adopted, never sent again. Throws a Failure when the run has to stop; then the step stands as the journal says.
 *
 * @param uncertain part of the journal is lost, so that it may have been sent though nothing says so
 */
export async function runBatch(
  site: Site,
  step: StepLedger,
  uncertain: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = site.parts;
  if (step.job === undefined && (step.isSent || uncertain)) await adopt(site, step, signal);
  if (step.job === undefined && !step.isSent && step.open().length > 0) {
    for (let refusals = 0; ; refusals++) {
      // Whatever was waited for, others had time to change something.
      step.phase = 'checking';
      await site.check([step], signal);
      step.phase = 'sending';
      if (step.open().length === 0) break;
      const refused = await send(site, step, signal);
      if (!refused) break;
      if (refusals >= mostRefusals) throw refused;
      await clock.sleep(queueing, signal);
    }
  }
  step.phase = 'following';
  if (step.job !== undefined && step.open().length > 0)
    await (isJob(step.step.operation) ? followJob : followOrder)(site, step, step.job, signal);
}

const rowsById = ({ step }: StepLedger, rows: readonly number[]) =>
  new Map(rows.flatMap((row) => (step.rows[row] ? [[step.rows[row].number.id, row] as const] : [])));

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

/** After an unclear answer, or where the journal is unsure: looks for the job; without one the numbers tell. */
async function adopt(site: Site, step: StepLedger, signal: AbortSignal): Promise<void> {
  const { door, journal, clock } = site.parts;
  const { operation } = step.step;
  const open = step.open();
  if (open.length === 0) return;
  if (isJob(operation)) {
    const ids = new Set(rowsById(step, open).keys());
    const { jobs: known, head } = journal.ledger;
    const lost = { known, marker: head.marker, sentAt: step.sentAt };
    for (const pause of step.isSent ? searches : [0]) {
      if (pause > 0) await clock.sleep(pause, signal);
      const job = await findStarted(door, operation, ids, lost, signal);
      if (!job) continue;
      await journal.append({
        kind: 'taken',
        n: site.placeOf(step),
        at: site.now(),
        job: job.id,
        found: true,
      });
      return;
    }
  } else if (step.isSent) await clock.sleep(steady, signal);
  if (!step.isSent) return;
  const unknown: Ending = {
    became: 'unknown',
    sentence: t(
      'It was sent, but no answer came, and the account does not show the change. It may still be made.',
    ),
  };
  await site.verify(step, open, () => unknown, signal);
}

async function followJob(site: Site, step: StepLedger, id: string, signal: AbortSignal): Promise<void> {
  const { door, clock } = site.parts;
  const since = clock.now();
  for (;;) {
    const job = await unlessGone(() => readBatchJob(door, id, signal));
    if (!job)
      return verifyRest(
        site,
        step,
        t('Telnyx does not list its job any more, and the account does not show the change.'),
        'unknown',
        signal,
      );
    if (step.isFound) {
      if (isEnded(job)) return endFound(site, step, job, signal);
    } else {
      await tellJob(site, step, job, signal);
      if (isEnded(job)) return endJob(site, step, job, signal);
    }
    await clock.sleep(pauseFor(job, clock.now() - since), signal);
  }
}

/**
 * A job that was only found may be somebody else's: the numbers tell what is changed. Where they do not show it, a failure
 * that the job tells is believed, since then no other job was there that could have done it.
 */
function endFound(site: Site, step: StepLedger, job: BatchJob, signal: AbortSignal): Promise<void> {
  const { failed } = tallyOf(job);
  const sentence = t(
    'It was sent, but no answer came. A job that may be this one has ended, and the account does not show the change.',
  );
  const otherwise = (row: number, kept: false | undefined): Said => {
    const { id, phoneNumber } = step.step.rows[row]?.number ?? {};
    const faults = failed.get(id ?? '') ?? failed.get(phoneNumber ?? '');
    return kept === false && faults?.length ? failedBy(faults) : { became: 'unknown', sentence };
  };
  return site.verify(step, step.open(), otherwise, signal);
}

/** A job says how long it expects to take; beyond that, longer jobs are looked at less often. */
function pauseFor({ created_at: from, etc }: BatchJob, gone: number): number {
  const expected = Date.parse(etc ?? '') - Date.parse(from ?? '') - gone;
  if (expected > 0) return Math.min(expected + 50, steady);
  return Math.min(Math.max(gone * share, shortest), longest);
}

/** Rows that the job has come to. Where it gives no reason for a failure, the number itself is looked at. */
async function tellJob(site: Site, step: StepLedger, job: BatchJob, signal: AbortSignal): Promise<void> {
  const { done, failed } = tallyOf(job);
  // A job on emergency calling ends when the services were told, not when they are done.
  const taken: Ending = {
    became: 'changed',
    ...(step.step.operation === 9 && { sentence: t('The emergency services may still be setting it up.') }),
  };
  const told: Told[] = [];
  const unexplained: number[] = [];
  for (const row of step.open()) {
    const number = step.step.rows[row]?.number;
    if (!number) continue;
    const faults = failed.get(number.id) ?? failed.get(number.phoneNumber);
    if (faults?.length) told.push([row, failedBy(faults)]);
    else if (faults) unexplained.push(row);
    else if (done.has(number.id) || done.has(number.phoneNumber)) told.push([row, taken]);
  }
  await site.tell(step, told);
  const without: Ending = { became: 'failed', sentence: t('Telnyx could not change it and gave no reason.') };
  await site.verify(step, unexplained, () => without, signal);
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

function verifyRest(
  site: Site,
  step: StepLedger,
  sentence: string,
  became: 'failed' | 'unknown',
  signal: AbortSignal,
): Promise<void> {
  // What the account does not tell, nobody can call failed.
  const ending = (_row: number, kept: false | undefined): Ending => ({
    became: kept === false ? became : 'unknown',
    sentence,
  });
  return site.verify(step, step.open(), ending, signal);
}

async function followOrder(site: Site, step: StepLedger, id: string, signal: AbortSignal): Promise<void> {
  const { door, clock } = site.parts;
  const since = clock.now();
  for (;;) {
    const order = await unlessGone(() => readOrder(door, id, signal));
    if (!order)
      return verifyRest(
        site,
        step,
        t('Telnyx does not know the order any more, and the account does not show the change.'),
        'unknown',
        signal,
      );
    await tellOrder(site, step, order);
    if (!order.pending?.length) return endOrder(site, step, order, signal);
    await clock.sleep(Math.min(Math.max((clock.now() - since) * share, shortest), longest), signal);
  }
}

/** An order that does not tell what is pending says nothing of the numbers that it does not name. */
function endOrder(
  site: Site,
  step: StepLedger,
  { pending, failed = [] }: BulkOrder,
  signal: AbortSignal,
): Promise<void> {
  const refused: Ending = { became: 'failed', sentence: t('Telnyx could not change it and gave no reason.') };
  const untold: Ending = {
    became: 'unknown',
    sentence: t('Telnyx does not tell what became of it, and the account does not show the change.'),
  };
  const named = new Set(failed);
  const isTold = (row: number) =>
    pending !== undefined || named.has(step.step.rows[row]?.number.phoneNumber ?? '');
  const ending = (row: number, kept: false | undefined): Ending => {
    if (!isTold(row)) return untold;
    return kept === false ? refused : { ...refused, became: 'unknown' };
  };
  return site.verify(step, step.open(), ending, signal);
}

function tellOrder(site: Site, step: StepLedger, { success = [] }: BulkOrder): Promise<void> {
  const done = new Set(success);
  const told = step
    .open()
    .filter((row) => done.has(step.step.rows[row]?.number.phoneNumber ?? ''))
    .map((row): Told => [row, { became: 'changed' }]);
  return site.tell(step, told);
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
    throw thrown;
  }
}
