import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { addDays, firstOfMonth, parseDate } from '../billing/dates.ts';
import { downloadPdf, type DownloadParts } from '../billing/download.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';

/** What a PDF may be called: nothing of this can lead out of a folder or hide anything. */
export const pdfNames = /^telnyx-invoice[a-z0-9-]{0,60}\.pdf$/;

interface Named {
  readonly invoice_id: string;
  readonly period_start?: string | undefined;
  readonly period_end?: string | undefined;
}

/** `telnyx-invoice-2026-09.pdf`, or its days where they are no month; the id where the period is not known. */
export function pdfName({ invoice_id: id, period_start, period_end }: Named): string {
  const from = parseDate(period_start ?? '');
  const to = parseDate(period_end ?? '');
  const month = from && to && firstOfMonth(from) === from && to === addDays(firstOfMonth(from, 1), -1);
  const plain = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const what = month ? from.slice(0, 7) : from && to ? `${from}-${to}` : (from ?? plain);
  return what === '' ? 'telnyx-invoice.pdf' : `telnyx-invoice-${what}.pdf`;
}

const linked = v.object({ download_url: v.pipe(v.string(), v.minLength(1)) });

/**
 * The PDF of an invoice: a link by operation 33, asked for each time since it is good for minutes only, then what is
 * behind it.
 *
 * @throws Failure
 */
export async function invoicePdf(
  door: Door,
  id: string,
  parts: Omit<DownloadParts, 'fetch'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const link = await door.read(
    (sdk, options) => sdk.invoices.retrieve(id, { action: 'link' }, options),
    (data) => v.safeParse(linked, data),
    parts.signal,
  );
  if (!link.success) {
    const sentence = t('Telnyx gave no link to the PDF of this invoice. Try again later.');
    throw new Failure({ kind: 'unreadable', sentence, wayOut: 'retry' });
  }
  return downloadPdf(link.output.download_url, { ...parts, fetch: door.elsewhere });
}
