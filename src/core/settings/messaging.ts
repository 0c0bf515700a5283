import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { flag, listOf, literal, maybe, text } from '../resources/decode.ts';
import { dotted } from '../resources/show.ts';
import { inWords } from '../resources/words.ts';
import type { Fact, Section, Setting } from './setting.ts';

const feature = maybe(
  v.object({ domestic_two_way: flag, international_inbound: flag, international_outbound: flag }),
);
const record = v.object({
  type: text,
  traffic_type: text,
  features: maybe(v.object({ sms: feature, mms: feature })),
  eligible_messaging_products: listOf(v.string()),
  health: maybe(
    v.object({
      message_count: literal,
      success_ratio: literal,
      spam_ratio: literal,
      inbound_outbound_ratio: literal,
    }),
  ),
});
type Messaging = v.InferOutput<typeof record>;

const fact = (label: Fact['label'], show: (record: Messaging) => string | undefined): Fact => ({
  label,
  show: (raw) => show(v.parse(record, raw)),
});

function canDo(set: v.InferOutput<typeof feature>): string | undefined {
  if (!set) return undefined;
  const words = dotted(
    set.domestic_two_way ? t('domestic, both ways') : undefined,
    set.international_inbound ? t('international inbound') : undefined,
    set.international_outbound ? t('international outbound') : undefined,
  );
  return words === '' ? t('none') : words;
}

/** What operations 20 and 4 tell beside the settings. Ratios are shown as told: fractions and percentages both occur. */
export const messagingFacts: readonly Fact[] = [
  // Both spellings occur (D5).
  fact(
    () => t('Type'),
    ({ type }) => inWords(type?.replaceAll('-', '')),
  ),
  fact(
    () => t('Traffic'),
    ({ traffic_type }) => traffic_type,
  ),
  fact(
    () => 'SMS',
    ({ features }) => canDo(features?.sms),
  ),
  fact(
    () => 'MMS',
    ({ features }) => canDo(features?.mms),
  ),
  fact(
    () => t('Messages counted'),
    ({ health }) => health?.message_count,
  ),
  fact(
    () => t('Success ratio'),
    ({ health }) => health?.success_ratio,
  ),
  fact(
    () => t('Spam ratio'),
    ({ health }) => health?.spam_ratio,
  ),
  fact(
    () => t('Inbound to outbound ratio'),
    ({ health }) => health?.inbound_outbound_ratio,
  ),
];

export const messagingSection: Section = {
  key: 'messaging',
  label: () => t('Messaging'),
  record: 'messaging',
  facts: messagingFacts,
};

const at21 = { section: 'messaging', record: 'messaging', operation: 21 } as const;

/** What operation 21 changes. */
export const messaging: readonly Setting[] = [
  {
    ...at21,
    key: 'messaging_profile_id',
    label: () => t('Messaging profile'),
    help: () => t('The profile that receives and sends the messages of this number.'),
    type: { kind: 'choice', from: 'messaging-profiles' },
    batch: 1,
    // Documented with operation 21: the empty text unassigns, null would keep.
    cleared: '',
  },
  {
    ...at21,
    key: 'messaging_product',
    label: () => t('Messaging product'),
    help: () => t('The kind of traffic this number is used for. Telnyx says which ones it may have.'),
    type: { kind: 'enum', options: [], offered: 'eligible_messaging_products' },
  },
  {
    ...at21,
    // A name of its own: in files, `tags` alone means those of General.
    key: 'messaging_tags',
    field: 'tags',
    label: () => t('Messaging tags'),
    help: () =>
      t(
        'Tags as the messaging settings tell them. Telnyx does not say whether they are the tags of General: a change here may show there, too.',
      ),
    type: { kind: 'tags', from: 'tags' },
    cleared: [],
  },
];
