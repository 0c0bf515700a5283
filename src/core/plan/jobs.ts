import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Door, RawPage } from '../telnyx/door.ts';
import { Failure, type Fault } from '../telnyx/failure.ts';
import { faultsIn } from '../telnyx/faults.ts';
import type { NumberName } from './plan.ts';

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
type Entry = v.InferOutput<typeof entry>;

/** A job (operations 7 to 11) as far as a plan needs it. Absent lists are ones that the server did not tell. */
export type BatchJob = v.InferOutput<typeof record>;

export type JobOperation = 8 | 9 | 10;

const typeOf: Readonly<Record<JobOperation, string>> = {
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

const listSize = 250;
/** Where the filter is refused or ignored (D9), open jobs are looked for among so many pages of all. */
const mostListed = 40;

/**
 * The jobs that have not ended (operation 7), from all pages of the list. Throws a Failure when the list is too long to
 * be read to its end, since then nobody can say.
 */
export async function openJobs(door: Door, signal?: AbortSignal): Promise<readonly BatchJob[]> {
  const read = (status?: ('pending' | 'in_progress')[]) =>
    allJobs((number) =>
      door.page(
        (sdk, query, options) =>
          sdk.phoneNumbers.jobs.list({ ...query, ...(status && { filter: { status } }) }, options),
        { number, size: listSize },
        signal,
      ),
    );
  const jobs = await read(['pending', 'in_progress']).catch((thrown: unknown) => {
    if (thrown instanceof Failure && thrown.kind === 'rejected') return read();
    throw thrown;
  });
  return jobs.filter((job) => !isEnded(job));
}

/** Every job of a list; those that slide on to the next page while it is read are told once. */
async function allJobs(page: (number: number) => Promise<RawPage>): Promise<readonly BatchJob[]> {
  const found = new Map<string, BatchJob>();
  for (let number = 1; number <= mostListed; number++) {
    const { rows, pages } = await page(number);
    for (const job of jobsAmong(rows)) found.set(job.id, job);
    const isLast = pages === undefined ? rows.length < listSize : number >= pages;
    if (isLast || rows.length === 0) return [...found.values()];
  }
  const sentence = t('There are too many jobs in this account to look through all of them.');
  throw new Failure({ kind: 'unknown', sentence, wayOut: 'none' });
}

/**
 * The numbers that open jobs have still to come to: id or +E.164, as the job names them -> job id. That nothing is listed
 * as pending proves nothing, so what a job was given counts until the job says what became of it.
 */
export function numbersIn(jobs: readonly BatchJob[]): ReadonlyMap<string, string> {
  return new Map(
    jobs.flatMap((job) => {
      const { done, failed } = tallyOf(job);
      return [...(job.phone_numbers ?? []), ...(job.pending_operations ?? [])]
        .flatMap(namesOf)
        .filter((name) => !done.has(name) && !failed.has(name))
        .map((name) => [name, job.id] as const);
    }),
  );
}

const namesOf = ({ id, phone_number }: Entry): readonly string[] =>
  [id, phone_number].flatMap((name) => (name ? [name] : []));

/** What a job says of each of the numbers that it was given, by id and +E.164. */
export interface Tally {
  readonly done: ReadonlySet<string>;
  /** With the API's complaints; empty where it gives no reason. */
  readonly failed: ReadonlyMap<string, readonly Fault[]>;
}

export function tallyOf({
  successful_operations: done = [],
  failed_operations: failed = [],
}: BatchJob): Tally {
  return {
    done: new Set(done.flatMap(namesOf)),
    failed: new Map(failed.flatMap((one) => namesOf(one).map((name) => [name, faultsIn(one)] as const))),
  };
}

/** Pages of 20 jobs that are looked through for one that may have been started: more than a day's work. */
const mostPages = 10;

/** Milliseconds by which the clocks here and there may differ, and that a request may be on its way. */
const skew = 120_000;
const underway = 30_000;

/** What tells the job that was lost from others. */
export interface Lost {
  /** Jobs that are known to be something else. */
  readonly known: ReadonlySet<string>;
  /** The newest job that was there before; jobs are listed newest first. */
  readonly marker: string | undefined;
  /** When its request was made, in milliseconds since 1970; absent when nobody knows. */
  readonly sentAt: number | undefined;
}

/**
 * Looks for the job that an unclear answer left behind: those of this kind on exactly these numbers, made at that time.
 * Where there is more than one, nobody can say which. What it finds may still be the job of somebody else who asked for
 * something else at that moment: only the numbers tell.
 */
export async function findStarted(
  door: Door,
  operation: JobOperation,
  numbers: readonly NumberName[],
  { known, marker, sentAt }: Lost,
  signal?: AbortSignal,
): Promise<readonly BatchJob[]> {
  const found: BatchJob[] = [];
  const isFor = isForAll(numbers);
  for (let number = 1; number <= mostPages; number++) {
    const jobs = await newestJobs(door, { number, size: 20 }, signal);
    const end = jobs.findIndex(({ id }) => id === marker);
    const fresh = end < 0 ? jobs : jobs.slice(0, end);
    found.push(
      ...fresh.filter(
        (job) =>
          !known.has(job.id) &&
          job.type === typeOf[operation] &&
          isFor(job) &&
          (sentAt === undefined || isOfThen(job, sentAt)),
      ),
    );
    if (end >= 0 || jobs.length === 0) break;
  }
  return [...new Map(found.map((job) => [job.id, job])).values()];
}

function isOfThen({ created_at: created }: BatchJob, sentAt: number): boolean {
  const at = Date.parse(created ?? '');
  return at >= sentAt - skew && at <= sentAt + underway + skew;
}

/** Whether a job was given exactly these numbers: it names each by its id or by its phone number. */
function isForAll(numbers: readonly NumberName[]): (job: BatchJob) => boolean {
  const idOf = new Map(
    numbers.flatMap(({ id, phoneNumber }) => [[id, id] as const, [phoneNumber, id] as const]),
  );
  return ({ phone_numbers: entries = [] }) => {
    if (entries.length !== numbers.length) return false;
    const named = new Set(entries.flatMap(namesOf).map((name) => idOf.get(name)));
    return named.size === numbers.length && !named.has(undefined);
  };
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

const order = v.object({
  order_id: v.pipe(v.string(), v.nonEmpty()),
  pending: lenient(v.array(v.string())),
  success: lenient(v.array(v.string())),
  failed: lenient(v.array(v.string())),
});

/** A bulk change of the messaging profile (operations 1 and 2); its lists hold +E.164. */
export type BulkOrder = v.InferOutput<typeof order>;

/** Gives numbers a messaging profile, `''` for none (operation 1). */
export function startOrder(door: Door, profile: string, numbers: readonly string[]): Promise<BulkOrder> {
  return door.write(
    (sdk, options) =>
      sdk.messagingNumbersBulkUpdates.create(
        { messaging_profile_id: profile, numbers: [...numbers] },
        options,
      ),
    v.parser(order),
  );
}

/** An order as it stands now (operation 2). */
export function readOrder(door: Door, id: string, signal?: AbortSignal): Promise<BulkOrder> {
  return door.read(
    (sdk, options) => sdk.messagingNumbersBulkUpdates.retrieve(id, options),
    v.parser(order),
    signal,
  );
}
