import { listAuditEvents } from './audit.ts';
import { createBulkUpdate, getBulkUpdate } from './bulk.ts';
import type { Handler } from './call.ts';
import { getBreakdown, getSummary } from './charges.ts';
import { listAddresses, listBillingGroups, listConnections, listProfiles } from './choices.ts';
import { listDetailRecords } from './details.ts';
import { enableEmergency } from './emergency.ts';
import { getInvoice, listInvoices } from './invoices.ts';
import { createDeleteJob, createEmergencyJob, createUpdateJob } from './job-requests.ts';
import { getJob, listJobs } from './jobs.ts';
import { getMessaging, listMessaging, patchMessaging } from './messaging.ts';
import { getMobile, getMobileMessaging, listMobile, listMobileMessaging, patchMobile } from './mobile.ts';
import {
  deleteNumber,
  getNumber,
  listNumbers,
  listSlimNumbers,
  patchNumber,
  verifyOwnership,
} from './numbers.ts';
import { createPayment, getAutoRecharge, getBalance, patchAutoRecharge } from './payment.ts';
import { listUserTags } from './tags.ts';
import { changeBundle, getVoice, listVoice, patchVoice } from './voice.ts';
import { getDelivery, listDeliveries } from './webhooks.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Operation {
  /** The operation's number in the list of 39; 0 for the lists of choices outside it. */
  readonly number: number;
  readonly method: Method;
  readonly path: string;
  readonly handler: Handler;
  /** The query parameters it knows; a trailing `*` stands for any ending. Others are refused. */
  readonly query: readonly string[];
  /** Refused to a key without billing rights. */
  readonly billing: boolean;
}

function operation(
  number: number,
  method: Method,
  path: string,
  handler: Handler,
  query = '',
  billing = false,
): Operation {
  return { number, method, path, handler, query: query.split(' ').filter(Boolean), billing };
}

const pages = 'page[number] page[size]';
const shared =
  'filter[billing_group_id] filter[emergency_address_id] filter[connection_id] filter[customer_reference] ' +
  'filter[country_iso_alpha2] filter[country_iso_alpha2][] filter[number_type][eq] filter[phone_number] ' +
  'filter[source] filter[status] filter[tag] filter[voice.connection_name]* filter[voice.usage_payment_method]';
const batch =
  'filter[has_bundle] filter[tag] filter[connection_id] filter[phone_number] filter[status] ' +
  'filter[voice.connection_name]* filter[voice.usage_payment_method] filter[billing_group_id] ' +
  'filter[emergency_address_id] filter[customer_reference]';

