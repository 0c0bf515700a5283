import type { Ground } from './ground.ts';
import type { Random } from './random.ts';

export type DetailRecord = Readonly<Record<string, unknown>> & { readonly record_type: string };

/** How one type of detail record is invented, and which of its fields tells when it happened. */
export interface DetailType {
  readonly name: string;
  readonly count: number;
  readonly time: string;
  /** `nth`: its place among the records of the type, newest first. */
  readonly make: (ground: Ground, random: Random, at: number, nth: number) => DetailRecord;
}

/** A number of somebody else. */
export function phone(random: Random): string {
  return `+1${random.pick(['312', '206', '646', '512'])}55501${random.digits(2)}`;
}

/** Amounts in detail records have three decimals or more. */
export function price(random: Random, low: number, high: number): string {
  return (random.between(low, high) / 10_000).toFixed(random.chance(0.5) ? 4 : 5);
}
