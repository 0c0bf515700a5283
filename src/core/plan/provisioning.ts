import { t } from '@vscode/l10n';
import { settingId, type Setting, type Values } from '../settings/setting.ts';
import type { StepLedger } from './ledger.ts';
import { isKept } from './recheck.ts';
import type { StepRow } from './route.ts';
import type { Ending } from './run.ts';
import type { Site, Told } from './site.ts';
import { provisioningFailed } from './steps.ts';

const [enabled, address] = ['emergency.emergency_enabled', 'emergency.emergency_address_id'] as const;

/** Milliseconds: the first pause between two looks, the longest, and how long anybody waits in all. */
const firstPause = 2000;
const longestPause = 30_000;
const longestWait = 10 * 60_000;

/** How far the emergency services are with a number (operation 22); read beside what a plan has set. */
export const provisioningStatus: Setting = {
  section: 'emergency',
  key: 'emergency_status',
  record: 'voice',
  operation: 19,
  toldAt: ['emergency', 'emergency_status'],
  label: () => t('Status'),
  help: () => '',
  type: { kind: 'text' },
};

/** Whether emergency services have to do with a change. */
export const isProvisioned = (mine: Values): boolean =>
  mine[enabled] !== undefined || mine[address] !== undefined;

/** What the status means for a row that the account shows as wished; undefined while the services are at work on it. */
export function provisionedEnd({ before, mine }: StepRow, live: Values): Ending | undefined {
  const wanted = (mine[enabled] ?? before[enabled]) === true;
  const status = live[settingId(provisioningStatus)];
  if (wanted && status === 'provisioning-failed') {
    const kept = Object.fromEntries(Object.entries(live).filter(([id]) => mine[id] !== undefined));
    return { became: 'failed', sentence: provisioningFailed(), kept };
  }
  return status === (wanted ? 'active' : 'disabled') ? { became: 'changed' } : undefined;
}

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
