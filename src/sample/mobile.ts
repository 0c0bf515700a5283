import type { Telnyx } from 'telnyx';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { notFound, ok, type Answer } from './envelope.ts';
import type { MobileRecord } from './mobile-record.ts';
import { messagingPages, numberPages, page } from './page.ts';
import { at } from './random.ts';
import { BodyReader, isObject } from './reader.ts';
import { iso } from './time.ts';
import { cnamRules, readRecording } from './voice-change.ts';

type MobileMessaging = Telnyx.MobilePhoneNumbers.MobilePhoneNumberWithMessagingSettings;

function mobileOf(call: Call): MobileRecord {
  const record = call.account.mobile().find((row) => row.id === call.id);
  if (!record) throw notFound();
  return record;
}

/** Operation 24. */
export function listMobile(call: Call): Answer {
  return page(call, numberPages, call.account.mobile(), (record): Telnyx.MobilePhoneNumber => record);
}

/** Operation 25. */
export function getMobile(call: Call): Answer {
  return ok<Telnyx.MobilePhoneNumberRetrieveResponse>({ data: mobileOf(call) });
}

/** Operation 26. `noise_suppression` goes in as a boolean and comes out as one of four words (D16). */
export function patchMobile(call: Call): Answer {
  const { account } = call;
  const record = mobileOf(call);
  const body = new BodyReader(call.body);
  const change = { ...readNested(body, record), ...readPlain(account, body) };
  body.refuseOthers().done();
  Object.assign(record, change, { updated_at: iso(account.now()) });
  account.audit.add({
    resource_id: record.id,
    alternate_resource_id: record.phone_number,
    record_type: 'mobile_phone_number',
    change_type: 'update',
    changes: Object.keys(isObject(call.body) ? call.body : {}).map((field) => ({ field })),
  });
  return ok<Telnyx.MobilePhoneNumberUpdateResponse>({ data: record });
}

function readPlain(account: Account, body: BodyReader): Partial<MobileRecord> {
  const tags = body.tags();
  const reference = body.textOrNull('customer_reference');
  const id = body.textOrNull('connection_id', {
    known: (value) => value === '' || account.hasConnection(value),
  });
  const callerId = body.flag('caller_id_name_enabled');
  const screening = body.choice('inbound_call_screening', ['disabled', 'reject_calls', 'flag_calls']);
  const noise = body.flag('noise_suppression');
  return {
    ...(tags && { tags }),
    ...(reference === undefined ? {} : { customer_reference: reference === '' ? null : reference }),
    ...(id === undefined ? {} : connectionFields(account, id === '' ? null : id)),
    ...(callerId === undefined ? {} : { caller_id_name_enabled: callerId }),
    ...(screening && { inbound_call_screening: screening }),
    ...(noise === undefined ? {} : { noise_suppression: noise ? 'both' : 'disabled' }),
  };
}

function connectionFields(account: Account, id: string | null): Partial<MobileRecord> {
  const found = account.choices.connections.find((row) => row.id === id);
  return {
    connection_id: id,
    connection_name: found?.connection_name ?? null,
    connection_type: found?.record_type ?? null,
  };
}

function readNested(body: BodyReader, record: MobileRecord): Partial<MobileRecord> {
  const forwarding = body.object('call_forwarding');
  const cnam = body.object('cnam_listing');
  const e164 = { pattern: /^\+[1-9]\d{1,14}$/, wanted: 'must be +E.164' };
  const enabled = forwarding?.flag('call_forwarding_enabled');
  const target = forwarding?.textOrNull('forwards_to', e164);
  const type =
    forwarding?.raw('forwarding_type') === null
      ? null
      : forwarding?.choice('forwarding_type', ['always', 'on-failure']);
  const listed = cnam?.flag('cnam_listing_enabled');
  const details = cnam?.textOrNull('cnam_listing_details', cnamRules);
  forwarding?.refuseOthers();
  cnam?.refuseOthers();
  return {
    call_forwarding: {
      ...record.call_forwarding,
      ...(enabled === undefined ? {} : { call_forwarding_enabled: enabled }),
      ...(target === undefined ? {} : { forwards_to: target }),
      ...(type === undefined ? {} : { forwarding_type: type }),
    },
    call_recording: { ...record.call_recording, ...readRecording(body.object('call_recording')) },
    cnam_listing: {
      ...record.cnam_listing,
      ...(listed === undefined ? {} : { cnam_listing_enabled: listed }),
      ...(details === undefined ? {} : { cnam_listing_details: details }),
    },
    inbound: readApp(body.object('inbound'), record.inbound),
    outbound: readApp(body.object('outbound'), record.outbound),
  };
}

function readApp(
  body: BodyReader | undefined,
  now: MobileRecord['inbound'],
): NonNullable<MobileRecord['inbound']> {
  const id = body?.textOrNull('interception_app_id');
  body?.refuseOthers();
  if (id === undefined) return now;
  return { interception_app_id: id, interception_app_name: id === null ? null : 'Call notes' };
}

function mobileMessaging(account: Account, record: MobileRecord): MobileMessaging {
  const { profiles } = account.choices;
  return {
    id: record.id,
    record_type: 'messaging_settings',
    phone_number: record.phone_number,
    country_code: record.country_iso_alpha2,
    type: 'longcode',
    messaging_profile_id: record.customer_reference === null ? null : at(profiles, 8).id,
    messaging_product: 'P2P',
    traffic_type: 'P2P',
    features: {
      sms: { domestic_two_way: true, international_inbound: true, international_outbound: false },
    },
    organization_id: account.business.organizationId,
    tags: record.tags,
    created_at: record.created_at,
    updated_at: record.updated_at,
  };
}

/** Operation 3. */
export function listMobileMessaging(call: Call): Answer {
  const { account } = call;
  return page(call, messagingPages, account.mobile(), (record) => mobileMessaging(account, record));
}

/** Operation 4. */
export function getMobileMessaging(call: Call): Answer {
  const data = mobileMessaging(call.account, mobileOf(call));
  return ok<Telnyx.MobilePhoneNumbers.MessagingRetrieveResponse>({ data });
}
