import { t } from '@vscode/l10n';
import type { Tone } from '../model/item.ts';
import { brief } from '../model/text.ts';
import { fieldName, sideWords } from '../resources/auditChanges.ts';
import { decodeAuditEvent, type AuditEvent } from '../resources/auditEvent.ts';
import { auditEventsOf } from '../resources/auditEvents.ts';
import { deliveriesWhere } from '../resources/deliveryFilter.ts';
import { decodeDelivery } from '../resources/delivery.ts';
import { decodeJob, jobs, outcomeIn } from '../resources/jobs.ts';
import { dotted, few } from '../resources/show.ts';
import { inWords } from '../resources/words.ts';
import { explain } from '../webhooks/codes.ts';
import { decodeWhole } from '../webhooks/delivery.ts';
import { outcomeOf } from '../webhooks/incidents.ts';
import { isCalled, numbersIn } from './about.ts';
import type { About } from './entry.ts';
import type { ListReading } from './listSource.ts';

/** An instant as the API takes it, one millisecond later: bounds that do not include themselves then include it. */
const after = (time: number) => new Date(time + 1).toISOString();

/** What a change did, as far as a line has room: the values of one field, or the names of several. */
function changed({ changes, change_type: type }: AuditEvent): string {
  const [first, ...others] = changes ?? [];
  if (!first) return inWords(type) ?? t('unknown change');
  if (others.length > 0) return few((changes ?? []).map(fieldName), 4);
  const [before, now] = [brief(sideWords(first, 'from'), 60), brief(sideWords(first, 'to'), 60)];
  return t('{0}: {1} → {2}', fieldName(first), before, now);
}

/** Audit events (operation 27) about a number, until a time. */
function audit(about: About, until: number | undefined): ListReading {
  const time = until === undefined ? {} : { created_before: after(until) };
  return {
    source: 'audit',
    kind: auditEventsOf(() => time),
    at: (raw) => decodeAuditEvent(raw)?.created_at,
    entry: ({ raw }) => {
      const event = decodeAuditEvent(raw);
      if (!event || !isCalled(about, event.alternate_resource_id, event.resource_id)) return undefined;
      const who = inWords(event.change_made_by) ?? t('by unknown');
      const type = event.changes?.length ? (inWords(event.change_type) ?? t('unknown change')) : undefined;
      return { title: changed(event), detail: dotted(type, who), opens: { type: 'audit', raw } };
    },
  };
}

/** Jobs (operation 7) that have a number among theirs; no filter of time is documented. */
function job(about: About): ListReading {
  return {
    source: 'job',
    kind: jobs,
    at: (raw) => decodeJob(raw)?.created_at,
    entry: ({ raw, id }) => {
      const told = decodeJob(raw);
      const own = told && outcomeIn(told, (...names) => isCalled(about, ...names));
      if (!own) return undefined;
      const label = inWords(told.type) ?? t('Job');
      return {
        title: label,
        detail: own.words,
        tone: own.tone,
        opens: { type: 'job', id, label },
      };
    },
  };
}

const toneOf = (status: string | undefined): Tone =>
  status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'muted';

/** Webhook deliveries (operation 38) whose event names a number as a value of its own, until a time. */
function delivery(about: About, until: number | undefined): ListReading {
  return {
    source: 'delivery',
    kind: deliveriesWhere(until === undefined ? {} : { to: new Date(until).toISOString() }),
    at: (raw) => decodeDelivery(raw)?.started_at,
    entry: ({ raw, id }) => {
      const whole = decodeWhole(raw);
      const named = numbersIn(whole?.payload).some(({ phoneNumber }) => phoneNumber === about.phoneNumber);
      if (!whole || !named) return undefined;
      const last = whole.attempts.at(-1);
      const why = whole.status === 'failed' && last ? explain(outcomeOf(last)).label : undefined;
      return {
        title: whole.eventType ?? t('Delivery'),
        detail: dotted(inWords(whole.status) ?? t('unknown'), why),
        tone: toneOf(whole.status),
        opens: { type: 'delivery', id },
      };
    },
  };
}

export const lists = { audit, job, delivery };
