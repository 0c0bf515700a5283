import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { invoicePdf, pdfName, pdfNames } from '../../../src/core/resources/invoicePdf.ts';
import { failureOf } from '../telnyx/doors.ts';
import { sampleSession } from '../state/sessions.ts';

const signal = new AbortController().signal;

describe('The PDF of an invoice', () => {
  test('is called by its month, its days, or its id', () => {
    const name = (from?: string, to?: string, invoice_id = 'A1-b2') =>
      pdfName({ invoice_id, period_start: from, period_end: to });
    assert.equal(name('2026-09-01', '2026-09-30'), 'telnyx-invoice-2026-09.pdf');
    assert.equal(name('2026-09-01', '2026-09-15'), 'telnyx-invoice-2026-09-01-2026-09-15.pdf');
    assert.equal(name('2026-09-03', '2026-09-30'), 'telnyx-invoice-2026-09-03-2026-09-30.pdf');
    assert.equal(name('2026-09-03'), 'telnyx-invoice-2026-09-03.pdf');
    assert.equal(name(), 'telnyx-invoice-a1-b2.pdf');
    assert.equal(name('../..', '..', '../../.ssh/id_rsa\u202e'), 'telnyx-invoice-ssh-id-rsa.pdf');
    assert.equal(name(undefined, undefined, '\u202e'), 'telnyx-invoice.pdf');
  });

  test('has a safe name, whatever the account says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.string(),
        (invoice_id, period_start, period_end) => {
          assert.match(pdfName({ invoice_id, period_start, period_end }), pdfNames);
        },
      ),
    );
  });

  test('is fetched by a link that is asked for each time, without the key', async (t) => {
    const { session, simulator } = await sampleSession(t);
    const [row] = (
      await session.door.page((sdk, page, o) => sdk.invoices.list(page, o), { number: 1, size: 1 })
    ).rows as readonly { invoice_id: string }[];
    const id = row?.invoice_id ?? '';
    const parts = { baseUrl: simulator.url, signal };
    // Two at once and one after them.
    const both = await Promise.all([
      invoicePdf(session.door, id, parts),
      invoicePdf(session.door, id, parts),
    ]);
    const again = await invoicePdf(session.door, id, parts);
    for (const bytes of [...both, again]) assert.match(new TextDecoder().decode(bytes), /^%PDF-/);
    const asked = simulator.log.filter(({ path }) => path.includes(id));
    assert.deepEqual(
      asked.map(({ query }) => query),
      Array.from({ length: 3 }, () => 'action=link'),
    );
    const fetched = simulator.log.filter(({ path }) => path.startsWith('/storage/'));
    assert.deepEqual(
      fetched.map(({ status, key }) => [status, key]),
      Array.from({ length: 3 }, () => [200, undefined]),
    );
  });

  test('is refused for an invoice that is gone, and where Telnyx gives no link', async (t) => {
    const { session, simulator } = await sampleSession(t);
    const parts = { baseUrl: simulator.url, signal };
    const gone = '00000000-0000-4000-8000-000000000000';
    assert.equal((await failureOf(invoicePdf(session.door, gone, parts))).kind, 'not-found');
    const without = { ...session.door, read: session.door.read.bind(session.door) };
    without.read = (_call, decode) => Promise.resolve(decode({ invoice_id: gone }));
    assert.match((await failureOf(invoicePdf(without, gone, parts))).sentence, /no link/);
  });
});
