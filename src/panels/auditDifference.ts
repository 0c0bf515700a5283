import { t } from '@vscode/l10n';
import { brief } from '../core/model/text.ts';
import { sidesOf } from '../core/resources/auditChanges.ts';
import type { AuditEvent } from '../core/resources/auditEvent.ts';
import { subjectOf } from '../core/resources/auditEvents.ts';
import { moment } from '../core/resources/show.ts';

/** Shows records that no operation reads alone. */
export interface Records {
  show(label: string, record: unknown): Promise<void>;
  compare(title: string, left: readonly [string, unknown], right: readonly [string, unknown]): Promise<void>;
}

/** Lays what an audit event changed side by side, before and after. */
export async function compareSides(records: Records, event: AuditEvent): Promise<void> {
  const { from, to } = sidesOf(event.changes ?? []);
  const what = brief([subjectOf(event), moment(event.created_at)].filter(Boolean).join(', '), 80);
  const title = t('{0}: “from” ↔ “to” (Telnyx’s own example has it the other way round)', what);
  await records.compare(title, [t('Before'), from], [t('After'), to]);
}
