import type { Telnyx } from 'telnyx';
import type { AuditEvent } from './audit-event.ts';
import { makeAuditHistory } from './audit-history.ts';
import type { Ground } from './ground.ts';
import type { NumberRecord } from './number-record.ts';
import { detailed } from './number-view.ts';
import { Random } from './random.ts';
import { iso } from './time.ts';
import { voiceSettings } from './voice-view.ts';

type Change = Telnyx.AuditEventListResponse.Change;
type Json = NonNullable<Change['from']> | null;

/** What happened in the account. An event becomes visible only some time after the change. */
export class AuditLog {
  readonly #ground: Ground;
  readonly #random: Random;
  readonly #recent: { readonly visibleAt: number; readonly event: AuditEvent }[] = [];
  #history: readonly AuditEvent[] | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#random = new Random(ground.settings.seed, 'audit');
  }

  /** The events that can be seen by now, newest first. */
  visible(): readonly AuditEvent[] {
    this.#history ??= makeAuditHistory(this.#ground);
    const now = this.#ground.now();
    const recent = this.#recent.filter((entry) => entry.visibleAt <= now).map((entry) => entry.event);
    return [...recent.reverse(), ...this.#history];
  }

  /** Runs a change to a number and remembers what it changed. */
  watch<T>(record: NumberRecord, changeType: 'update' | 'delete', change: () => T): T {
    const before = this.#picture(record);
    const result = change();
    const after = this.#picture(record);
    const changes = changeType === 'delete' ? null : differences(before, after);
    this.add({
      resource_id: record.id,
      alternate_resource_id: record.phoneNumber,
      record_type: 'phone_number',
      change_type: changeType,
      changes,
    });
    return result;
  }

  add(
    event: Pick<
      AuditEvent,
      'resource_id' | 'alternate_resource_id' | 'record_type' | 'change_type' | 'changes'
    >,
  ): void {
    const now = this.#ground.now();
    const { business, settings } = this.#ground;
    this.#recent.push({
      visibleAt: now + settings.auditDelayMs,
      event: {
        id: this.#random.uuid(),
        user_id: business.userId,
        organization_id: business.organizationId,
        change_made_by: 'account_owner',
        created_at: iso(now),
        ...event,
      },
    });
  }

  #picture(record: NumberRecord): ReadonlyMap<string, Json> {
    const flat = new Map<string, Json>();
    flatten({ ...voiceSettings(record), ...detailed(this.#ground, record) }, '', flat);
    return flat;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes nested fields under their dotted names, as audit events name them. */
function flatten(value: Record<string, unknown>, prefix: string, into: Map<string, Json>): void {
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'updated_at' || name === 'record_type') continue;
    if (isObject(inner)) flatten(inner, `${prefix}${name}.`, into);
    else if (Array.isArray(inner)) into.set(prefix + name, JSON.stringify(inner));
    else if (typeof inner === 'string' || typeof inner === 'boolean') into.set(prefix + name, inner);
    else into.set(prefix + name, null);
  }
}

function differences(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>): Change[] {
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields
    .map((field) => ({ field, from: before.get(field) ?? null, to: after.get(field) ?? null }))
    .filter((change) => change.from !== change.to);
}
