import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { asIs, decoder, flag, id, text } from './decode.ts';
import { defineKind } from './kind.ts';
import { pdfName } from './invoicePdf.ts';
import { lines, moment, type Look } from './show.ts';

const record = v.object({ invoice_id: id, paid: flag, period_start: text, period_end: text });

type Invoice = v.InferOutput<typeof record>;

/** Its period, the only name an invoice has: the API tells neither a number nor an amount. */
function period(invoice: Invoice): string {
  const { period_start: from, period_end: to } = invoice;
  return from !== undefined && to !== undefined ? `${from} – ${to}` : (from ?? to ?? invoice.invoice_id);
}

function paidness(paid: boolean | undefined): { words: string; look: Look } {
  if (paid === undefined) return { words: t('unknown'), look: { icon: 'question', tone: 'muted' } };
  return paid
    ? { words: t('paid'), look: { icon: 'pass', tone: 'good' } }
    : { words: t('not paid'), look: { icon: 'circle-large', tone: 'waiting' } };
}

/** The year it is of; an invoice of no known period stands by itself. */
function year({ period_start: from, period_end: to }: Invoice): string {
  return /^\d{4}(?=-)/.exec(from ?? to ?? '')?.[0] ?? t('Without a period');
}

/** Invoices by operation 32, newest first; one by operation 33. */
export const invoices = defineKind<Invoice>({
  name: 'invoice',
  place: { view: 'billing', folder: () => t('Invoices'), folderIcon: 'file-pdf' },
  pageSize: 250,
  counted: true,
  empty: () => t('There are no invoices.'),
  list: (door, page, signal) =>
    door.page(
      (sdk, query, options) => sdk.invoices.list({ ...query, sort: '-period_start' }, options),
      page,
      signal,
    ),
  fetch: (door, invoice, signal) =>
    door.read((sdk, options) => sdk.invoices.retrieve(invoice, {}, options), asIs, signal),
  decode: decoder(record),
  identify: (invoice) => invoice.invoice_id,
  section: year,
  show: (invoice) => {
    const { words, look } = paidness(invoice.paid);
    return {
      label: period(invoice),
      description: words,
      ...look,
      apiId: invoice.invoice_id,
      abilities: ['copy-label', 'copy-id', 'view-json', 'refresh', 'open-pdf'],
      opens: 'json',
      subject: { type: 'invoice', id: invoice.invoice_id, label: period(invoice), file: pdfName(invoice) },
      card: () => ({
        title: t('Invoice'),
        rows: lines(
          [t('From'), moment(invoice.period_start)],
          [t('To'), moment(invoice.period_end)],
          [t('Status'), words],
          ['ID', invoice.invoice_id],
        ),
        note: t('Telnyx does not tell the amount of an invoice here.'),
      }),
    };
  },
});
