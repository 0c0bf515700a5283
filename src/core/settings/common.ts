import { t } from '@vscode/l10n';
import type { Setting } from './setting.ts';

/** General settings that phone numbers (operation 16) and mobile numbers (operation 26) share: what each is, not where it goes. */
type Row = Pick<Setting, 'key' | 'label' | 'help' | 'type'>;

const tags: Row = {
  key: 'tags',
  label: () => t('Tags'),
  help: () =>
    t('Words of your own that help to find and group numbers. Upper and lower case make no difference.'),
  type: { kind: 'tags', from: 'tags' },
};

const customerReference: Row = {
  key: 'customer_reference',
  label: () => t('Customer reference'),
  help: () => t('A text of your own, for example an order or customer number. It can be searched for.'),
  type: { kind: 'text' },
};

const connection: Row = {
  key: 'connection_id',
  label: () => t('Connection'),
  help: () => t('The SIP connection or voice application that receives the calls to this number.'),
  type: { kind: 'choice', from: 'connections' },
};

export const common = { tags, customerReference, connection };
