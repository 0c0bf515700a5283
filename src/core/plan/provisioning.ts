import { t } from '@vscode/l10n';
import { settingId, type Setting, type Values } from '../settings/setting.ts';
import type { StepRow } from './route.ts';
import type { Ending } from './run.ts';
import { provisioningFailed } from './steps.ts';

const [enabled, address] = ['emergency.emergency_enabled', 'emergency.emergency_address_id'] as const;

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
