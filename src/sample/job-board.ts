import type { AuditLog } from './audit-log.ts';
import type { Ground } from './ground.ts';
import { Job, type JobPlan, type JobType, type Work } from './job.ts';
import { makeJobHistory } from './job-history.ts';
import type { NumberRecord } from './number-record.ts';
import { at, Random } from './random.ts';

/** How many jobs of a type may be open at once, and how the refusal counts them. */
const openLimits: Readonly<Record<JobType, number>> = {
  delete_phone_numbers: 20,
  update_phone_numbers: 20,
  update_emergency_settings: 500,
};

/** All jobs of the account, newest first. */
export class JobBoard {
  readonly #ground: Ground;
  readonly #audit: AuditLog;
  readonly #random: Random;
  readonly #jobs: Job[] = [];
  #historyMade = false;

  constructor(ground: Ground, audit: AuditLog) {
    this.#ground = ground;
    this.#audit = audit;
    this.#random = new Random(ground.settings.seed, 'jobs');
  }

  /** Those that can still be asked for. */
  all(): readonly Job[] {
    const { keepMs = Infinity } = this.#ground.settings.jobs;
    const oldest = this.#ground.now() - keepMs;
    return this.#ever().filter(({ plan }) => plan.createdAt > oldest);
  }

  #ever(): readonly Job[] {
    if (!this.#historyMade) {
      this.#historyMade = true;
      this.#jobs.push(...makeJobHistory(this.#ground));
      this.catchUp();
    }
    return this.#jobs;
  }

  find(id: string): Job | undefined {
    return this.all().find((job) => job.plan.id === id);
  }

  /** The limit that is reached for this type, or undefined while one more job may be opened. */
  reachedLimit(type: JobType): number | undefined {
    const limit = openLimits[type];
    const open = this.#ever().filter((job) => job.open && openLimits[job.plan.type] === limit);
    return open.length >= limit ? limit : undefined;
  }

  open({ type, key }: Pick<JobPlan, 'type' | 'key'>, records: readonly NumberRecord[], work: Work): Job {
    this.#ever();
    const { jobs } = this.#ground.settings;
    const now = this.#ground.now();
    const size = records.length;
    // A small job takes moments, a large one half a minute: long enough to be watched, short enough to wait for.
    const chosen = Math.max(15, Math.min(400, Math.floor(12_000 / Math.max(1, size))));
    const job = new Job({
      type,
      key,
      entries: records,
      id: this.#random.uuid(),
      createdAt: now,
      startsAt: now + jobs.startMs,
      stepMs: jobs.stepMs > 0 ? jobs.stepMs : chosen,
      expiresAt: now + jobs.expireMs,
      unexplained: this.#ground.settings.variants.jobFailuresUnexplained,
      work: (place) => {
        const record = at(records, place);
        const change = type === 'delete_phone_numbers' ? 'delete' : 'update';
        return this.#audit.watch(record, change, () => work(record));
      },
    });
    this.#jobs.unshift(job);
    return job;
  }

  catchUp(): void {
    const now = this.#ground.now();
    for (const job of this.#jobs) if (job.open) job.catchUp(now);
  }
}
