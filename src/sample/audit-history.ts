import type { AuditEvent } from './audit-event.ts';
import { hostile } from './business.ts';
import type { Ground } from './ground.ts';
import { Random } from './random.ts';
import { hour, iso } from './time.ts';

type Changes = Exclude<AuditEvent['changes'], undefined>;

/** From and to come in every JSON type, and sometimes not at all. */
const shapes: readonly ((random: Random) => Changes)[] = [
  (random) => [
    {
      field: 'customer_reference',
      from: `SALES-${random.between(100, 499)}`,
      to: `SALES-${random.between(500, 999)}`,
    },
  ],
  (random) => [
    { field: 'hd_voice_enabled', from: false, to: true },
    { field: 'external_pin', from: null, to: random.digits(4) },
  ],
  () => [{ field: 'tags', from: [], to: [{ name: 'support' }, { name: 'eu' }] }],
  (random) => [{ field: 'voice.channel_limit', from: random.between(5, 10), to: random.between(11, 20) }],
  () => [
    { field: 'call_forwarding', from: null, to: { forwards_to: '+13125550101', forwarding_type: 'always' } },
  ],
  () => null,
  () => [{ field: 'deletion_lock_enabled', from: true, to: false }],
  () => [],
];

const resources = [
  'phone_number',
  'phone_number',
  'phone_number',
  'messaging_profile',
  'billing_group',
  'connection',
];
const makers = [
  'account_owner',
  'organization_member',
  'organization_member',
  'telnyx',
  'account_manager',
] as const;

/** What was changed before the account was opened: 320 events, newest first. */
export function makeAuditHistory(ground: Ground): readonly AuditEvent[] {
  const random = new Random(ground.settings.seed, 'audit history');
  let time = ground.epoch - 2 * hour;
  return Array.from({ length: 320 }, (_, index): AuditEvent => {
    time -= Math.floor(random.next() * 40 * hour);
    const kind = random.pick(resources);
    const owned = ground.numbers.everLength;
    const number =
      kind === 'phone_number' && owned > 0 ? ground.numbers.at(random.between(0, owned - 1)) : undefined;
    const changes =
      index === 150 ? [{ field: 'name', from: 'Promo', to: hostile.markup }] : random.pick(shapes)(random);
    return {
      id: random.uuid(),
      user_id: ground.business.userId,
      organization_id: ground.business.organizationId,
      record_type: kind,
      resource_id: number?.id ?? random.uuid(),
      alternate_resource_id: number?.phoneNumber ?? null,
      change_made_by: random.pick(makers),
      change_type: changes === null ? random.pick(['create', 'delete']) : 'update',
      changes,
      created_at: iso(time),
    };
  });
}
