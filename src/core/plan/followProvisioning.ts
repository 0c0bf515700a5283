import { t } from '@vscode/l10n';
import type { Told } from './hide.ts';
import type { StepLedger } from './ledger.ts';
import { provisionedEnd } from './provisioning.ts';
import { isKept } from './recheck.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/** Milliseconds: the first pause between two looks, the longest, and how long anybody waits in all. */
const firstPause = 2000;
const longestPause = 30_000;
const longestWait = 10 * 60_000;

/**
 * A job on emergency calling (operation 9) ends when the services were told, not when they are done: reads these rows
 * until they are. Those that nobody waits for any longer end as unknown.
 */
export async function followProvisioning(
  site: Site,
  step: StepLedger,
  rows: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const { clock } = site.parts;
  const until = clock.now() + longestWait;
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const open = rows.filter((row) => step.isOpen(row));
    if (open.length === 0) return;
    const found = await site.read(
      open.flatMap((row) => step.step.rows[row] ?? []),
      signal,
    );
    const isLast = clock.now() + pause > until;
    await site.tell(
      step,
      open.flatMap((row): Told[] => {
        const one = step.step.rows[row];
        const known = one && found(one.number.id);
        const ending = one && isKept(one, known) ? provisionedEnd(one, known?.live ?? {}) : undefined;
        if (ending) return [[row, ending]];
        return isLast ? [[row, gaveUp()]] : [];
      }),
    );
    if (!isLast) await clock.sleep(pause, signal);
  }
}

const gaveUp = (): Ending => ({
  became: 'unknown',
  sentence: t('Telnyx took it and still works on it.'),
});
