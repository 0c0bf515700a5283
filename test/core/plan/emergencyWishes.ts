import assert from 'node:assert/strict';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { unplaceable } from '../../../src/sample/addresses.ts';
import { wishFor, type Many } from './many.ts';

interface Address {
  readonly id: string;
  readonly street_address: string;
  readonly country_code: string;
}

/** Asks for emergency calling of twelve numbers that have none, at an address that the services take, or not. */
export async function emergencyWishes(
  many: Many,
): Promise<{ readonly good: Proposal; readonly bad: Proposal }> {
  const rows = [...(await many.rows()).values()];
  const free = rows.filter(
    (row) => row.country_iso_alpha2 === 'US' && row.status === 'active' && row.emergency_enabled === false,
  );
  const ids = new Set(free.slice(0, 12).map(({ id }) => String(id)));
  const numbers = many.numbers.filter(({ id }) => ids.has(id));
  const page = await many.door.page((sdk, query, options) => sdk.addresses.list(query, options), {
    number: 1,
    size: 100,
  });
  const addresses = (page.rows as Address[]).filter(({ country_code: country }) => country === 'US');
  const bad = addresses.find(({ street_address: street }) => street === unplaceable);
  const good = addresses.find(({ street_address: street }) => street !== unplaceable);
  assert.ok(numbers.length === 12 && bad && good);
  const on = ({ id }: Address) =>
    wishFor(numbers, { 'emergency.emergency_enabled': true, 'emergency.emergency_address_id': id });
  return { good: on(good), bad: on(bad) };
}
