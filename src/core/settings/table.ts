import { t } from '@vscode/l10n';
import type { Section, Setting } from './setting.ts';

export const sections: readonly Section[] = [{ key: 'general', label: () => t('General'), readBy: 15 }];

/** THE TABLE: every setting of a number, in the order in which documents and forms show them. */
export const settings: readonly Setting[] = [
  {
    key: 'tags',
    section: 'general',
    label: () => t('Tags'),
    help: () =>
      t('Words of your own that help to find and group numbers. Upper and lower case make no difference.'),
    type: { kind: 'tags', from: 'tags' },
    operation: 16,
    batch: 10,
    cleared: [],
  },
  {
    key: 'customer_reference',
    section: 'general',
    label: () => t('Customer reference'),
    help: () => t('A text of your own, for example an order or customer number. It can be searched for.'),
    type: { kind: 'text' },
    operation: 16,
    batch: 10,
    cleared: '',
  },
  {
    key: 'connection_id',
    section: 'general',
    label: () => t('Connection'),
    help: () => t('The SIP connection or voice application that receives the calls to this number.'),
    type: { kind: 'choice', from: 'connections' },
    operation: 16,
    batch: 10,
    cleared: '',
  },
  {
    key: 'billing_group_id',
    section: 'general',
    label: () => t('Billing group'),
    help: () => t('The group under which the costs of this number are reported.'),
    type: { kind: 'choice', from: 'billing-groups' },
    operation: 16,
    batch: 10,
    cleared: '',
  },
  {
    key: 'address_id',
    section: 'general',
    label: () => t('Address'),
    help: () =>
      t(
        'The address associated with this number. It is not the emergency address. Telnyx takes this setting but does not tell its present value.',
      ),
    type: { kind: 'choice', from: 'addresses' },
    operation: 16,
    cleared: '',
  },
  {
    key: 'external_pin',
    section: 'general',
    label: () => t('External PIN'),
    help: () =>
      t(
        'A PIN that another carrier should ask for before this number is ported away. The PIN that is set is never shown; what you type here replaces it when you save.',
      ),
    type: { kind: 'secret' },
    operation: 16,
    batch: 10,
    cleared: '',
  },
  {
    key: 'hd_voice_enabled',
    section: 'general',
    label: () => t('HD voice'),
    help: () => t('Wideband audio for calls with this number, where the other side supports it.'),
    type: { kind: 'switch' },
    operation: 16,
    batch: 10,
    cleared: false,
  },
];
