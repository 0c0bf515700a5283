import { isMobile, type FoundNumber } from './family.ts';
import { inapplicableToMobile, mobileType, type MobileRecord } from './mobileRecord.ts';
import { toldOf, typeOf, type NumberRecord } from './record.ts';
import type { SingleColumns } from './singleColumns.ts';

/** Says in the columns what a number is. What no list tells of it (`isNew`) is unknown at first and stays as it is known. */
export function describe(singles: SingleColumns, row: number, number: FoundNumber, isNew: boolean): void {
  singles.set(row, 'status', number.status);
  singles.set(row, 'country', number.country_iso_alpha2);
  singles.set(row, 'reference', number.customer_reference);
  singles.setNamed(row, 'connection', number.connection_id, number.connection_name);
  if (isMobile(number)) describeMobile(singles, row, isNew);
  else describeOrdinary(singles, row, number, isNew);
}

function describeOrdinary(singles: SingleColumns, row: number, record: NumberRecord, isNew: boolean): void {
  const { deletion_lock_enabled: lock, messaging_profile_id: profile } = record;
  singles.set(row, 'type', typeOf(record.phone_number_type));
  singles.set(row, 'source', record.source_type);
  singles.set(row, 'billingGroup', record.billing_group_id);
  singles.set(row, 'emergency', record.emergency_status);
  singles.set(row, 'lock', lock === undefined ? undefined : String(lock));
  singles.setNamed(row, 'messagingProfile', toldOf(profile), toldOf(record.messaging_profile_name));
  if (isNew) singles.set(row, 'payment', undefined);
}

function describeMobile(singles: SingleColumns, row: number, isNew: boolean): void {
  singles.set(row, 'type', mobileType);
  for (const column of inapplicableToMobile) singles.setInapplicable(row, column);
  if (isNew) singles.set(row, 'messagingProfile', undefined);
}

/** What only mobile numbers have; it is shown, not looked for. */
export type MobileFacts = Pick<MobileRecord, 'sim_card_id' | 'created_at'>;

export const factsOf = ({ sim_card_id, created_at }: MobileRecord): MobileFacts => ({
  sim_card_id,
  created_at,
});

/** What a row holds, without what its family alone has. */
interface Described {
  readonly id: string;
  readonly phone_number: string | undefined;
  readonly tags: readonly string[] | undefined;
}

const shared = (singles: SingleColumns, row: number) => ({
  status: singles.text(row, 'status'),
  country_iso_alpha2: singles.text(row, 'country'),
  connection_id: singles.text(row, 'connection'),
  connection_name: singles.nameOfRow(row, 'connection'),
  customer_reference: singles.text(row, 'reference'),
});

/** A mobile number in the words of operation 25, as far as it is kept. */
export const mobileRecord = (singles: SingleColumns, row: number, own: Described, facts: MobileFacts) => ({
  ...own,
  ...shared(singles, row),
  ...facts,
});

/** A number in the words of operation 15, as far as it is kept. */
export function numberRecord(singles: SingleColumns, row: number, own: Described, bought: number) {
  const lock = singles.text(row, 'lock');
  return {
    ...own,
    ...shared(singles, row),
    phone_number_type: singles.text(row, 'type'),
    source_type: singles.text(row, 'source'),
    billing_group_id: singles.text(row, 'billingGroup'),
    messaging_profile_id: singles.text(row, 'messagingProfile'),
    messaging_profile_name: singles.nameOfRow(row, 'messagingProfile'),
    emergency_status: singles.text(row, 'emergency'),
    deletion_lock_enabled: typeof lock === 'string' ? lock === 'true' : undefined,
    purchased_at: Number.isNaN(bought) ? undefined : new Date(bought).toISOString(),
  };
}
