import { isFailure, type Tried } from './incidents.ts';

/** A delivery that ended at some time. */
export type Ended = Tried & { readonly finished_at?: string | undefined };

const endOf = ({ finished_at: end }: Ended) => (end === undefined ? NaN : Date.parse(end));

/**
 * When the newest of these deliveries ended, by the clock of Telnyx, as an ISO timestamp; undefined where none
 * tells. Who has seen them has looked up to then.
 */
export function lookedUntil(deliveries: readonly Ended[]): string | undefined {
  let latest = -Infinity;
  for (const delivery of deliveries) {
    const end = endOf(delivery);
    if (end > latest) latest = end;
  }
  return latest === -Infinity ? undefined : new Date(latest).toISOString();
}

/** How many of these failed after that time. */
export const failedSince = (deliveries: readonly Ended[], looked: string): number =>
  deliveries.filter((delivery) => isFailure(delivery) && endOf(delivery) > Date.parse(looked)).length;
