import { Random } from './random.ts';

/** The people who own the sample account. */
export interface Business {
  readonly email: string;
  readonly userId: string;
  readonly organizationId: string;
}

export function business(seed: number): Business {
  const random = new Random(seed, 'business');
  return { email: 'accounts@northwind.example', userId: random.uuid(), organizationId: random.uuid() };
}

/** A part of the business that owns phone numbers: what its numbers have in common. */
export interface Department {
  readonly share: number;
  readonly tags: readonly string[];
  readonly reference: string;
  readonly connection: string | null;
  readonly group: string | null;
  readonly profile: string | null;
}

function department(
  share: number,
  tags: string,
  reference: string,
  connection: string | null,
  group: string | null,
  profile: string | null,
): Department {
  return { share, tags: tags.split(' '), reference, connection, group, profile };
}

/** Names refer to `choices.ts`. */
export const departments: readonly Department[] = [
  department(16, 'support us', 'SUP-US', 'Support line US', 'Support', 'Support chat US'),
  department(14, 'support eu', 'SUP-EU', 'Support line EU', 'Support', 'Support chat EU'),
  department(14, 'sales', 'SALES', 'Sales desk', 'Sales', 'Sales outreach'),
  department(12, 'marketing campaign', 'MKT', null, 'Marketing', 'Marketing SMS'),
  department(9, 'reminders', 'APPT', 'Appointment reminders', 'Operations', 'Appointment reminders'),
  department(8, 'dispatch field', 'DISP', 'Dispatch', 'Logistics', 'Delivery notices'),
  department(7, 'office', 'HQ', 'Head office PBX', 'Finance', null),
  department(6, '2fa', 'AUTH', null, 'Operations', 'Two-factor codes'),
  department(5, 'warehouse', 'WH', 'Warehouse intercom', 'Logistics', 'Order updates'),
  department(4, 'fax', 'FAX', 'Fax gateway', 'Finance', null),
  department(3, 'staging test', 'QA', 'Staging', null, 'Sandbox'),
  department(2, 'spare', 'SPARE', null, null, null),
];

/** Texts a careless screen would run, hide or reverse. They sit deep in the lists. */
export const hostile = {
  markup: '<img src=x onerror=alert(1)>',
  command: '[Renew now](command:workbench.action.terminal.new)',
  bidi: 'invoice\u202Egpj.exe',
  control: 'line\u0007bell\u001b[31mred',
  long: 'ops-'.repeat(40),
} as const;
