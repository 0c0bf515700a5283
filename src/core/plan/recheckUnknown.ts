import { t } from '@vscode/l10n';
import { readBatchJob, tallyOf } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { endOf } from './report.ts';
import type { Ending } from './run.ts';
import type { Site, Told } from './site.ts';

const isUnknown = (step: StepLedger) => (row: number) => step.ending(row).became === 'unknown';

/** Looks once more at what nobody knows of a run that is over: at its jobs, then at the numbers. Sends nothing. */
export async function checkUnknown(site: Site, signal: AbortSignal): Promise<void> {
  const { journal } = site.parts;
  const { ledger } = journal;
  for (const step of ledger.steps) {
    const rows = [...step.step.rows.keys()].filter(isUnknown(step));
    if (rows.length === 0) continue;
    await askJob(site, step, rows, signal);
    const sentence = t(
      'It was sent, but the account does not show the change. Nobody can say whether it still comes.',
    );
    const still: Ending = { became: 'unknown', sentence };
    await site.verify(step, rows.filter(isUnknown(step)), () => still, signal);
  }
  const { halt } = ledger;
  if (ledger.endedAt === undefined) return;
  const phase = halt?.phase === 'cancelled' ? 'cancelled' : 'done';
  await journal.append(endOf(ledger, phase, ledger.endedAt));
}

/** What its job says of rows. One that was only found among others may be somebody else's: then the numbers tell. */
async function askJob(
  site: Site,
  step: StepLedger,
  rows: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { operation } = step.step;
  if (
    step.job === undefined ||
    step.isFound ||
    operation === 1 ||
    operation === 9 ||
    step.step.way === 'single'
  )
    return;
  const job = await readBatchJob(site.parts.door, step.job, signal).catch(() => undefined);
  if (!job) return;
  const { done } = tallyOf(job);
  const told = rows
    .filter((row) => done.has(step.step.rows[row]?.number.id ?? ''))
    .map((row): Told => [row, { became: 'changed' }]);
  await site.tell(step, told);
}
