import type { Telnyx } from 'telnyx';

export type AuditEvent = Telnyx.AuditEventListResponse & { readonly created_at: string };
