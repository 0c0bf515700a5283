import { t } from '@vscode/l10n';
import { parseDate } from '../core/billing/dates.ts';
import { decodeAuditEvent, type AuditEvent } from '../core/resources/auditEvent.ts';
import { auditTimeWords, daysWords, lastDays, type AuditFilter } from '../core/resources/auditFilter.ts';
import type { Row } from '../core/resources/kind.ts';
import { inWords } from '../core/resources/words.ts';
import { askChoice, back, type Back, type TextCheck } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import { askContained, askEnds, askFilter, type FilterPart } from './askFilter.ts';
import { without } from './without.ts';

type Answer = AuditFilter | Back | undefined;

const title = () => t('Filter Audit Log');
const step = () => ({ title: title(), step: 2, of: 2 });

/** Asks for one part of a filter, then for its value; undefined when the person thought better of it. */
export function askAuditFilter(filter: AuditFilter, rows: readonly Row[]): Promise<AuditFilter | undefined> {
  const detail = t('Among the events that are loaded.');
  const parts: readonly FilterPart<AuditFilter>[] = [
    { label: t('Time'), now: auditTimeWords(filter), detail: t('Telnyx is asked.'), ask: askTime },
    { label: t('Resource'), now: filter.resource, detail, ask: askResource },
    { label: t('Made by'), now: inWords(filter.who), detail, ask: askWho },
    { label: t('Type of change'), now: inWords(filter.type), detail, ask: askType },
  ];
  const placeholder = t('What should the events have in common? All parts of a filter hold together.');
  return askFilter({ title: title(), placeholder, parts }, filter, rows);
}

async function askTime(filter: AuditFilter): Promise<Answer> {
  const rest = without(filter, 'lastDays', 'from', 'to');
  const chosen = await askChoice<(typeof lastDays)[number] | 'any' | 'range'>({
    ...step(),
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
  const ends = await askEnds({
    ...step(),
    prompts: [
      t('First day, in local time. Nothing means from the beginning.'),
      t('Last day, in local time. Nothing means until now.'),
    ],
    placeholder: '2026-09-25',
    now: [filter.from, filter.to],
    check: checkDay,
  });
  if (ends === undefined || ends === back) return ends;
  const [from, to] = ends.map(parseDate);
  return { ...rest, ...(from && { from }), ...(to && { to }) };
}

function checkDay(typed: string, first = ''): TextCheck {
  const text = typed.trim();
  if (text === '') return { ok: true };
  const day = parseDate(text);
  if (!day) return { ok: false, remark: t('Type a day such as 2026-09-25.') };
  const from = parseDate(first);
  if (from && day < from) return { ok: false, remark: t('This day is before the first one, {0}.', from) };
  return { ok: true };
}

async function askResource(filter: AuditFilter): Promise<Answer> {
  const resource = await askContained({
    ...step(),
    prompt: t('A part of a phone number, an ID or a type of resource. Nothing means any.'),
    placeholder: '+13125550101',
    value: filter.resource,
  });
  if (resource === undefined || resource === back) return resource;
  return resource === '' ? without(filter, 'resource') : { ...filter, resource };
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
  ): FilterPart<AuditFilter>['ask'] =>
  async (filter, rows) => {
    const seen = rows.flatMap(({ raw }) => {
      const event = decodeAuditEvent(raw);
      return (event && told(event)) ?? [];
    });
    const values = [...new Set([...known, ...seen, ...[filter[part] ?? []].flat()])];
    const chosen = await askChoice<string | null>({
      ...step(),
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

const askWho = askOne(
  'who',
  { placeholder: () => t('Who made the change?'), any: () => t('Anybody') },
  (event) => event.change_made_by,
  makers,
);

const askType = askOne(
  'type',
  { placeholder: () => t('Types told in the events that are loaded'), any: () => t('Any type') },
  (event) => event.change_type,
  [],
);
