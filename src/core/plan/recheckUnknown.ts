import { t } from '@vscode/l10n';
import { endFound, tellJob } from './followJob.ts';
import { isEnded, isJob, readBatchJob, type BatchJob } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { takeLost } from './lostJob.ts';
import { endOf } from './report.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

const unknownIn = (step: StepLedger): readonly number[] =>
  [...step.step.rows.keys()].filter((row) => step.ending(row).became === 'unknown');

/**
 * Looks once more at what nobody knows of a run that is over: at its jobs, one that was never found among them, then at
 * the numbers. Sends nothing.
 */
export async function checkUnknown(site: Site, signal: AbortSignal): Promise<void> {
  const { journal } = site.parts;
  const { ledger } = journal;
  for (const step of ledger.steps) await checkStep(site, step, signal);
  const { halt } = ledger;
  if (ledger.endedAt === undefined) return;
  const phase = halt?.phase === 'cancelled' ? 'cancelled' : 'done';
  await journal.append(endOf(ledger, phase, ledger.endedAt));
}

async function checkStep(site: Site, step: StepLedger, signal: AbortSignal): Promise<void> {
  if (unknownIn(step).length === 0) return;
  const job = await jobOf(site, step, signal);
  // One that was only found among others may be somebody else's: then the numbers tell.
  if (job && step.isFound && isEnded(job)) return endFound(site, step, job, unknownIn(step), signal);
  if (job && !step.isFound) await tellJob(site, step, job, unknownIn(step), signal);
  const sentence = t(
    'It was sent, but the account does not show the change. Nobody can say whether it still comes.',
  );
  const still: Ending = { became: 'unknown', sentence };
  await site.verify(step, unknownIn(step), () => still, signal);
}

/** Its job as it stands now; undefined where there is none, or it cannot be read. */
async function jobOf(site: Site, step: StepLedger, signal: AbortSignal): Promise<BatchJob | undefined> {
  if (!isJob(step.step.operation)) return undefined;
  if (step.job === undefined && step.isSent) await takeLost(site, step, signal);
  return step.job === undefined
    ? undefined
    : readBatchJob(site.parts.door, step.job, signal).catch(() => undefined);
}
