import { jobFilterWords, jobsWhere, type JobFilter } from '../resources/jobFilter.ts';
import { jobs } from '../resources/jobs.ts';
import type { Disposable } from './emitter.ts';
import { narrowingOf } from './narrowing.ts';
import type { Session } from './session.ts';

/** Which jobs of an account are shown. */
export class JobsLook implements Disposable {
  readonly #session: Session;
  #filter: JobFilter = {};

  constructor(session: Session) {
    this.#session = session;
  }

  get filter(): JobFilter {
    return this.#filter;
  }

  put(filter: JobFilter): void {
    this.#filter = filter;
    const line = jobFilterWords(filter);
    narrowingOf(this.#session).set(jobs.name, line === '' ? undefined : { kind: jobsWhere(filter), line });
  }

  dispose(): void {
    this.#filter = {};
  }
}

const make = (session: Session) => new JobsLook(session);

export const jobsLookOf = (session: Session): JobsLook => session.keep(make);
