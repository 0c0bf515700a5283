import { t } from '@vscode/l10n';
import type { Card, Item } from '../model/item.ts';
import { grouped } from '../model/text.ts';
import { explain, type Explanation } from '../webhooks/codes.ts';
import { shortEndpoint } from '../webhooks/endpoint.ts';
import { incidentsOf, type Incident } from '../webhooks/incidents.ts';
import { decodeDelivery, type Delivery } from './delivery.ts';
import type { Digest, Row } from './kind.ts';
import { lines, moment, shortMoment } from './show.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as people say it; nothing under a minute. */
function lasting(milliseconds: number): string | undefined {
  if (milliseconds < minute) return undefined;
  if (milliseconds < 2 * hour) return t('{0} min', Math.round(milliseconds / minute));
  return milliseconds < 2 * day
    ? t('{0} h', Math.round(milliseconds / hour))
    : t('{0} days', Math.round(milliseconds / day));
}

const instant = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());

function failures(count: number, length: string | undefined): string {
  if (count === 1) return t('1 failure');
  return length === undefined
    ? t('{0} failures', grouped(count))
    : t('{0} failures in {1}', grouped(count), length);
}

/** E.g. `https://a.example/hook: 214 failures in 40 min, first 12:03, HTTP 503`. */
function sentence({ endpoint, deliveries, first, last }: Incident, why: Explanation): string {
  const length = first === undefined || last === undefined ? undefined : lasting(last - first);
  const parts = [
    failures(deliveries.length, length),
    first === undefined ? undefined : t('first {0}', shortMoment(instant(first)) ?? ''),
    why.label,
  ];
  return `${endpoint ?? t('unknown address')}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

function card(incident: Incident, why: Explanation): Card {
  const { endpoint, outcome, deliveries, first, last } = incident;
  return {
    title: sentence(incident, why),
    rows: lines(
      [t('Address'), endpoint ?? t('unknown')],
      [t('Failed deliveries'), grouped(deliveries.length)],
      [t('First'), moment(instant(first))],
      [t('Last'), moment(instant(last))],
      [t('Codes'), outcome.code],
      [t('Why'), why.what.join(' ')],
      [t('What to do'), why.doThis],
    ),
  };
}

/** What happened and what to do, as lines of their own: a tooltip is not read by everybody. */
function reasons(itemId: string, incident: Incident, why: Explanation): readonly Item[] {
  const whole = () => card(incident, why);
  const line = (key: string, label: string, icon: string): Item => ({
    id: `${itemId}/${key}`,
    label,
    icon,
    abilities: ['copy-explanation'],
    explanation: explanationOf(incident, why),
    card: whole,
  });
  return [
    ...why.what.map((what, index) => line(`why${index}`, what, 'info')),
    line('do', why.doThis, 'lightbulb'),
  ];
}

const explanationOf = (incident: Incident, why: Explanation) =>
  [sentence(incident, why), ...why.what, why.doThis].join('\n');

function incidentItem(incident: Incident): Item {
  const why = explain(incident.outcome);
  const { key, endpoint, deliveries, first } = incident;
  const id = `incident/${key}`;
  const since = first === undefined ? undefined : t('first {0}', shortMoment(instant(first)) ?? '');
  const where = endpoint === undefined ? t('unknown address') : shortEndpoint(endpoint);
  return {
    id,
    label: t('{0}: {1}', failures(deliveries.length, undefined), why.label),
    description: [where, since].filter((part) => part !== undefined).join(' · '),
    spoken: sentence(incident, why),
    icon: 'flame',
    tone: 'bad',
    abilities: ['copy-explanation', 'refresh'],
    explanation: explanationOf(incident, why),
    card: () => card(incident, why),
    parts: () => reasons(id, incident, why),
  };
}

/** Over what the incidents were looked for: more may lie in what is not loaded. */
function span(rows: readonly Row[], oldest: string | undefined): string {
  const since = shortMoment(oldest);
  if (rows.length === 1) return t('in the 1 delivery loaded');
  return since === undefined
    ? t('in the {0} deliveries loaded', grouped(rows.length))
    : t('in the {0} deliveries loaded, since {1}', grouped(rows.length), since);
}

/** The incidents among the deliveries that are loaded, and over which span that is. */
export function digestOf(rows: readonly Row[]): Digest {
  const byDelivery = new Map<Delivery, Row>();
  let oldest: string | undefined;
  for (const row of rows) {
    const delivery = decodeDelivery(row.raw);
    if (!delivery) continue;
    byDelivery.set(delivery, row);
    const started = delivery.started_at;
    if (started !== undefined && (oldest === undefined || Date.parse(started) < Date.parse(oldest)))
      oldest = started;
  }
  const incidents = incidentsOf([...byDelivery.keys()]);
  const where = span(rows, oldest);
  const none = incidents.length === 0;
  const label = none ? t('No incidents') : t('Incidents');
  return {
    item: {
      id: 'incidents/all',
      label,
      description: none ? where : `${grouped(incidents.length)} ${where}`,
      icon: none ? 'pass' : 'flame',
      tone: none ? 'muted' : 'bad',
      abilities: ['refresh'],
      card: () => ({
        title: `${label} ${where}`,
        rows: [],
        note: t('Failed deliveries with the same address, HTTP status and code are one incident.'),
      }),
    },
    groups: incidents.map((incident) => ({
      item: incidentItem(incident),
      rows: incident.deliveries.flatMap((delivery) => byDelivery.get(delivery) ?? []),
    })),
  };
}
