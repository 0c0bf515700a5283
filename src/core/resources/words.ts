import { t } from '@vscode/l10n';

/**
 * The API's own values in words for people. States and types of all kinds share the table: where two kinds use
 * the same value they mean the same.
 */
const words: Readonly<Record<string, () => string>> = {
  account_manager: () => t('account manager'),
  account_owner: () => t('account owner'),
  active: () => t('active'),
  billing_group: () => t('billing group'),
  completed: () => t('completed'),
  connection: () => t('connection'),
  create: () => t('created'),
  delete: () => t('deleted'),
  delete_phone_numbers: () => t('Delete numbers'),
  deleted: () => t('deleted'),
  delivered: () => t('delivered'),
  deprovisioning: () => t('deprovisioning'),
  disabled: () => t('disabled'),
  'emergency-only': () => t('emergency only'),
  expired: () => t('expired'),
  failed: () => t('failed'),
  in_progress: () => t('in progress'),
  landline: () => t('landline'),
  local: () => t('local'),
  longcode: () => t('long code'),
  messaging_profile: () => t('messaging profile'),
  mobile: () => t('mobile'),
  mobile_phone_number: () => t('mobile number'),
  national: () => t('national'),
  organization_member: () => t('organization member'),
  pending: () => t('pending'),
  phone_number: () => t('phone number'),
  'port-failed': () => t('port failed'),
  'port-out-pending': () => t('port out pending'),
  'port-pending': () => t('port pending'),
  'ported-out': () => t('ported out'),
  'provision-pending': () => t('provisioning pending'),
  provisioning: () => t('provisioning'),
  'provisioning-failed': () => t('provisioning failed'),
  'purchase-failed': () => t('purchase failed'),
  'purchase-pending': () => t('purchase pending'),
  'requirement-info-exception': () => t('requirement information refused'),
  'requirement-info-pending': () => t('requirement information pending'),
  'requirement-info-under-review': () => t('requirement information under review'),
  shared_cost: () => t('shared cost'),
  shortcode: () => t('short code'),
  telnyx: () => 'Telnyx',
  toll_free: () => t('toll-free'),
  tollfree: () => t('toll-free'),
  update: () => t('updated'),
  update_emergency_settings: () => t('Update emergency settings'),
  update_phone_numbers: () => t('Update numbers'),
};

/** The words for a value; the value itself when it is one we have not heard of. */
export function inWords(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return Object.hasOwn(words, value) ? words[value]?.() : value;
}
