import { t } from '@vscode/l10n';
import { decodeDelivery } from '../core/resources/delivery.ts';
import {
  hoursWords,
  lastHours,
  statusWords,
  timeWords,
  type DeliveryFilter,
} from '../core/resources/deliveryFilter.ts';
import type { Row } from '../core/resources/kind.ts';
import { moment } from '../core/resources/show.ts';
import { askChoice, askSeveral, askText, back, type Back } from '../host/ask.ts';
import { askContained, askEnds, askFilter, type FilterPart } from './askFilter.ts';
import { inLabel } from '../host/plainText.ts';
import { without } from './without.ts';

type Answer = DeliveryFilter | Back | undefined;

const title = () => t('Filter Deliveries');
const step = () => ({ title: title(), step: 2, of: 2 });

/** Asks for one part of a filter, then for its value; undefined when the person thought better of it. */
export function askDeliveryFilter(
  filter: DeliveryFilter,
  rows: readonly Row[],
): Promise<DeliveryFilter | undefined> {
  const { status, eventTypes = [], attempts, event } = filter;
  const parts: readonly FilterPart<DeliveryFilter>[] = [
    { label: t('Status'), now: status && statusWords(status), ask: askStatus },
    { label: t('Event type'), now: eventTypes.join(t(' or ')), ask: pickTypes },
    { label: t('URL, or any text in the attempts'), now: attempts, ask: askAttempts },
    { label: t('Time'), now: timeWords(filter), ask: askTime },
    { label: t('Any text in the event'), now: event, ask: askEvent },
  ];
  const placeholder = t('What should the deliveries have in common? All parts of a filter hold together.');
  return askFilter({ title: title(), placeholder, parts }, filter, rows);
}

async function askStatus(filter: DeliveryFilter): Promise<Answer> {
  const status = await askChoice<'failed' | 'delivered' | 'any'>({
    ...step(),
    placeholder: t('Failed means that Telnyx gave up: no attempt went well.'),
    choices: [
      { label: statusWords('failed'), value: 'failed' },
      { label: statusWords('delivered'), value: 'delivered' },
      { label: t('Any status'), value: 'any' },
    ],
    active: (one) => one === (filter.status ?? 'any'),
  });
  if (status === undefined || status === back) return status;
  return status === 'any' ? without(filter, 'status') : { ...filter, status };
}

/** Types as they were told so far: Telnyx has no list of them, and compares whole types. */
function typesIn(rows: readonly Row[]): readonly string[] {
  const told = rows.flatMap(({ raw }) => decodeDelivery(raw)?.webhook?.event_type ?? []);
  return [...new Set(told)].sort();
}

async function askTypes(filter: DeliveryFilter, rows: readonly Row[]): Promise<Answer> {
  const seen = typesIn(rows);
  const typed = await askText({
    ...step(),
    prompt: t('Whole event types, separated by commas. Nothing means any.'),
    placeholder: seen.slice(0, 3).join(', '),
    value: (filter.eventTypes ?? []).join(', '),
    check: (text) => {
      const wrong = typesOf(text).find((type) => !/^[\w.-]+$/.test(type));
      if (wrong === undefined) return { ok: true };
      return { ok: false, remark: t('Telnyx compares whole types, such as call.hangup: not “{0}”.', wrong) };
    },
  });
  if (typed === undefined || typed === back) return typed;
  const eventTypes = typesOf(typed);
  return eventTypes.length === 0 ? without(filter, 'eventTypes') : { ...filter, eventTypes };
}

const typesOf = (text: string) => [...new Set(text.split(/[,\s]+/).filter((type) => type !== ''))];

async function pickTypes(filter: DeliveryFilter, rows: readonly Row[]): Promise<Answer> {
  const now = filter.eventTypes ?? [];
  const types = [...new Set([...typesIn(rows), ...now])].sort();
  const chosen = await askSeveral<string | null>({
    ...step(),
    placeholder: t('Types among the deliveries loaded. Tick any; none ticked takes the filter away.'),
    choices: [
      ...types.map((type) => ({ label: inLabel(type), value: type })),
      { label: t('Type them…'), alwaysShow: true, value: null },
    ],
    ticked: (type) => type !== null && now.includes(type),
  });
  if (chosen === undefined || chosen === back) return chosen;
  const eventTypes = chosen.filter((type) => type !== null);
  if (chosen.includes(null)) return askTypes({ ...filter, eventTypes }, rows);
  return eventTypes.length === 0 ? without(filter, 'eventTypes') : { ...filter, eventTypes };
}

async function askTime(filter: DeliveryFilter): Promise<Answer> {
  const rest = without(filter, 'lastHours', 'from', 'to');
  const chosen = await askChoice<(typeof lastHours)[number] | 'any' | 'range'>({
    ...step(),
    placeholder: t('When did the delivery start?'),
    choices: [
      ...lastHours.map((hours) => ({ label: hoursWords(hours), value: hours })),
      { label: t('From … to …'), value: 'range' as const },
      { label: t('Any time'), value: 'any' as const },
    ],
    active: (one) => one === filter.lastHours,
  });
  if (chosen === undefined || chosen === back) return chosen;
  if (chosen === 'any') return rest;
  if (chosen !== 'range') return { ...rest, lastHours: chosen };
  const ends = await askEnds({
    ...step(),
    prompts: [
      t('From when on, in local time? Nothing means from the first.'),
      t('Until when, in local time? Nothing means until now.'),
    ],
    placeholder: '2026-09-25 14:00',
    now: [moment(filter.from), moment(filter.to)],
    check: (text) =>
      text.trim() === '' || instantOf(text) !== undefined
        ? { ok: true }
        : { ok: false, remark: t('Type a date and a time such as 2026-09-25 14:00.') },
  });
  if (ends === undefined || ends === back) return ends;
  const [from, to] = ends.map(instantOf);
  return { ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** A local time as ISO timestamp. */
function instantOf(text: string): string | undefined {
  const [, day, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(text.trim()) ?? [];
  const date = new Date(`${day ?? ''}T${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const askAny =
  (part: 'attempts' | 'event', prompt: () => string) =>
  async (filter: DeliveryFilter): Promise<Answer> => {
    const text = await askContained({ ...step(), prompt: prompt(), value: filter[part] });
    if (text === undefined || text === back) return text;
    return text === '' ? without(filter, part) : { ...filter, [part]: text };
  };

const askAttempts = askAny('attempts', () =>
  t('Telnyx looks for this text in the URLs, headers and answers of all attempts. Nothing means any.'),
);

const askEvent = askAny('event', () =>
  t('Telnyx looks for this text in the event and its payload. Nothing means any.'),
);
