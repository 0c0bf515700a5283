import { t } from '@vscode/l10n';
import { isJob } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { takeLost } from './lostJob.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/** Pauses before each look for a job that an unclear answer left behind: lists may lag. In milliseconds. */
const searches = [0, 2000, 5000];
/** How long an order is given before the numbers are looked at, in milliseconds. */
const ordering = 5000;

/** After an unclear answer, or where the journal is unsure: looks for the job; without one the numbers tell. */
export async function adopt(site: Site, step: StepLedger, signal: AbortSignal): Promise<void> {
  const { clock } = site.parts;
  const open = step.open();
  if (open.length === 0) return;
  if (isJob(step.step.operation)) {
    for (const pause of step.isSent ? searches : [0]) {
      if (pause > 0) await clock.sleep(pause, signal);
      if (await takeLost(site, step, signal)) return;
    }
  } else if (step.isSent) await clock.sleep(ordering, signal);
  if (!step.isSent) return;
  const unknown: Ending = {
    became: 'unknown',
    sentence: t(
      'It was sent, but no answer came, and the account does not show the change. It may still be made.',
    ),
  };
  await site.verify(step, open, () => unknown, signal);
}

/**
 * Where part of the journal is lost, a job or order may have been sent though nothing says so. A job is looked for while
 * all its numbers are open: those that the account shows as wished would be missing from what it is known by. Orders are
 * in no list: what the account does not show of them nobody knows.
 *
 * @param damaged lines in the middle are lost, and not only one that was being written at the end
 */
export async function adoptUnsaid(
  site: Site,
  steps: readonly StepLedger[],
  damaged: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (const step of steps) {
    if (step.isSent || step.job !== undefined) continue;
    if (step.step.way === 'job') await adopt(site, step, signal);
    if (step.step.way === 'order' && damaged) await site.verify(step, step.open(), unread, signal);
  }
}

/** What stands for a row whose lines are lost. */
export const unread = (): Ending => ({
  became: 'unknown',
  sentence: t('What became of it cannot be read in the record of this plan any more.'),
});
