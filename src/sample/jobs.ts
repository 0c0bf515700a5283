import type { Telnyx } from 'telnyx';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { notFound, ok, problem, Refusal, unprocessable, type Answer } from './envelope.ts';
import type { Job, JobType, Work } from './job.ts';
import { deleteWork, emergencyWork, updateWork } from './job-work.ts';
import { readNumberChange, type Apply } from './number-change.ts';
import { matchingNumbers } from './number-filter.ts';
import type { NumberRecord } from './number-record.ts';
import { numberPages, page } from './page.ts';
import { BodyReader, isObject } from './reader.ts';
import { readVoiceChange } from './voice-change.ts';

const statuses: ReadonlySet<string> = new Set(['pending', 'in_progress', 'completed', 'failed', 'expired']);
const types: readonly string[] = [
  'update_emergency_settings',
  'delete_phone_numbers',
  'update_phone_numbers',
];

/** Repeated `filter[status][]` only: a comma list or a scalar is refused (D3). */
function wantedStatuses(call: Call): readonly string[] {
  const { query } = call;
  const wanted = query.all('filter[status][]');
  if (query.has('filter[status]') || wanted.some((status) => !statuses.has(status))) {
    throw unprocessable(
      'must be given as repeated filter[status][] parameters with known values',
      '/filter/status',
    );
  }
  return wanted;
}

function wantedNumbers(call: Call): readonly string[] {
  const wanted = [
    ...call.query.all('filter[phone_number]'),
    ...call.query.all('filter[phone_number][]'),
  ].flatMap((value) => value.split(','));
  if (wanted.length === 0) return wanted;
  if (!call.account.settings.variants.jobPhoneNumberFilter) {
    throw unprocessable('is not enabled for this account', '/filter/phone_number');
  }
  if (wanted.length > 10) throw unprocessable('at most 10 values are allowed', '/filter/phone_number');
  if (wanted.some((value) => value.startsWith('+') && !/^\+\d{1,20}$/.test(value))) {
    throw unprocessable('must be + followed by 1 to 20 digits', '/filter/phone_number');
  }
  return wanted;
}

/** Operation 7. */
export function listJobs(call: Call): Answer {
  const { account, query } = call;
  const now = account.now();
  const type = query.one('filter[type]');
  const status = wantedStatuses(call);
  const numbers = wantedNumbers(call);
  const sort = query.one('sort');
  if (type !== undefined && !types.includes(type)) throw unprocessable('is not a job type', '/filter/type');
  if (sort !== undefined && sort !== 'created_at') {
    const detail = 'The value provided for sorting is not valid. Check the value used and try again.';
    throw unprocessable(detail, '/sort', 'Invalid sorting value');
  }
  const found = account.jobs
    .all()
    .filter(
      (job) =>
        (type === undefined || job.plan.type === type) &&
        (status.length === 0 || status.includes(job.status(now))) &&
        (numbers.length === 0 ||
          job.plan.records.some((row) => numbers.includes(row.phoneNumber) || numbers.includes(row.id))),
    );
  const rows = sort === 'created_at' ? found.toReversed() : found;
  return page(call, numberPages, rows, (job) => job.show(now));
}

/** Operation 11. */
export function getJob(call: Call): Answer {
  const job = call.account.jobs.find(call.id);
  if (!job) throw notFound('/base');
  return ok<Telnyx.PhoneNumbers.JobRetrieveResponse>({ data: job.show(call.account.now()) });
}

const numbersPointer = '/phone_numbers';

/** The numbers of a batch: all ids or all +E.164, 1 to 1,000 of them, all this account's. */
function batchNumbers(
  account: Account,
  body: unknown,
): { key: 'id' | 'phone_number'; records: NumberRecord[] } {
  const given: unknown = isObject(body) ? body['phone_numbers'] : undefined;
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
  const job: Job = account.jobs.open({ type, ...chosen, work });
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
