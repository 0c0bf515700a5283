import { t } from '@vscode/l10n';
import { window, type QuickPickItem } from 'vscode';
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
import { askChoice, askText, back, type Back } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import { without } from './without.ts';

type Part = 'status' | 'eventTypes' | 'time' | 'attempts' | 'event';
type Answer = DeliveryFilter | Back | undefined;

const title = () => t('Filter Deliveries');

/** Asks for one part of a filter, then for its value; undefined when the person thought better of it. */
export async function askDeliveryFilter(
  filter: DeliveryFilter,
  rows: readonly Row[],
): Promise<DeliveryFilter | undefined> {
  let active: Part | undefined;
  for (;;) {
    const part = await askPart(filter, active);
    if (part === undefined || part === back) return undefined;
    active = part;
    const answer = await questions[part](filter, rows);
    if (answer !== back) return answer;
  }
}

function askPart(filter: DeliveryFilter, active: Part | undefined): Promise<Part | Back | undefined> {
  const { status, eventTypes = [], attempts, event } = filter;
  const choice = (value: Part, label: string, now: string | undefined) => ({
    label,
    value,
    ...(now !== undefined && now !== '' && { description: inLabel(now) }),
  });
  return askChoice<Part>({
    title: title(),
    step: 1,
    of: 2,
    placeholder: t('What should the deliveries have in common? All parts of a filter hold together.'),
    choices: [
      choice('status', t('Status'), status && statusWords(status)),
      choice('eventTypes', t('Event type'), eventTypes.join(t(' or '))),
      choice('attempts', t('URL, or any text in the attempts'), attempts),
      choice('time', t('Time'), timeWords(filter)),
      choice('event', t('Any text in the event'), event),
    ],
    active: (part) => part === active,
  });
}

async function askStatus(filter: DeliveryFilter): Promise<Answer> {
  const status = await askChoice<'failed' | 'delivered' | 'any'>({
    title: title(),
    step: 2,
    of: 2,
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
    title: title(),
    step: 2,
    of: 2,
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
  const other: QuickPickItem = { label: t('Type them…'), alwaysShow: true };
  const items: QuickPickItem[] = [...types.map((label) => ({ label, picked: now.includes(label) })), other];
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: t('Filter Deliveries (2/2)'),
    placeHolder: t('Types among the deliveries loaded. Tick any; none ticked takes the filter away.'),
    ignoreFocusOut: true,
  });
  if (!chosen) return back;
  const eventTypes = chosen.filter((item) => item !== other).map(({ label }) => label);
  if (chosen.includes(other)) return askTypes({ ...filter, eventTypes }, rows);
  return eventTypes.length === 0 ? without(filter, 'eventTypes') : { ...filter, eventTypes };
}

async function askTime(filter: DeliveryFilter): Promise<Answer> {
  const rest = without(filter, 'lastHours', 'from', 'to');
  const chosen = await askChoice<(typeof lastHours)[number] | 'any' | 'range'>({
    title: title(),
    step: 2,
    of: 2,
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
  const from = await askInstant(t('From when on, in local time? Nothing means from the first.'), filter.from);
  if (from === undefined || from === back) return from;
  const to = await askInstant(t('Until when, in local time? Nothing means until now.'), filter.to);
  if (to === undefined || to === back) return to;
  return { ...rest, ...(from !== '' && { from }), ...(to !== '' && { to }) };
}

/** A local time as ISO timestamp; empty where nothing is typed. */
async function askInstant(prompt: string, now: string | undefined): Promise<string | Back | undefined> {
  const typed = await askText({
    title: title(),
    step: 2,
    of: 2,
    prompt,
    placeholder: '2026-09-25 14:00',
    value: moment(now) ?? '',
    check: (text) =>
      text.trim() === '' || instantOf(text) !== undefined
        ? { ok: true }
        : { ok: false, remark: t('Type a date and a time such as 2026-09-25 14:00.') },
  });
  if (typed === undefined || typed === back) return typed;
  return typed.trim() === '' ? '' : instantOf(typed);
}

function instantOf(text: string): string | undefined {
  const [, day, time = '00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?$/.exec(text.trim()) ?? [];
  const date = new Date(`${day ?? ''}T${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const askContained =
  (part: 'attempts' | 'event', prompt: () => string) =>
  async (filter: DeliveryFilter): Promise<Answer> => {
    const typed = await askText({
      title: title(),
      step: 2,
      of: 2,
      prompt: prompt(),
      value: filter[part] ?? '',
      check: (text) =>
        text.length <= 500 ? { ok: true } : { ok: false, remark: t('At most 500 characters.') },
    });
    if (typed === undefined || typed === back) return typed;
    return typed.trim() === '' ? without(filter, part) : { ...filter, [part]: typed.trim() };
  };

const questions: Readonly<Record<Part, (filter: DeliveryFilter, rows: readonly Row[]) => Promise<Answer>>> = {
  status: askStatus,
  eventTypes: pickTypes,
  time: askTime,
  attempts: askContained('attempts', () =>
    t('Telnyx looks for this text in the URLs, headers and answers of all attempts. Nothing means any.'),
  ),
  event: askContained('event', () =>
    t('Telnyx looks for this text in the event and its payload. Nothing means any.'),
  ),
};
