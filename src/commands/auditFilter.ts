import { t } from '@vscode/l10n';
import { parseDate, type PlainDate } from '../core/billing/dates.ts';
import { decodeAuditEvent, type AuditEvent } from '../core/resources/auditEvent.ts';
import { auditTimeWords, daysWords, lastDays, type AuditFilter } from '../core/resources/auditFilter.ts';
import type { Row } from '../core/resources/kind.ts';
import { inWords } from '../core/resources/words.ts';
import { askChoice, askText, back, type Back } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import { without } from './without.ts';

type Part = 'time' | 'resource' | 'who' | 'type';
type Answer = AuditFilter | Back | undefined;
type Question = (filter: AuditFilter, rows: readonly Row[]) => Promise<Answer>;

const step = (of: 1 | 2) => ({ title: t('Filter Audit Log'), step: of, of: 2 });

/** Asks for one part of a filter, then for its value; undefined when the person thought better of it. */
export async function askAuditFilter(
  filter: AuditFilter,
  rows: readonly Row[],
): Promise<AuditFilter | undefined> {
  let active: Part | undefined;
  for (;;) {
    const part = await askPart(filter, active);
    if (part === undefined || part === back) return undefined;
    active = part;
    const answer = await questions[part](filter, rows);
    if (answer !== back) return answer;
  }
}

function askPart(filter: AuditFilter, active: Part | undefined): Promise<Part | Back | undefined> {
  const choice = (value: Part, label: string, now: string | undefined, detail: string) => ({
    label,
    value,
    detail,
    ...(now !== undefined && { description: inLabel(now) }),
  });
  const loaded = t('Among the events that are loaded.');
  return askChoice<Part>({
    ...step(1),
    placeholder: t('What should the events have in common? All parts of a filter hold together.'),
    choices: [
      choice('time', t('Time'), auditTimeWords(filter), t('Telnyx is asked.')),
      choice('resource', t('Resource'), filter.resource, loaded),
      choice('who', t('Made by'), inWords(filter.who), loaded),
      choice('type', t('Type of change'), inWords(filter.type), loaded),
    ],
    active: (part) => part === active,
  });
}

async function askTime(filter: AuditFilter): Promise<Answer> {
  const rest = without(filter, 'lastDays', 'from', 'to');
  const chosen = await askChoice<(typeof lastDays)[number] | 'any' | 'range'>({
    ...step(2),
    placeholder: t('When was the change made?'),
    choices: [
      ...lastDays.map((days) => ({ label: daysWords(days), value: days })),
      { label: t('From … to …'), value: 'range' as const },
      { label: t('Any time'), value: 'any' as const },
    ],
    active: (one) => one === filter.lastDays,
  });
  if (chosen === undefined || chosen === back) return chosen;
  if (chosen === 'any') return rest;
  return chosen === 'range' ? await askDays(filter, rest) : { ...rest, lastDays: chosen };
}

async function askDays(filter: AuditFilter, rest: AuditFilter): Promise<Answer> {
  const from = await askDay(t('First day, in local time. Nothing means from the beginning.'), filter.from);
  if (from === undefined || from === back) return from;
  const first = parseDate(from);
  const to = await askDay(t('Last day, in local time. Nothing means until now.'), filter.to, first);
  if (to === undefined || to === back) return to;
  const last = parseDate(to);
  return { ...rest, ...(first && { from: first }), ...(last && { to: last }) };
}

/** A day; empty where nothing is typed. */
async function askDay(prompt: string, now: string | undefined, first?: PlainDate) {
  const typed = await askText({
    ...step(2),
    prompt,
    placeholder: '2026-09-25',
    value: now ?? '',
    check: (text) => checkDay(text.trim(), first),
  });
  return typeof typed === 'string' ? typed.trim() : typed;
}

function checkDay(text: string, first: PlainDate | undefined) {
  if (text === '') return { ok: true };
  const day = parseDate(text);
  if (!day) return { ok: false, remark: t('Type a day such as 2026-09-25.') };
  if (first && day < first) return { ok: false, remark: t('This day is before the first one, {0}.', first) };
  return { ok: true };
}

async function askResource(filter: AuditFilter): Promise<Answer> {
  const typed = await askText({
    ...step(2),
    prompt: t('A part of a phone number, an ID or a type of resource. Nothing means any.'),
    placeholder: '+13125550101',
    value: filter.resource ?? '',
    check: (text) =>
      text.length <= 500 ? { ok: true } : { ok: false, remark: t('At most 500 characters.') },
  });
  if (typed === undefined || typed === back) return typed;
  return typed.trim() === '' ? without(filter, 'resource') : { ...filter, resource: typed.trim() };
}

/** Everybody Telnyx documents; others as they are told. */
const makers = ['account_owner', 'organization_member', 'account_manager', 'telnyx'];

/** Asks for one of the values that are known or told in the rows. */
const askOne =
  (
    part: 'who' | 'type',
    words: { readonly placeholder: () => string; readonly any: () => string },
    told: (event: AuditEvent) => string | undefined,
    known: readonly string[],
  ): Question =>
  async (filter, rows) => {
    const seen = rows.flatMap(({ raw }) => {
      const event = decodeAuditEvent(raw);
      return (event && told(event)) ?? [];
    });
    const values = [...new Set([...known, ...seen, ...[filter[part] ?? []].flat()])];
    const chosen = await askChoice<string | null>({
      ...step(2),
      placeholder: words.placeholder(),
      choices: [
        ...values.map((value) => ({ label: inLabel(inWords(value) ?? value), value })),
        { label: words.any(), value: null },
      ],
      active: (value) => value === (filter[part] ?? null),
    });
    if (chosen === undefined || chosen === back) return chosen;
    return chosen === null ? without(filter, part) : { ...filter, [part]: chosen };
  };

const questions: Readonly<Record<Part, Question>> = {
  time: askTime,
  resource: askResource,
  who: askOne(
    'who',
    { placeholder: () => t('Who made the change?'), any: () => t('Anybody') },
    (event) => event.change_made_by,
    makers,
  ),
  type: askOne(
    'type',
    { placeholder: () => t('Types told in the events that are loaded'), any: () => t('Any type') },
    (event) => event.change_type,
    [],
  ),
};
