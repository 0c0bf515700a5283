import type { Telnyx } from 'telnyx';
import type { Ground } from './ground.ts';
import { Random } from './random.ts';
import { date, day, startOfMonth } from './time.ts';

export type InvoiceRow = Required<Telnyx.InvoiceListResponse>;

/** Twenty-four monthly invoices, newest first. They carry no amount; the newest is not paid yet. */
export function makeInvoices(ground: Ground): readonly InvoiceRow[] {
  const random = new Random(ground.settings.seed, 'invoices');
  return Array.from({ length: 24 }, (_, index) => {
    const start = startOfMonth(ground.epoch, -1 - index);
    const id = random.uuid();
    return {
      invoice_id: id,
      file_id: random.uuid(),
      paid: index !== 0 && index !== 4,
      period_start: date(start),
      period_end: date(startOfMonth(start, 1) - day),
      url: `https://api.telnyx.com:443/v2/invoices/${id}`,
    };
  });
}