/** Every operation the account answers. Literal paths come before those with an id, so they win. */
export const operations: readonly Operation[] = [
  operation(1, 'POST', '/messaging_numbers_bulk_updates', createBulkUpdate),
  operation(2, 'GET', '/messaging_numbers_bulk_updates/{id}', getBulkUpdate),
  operation(3, 'GET', '/mobile_phone_numbers/messaging', listMobileMessaging, pages),
  operation(4, 'GET', '/mobile_phone_numbers/{id}/messaging', getMobileMessaging),
  operation(
    5,
    'GET',
    '/phone_numbers',
    listNumbers,
    `${pages} ${shared} filter[without_tags] sort handle_messaging_profile_error`,
  ),
  operation(6, 'POST', '/phone_numbers/actions/verify_ownership', verifyOwnership),
  operation(
    7,
    'GET',
    '/phone_numbers/jobs',
    listJobs,
    `${pages} sort filter[type] filter[status]* filter[phone_number]*`,
  ),
  operation(8, 'POST', '/phone_numbers/jobs/delete_phone_numbers', createDeleteJob),
  operation(9, 'POST', '/phone_numbers/jobs/update_emergency_settings', createEmergencyJob),
  operation(10, 'POST', '/phone_numbers/jobs/update_phone_numbers', createUpdateJob, batch),
  operation(11, 'GET', '/phone_numbers/jobs/{id}', getJob),
  operation(
    12,
    'GET',
    '/phone_numbers/messaging',
    listMessaging,
    `${pages} filter[messaging_profile_id] filter[phone_number] filter[phone_number][contains] filter[type] sort[phone_number]`,
  ),
  operation(
    13,
    'GET',
    '/phone_numbers/slim',
    listSlimNumbers,
    `${pages} ${shared} sort include_tags include_connection`,
  ),
  operation(
    14,
    'GET',
    '/phone_numbers/voice',
    listVoice,
    `${pages} sort filter[connection_name][contains] filter[customer_reference] filter[phone_number] filter[voice.usage_payment_method]`,
  ),
  operation(15, 'GET', '/phone_numbers/{id}', getNumber),
  operation(16, 'PATCH', '/phone_numbers/{id}', patchNumber),
  operation(17, 'DELETE', '/phone_numbers/{id}', deleteNumber),
  operation(18, 'PATCH', '/phone_numbers/{id}/actions/bundle_status_change', changeBundle),
  operation(19, 'POST', '/phone_numbers/{id}/actions/enable_emergency', enableEmergency),
  operation(20, 'GET', '/phone_numbers/{id}/messaging', getMessaging),
  operation(21, 'PATCH', '/phone_numbers/{id}/messaging', patchMessaging),
  operation(22, 'GET', '/phone_numbers/{id}/voice', getVoice),
  operation(23, 'PATCH', '/phone_numbers/{id}/voice', patchVoice),
  operation(24, 'GET', '/mobile_phone_numbers', listMobile, pages),
  operation(25, 'GET', '/mobile_phone_numbers/{id}', getMobile),
  operation(26, 'PATCH', '/mobile_phone_numbers/{id}', patchMobile),
  operation(
    27,
    'GET',
    '/audit_events',
    listAuditEvents,
    `${pages} sort filter[created_after] filter[created_before]`,
  ),
  operation(28, 'GET', '/balance', getBalance, '', true),
  operation(29, 'GET', '/charges_breakdown', getBreakdown, 'start_date end_date format'),
  operation(30, 'GET', '/charges_summary', getSummary, 'start_date end_date'),
  operation(31, 'GET', '/detail_records', listDetailRecords, `${pages} sort sort[] filter[*`),
  operation(32, 'GET', '/invoices', listInvoices, `${pages} sort`, true),
  operation(33, 'GET', '/invoices/{id}', getInvoice, 'action', true),
  operation(34, 'GET', '/payment/auto_recharge_prefs', getAutoRecharge, '', true),
  operation(35, 'PATCH', '/payment/auto_recharge_prefs', patchAutoRecharge, '', true),
  operation(36, 'GET', '/user_tags', listUserTags, 'filter[starts_with]'),
  operation(37, 'POST', '/payment/stored_payment_transactions', createPayment, '', true),
  operation(
    38,
    'GET',
    '/webhook_deliveries',
    listDeliveries,
    `${pages} filter[status][eq] filter[event_type] filter[webhook][contains] filter[attempts][contains] ` +
      'filter[started_at][gte] filter[started_at][lte] filter[finished_at][gte] filter[finished_at][lte]',
  ),
  operation(39, 'GET', '/webhook_deliveries/{id}', getDelivery),
  operation(
    0,
    'GET',
    '/connections',
    listConnections,
    `${pages} sort filter[connection_name][contains] filter[fqdn] filter[outbound_voice_profile_id]`,
  ),
  operation(0, 'GET', '/billing_groups', listBillingGroups, pages),
  operation(
    0,
    'GET',
    '/messaging_profiles',
    listProfiles,
    `${pages} filter[name] filter[name][eq] filter[name][contains]`,
  ),
  operation(
    0,
    'GET',
    '/addresses',
    listAddresses,
    `${pages} sort filter[address_book][eq] filter[customer_reference]* filter[street_address][contains] filter[used_as_emergency]`,
  ),
];
