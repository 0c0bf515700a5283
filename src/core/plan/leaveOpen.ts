import { t } from '@vscode/l10n';
import { unread } from './adopt.ts';
import type { Told } from './hide.ts';
import type { StepLedger } from './ledger.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/**
 * Ends the rows of a step that nobody goes on with.
 *
 * @param isUnsure part of the journal is lost: what nothing says was sent may have been sent
 */
export async function leaveOpen(site: Site, step: StepLedger, isUnsure: boolean): Promise<void> {
  const isSent = (row: number) => step.isSent || step.sent.has(row);
  const told = step.open().map((row): Told => [row, isSent(row) ? unheard() : isUnsure ? unread() : left()]);
  await site.tell(step, told);
}

const left = (): Ending => ({
  became: 'left',
  sentence: t('It was not sent: the plan was cancelled before.'),
});

const unheard = (): Ending => ({
  became: 'unknown',
  sentence: t('It was sent, and nobody waited for what came of it.'),
});
