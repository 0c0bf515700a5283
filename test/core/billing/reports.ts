/** Raw answers of operation 30 for tests; `mixed` is a real mixture, `lines` any lines with a fitting total. */
export const mixed = {
  currency: 'USD',
  start_date: '2025-06-01',
  end_date: '2025-07-01',
  user_email: 'owner@example.com',
  user_id: '0db0b4aa-a83d-4d4f-ad9b-3ba7c1ac2ce8',
  summary: {
    lines: [
      comparative(
        'Local DIDs',
        { quantity: 10, mrc: '10.00', otc: '10.00' },
        { quantity: 280, mrc: '280.00' },
      ),
      comparative(
        'Toll-free DIDs',
        { quantity: 2, mrc: '4.00', otc: '2.00' },
        { quantity: 40, mrc: '80.00' },
      ),
      comparative('Shared-cost DIDs', { quantity: 0, mrc: '0.00', otc: null }, { quantity: 4, mrc: '24.00' }),
      simple('Outbound SMS', 51_234, '204.936'),
      simple('Outbound voice minutes', 30_210, '211.47'),
      simple('Port out', 1, '15.75'),
    ] as unknown[],
    adjustments: [
      { amount: '-25.00', description: 'Credit for service outage', event_date: '2025-06-15' },
    ] as unknown[],
  },
  total: {
    new_mrc: '14.00',
    new_otc: '12.00',
    existing_mrc: '384.00',
    other: '432.156',
    credits: '-25.00',
    ledger_adjustments: '0.00',
    grand_total: '817.156',
  } as Record<string, unknown>,
};

export type RawReport = typeof mixed;

/** A report of these lines alone. */
export function reportOf(
  lines: readonly unknown[],
  grandTotal: unknown = '0.00',
  adjustments: unknown[] = [],
): RawReport {
  const total = { ...mixed.total, grand_total: grandTotal };
  return { ...mixed, summary: { lines: [...lines], adjustments }, total };
}

export function comparative(name: string, fresh: unknown, existing: unknown) {
  return { type: 'comparative', name, alias: 'alias', new_this_month: fresh, existing_this_month: existing };
}

export function simple(name: string, quantity: unknown, amount: unknown) {
  return { type: 'simple', name, alias: 'alias', quantity, amount };
}
