import type { Telnyx } from 'telnyx';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { ok, problem, Refusal, unprocessable, type Answer } from './envelope.ts';
import type { JobType, Work } from './job.ts';
import { deleteWork, emergencyWork, updateWork } from './job-work.ts';
import { readNumberChange, type Apply } from './number-change.ts';
import { matchingNumbers } from './number-filter.ts';
import type { NumberRecord } from './number-record.ts';
import { BodyReader, isObject } from './reader.ts';
import { readVoiceChange } from './voice-change.ts';

const numbersPointer = '/phone_numbers';

/** The numbers of a batch: all ids or all +E.164, 1 to 1,000 of them, all this account's. */
function batchNumbers(
  account: Account,
  body: unknown,
): { key: 'id' | 'phone_number'; records: NumberRecord[] } {
  const given: unknown = isObject(body) ? body.phone_numbers : undefined;
  if (given === undefined || given === null) throw unprocessable('must be present', numbersPointer);
  if (!Array.isArray(given) || given.some((item) => typeof item !== 'string')) {
    throw unprocessable('must be a list of strings', numbersPointer);
  }
  const wanted = [...new Set(given.map(String))];
  if (wanted.length === 0) throw unprocessable('You must provide at least 1 phone number.', numbersPointer);
  if (wanted.length > 1000) throw unprocessable('1000 numbers is the maximum allowed.', numbersPointer);
  const plus = wanted.filter((value) => value.startsWith('+')).length;
  if (plus > 0 && plus < wanted.length) {
    const detail = 'You must specify either all phone numbers in the e164 format or all as phone number ids';
    throw unprocessable(detail, numbersPointer);
  }
  const key = plus > 0 ? 'phone_number' : 'id';
  const records: NumberRecord[] = [];
  for (const value of wanted) {
    const record = plus > 0 ? account.numbers.byPhoneNumber(value) : account.numbers.byId(value);
    if (!record) throw unprocessable('You must own every number in the bulk request', numbersPointer);
    records.push(record);
  }
  return { key, records };
}

function openJob(call: Call, type: JobType, chosen: ReturnType<typeof batchNumbers>, work: Work): Answer {
  const { account } = call;
  const limit = account.jobs.reachedLimit(type);
  if (limit !== undefined) {
    throw unprocessable(`You can have at most ${limit} pending or in progress jobs`, '/base');
  }
  const job = account.jobs.open({ type, key: chosen.key }, chosen.records, work);
  const answer: Telnyx.PhoneNumbers.JobUpdateBatchResponse = { data: job.show(account.now()) };
  return ok(answer, 202);
}

/** Operation 8. */
export function createDeleteJob(call: Call): Answer {
  const chosen = batchNumbers(call.account, call.body);
  const body = new BodyReader(call.body);
  body.raw('phone_numbers');
  body.refuseOthers().done();
  return openJob(call, 'delete_phone_numbers', chosen, deleteWork(call.account));
}

/** Operation 9: here the address is wanted only to enable (D14). */
export function createEmergencyJob(call: Call): Answer {
  const { account } = call;
  const chosen = batchNumbers(account, call.body);
  const body = new BodyReader(call.body).need('emergency_enabled');
  body.raw('phone_numbers');
  const enabled = body.flag('emergency_enabled') === true;
  const address = body.textOrNull('emergency_address_id', { known: account.hasAddress }) ?? null;
  if (enabled && address === null) body.complain('emergency_address_id', 'must be present');
  if (!enabled && address !== null) body.complain('emergency_address_id', 'must be null');
  body.refuseOthers().done();
  return openJob(call, 'update_emergency_settings', chosen, emergencyWork(account, enabled, address));
}

/** Operation 10. A filter in the query chooses the numbers instead of the body (D15). */
export function createUpdateJob(call: Call): Answer {
  const { account } = call;
  const matching = matchingNumbers(account, call.query)?.slice(0, 1000);
  const chosen = matching ? { key: 'id' as const, records: matching } : batchNumbers(account, call.body);
  if (chosen.records.length === 0)
    throw unprocessable('You must provide at least 1 phone number.', numbersPointer);
  const body = new BodyReader(call.body);
  body.raw('phone_numbers');
  refuseForeignGroup(account, body.raw('billing_group_id'));
  const applies = readBatchChange(account, body);
  body.refuseOthers().done();
  if (applies.length === 0)
    throw unprocessable('You must provide at least 1 updateable field.', '/updateable_fields');
  return openJob(call, 'update_phone_numbers', chosen, updateWork(account, applies));
}

function readBatchChange(account: Account, body: BodyReader): Apply[] {
  const applies = readNumberChange(account, body);
  const lock = body.flag('deletion_lock_enabled');
  if (lock !== undefined) applies.push((record) => (record.deletionLock = lock));
  const voice = body.object('voice');
  if (voice) applies.push(...readVoiceChange(voice));
  return applies;
}

/** 403, not 422: the one place where a wrong billing group is a matter of rights. */
function refuseForeignGroup(account: Account, id: unknown): void {
  if (typeof id !== 'string' || id === '' || account.hasBillingGroup(id)) return;
  const detail = 'You are not authorized to use this billing group.';
  throw new Refusal(403, [problem('10010', 'Not authorized', detail, '/billing_group_id')]);
}
