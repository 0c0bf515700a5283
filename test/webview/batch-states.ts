import type { BatchField, BatchPage } from '../../src/core/protocol/batch.ts';
import type { FieldForm } from '../../src/core/protocol/number.ts';
import { hostile } from './number-states.ts';

const form = (
  id: string,
  label: string,
  kind: FieldForm['kind'],
  more: Partial<FieldForm> = {},
): FieldForm => ({
  id,
  label,
  help: `What ${label.toLowerCase()} does, in a sentence or two.`,
  kind,
  clearable: true,
  errors: [],
  ...more,
});
const onOff = [
  { value: 'true', label: 'On' },
  { value: 'false', label: 'Off' },
];

const fields: readonly BatchField[] = [
  {
    field: form('general.tags', 'Tags', 'tags', { source: 'tags' }),
    now: `They differ: support (8) · vip, ${hostile} (3) · 2 more values`,
    wished: false,
  },
  {
    field: form('general.customer_reference', 'Customer reference', 'text'),
    now: 'All have: SUP-1',
    wished: false,
  },
  {
    field: form('general.connection_id', 'Connection', 'choice', { source: 'connections' }),
    now: 'All have: Support line EU',
    wished: false,
  },
  {
    field: form('general.external_pin', 'External PIN', 'secret'),
    now: 'All have: set (hidden)',
    wished: false,
  },
  {
    field: form('general.hd_voice_enabled', 'HD voice', 'enum', { options: onOff, clearable: false }),
    now: 'They differ: on (10) · off (2)',
    wished: false,
  },
];

/** The form as the extension tells it, with some fields otherwise. */
export function batchPage(
  more: Partial<BatchPage> = {},
  other: Readonly<
    Record<string, Partial<Omit<BatchField, 'field'>> & { readonly field?: Partial<FieldForm> }>
  > = {},
): BatchPage {
  return {
    account: 'Sample account',
    title: 'Change settings of 12 numbers',
    numbers: '+13125550001, +13125550002 and 10 more',
    looked: 'yes',
    sections: [
      {
        key: 'general',
        label: 'General',
        fields: fields.map((one) => {
          const { field, ...rest } = other[one.field.id.replace('general.', '')] ?? {};
          return { ...one, ...rest, field: { ...one.field, ...field } };
        }),
      },
      {
        key: 'bundle',
        label: 'Bundle',
        note: 'Telnyx does not tell which bundle a number is in.',
        fields: [
          {
            field: form('bundle.bundle_id', 'Bundle', 'text'),
            now: 'Telnyx does not tell what they have.',
            wished: false,
            note: 'Telnyx takes this for one number at a time: it is sent one by one.',
          },
        ],
      },
    ],
    choices: {},
    heard: 0,
    busy: false,
    restore: {
      profile: 'sample',
      account: 'Sample account',
      family: 'numbers',
      numbers: [['1', '+13125550001']],
      wishes: {},
      secret: false,
    },
    ...more,
  };
}
