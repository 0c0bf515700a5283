import { jobFilterSchema } from '../core/resources/jobFilter.ts';
import { jobs } from '../core/resources/jobs.ts';
import { jobsLookOf } from '../core/state/jobsLook.ts';
import { filterKept } from './followFilter.ts';

/** The filter of jobs in force, for each account of this workspace. */
export const { follow, forget } = filterKept({
  kind: jobs.name,
  key: 'telnyx.jobFilter',
  schema: jobFilterSchema,
  lookOf: jobsLookOf,
});
