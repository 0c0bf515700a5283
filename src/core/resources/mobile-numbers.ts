import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Ability, Card } from '../model/item.ts';
import { asIs, decoder, id, listOf, text } from './decode.ts';
import { defineKind } from './kind.ts';
import { lostStatuses, numberLook } from './numbers.ts';
import { dotted, few, lines, moment } from './show.ts';
import { inWords } from './words.ts';

const record = v.object({
  id,
  phone_number: text,
  status: text,
  country_iso_alpha2: text,
  tags: listOf(v.string()),
  connection_name: text,
  connection_id: text,
  customer_reference: text,
  sim_card_id: text,
  created_at: text,
});

type MobileNumber = v.InferOutput<typeof record>;

/** What can be done with a mobile number. */
export function mobileAbilities({
  phone_number,
  status,
}: Pick<MobileNumber, 'phone_number' | 'status'>): readonly Ability[] {
  const always = ['copy-label', 'copy-id', 'view-json', 'refresh'] as const;
  if (phone_number === undefined) return always;
  const changes = lostStatuses.has(status) ? [] : (['change-settings', 'tag', 'assign-connection'] as const);
  return ['edit', 'compare', 'view-usage', 'timeline', ...changes, ...always];
}

function card(number: MobileNumber): Card {
  return {
    title: number.phone_number ?? number.id,
    rows: lines(
      [t('Status'), inWords(number.status)],
      [t('Country'), number.country_iso_alpha2],
      [t('Tags'), number.tags?.join(', ')],
      [t('Customer reference'), number.customer_reference],
      [t('Connection'), number.connection_name ?? number.connection_id],
      [t('SIM card'), number.sim_card_id],
      [t('Created'), moment(number.created_at)],
      ['ID', number.id],
    ),
  };
}

/** Mobile phone numbers by operation 24, one by operation 25. No page limit is stated; 250 is that of its siblings. */
export const mobileNumbers = defineKind<MobileNumber>({
  name: 'mobile-number',
  place: { view: 'numbers', folder: () => t('Mobile numbers'), folderIcon: 'device-mobile' },
  pageSize: 250,
  counted: true,
  empty: () => t('This account has no mobile numbers.'),
  list: (door, page, signal) =>
    door.page((sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options), page, signal),
  fetch: (door, number, signal) =>
    door.read((sdk, options) => sdk.mobilePhoneNumbers.retrieve(number, options), asIs, signal),
  decode: decoder(record),
  identify: (number) => number.id,
  show: (number) => ({
    label: number.phone_number ?? number.id,
    description: dotted(inWords(number.status), number.country_iso_alpha2, few(number.tags ?? [])),
    ...numberLook(number.status, 'device-mobile'),
    apiId: number.id,
    card: () => card(number),
    abilities: mobileAbilities(number),
    ...(number.phone_number === undefined
      ? { opens: 'json' }
      : {
          opens: 'editor',
          subject: { type: 'number', id: number.id, phoneNumber: number.phone_number, mobile: true },
        }),
  }),
});
