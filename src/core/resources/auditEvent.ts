import * as v from 'valibot';
import { decoder, id, listOf, text } from './decode.ts';

/** A side that Telnyx does not tell is absent, which is not the same as `null`. */
const change = v.object({
  /** May have dots for nested fields. */
  field: text,
  from: v.exactOptional(v.unknown()),
  to: v.exactOptional(v.unknown()),
});

const record = v.object({
  id,
  created_at: text,
  change_type: text,
  change_made_by: text,
  record_type: text,
  resource_id: text,
  alternate_resource_id: text,
  user_id: text,
  changes: v.fallback(v.nullish(listOf(change)), undefined),
});

/** An audit event of operation 27. Telnyx tells `changes` as a list, as null, or not at all. */
export type AuditEvent = v.InferOutput<typeof record>;
export type AuditChange = v.InferOutput<typeof change>;

const decode = decoder(record);
const decoded = new WeakMap<object, AuditEvent | undefined>();

/** Decodes an event, once for each record: rows and filters need the same. */
export function decodeAuditEvent(raw: unknown): AuditEvent | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  if (!decoded.has(raw)) decoded.set(raw, decode(raw));
  return decoded.get(raw);
}

/** The phone number an event is about, +E.164, where Telnyx tells it beside the id of the resource. */
export function numberOf({ alternate_resource_id: alternate }: AuditEvent): string | undefined {
  return alternate !== undefined && /^\+[1-9]\d{6,14}$/.test(alternate) ? alternate : undefined;
}
