import type { MobileRecord } from './mobileRecord.ts';
import type { NumberRecord } from './record.ts';

/** Numbers and mobile numbers stand in lists of their own and are told apart everywhere: their ids are too. */
export type Family = 'numbers' | 'mobile';

/** A number of either family, as it is found. */
export type FoundNumber = NumberRecord | MobileRecord;

export const isMobile = (number: FoundNumber): number is MobileRecord => 'family' in number;

/** What a number is known by among those of both families. */
export const keyIn = (family: Family, id: string): string => (family === 'mobile' ? `mobile/${id}` : id);

export const keyOf = (number: FoundNumber): string =>
  keyIn(isMobile(number) ? 'mobile' : 'numbers', number.id);
