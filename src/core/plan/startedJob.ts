import type { Door } from '../telnyx/door.ts';
import { newestJobs, typeOf, type BatchJob, type JobOperation } from './jobs.ts';
import { namesOf } from './jobTally.ts';
import type { NumberName } from './plan.ts';

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
