import type { Telnyx } from 'telnyx';
import { hostile } from './business.ts';
import { otherId } from './ids.ts';
import { Random } from './random.ts';
import { day, iso } from './time.ts';
import { postalAddresses } from './addresses.ts';

type Address = Telnyx.Addresses.Address & { readonly id: string; readonly country_code: string };
type Connection = Telnyx.Connections.Connection & { readonly id: string; readonly connection_name: string };
type Named<T> = T & { readonly id: string; readonly name: string };
type BillingGroup = Named<Telnyx.BillingGroups.BillingGroup>;
type Profile = Named<Telnyx.MessagingProfiles.MessagingMessagingProfile>;

/** What a setting of a number may point at. */
export interface Choices {
  readonly connections: readonly Connection[];
  readonly billingGroups: readonly BillingGroup[];
  readonly profiles: readonly Profile[];
  readonly addresses: readonly Address[];
}

const connectionKinds: readonly (readonly [string, string])[] = [
  ['Support line EU', 'credential_connection'],
  ['Support line US', 'credential_connection'],
  ['Sales desk', 'call_control_application'],
  ['Marketing call-back', 'texml_application'],
  ['Appointment reminders', 'call_control_application'],
  ['Dispatch', 'fqdn_connection'],
  ['Head office PBX', 'ip_connection'],
  ['Warehouse intercom', 'ip_connection'],
  ['After-hours voicemail', 'texml_application'],
  ['Fax gateway', 'fax_application'],
  ['Contact centre', 'fqdn_connection'],
  ['Conference bridge', 'call_control_application'],
  ['Staging', 'credential_connection'],
  [`Old test ${hostile.markup}`, 'credential_connection'],
];

const groupNames = [
  'Support',
  'Sales',
  'Marketing',
  'Operations',
  'Logistics',
  'Finance',
  'Field service',
  `R&D ${hostile.command}`,
];

const profileNames = [
  'Marketing SMS',
  'Appointment reminders',
  'Two-factor codes',
  'Order updates',
  'Support chat EU',
  'Support chat US',
  'Sales outreach',
  'Delivery notices',
  'Staff alerts',
  'Sandbox',
];

function connections(random: Random, born: number): Connection[] {
  return connectionKinds.map(([name, kind], index) => ({
    // Connection ids come in both forms; the tenth shows the other one.
    id: index === 9 ? random.uuid() : otherId(1, index),
    record_type: kind,
    connection_name: name,
    active: name !== 'After-hours voicemail',
    anchorsite_override: 'Latency',
    outbound_voice_profile_id: otherId(2, index % 3),
    tags: [],
    webhook_api_version: '2',
    webhook_event_url: 'https://hooks.northwind.example/telnyx/calls',
    webhook_event_failover_url: index % 3 === 0 ? 'https://fallback.example.com/webhooks' : null,
    created_at: iso(born + index * 9 * day),
    updated_at: iso(born + index * 31 * day),
  }));
}

export function makeChoices(seed: number, born: number, organizationId: string): Choices {
  const random = new Random(seed, 'choices');
  return {
    connections: connections(random, born),
    billingGroups: groupNames.map((name, index) => ({
      id: random.uuid(),
      record_type: 'billing_group',
      organization_id: organizationId,
      name,
      created_at: iso(born + index * day),
      updated_at: iso(born + index * 40 * day),
      deleted_at: null,
    })),
    profiles: profileNames.map((name, index) => ({
      id: random.uuid(),
      record_type: 'messaging_profile',
      organization_id: organizationId,
      name,
      enabled: name !== 'Sandbox',
      webhook_url: 'https://hooks.northwind.example/telnyx/messages',
      webhook_failover_url: index % 2 === 0 ? 'https://fallback.example.com/webhooks' : null,
      webhook_api_version: '2',
      whitelisted_destinations: ['US', 'CA', 'GB', 'DE', 'FR', 'AU'],
      number_pool_settings: null,
      url_shortener_settings: null,
      alpha_sender: index === 1 ? 'Northwind' : null,
      daily_spend_limit: '250.00',
      daily_spend_limit_enabled: index === 0,
      created_at: iso(born + index * 2 * day),
      updated_at: iso(born + index * 45 * day),
    })),
    addresses: postalAddresses(born),
  };
}
