import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { unprocessable, type Answer } from './envelope.ts';
import { numberPages, page } from './page.ts';

function sortedBy<T>(call: Call, rows: readonly T[], keys: readonly (keyof T & string)[]): readonly T[] {
  const sort = call.query.one('sort');
  if (sort === undefined) return rows;
  const key = keys.find((known) => known === sort);
  if (key === undefined) {
    const detail = 'The value provided for sorting is not valid. Check the value used and try again.';
    throw unprocessable(detail, '/sort', 'Invalid sorting value');
  }
  return rows.toSorted((a, b) => String(a[key]).localeCompare(String(b[key])));
}

function containing<T>(rows: readonly T[], text: string | undefined, read: (row: T) => string): readonly T[] {
  if (text === undefined) return rows;
  return rows.filter((row) => read(row).toLowerCase().includes(text.toLowerCase()));
}

export function listConnections(call: Call): Answer {
  const all = sortedBy(call, call.account.choices.connections, ['created_at', 'connection_name', 'active']);
  const wanted = call.query.one('filter[connection_name][contains]');
  const rows = containing(all, wanted, (row) => row.connection_name);
  return page(call, numberPages, rows, (row): Telnyx.Connections.Connection => row);
}

export function listBillingGroups(call: Call): Answer {
  const rows = call.account.choices.billingGroups;
  return page(call, numberPages, rows, (row): Telnyx.BillingGroups.BillingGroup => row);
}

export function listProfiles(call: Call): Answer {
  const exact = call.query.one('filter[name][eq]') ?? call.query.one('filter[name]');
  const wanted = call.query.one('filter[name][contains]');
  const named = containing(call.account.choices.profiles, wanted, (row) => row.name);
  const rows = exact === undefined ? named : named.filter((row) => row.name === exact);
  return page(call, numberPages, rows, (row): Telnyx.MessagingProfiles.MessagingMessagingProfile => row);
}

export function listAddresses(call: Call): Answer {
  const keys = ['created_at', 'first_name', 'last_name', 'business_name', 'street_address'] as const;
  const all = sortedBy(call, call.account.choices.addresses, keys);
  const wanted = call.query.one('filter[street_address][contains]');
  const rows = containing(all, wanted, (row) => row.street_address ?? '');
  return page(call, numberPages, rows, (row): Telnyx.Addresses.Address => row);
}
