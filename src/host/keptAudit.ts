import { auditEvents } from '../core/resources/auditEvents.ts';
import { auditFilterSchema } from '../core/resources/auditFilter.ts';
import { auditLookOf } from '../core/state/auditLook.ts';
import { filterKept } from './followFilter.ts';

/** The filter of the audit log in force, for each account of this workspace. */
export const { follow, forget } = filterKept({
  kind: auditEvents.name,
  key: 'telnyx.auditFilter',
  schema: auditFilterSchema,
  lookOf: auditLookOf,
});
