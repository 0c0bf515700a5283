import { t } from '@vscode/l10n';
import { common } from './common.ts';
import type { Section, Setting } from './setting.ts';

export const generalSection: Section = { key: 'general', label: () => t('General'), record: 'number' };

const at16 = { section: 'general', record: 'number', operation: 16 } as const;

/** What operation 16 changes, and the deletion lock, which only a job takes. */
export const general: readonly Setting[] = [
  {
    ...at16,
    ...common.tags,
    batch: 10,
    cleared: [],
  },
  {
    ...at16,
    ...common.customerReference,
    batch: 10,
    cleared: '',
  },
  {
    ...at16,
    ...common.connection,
    batch: 10,
    cleared: '',
  },
  {
    ...at16,
    key: 'billing_group_id',
    label: () => t('Billing group'),
    help: () => t('The group under which the costs of this number are reported.'),
    type: { kind: 'choice', from: 'billing-groups' },
    batch: 10,
    cleared: '',
  },
  {
    ...at16,
    key: 'address_id',
    label: () => t('Address'),
    help: () =>
      t(
        'The address associated with this number. It is not the emergency address. Telnyx takes this setting but does not tell its present value.',
      ),
    type: { kind: 'choice', from: 'addresses' },
    cleared: '',
  },
  {
    ...at16,
    key: 'external_pin',
    label: () => t('External PIN'),
    help: () =>
      t(
        'A PIN that another carrier should ask for before this number is ported away. The PIN that is set is never shown; what you type here replaces it when you save.',
      ),
    type: { kind: 'secret' },
    batch: 10,
    cleared: '',
  },
  {
    ...at16,
    key: 'hd_voice_enabled',
    label: () => t('HD voice'),
    help: () => t('Wideband audio for calls with this number, where the other side supports it.'),
    type: { kind: 'switch' },
    batch: 10,
  },
  {
    section: 'general',
    record: 'number',
    operation: 10,
    key: 'deletion_lock_enabled',
    label: () => t('Deletion lock'),
    help: () =>
      t(
        'Keeps this number from being deleted. Telnyx changes it by a job only: saving starts one for this number and waits until it ends.',
      ),
    type: { kind: 'switch' },
    batch: 10,
  },
];
