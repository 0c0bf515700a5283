import type { Door } from '../telnyx/door.ts';

/**
 * How many deliveries failed after a time, by operation 38: one request for one row, of which the count matters.
 * Undefined where the server does not say.
 *
 * @throws Failure
 */
export async function countFailedSince(
  door: Door,
  looked: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  // The bound is included; what ended right then was seen.
  const gte = new Date(Date.parse(looked) + 1).toISOString();
  const filter = { status: { eq: 'failed' as const }, finished_at: { gte } };
  const { total, rows } = await door.page(
    (sdk, query, options) => sdk.webhookDeliveries.list({ ...query, filter }, options),
    { number: 1, size: 1 },
    signal,
  );
  return total ?? (rows.length === 0 ? 0 : undefined);
}
