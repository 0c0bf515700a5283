import type { Call } from '../../../src/core/telnyx/door.ts';

/** One operation of the API as the SDK calls it. */
export interface Operation {
  readonly number: number;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL. */
  readonly path: string;
  readonly call: Call;
  /** Whether it changes something; operation 6 is a POST that does not. */
  readonly writes: boolean;
}

const id = '1293384261075731499';

function reading(number: number, path: string, call: Call): Operation {
  return { number, method: 'GET', path, call, writes: false };
}

function writing(number: number, method: 'POST' | 'PATCH' | 'DELETE', path: string, call: Call): Operation {
  return { number, method, path, call, writes: true };
}

/** All 39 operations, in the order of the documents. */
export const operations: readonly Operation[] = [
  writing(1, 'POST', '/messaging_numbers_bulk_updates', (sdk, o) =>
    sdk.messagingNumbersBulkUpdates.create({ messaging_profile_id: 'p', numbers: ['+13125550001'] }, o),
  ),
  reading(2, `/messaging_numbers_bulk_updates/${id}`, (sdk, o) =>
    sdk.messagingNumbersBulkUpdates.retrieve(id, o),
  ),
  reading(3, '/mobile_phone_numbers/messaging', (sdk, o) => sdk.mobilePhoneNumbers.messaging.list({}, o)),
  reading(4, `/mobile_phone_numbers/${id}/messaging`, (sdk, o) =>
    sdk.mobilePhoneNumbers.messaging.retrieve(id, o),
  ),
  reading(5, '/phone_numbers', (sdk, o) => sdk.phoneNumbers.list({}, o)),
  {
    number: 6,
    method: 'POST',
    path: '/phone_numbers/actions/verify_ownership',
    call: (sdk, o) => sdk.phoneNumbers.actions.verifyOwnership({ phone_numbers: ['+13125550001'] }, o),
    writes: false,
  },
  reading(7, '/phone_numbers/jobs', (sdk, o) => sdk.phoneNumbers.jobs.list({}, o)),
  writing(8, 'POST', '/phone_numbers/jobs/delete_phone_numbers', (sdk, o) =>
    sdk.phoneNumbers.jobs.deleteBatch({ phone_numbers: ['+13125550001'] }, o),
  ),
  writing(9, 'POST', '/phone_numbers/jobs/update_emergency_settings', (sdk, o) =>
    sdk.phoneNumbers.jobs.updateEmergencySettingsBatch(
      { emergency_enabled: false, phone_numbers: ['+13125550001'] },
      o,
    ),
  ),
  writing(10, 'POST', '/phone_numbers/jobs/update_phone_numbers', (sdk, o) =>
    sdk.phoneNumbers.jobs.updateBatch({ phone_numbers: ['+13125550001'] }, o),
  ),
  reading(11, `/phone_numbers/jobs/${id}`, (sdk, o) => sdk.phoneNumbers.jobs.retrieve(id, o)),
  reading(12, '/phone_numbers/messaging', (sdk, o) => sdk.phoneNumbers.messaging.list({}, o)),
  reading(13, '/phone_numbers/slim', (sdk, o) => sdk.phoneNumbers.slimList({}, o)),
  reading(14, '/phone_numbers/voice', (sdk, o) => sdk.phoneNumbers.voice.list({}, o)),
  reading(15, `/phone_numbers/${id}`, (sdk, o) => sdk.phoneNumbers.retrieve(id, o)),
  writing(16, 'PATCH', `/phone_numbers/${id}`, (sdk, o) => sdk.phoneNumbers.update(id, {}, o)),
  writing(17, 'DELETE', `/phone_numbers/${id}`, (sdk, o) => sdk.phoneNumbers.delete(id, o)),
  writing(18, 'PATCH', `/phone_numbers/${id}/actions/bundle_status_change`, (sdk, o) =>
    sdk.phoneNumbers.actions.changeBundleStatus(id, { bundle_id: 'b' }, o),
  ),
  writing(19, 'POST', `/phone_numbers/${id}/actions/enable_emergency`, (sdk, o) =>
    sdk.phoneNumbers.actions.enableEmergency(id, { emergency_address_id: 'a', emergency_enabled: true }, o),
  ),
  reading(20, `/phone_numbers/${id}/messaging`, (sdk, o) => sdk.phoneNumbers.messaging.retrieve(id, o)),
  writing(21, 'PATCH', `/phone_numbers/${id}/messaging`, (sdk, o) =>
    sdk.phoneNumbers.messaging.update(id, {}, o),
  ),
  reading(22, `/phone_numbers/${id}/voice`, (sdk, o) => sdk.phoneNumbers.voice.retrieve(id, o)),
  writing(23, 'PATCH', `/phone_numbers/${id}/voice`, (sdk, o) => sdk.phoneNumbers.voice.update(id, {}, o)),
  reading(24, '/mobile_phone_numbers', (sdk, o) => sdk.mobilePhoneNumbers.list({}, o)),
  reading(25, `/mobile_phone_numbers/${id}`, (sdk, o) => sdk.mobilePhoneNumbers.retrieve(id, o)),
  writing(26, 'PATCH', `/mobile_phone_numbers/${id}`, (sdk, o) => sdk.mobilePhoneNumbers.update(id, {}, o)),
  reading(27, '/audit_events', (sdk, o) => sdk.auditEvents.list({}, o)),
  reading(28, '/balance', (sdk, o) => sdk.balance.retrieve(o)),
  reading(29, '/charges_breakdown', (sdk, o) =>
    sdk.chargesBreakdown.retrieve({ start_date: '2026-01-01' }, o),
  ),
  reading(30, '/charges_summary', (sdk, o) =>
    sdk.chargesSummary.retrieve({ start_date: '2026-01-01', end_date: '2026-02-01' }, o),
  ),
  reading(31, '/detail_records', (sdk, o) => sdk.detailRecords.list({}, o)),
  reading(32, '/invoices', (sdk, o) => sdk.invoices.list({}, o)),
  reading(33, `/invoices/${id}`, (sdk, o) => sdk.invoices.retrieve(id, {}, o)),
  reading(34, '/payment/auto_recharge_prefs', (sdk, o) => sdk.payment.autoRechargePrefs.list(o)),
  writing(35, 'PATCH', '/payment/auto_recharge_prefs', (sdk, o) =>
    sdk.payment.autoRechargePrefs.update({ enabled: false }, o),
  ),
  reading(36, '/user_tags', (sdk, o) => sdk.userTags.list({}, o)),
  writing(37, 'POST', '/payment/stored_payment_transactions', (sdk, o) =>
    sdk.payment.createStoredPaymentTransaction({ amount: '120.00' }, o),
  ),
  reading(38, '/webhook_deliveries', (sdk, o) => sdk.webhookDeliveries.list({}, o)),
  reading(39, `/webhook_deliveries/${id}`, (sdk, o) => sdk.webhookDeliveries.retrieve(id, o)),
];

export const writes = operations.filter((operation) => operation.writes);
