import { t } from '@vscode/l10n';
import type { Ability, Card, Item } from '../model/item.ts';
import { brief, grouped } from '../model/text.ts';
import { fieldName, sidesNote, sideWords } from './auditChanges.ts';
import { decodeAuditEvent, numberOf, type AuditChange, type AuditEvent } from './auditEvent.ts';
import { defineKind, type ResourceKind } from './kind.ts';
import { dotted, few, lines, moment, shortMoment } from './show.ts';
import { inWords } from './words.ts';

const icons: Readonly<Record<string, string>> = { create: 'add', update: 'edit', delete: 'trash' };

const iconOf = (type = '') => (Object.hasOwn(icons, type) ? icons[type] : undefined) ?? 'history';

/** The characters of a value that a row has room for; the tooltip and the comparison hold more. */
const roomy = 60;

function changeItem(change: AuditChange, id: string): Item {
  const label = fieldName(change);
  const [before, after] = [sideWords(change, 'from'), sideWords(change, 'to')];
  const short = [brief(before, roomy), brief(after, roomy)] as const;
  return {
    id,
    label,
    description: `${short[0]} → ${short[1]}`,
    spoken: t('{0}: before {1}, after {2}', label, ...short),
    icon: 'diff-modified',
    abilities: ['copy-label', 'show-difference'],
    copies: `${label}: ${before} → ${after}`,
    opens: 'difference',
    card: () => ({
      title: label,
      rows: [
        { label: t('Before'), value: before },
        { label: t('After'), value: after },
      ],
      note: sidesNote(),
    }),
  };
}

/** What an event is about: the number it names, else the type of the resource. */
export function subjectOf(event: AuditEvent): string {
  const told = [event.alternate_resource_id, inWords(event.record_type), event.resource_id];
  return told.find((text) => text !== undefined && text !== '') ?? t('unknown resource');
}

function changesTold({ changes }: AuditEvent): string {
  if (changes === undefined) return t('not told');
  return changes === null ? t('not told (null)') : grouped(changes.length);
}

function card(event: AuditEvent): Card {
  return {
    title: subjectOf(event),
    rows: lines(
      [t('When'), moment(event.created_at) ?? t('unknown')],
      [t('Change'), inWords(event.change_type) ?? t('unknown')],
      [t('Made by'), inWords(event.change_made_by) ?? t('unknown')],
      [t('Fields changed'), changesTold(event)],
      [t('Resource'), inWords(event.record_type)],
      [t('Resource ID'), event.resource_id],
      [t('User ID'), event.user_id],
      ['ID', event.id],
    ),
    ...(event.changes?.length && { note: sidesNote() }),
  };
}

function abilitiesOf(event: AuditEvent): readonly Ability[] {
  return [
    'copy-label',
    'copy-id',
    'view-json',
    ...(event.changes?.length ? (['show-difference'] as const) : []),
    ...(numberOf(event) === undefined ? [] : (['settings', 'timeline'] as const)),
  ];
}

function show(event: AuditEvent, itemId: string): Omit<Item, 'id'> {
  const label = subjectOf(event);
  const { changes, created_at: at } = event;
  const type = inWords(event.change_type) ?? t('unknown change');
  const who = inWords(event.change_made_by) ?? t('by unknown');
  const fields = changes?.length ? few(changes.map(fieldName), 2) : undefined;
  const phoneNumber = numberOf(event);
  return {
    label,
    // A narrow row has room for the fields, which say more than the type: the icon tells that, too.
    description: dotted(shortMoment(at), fields, type, who),
    spoken: [label, type, fields, who, moment(at)].filter(Boolean).join(', '),
    icon: iconOf(event.change_type),
    apiId: event.id,
    abilities: abilitiesOf(event),
    card: () => card(event),
    ...(phoneNumber !== undefined && { subject: { type: 'number', phoneNumber } }),
    ...(changes?.length && {
      parts: () => changes.map((change, nth) => changeItem(change, `${itemId}/change/${String(nth)}`)),
    }),
  };
}

/** When events happened, as operation 27 asks; its words leave the instants themselves out. */
export interface AuditTime {
  readonly created_after?: string;
  readonly created_before?: string;
}

function define(time: () => AuditTime): ResourceKind {
  return defineKind<AuditEvent>({
    name: 'audit-event',
    place: { view: 'audit' },
    pageSize: 250,
    counted: true,
    empty: () => t('There are no audit events.'),
    beyond: 'filter-audit',
    notice: () => t('May be late or incomplete: Telnyx keeps this log as best effort.'),
    list: (door, page, signal) =>
      door.page(
        (sdk, query, options) =>
          sdk.auditEvents.list({ ...query, sort: 'desc', filter: { ...time() } }, options),
        page,
        signal,
      ),
    decode: decodeAuditEvent,
    identify: ({ id }) => id,
    show,
  });
}

/** Audit events by operation 27, the newest first. No operation reads one alone. */
export const auditEvents = define(() => ({}));

/** Those of a time, which is asked anew with each request: a span that ends now moves with the clock. */
export const auditEventsOf = define;
