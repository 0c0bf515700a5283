import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { ok, unprocessable, type Answer } from './envelope.ts';
import { bareType, canText, messagingSettings } from './messaging-view.ts';
import type { NumberRecord } from './number-record.ts';
import { changedNumberOf, numberOf } from './numbers.ts';
import { messagingPages, page } from './page.ts';
import { BodyReader } from './reader.ts';
import type { Rows } from './rows.ts';

function chosen(call: Call): Rows<NumberRecord> {
  const { account, query } = call;
  const profile = query.one('filter[messaging_profile_id]');
  const exact = query.one('filter[phone_number]');
  const part = query.one('filter[phone_number][contains]');
  const type = query.one('filter[type]');
  const sort = query.one('sort[phone_number]');
  if (type !== undefined && !['tollfree', 'longcode', 'shortcode'].includes(type)) {
    throw unprocessable('must be one of tollfree, longcode, shortcode', '/filter/type');
  }
  if (sort !== undefined && sort !== 'asc' && sort !== 'desc') {
    throw unprocessable('must be asc or desc', '/sort', 'Invalid sorting value');
  }
  if ([profile, exact, part, type, sort].every((value) => value === undefined)) return account.numbers.rows();
  const wanted = exact === undefined ? undefined : new Set(exact.split(','));
  const found = account.numbers
    .all()
    .filter(
      (record) =>
        (profile === undefined || record.messagingProfileId === profile) &&
        (wanted === undefined || wanted.has(record.phoneNumber)) &&
        (part === undefined || record.phoneNumber.includes(part)) &&
        (type === undefined || bareType(record) === type),
    );
  if (sort === undefined) return found;
  const direction = sort === 'asc' ? 1 : -1;
  return found.sort((a, b) => (a.phoneNumber < b.phoneNumber ? -direction : direction));
}

/** Operation 12. */
export function listMessaging(call: Call): Answer {
  return page(call, messagingPages, chosen(call), (record) => messagingSettings(call.account, record));
}

/** Operation 20. */
export function getMessaging(call: Call): Answer {
  const data = messagingSettings(call.account, numberOf(call));
  return ok<Telnyx.PhoneNumbers.MessagingRetrieveResponse>({ data });
}

/** Operation 21: the empty text takes the profile away, null keeps it. */
export function patchMessaging(call: Call): Answer {
  const { account } = call;
  const record = changedNumberOf(call);
  const body = new BodyReader(call.body);
  const profile = body.textOrNull('messaging_profile_id', {
    known: (id) => id === '' || account.hasProfile(id),
  });
  const product = body.textOrNull('messaging_product', {
    most: 40,
    pattern: /\S/,
    wanted: 'must not be empty',
  });
  const tags = body.tags();
  if (profile && !canText(record))
    body.complain('messaging_profile_id', 'The number cannot send or receive messages.');
  body.refuseOthers().done();
  account.audit.watch(record, 'update', () => {
    if (typeof profile === 'string') record.messagingProfileId = profile === '' ? null : profile;
    if (typeof product === 'string') record.messagingProduct = product;
    if (tags) record.tags = tags;
    record.updatedAt = account.now();
  });
  return ok<Telnyx.PhoneNumbers.MessagingUpdateResponse>({ data: messagingSettings(account, record) });
}
