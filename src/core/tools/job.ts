import * as v from 'valibot';
import { defineTool } from './tool.ts';

const complaint = v.looseObject({
  code: v.optional(v.unknown()),
  title: v.optional(v.unknown()),
  detail: v.optional(v.unknown()),
});
const entry = v.looseObject({
  id: v.optional(v.string()),
  phone_number: v.optional(v.string()),
  errors: v.fallback(v.array(complaint), []),
});
const entries = v.fallback(v.optional(v.array(entry)), undefined);
const job = v.looseObject({
  id: v.string(),
  type: v.optional(v.string()),
  status: v.optional(v.string()),
  created_at: v.optional(v.string()),
  updated_at: v.optional(v.string()),
  pending_operations: entries,
  successful_operations: entries,
  failed_operations: entries,
});

/** Operation 11: how far a job is, and why numbers in it failed. */
export const getJob = defineTool(
  v.strictObject({ job: v.pipe(v.string(), v.minLength(1)) }),
  async ({ door, name, told }, { job: id }, signal) => {
    const read = await door.read(
      (sdk, options) => sdk.phoneNumbers.jobs.retrieve(id, options),
      (data) => v.parse(job, data),
      signal,
    );
    const { pending_operations, successful_operations, failed_operations, ...rest } = read;
    return {
      account: name,
      id: rest.id,
      type: rest.type ?? 'unknown',
      status: rest.status ?? 'unknown',
      created_at: rest.created_at ?? 'unknown',
      updated_at: rest.updated_at ?? 'unknown',
      pending: pending_operations?.length ?? 'unknown',
      succeeded: successful_operations?.length ?? 'unknown',
      failed: failed_operations?.length ?? 'unknown',
      failures: (failed_operations ?? []).map((one) => ({
        number: one.phone_number === undefined ? (one.id ?? 'unknown') : told(one.phone_number),
        reasons: one.errors.map(({ code, title, detail }) =>
          [code, title, detail].filter((part) => typeof part === 'string').join(': '),
        ),
      })),
    };
  },
);
