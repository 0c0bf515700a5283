import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { badRequest, notFound, ok, type Answer } from './envelope.ts';
import type { InvoiceRow } from './invoice-history.ts';
import { invoicePages, page } from './page.ts';
import { hash } from './random.ts';
import { minute } from './time.ts';

/** Operation 32. */
export function listInvoices(call: Call): Answer {
  const sort = call.query.one('sort') ?? '-period_start';
  if (sort !== 'period_start' && sort !== '-period_start') {
    throw badRequest('must be period_start or -period_start', '/sort', 'Invalid sorting value');
  }
  const newest = call.account.invoices();
  const rows = sort === 'period_start' ? newest.toReversed() : newest;
  return page(call, invoicePages, rows, (row): Telnyx.InvoiceListResponse => row);
}

/** Operation 33. A link for download is made only when asked for. */
export function getInvoice(call: Call): Answer {
  const row = call.account.invoices().find((invoice) => invoice.invoice_id === call.id);
  if (!row) throw notFound();
  const action = call.query.one('action') ?? 'json';
  if (action !== 'json' && action !== 'link') throw badRequest('must be json or link', '/action');
  const data: Telnyx.InvoiceRetrieveResponse.Data = {
    ...row,
    ...(action === 'link' ? { download_url: downloadUrl(call, row) } : {}),
  };
  return ok<Telnyx.InvoiceRetrieveResponse>({ data });
}

function signature(seed: number, file: string, expires: number): string {
  return hash(seed, file, expires, 'first').toString(16) + hash(seed, file, expires, 'second').toString(16);
}

function downloadUrl(call: Call, row: InvoiceRow): string {
  const { account, origin } = call;
  const expires = account.now() + 15 * minute;
  const signed = signature(account.settings.seed, row.file_id, expires);
  return `${origin}/storage/invoices/${row.file_id}.pdf?expires=${expires}&signature=${signed}`;
}

/** The storage behind a download link. It refuses the API key, a changed signature, and a link that is too old. */
export function download(seed: number, now: number, url: URL, authorized: boolean): Answer {
  const file = /^\/storage\/invoices\/([0-9a-f-]+)\.pdf$/.exec(url.pathname)?.[1];
  const expires = Number(url.searchParams.get('expires'));
  const signed = url.searchParams.get('signature');
  if (file === undefined)
    return { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>', type: 'application/xml' };
  if (authorized) {
    const text =
      '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>';
    return { status: 400, text, type: 'application/xml' };
  }
  if (signed !== signature(seed, file, expires) || now > expires) {
    return { status: 403, text: '<Error><Code>AccessDenied</Code></Error>', type: 'application/xml' };
  }
  return { status: 200, text: invoicePdf, type: 'application/pdf' };
}

/** The smallest file that opens as a PDF. */
const invoicePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 120]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
