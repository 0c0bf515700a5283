import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { notFound, ok, problem, Refusal, unprocessable, type Answer } from './envelope.ts';
import { readAddressChange, readNumberChange } from './number-change.ts';
import { chosenNumbers, listDialect, slimDialect } from './number-filter.ts';
import { deleted, detailed, slim, withoutMessaging } from './number-view.ts';
import type { NumberRecord } from './number-record.ts';
import { editable, lockedText, refuseLost } from './number-rules.ts';
import { numberPages, page } from './page.ts';
import { BodyReader } from './reader.ts';

/** The number a path names, or 404. */
export function numberOf(call: Call): NumberRecord {
  const record = call.account.numbers.byId(call.id);
  if (!record) throw notFound();
  return record;
}

/** The number a path names, or 404; 422 for one that nothing can be changed about. */
export function changedNumberOf(call: Call): NumberRecord {
  const record = numberOf(call);
  refuseLost(record);
  return record;
}

/** Operation 5. */
export function listNumbers(call: Call): Answer {
  const { account, query } = call;
  const rows = chosenNumbers(call, listDialect);
  if (!account.settings.variants.messagingProfilesDown) {
    return page(call, numberPages, rows, (record) => detailed(account, record));
  }
  const errors = [problem('10007', 'Unexpected error', 'Messaging profiles are unavailable.')];
  if (query.one('handle_messaging_profile_error') !== 'true') throw new Refusal(503, errors);
  return page(call, numberPages, rows, (record) => withoutMessaging(account, record), { errors });
}

/** Operation 13. */
export function listSlimNumbers(call: Call): Answer {
  const { account, query } = call;
  const tags = query.one('include_tags') === 'true';
  const connection = query.one('include_connection') === 'true';
  if (query.has('filter[tag]') && !tags) throw unprocessable('include_tags must be true', '/filter/tag');
  if (query.names().some((name) => name.startsWith('filter[voice.connection_name]')) && !connection) {
    throw unprocessable('include_connection must be true', '/filter/voice.connection_name');
  }
  return page(call, numberPages, chosenNumbers(call, slimDialect), (record) =>
    slim(account, record, { tags, connection }),
  );
}

/** Operation 15. */
export function getNumber(call: Call): Answer {
  const data = detailed(call.account, numberOf(call));
  return ok<Telnyx.PhoneNumberRetrieveResponse>({ data });
}

/** Operation 16. The read-only `id` of the documents is let through when it is the number's own (D19). */
export function patchNumber(call: Call): Answer {
  const { account } = call;
  const record = changedNumberOf(call);
  const body = new BodyReader(call.body);
  body.text('id', { known: (id) => id === record.id });
  const applies = [...readNumberChange(account, body), ...readAddressChange(account, body)];
  body.refuseOthers().done();
  account.audit.watch(record, 'update', () => {
    for (const apply of applies) apply(record);
    record.updatedAt = account.now();
  });
  return ok<Telnyx.PhoneNumberUpdateResponse>({ data: detailed(account, record) });
}

/** Operation 17. */
export function deleteNumber(call: Call): Answer {
  const { account } = call;
  const record = numberOf(call);
  if (record.deletionLock) throw unprocessable(lockedText, '/base', 'Deletion locked');
  account.audit.watch(record, 'delete', () => account.numbers.delete(record, account.now()));
  return ok<Telnyx.PhoneNumberDeleteResponse>({ data: deleted(account, record) });
}

/** Operation 6. */
export function verifyOwnership(call: Call): Answer {
  const body = new BodyReader(call.body).need('phone_numbers');
  const wanted = body.texts('phone_numbers') ?? [];
  if (wanted.length > 1000) body.complain('phone_numbers', '1000 numbers is the maximum allowed.');
  if (body.has('phone_numbers') && wanted.length === 0) {
    body.complain('phone_numbers', 'You must provide at least 1 phone number.');
  }
  for (const [index, number] of wanted.entries()) {
    if (!/^\+[1-9]\d{1,14}$/.test(number)) body.complain(`phone_numbers/${index}`, 'must be +E.164', '10016');
  }
  body.refuseOthers().done();
  const found: Telnyx.PhoneNumbers.ActionVerifyOwnershipResponse.Data.Found[] = [];
  const missing: string[] = [];
  for (const number of wanted) {
    const record = call.account.numbers.byPhoneNumber(number);
    if (record && editable(record)) found.push({ id: record.id, number_val_e164: number });
    else missing.push(number);
  }
  return ok<Telnyx.PhoneNumbers.ActionVerifyOwnershipResponse>({
    data: { record_type: 'number_ownership_verification', found, not_found: missing },
  });
}
