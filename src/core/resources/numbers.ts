import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Ability, Card } from '../model/item.ts';
import { asIs, decoder, flag, id, listOf, text, unavailable } from './decode.ts';
import { defineKind } from './kind.ts';
import { dotted, few, lines, moment, type Look } from './show.ts';
import { inWords } from './words.ts';

const record = v.object({
  id,
  phone_number: text,
  status: text,
  phone_number_type: text,
  country_iso_alpha2: text,
  tags: listOf(v.string()),
  connection_name: text,
  connection_id: text,
  customer_reference: text,
  messaging_profile_name: text,
  messaging_profile_id: text,
  deletion_lock_enabled: flag,
  emergency_status: text,
  purchased_at: text,
});

/** What can be done only with a number that is this account's. */
export const changes = [
  'change-settings',
  'tag',
  'assign-connection',
  'assign-billing-group',
  'assign-messaging-profile',
  'delete',
] as const;

type PhoneNumber = v.InferOutput<typeof record>;

/** Statuses in which a number is not, or never was, this account's: nothing can be changed about it. */
export const lostStatuses: ReadonlySet<string | undefined> = new Set([
  'deleted',
  'ported-out',
  'purchase-failed',
  'port-failed',
]);

/** Why nothing can be changed about a number with one of these statuses. */
export const sayLost = (status: string): string =>
  t('The status of this number is "{0}": its settings cannot be changed.', inWords(status) ?? status);

/** What can be done with a number. */
export function numberAbilities({
  phone_number,
  status,
}: Pick<PhoneNumber, 'phone_number' | 'status'>): readonly Ability[] {
  const always = ['copy-label', 'copy-id', 'view-json', 'refresh'] as const;
  if (phone_number === undefined) return always;
  return [
    'edit',
    'compare',
    'view-usage',
    'timeline',
    ...always,
    ...(lostStatuses.has(status) ? [] : changes),
  ];
}

/** How a number's state looks; all that end in `-pending` wait, all that end in `-failed` went wrong. */
export function numberLook(status: string | undefined, icon: string): Look {
  if (status === 'active') return { icon, tone: 'good' };
  if (status === undefined) return { icon: 'question', tone: 'muted' };
  if (/-(failed|exception)$/.test(status)) return { icon: 'error', tone: 'bad' };
  if (/-(pending|under-review)$/.test(status)) return { icon: 'clock', tone: 'waiting' };
  if (status === 'emergency-only') return { icon: 'warning', tone: 'waiting' };
  if (status === 'deleted' || status === 'ported-out') return { icon: 'circle-slash', tone: 'muted' };
  return { icon: 'question', tone: 'muted' };
}

function card(number: PhoneNumber): Card {
  const profile = number.messaging_profile_name ?? number.messaging_profile_id;
  const lock = number.deletion_lock_enabled;
  return {
    title: number.phone_number ?? number.id,
    rows: lines(
      [t('Status'), inWords(number.status)],
      [t('Type'), inWords(number.phone_number_type)],
      [t('Country'), number.country_iso_alpha2],
      [t('Tags'), number.tags?.join(', ')],
      [t('Customer reference'), number.customer_reference],
      [t('Connection'), number.connection_name ?? number.connection_id],
      [t('Messaging profile'), profile === unavailable ? t('not available at the moment') : profile],
      [t('Emergency calls'), inWords(number.emergency_status)],
      [t('Deletion lock'), lock === undefined ? t('unknown') : lock ? t('on') : t('off')],
      [t('Purchased'), moment(number.purchased_at)],
      ['ID', number.id],
    ),
  };
}

/**
 * Phone numbers by operation 5, one by operation 15. The slim list (13) has a higher rate limit, but no deletion
 * lock and no messaging profile, and its tags and connection are promised by no schema (D12): a missing tag could
 * not be told from none. A sidebar asks for 250 rows at a time, so the limit weighs less than knowing.
 */
export const numbers = defineKind<PhoneNumber>({
  name: 'number',
  place: { view: 'numbers' },
  pageSize: 250,
  counted: true,
  empty: () => t('This account has no phone numbers.'),
  beyond: 'table',
  list: (door, page, signal) =>
    door.page(
      (sdk, query, options) =>
        // Without this flag a fault in the messaging service fails the whole list (D11).
        sdk.phoneNumbers.list({ ...query, handle_messaging_profile_error: 'true' }, options),
      page,
      signal,
    ),
  fetch: (door, number, signal) =>
    door.read((sdk, options) => sdk.phoneNumbers.retrieve(number, options), asIs, signal),
  decode: decoder(record),
  identify: (number) => number.id,
  show: (number) => ({
    label: number.phone_number ?? number.id,
    description: dotted(
      inWords(number.status),
      inWords(number.phone_number_type),
      number.country_iso_alpha2,
      few(number.tags ?? []),
    ),
    ...numberLook(number.status, 'call-incoming'),
    apiId: number.id,
    card: () => card(number),
    abilities: numberAbilities(number),
    ...(number.phone_number !== undefined && {
      opens: 'editor',
      subject: { type: 'number', id: number.id, phoneNumber: number.phone_number },
    }),
  }),
});
