import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { jobs } from './jobs.ts';
import type { ResourceKind } from './kind.ts';
import { inWords } from './words.ts';

export const jobTypes = [
  'update_phone_numbers',
  'update_emergency_settings',
  'delete_phone_numbers',
] as const;
export const jobStatuses = ['pending', 'in_progress', 'completed', 'failed', 'expired'] as const;

/** Which jobs to ask for, as it is stored; what is absent asks for all. Several statuses mean any of them. */
export const jobFilterSchema = v.object({
  type: v.exactOptional(v.picklist(jobTypes)),
  statuses: v.exactOptional(v.pipe(v.array(v.picklist(jobStatuses)), v.minLength(1), v.readonly())),
});

export type JobFilter = Readonly<v.InferOutput<typeof jobFilterSchema>>;

/** The jobs that a filter lets through: the server is asked, so that counts and pages stay true. */
export function jobsWhere({ type, statuses }: JobFilter): ResourceKind {
  const filter = { ...(type && { type }), ...(statuses && { status: [...statuses] }) };
  return {
    ...jobs,
    empty: () => t('No job matches the filter.'),
    list: (door, page, signal) =>
      door.page(
        (sdk, query, options) => sdk.phoneNumbers.jobs.list({ ...query, filter }, options),
        page,
        signal,
      ),
  };
}

/** A filter in words, `Only: number update · failed or expired`; empty when it lets all through. */
export function jobFilterWords({ type, statuses = [] }: JobFilter): string {
  const some = statuses.map((status) => inWords(status) ?? status).join(t(' or '));
  const parts = [inWords(type), some].filter(Boolean);
  return parts.length === 0 ? '' : t('Only: {0}', parts.join(' · '));
}
