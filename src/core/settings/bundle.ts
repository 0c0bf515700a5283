import { t } from '@vscode/l10n';
import type { Section, Setting } from './setting.ts';

export const bundleSection: Section = {
  key: 'bundle',
  label: () => t('Bundle'),
  note: () =>
    t(
      'Telnyx does not tell which bundle a number is in. To move it from one bundle to another takes two saves: first set none, then the new one.',
    ),
};

/** What operation 18 changes. No operation tells its present value. */
export const bundle: readonly Setting[] = [
  {
    section: 'bundle',
    operation: 18,
    key: 'bundle_id',
    label: () => t('Bundle'),
    help: () => t('The ID of the bundle to put this number into. None takes it out of the bundle it is in.'),
    type: { kind: 'text' },
    // Documented with operation 18: null removes.
    cleared: null,
    limit: (value) =>
      typeof value === 'string' && /\s/u.test(value) ? t('A bundle ID contains no spaces.') : undefined,
  },
];
