import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { notFound, ok, unprocessable, type Answer } from './envelope.ts';
import { numberPages, page } from './page.ts';

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
          job.plan.entries.some((row) => numbers.includes(row.phoneNumber) || numbers.includes(row.id))),
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
