import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { flag, maybe, text } from '../resources/decode.ts';
import { inWords } from '../resources/words.ts';
import type { Section, Setting } from './setting.ts';

const told = v.object({
  emergency: maybe(v.object({ emergency_enabled: flag, emergency_address_id: text, emergency_status: text })),
});

/** What a voice record (operations 19 and 22) tells of emergency calling. */
export function emergencyTold(record: unknown) {
  const decoded = v.safeParse(told, record);
  return decoded.success ? decoded.output.emergency : undefined;
}

/** The emergency status in a voice record, as the API spells it. */
export const emergencyStatus = (record: unknown): string | undefined =>
  emergencyTold(record)?.emergency_status;

export const emergencySection: Section = {
  key: 'emergency',
  label: () => t('Emergency'),
  note: () =>
    t(
      'Telnyx sets emergency calling up with the emergency services. That takes a while: saving waits and tells how it ended.',
    ),
  record: 'voice',
  facts: [
    {
      label: () => t('Status'),
      show: (record) => inWords(emergencyStatus(record)),
    },
  ],
  rules: [
    {
      keys: ['emergency_enabled', 'emergency_address_id'],
      broken: (sibling) =>
        typeof sibling('emergency_address_id') === 'string'
          ? undefined
          : {
              key: 'emergency_address_id',
              sentence:
                sibling('emergency_enabled') === true
                  ? t('Emergency calling needs an address.')
                  : t('Telnyx asks for the address even to switch emergency calling off.'),
            },
    },
  ],
};

const at19 = { section: 'emergency', record: 'voice', operation: 19, batch: 9 } as const;

/** What operation 19 changes. It wants both fields always (D14). */
export const emergency: readonly Setting[] = [
  {
    ...at19,
    key: 'emergency_enabled',
    toldAt: ['emergency', 'emergency_enabled'],
    label: () => t('Emergency calling'),
    help: () => t('Lets emergency calls from this number reach the services at its address.'),
    type: { kind: 'switch' },
  },
  {
    ...at19,
    key: 'emergency_address_id',
    toldAt: ['emergency', 'emergency_address_id'],
    label: () => t('Emergency address'),
    help: () => t('Where help is sent. It must be in the country of the number.'),
    type: { kind: 'choice', from: 'addresses' },
    absentIsNone: true,
  },
];
