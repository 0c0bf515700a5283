import type { FieldForm, NumberPage } from '../../src/core/protocol/number.ts';

export const hostile = '<img src=x onerror=alert(1)> \u202Egnp.exe [x](command:evil)';

const fields: readonly FieldForm[] = [
  {
    id: 'general.tags',
    label: 'Tags',
    help: 'Words of your own that help to find and group numbers. Upper and lower case make no difference.',
    kind: 'tags',
    source: 'tags',
    value: ['support', 'vip'],
    clearable: true,
    errors: [],
  },
  {
    id: 'general.customer_reference',
    label: 'Customer reference',
    help: 'A text of your own, for example an order or customer number. It can be searched for.',
    kind: 'text',
    value: 'SUP-1',
    clearable: true,
    errors: [],
  },
  {
    id: 'general.connection_id',
    label: 'Connection',
    help: 'The SIP connection or voice application that receives the calls to this number.',
    kind: 'choice',
    source: 'connections',
    value: '1293384261075731500',
    told: 'Support line EU',
    clearable: true,
    errors: [],
  },
  {
    id: 'general.address_id',
    label: 'Address',
    help: 'The address associated with this number. Telnyx does not tell its present value.',
    kind: 'choice',
    source: 'addresses',
    clearable: true,
    errors: [],
  },
  {
    id: 'general.external_pin',
    label: 'External PIN',
    help: 'A PIN that another carrier should ask for before this number is ported away.',
    kind: 'secret',
    told: 'A PIN is set. It stays as it is unless you type another.',
    clearable: true,
    errors: [],
  },
  {
    id: 'general.hd_voice_enabled',
    label: 'HD voice',
    help: 'Wideband audio for calls with this number, where the other side supports it.',
    kind: 'switch',
    value: false,
    clearable: true,
    errors: [],
  },
];

/** A form as the extension tells it, with some fields otherwise. */
export function formState(
  more: Partial<NumberPage> = {},
  other: Readonly<Record<string, Partial<FieldForm>>> = {},
): NumberPage {
  return {
    phoneNumber: '+13125550001',
    account: 'Sample account',
    status: 'active',
    draft: false,
    busy: false,
    problems: [],
    sections: [
      {
        key: 'general',
        label: 'General',
        closed: false,
        facts: [],
        fields: fields.map((field) => ({ ...field, ...other[field.id.replace('general.', '')] })),
      },
    ],
    choices: {},
    heard: 0,
    ...more,
  };
}

export const connections = {
  phase: 'ready',
  query: '',
  options: [
    { id: '1293384261075731500', name: 'Support line EU' },
    { id: '1293384261075731501', name: 'Support line US' },
    { id: '1293384261075731502', name: hostile },
  ],
  matches: 1840,
} as const;

const voice: readonly FieldForm[] = [
  {
    id: 'voice.call_forwarding_enabled',
    label: 'Call forwarding',
    help: 'Sends calls to another number.',
    kind: 'switch',
    value: true,
    clearable: false,
    errors: [],
  },
  {
    id: 'voice.forwards_to',
    label: 'Forward to',
    help: 'The number that gets the calls, with + and country code.',
    kind: 'text',
    value: null,
    clearable: false,
    errors: [],
  },
  {
    id: 'voice.forwarding_type',
    label: 'Forward when',
    help: 'Whether every call is forwarded, or only one that cannot be delivered.',
    kind: 'enum',
    options: [
      { value: 'always', label: 'Always' },
      { value: 'on-failure', label: 'When the call cannot be delivered' },
      { value: 'by-moon', label: 'by-moon' },
    ],
    value: 'on-failure',
    clearable: false,
    errors: [],
  },
];

const bundle: FieldForm = {
  id: 'bundle.bundle_id',
  label: 'Bundle',
  help: 'The ID of the bundle to put this number into.',
  kind: 'text',
  clearable: true,
  errors: [],
};

/** A form with several sections, some fields otherwise. */
export function manySections(other: Readonly<Record<string, Partial<FieldForm>>> = {}): NumberPage {
  const plain = formState();
  const section = (key: string, label: string, own: readonly FieldForm[]) => ({
    key,
    label,
    closed: false,
    facts: [{ label: 'Status', value: hostile }],
    fields: own.map((field) => ({ ...field, ...other[field.id] })),
  });
  return {
    ...plain,
    sections: [...plain.sections, section('voice', 'Voice', voice), section('bundle', 'Bundle', [bundle])],
  };
}
