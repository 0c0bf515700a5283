import type { Fault } from '../telnyx/failure.ts';
import { faultsIn } from '../telnyx/faults.ts';
import type { BatchJob, Entry } from './jobs.ts';

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

/** By which a job names a number: its id, its +E.164, or both. */
export const namesOf = ({ id, phone_number }: Entry): readonly string[] =>
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
