import { t } from '@vscode/l10n';
import { findStarted, readBatchJob, tallyOf } from './jobs.ts';
import type { StepLedger } from './ledger.ts';
import { stateOf } from './report.ts';
import type { Ending } from './run.ts';
import type { Site, Told } from './site.ts';

const isUnknown = (step: StepLedger) => (row: number) => step.ending(row).became === 'unknown';

/** Looks once more at what nobody knows of a run that is over: for its jobs, then at the numbers. Sends nothing. */
export async function checkUnknown(site: Site, signal: AbortSignal): Promise<void> {
  const { journal } = site.parts;
  const { ledger } = journal;
  for (const step of ledger.steps) {
    const rows = [...step.step.rows.keys()].filter(isUnknown(step));
    if (rows.length === 0) continue;
    await lookForJob(site, step, rows, signal);
    const sentence = t(
      'It was sent, but the account does not show the change. Nobody can say whether it still comes.',
    );
    const still: Ending = { became: 'unknown', sentence };
    await site.verify(step, rows.filter(isUnknown(step)), () => still, signal);
  }
  const { halt, counts } = ledger;
  if (ledger.endedAt === undefined) return;
  const phase = halt?.phase === 'cancelled' ? 'cancelled' : 'done';
  const { steps } = stateOf(ledger, phase, false);
  await journal.append({ kind: 'end', at: ledger.endedAt, phase, counts: { ...counts }, steps });
}

async function lookForJob(
  site: Site,
  step: StepLedger,
  rows: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { door, journal } = site.parts;
  const { operation } = step.step;
  if (operation !== 8 && operation !== 9 && operation !== 10) return;
  const ids = new Set(rows.flatMap((row) => step.step.rows[row]?.number.id ?? []));
  const before = { known: journal.ledger.jobs, marker: journal.ledger.head.marker };
  const job =
    step.job === undefined
      ? await findStarted(door, operation, ids, before, signal)
      : await readBatchJob(door, step.job, signal).catch(() => undefined);
  if (!job) return;
  if (step.job === undefined)
    await journal.append({ kind: 'taken', n: site.placeOf(step), at: site.now(), job: job.id });
  const { done } = tallyOf(job);
  const told = rows
    .filter((row) => done.has(step.step.rows[row]?.number.id ?? ''))
    .map((row): Told => [row, { became: 'changed' }]);
  await site.tell(step, told);
}
