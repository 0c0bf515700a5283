import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import type { Failure } from '../telnyx/failure.ts';

const lenient = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined);
const text = lenient(v.string());
const entry = v.looseObject({ id: text, phone_number: text });
const entries = lenient(v.array(v.fallback(entry, {})));

const record = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  type: text,
  status: text,
  created_at: text,
  /** When it is expected to end. */
  etc: text,
  phone_numbers: entries,
  pending_operations: entries,
  successful_operations: entries,
  failed_operations: entries,
});

/** A number of a job: either name may be there. `raw` holds what the job says of it. */
export type Entry = v.InferOutput<typeof entry>;

/** A job (operations 7 to 11) as far as a plan needs it. Absent lists are ones that the server did not tell. */
export type BatchJob = v.InferOutput<typeof record>;

export type JobOperation = 8 | 9 | 10;

export const typeOf: Readonly<Record<JobOperation, string>> = {
  8: 'delete_phone_numbers',
  9: 'update_emergency_settings',
  10: 'update_phone_numbers',
};

export const isJob = (operation: number): operation is JobOperation => Object.hasOwn(typeOf, operation);

/** Jobs that may be open at once (documented with operations 8 to 10): 8 and 10 share theirs. */
export const mostOpen: Readonly<Record<JobOperation, number>> = { 8: 20, 9: 500, 10: 20 };

export const isEnded = ({ status }: BatchJob): boolean => /^(completed|failed|expired)$/.test(status ?? '');

/** Whether an open job takes a place that this operation needs. */
export function sharesPlaces(job: BatchJob, operation: JobOperation): boolean {
  return (job.type === typeOf[9]) === (operation === 9);
}

/** Starts a job (operations 8, 9, 10) on numbers by their ids, never by a filter; resolves to the job. */
export function startJob(
  door: Door,
  operation: JobOperation,
  ids: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): Promise<BatchJob> {
  const body = { phone_numbers: [...ids], ...fields };
  return door.write((sdk, options) => {
    const { jobs } = sdk.phoneNumbers;
    if (operation === 8) return jobs.deleteBatch({ phone_numbers: [...ids] }, options);
    const whole = { ...options, body };
    if (operation === 9)
      return jobs.updateEmergencySettingsBatch({ phone_numbers: [], emergency_enabled: false }, whole);
    return jobs.updateBatch({ phone_numbers: [] }, whole);
  }, v.parser(record));
}

/** A job as it stands now (operation 11). */
export function readBatchJob(door: Door, id: string, signal?: AbortSignal): Promise<BatchJob> {
  return door.read((sdk, options) => sdk.phoneNumbers.jobs.retrieve(id, options), v.parser(record), signal);
}

/** The jobs among rows of the list; what is none is left out. */
export const jobsAmong = (rows: readonly unknown[]): readonly BatchJob[] =>
  rows.flatMap((row) => {
    const job = v.safeParse(record, row);
    return job.success ? [job.output] : [];
  });

/** One page of the jobs, newest first (operation 7). */
export async function newestJobs(
  door: Door,
  page: { readonly number: number; readonly size: number },
  signal?: AbortSignal,
): Promise<readonly BatchJob[]> {
  const { rows } = await door.page(
    (sdk, query, options) => sdk.phoneNumbers.jobs.list(query, options),
    page,
    signal,
  );
  return jobsAmong(rows);
}

/** The refusal that says there are too many open jobs: it tells the rule, and points at no field. */
export function isFull(failure: Failure): boolean {
  return (
    failure.status === 422 &&
    failure.faults.some(
      ({ sentence, pointer }) => pointer === undefined && /\bat most \d+ (pending|open)/i.test(sentence),
    )
  );
}
