import type { Telnyx } from 'telnyx';
import type { NumberRecord } from './number-record.ts';
import { iso } from './time.ts';

type Shown = Telnyx.PhoneNumbers.PhoneNumbersJob;
export type JobType = NonNullable<Shown['type']>;
export type JobStatus = NonNullable<Shown['status']>;
export type JobErrors = NonNullable<Telnyx.PhoneNumbers.PhoneNumbersJob.FailedOperation['errors']>;

/** Does the work of a job on one number. Returns why it could not, or nothing. */
export type Work = (record: NumberRecord) => JobErrors | undefined;

/** A number a job was given; it need not be the account's any more. */
export type JobEntry = Pick<NumberRecord, 'id' | 'phoneNumber'>;

export interface JobPlan {
  readonly id: string;
  readonly type: JobType;
  /** Which key each entry was given with; answers repeat it. */
  readonly key: 'id' | 'phone_number';
  readonly entries: readonly JobEntry[];
  readonly createdAt: number;
  readonly startsAt: number;
  readonly stepMs: number;
  /** After this moment the rest is left pending and the job has expired. */
  readonly expiresAt: number;
  /** It never says why a number failed. */
  readonly unexplained?: boolean;
  /** Does what is due for the entry at this place. */
  readonly work: (place: number) => JobErrors | undefined;
}

/** One background job: it moves its numbers from pending to done as the clock goes on. */
export class Job {
  readonly plan: JobPlan;
  readonly #results: (JobErrors | undefined)[] = [];
  #expired = false;

  constructor(plan: JobPlan) {
    this.plan = plan;
  }

  /** Does all that is due by `now`. */
  catchUp(now: number): void {
    const { entries, startsAt, stepMs, expiresAt, work } = this.plan;
    const until = Math.min(now, expiresAt);
    const due =
      until < startsAt ? 0 : stepMs === 0 ? entries.length : Math.floor((until - startsAt) / stepMs);
    const last = Math.min(due, entries.length);
    while (this.#results.length < last) this.#results.push(work(this.#results.length));
    this.#expired = now >= expiresAt && this.#results.length < entries.length;
  }

  get open(): boolean {
    return !this.#expired && this.#results.length < this.plan.entries.length;
  }

  /** Completed says that the job ended, not that every number was changed. */
  status(now: number): JobStatus {
    if (this.#expired) return 'expired';
    if (now < this.plan.startsAt) return 'pending';
    if (this.open) return 'in_progress';
    return this.#results.every((errors) => errors) ? 'failed' : 'completed';
  }

  #updatedAt(): number {
    const { createdAt, startsAt, stepMs, expiresAt } = this.plan;
    if (this.#expired) return expiresAt;
    return this.#results.length === 0 ? createdAt : startsAt + this.#results.length * stepMs;
  }

  show(now: number): Shown {
    const { id, type, key, entries, createdAt, startsAt, stepMs } = this.plan;
    const whole = (entry: JobEntry) => ({ id: entry.id, phone_number: entry.phoneNumber });
    const failed: Telnyx.PhoneNumbers.PhoneNumbersJob.FailedOperation[] = [];
    const successful: Telnyx.PhoneNumbers.PhoneNumbersJob.SuccessfulOperation[] = [];
    for (const [index, entry] of entries.slice(0, this.#results.length).entries()) {
      const errors = this.#results[index];
      if (errors) failed.push({ ...whole(entry), ...(this.plan.unexplained ? {} : { errors }) });
      else successful.push(whole(entry));
    }
    return {
      id,
      record_type: 'phone_numbers_job',
      type,
      status: this.status(now),
      phone_numbers: entries.map((entry) =>
        key === 'id' ? { id: entry.id } : { phone_number: entry.phoneNumber },
      ),
      pending_operations: entries.slice(this.#results.length).map(whole),
      successful_operations: successful,
      failed_operations: failed,
      etc: iso(startsAt + entries.length * stepMs),
      created_at: iso(createdAt),
      updated_at: iso(this.#updatedAt()),
    };
  }
}
