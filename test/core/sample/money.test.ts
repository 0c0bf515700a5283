import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import Big from 'big.js';
import type { Telnyx } from 'telnyx';
import { connect, every, refusal } from './telnyx.ts';

type Summary = Telnyx.ChargesSummaryRetrieveResponse.Data;

function sum(amounts: readonly (string | null | undefined)[]): string {
  return amounts.reduce((total, amount) => total.plus(amount ?? 0), new Big(0)).toString();
}

/** The thirteen months up to the one that is running, each from its first to the next first. */
function months(): { start_date: string; end_date: string }[] {
  const first = (index: number): string => new Date(Date.UTC(2025, 8 + index, 1)).toISOString().slice(0, 10);
  return Array.from({ length: 13 }, (_, index) => ({ start_date: first(index), end_date: first(index + 1) }));
}

async function summaries(context: TestContext): Promise<Summary[]> {
  const { telnyx } = await connect(context);
  const found: Summary[] = [];
  for (const month of months()) found.push((await telnyx.chargesSummary.retrieve(month)).data);
  return found;
}

describe('the charges of the sample account', () => {
  test('add up: lines to totals, totals to the grand total, the breakdown to the summary, in each of 13 months', async (context) => {
    const { telnyx } = await connect(context);
    for (const month of months()) {
      const { summary, total } = (await telnyx.chargesSummary.retrieve(month)).data;
      const { results } = (await telnyx.chargesBreakdown.retrieve(month)).data;
      const comparative = summary.lines.filter((line) => line.type === 'comparative');
      const simple = summary.lines.filter((line) => line.type === 'simple');
      assert.equal(sum(comparative.map((line) => line.new_this_month.mrc)), sum([total.new_mrc]));
      assert.equal(sum(comparative.map((line) => line.new_this_month.otc)), sum([total.new_otc]));
      assert.equal(sum(comparative.map((line) => line.existing_this_month.mrc)), sum([total.existing_mrc]));
      assert.equal(sum(simple.map((line) => line.amount)), sum([total.other]));
      const corrections = summary.adjustments.map(({ amount }) => amount);
      assert.equal(sum(corrections), sum([total.credits, total.ledger_adjustments]));
      const { grand_total, ...parts } = total;
      assert.equal(sum(Object.values(parts)), sum([grand_total]));
      const services = results.flatMap((row) => row.services);
      const cost = (kind: string) =>
        sum(services.filter((row) => row.cost_type === kind).map((row) => row.cost));
      assert.equal(cost('MRC'), sum([total.new_mrc, total.existing_mrc]));
      assert.equal(cost('OTC'), sum([total.new_otc]));
      assert.ok(results.length > 100);
    }
  });

  test('hold credits below zero, one-time costs that are null or missing, and more than two decimals', async (context) => {
    const all = await summaries(context);
    const text = JSON.stringify(all);
    assert.ok(all.some(({ total }) => Number(total.credits) < 0));
    assert.ok(text.includes('"otc":null') && all.some(({ total }) => Number(total.new_otc) > 0));
    const existing = all
      .flatMap(({ summary }) => summary.lines)
      .filter((line) => line.type === 'comparative');
    assert.ok(existing.every((line) => line.existing_this_month.otc === undefined));
    assert.match(text, /"amount":"\d+\.\d{3,}"/);
  });

  test('end before their end date: two halves add up to the whole', async (context) => {
    const { telnyx } = await connect(context);
    const grand = async (start_date: string, end_date: string) =>
      (await telnyx.chargesSummary.retrieve({ start_date, end_date })).data.total.grand_total;
    const halves = [await grand('2026-08-01', '2026-08-16'), await grand('2026-08-16', '2026-09-01')];
    assert.equal(sum(halves), sum([await grand('2026-08-01', '2026-09-01')]));
    assert.equal(sum([await grand('2026-12-01', '2026-12-31')]), '0');
  });

  test('refuse more than 31 days, an end that is not later, and what is not a date', async (context) => {
    const { telnyx } = await connect(context);
    const wrong = [
      ['2026-08-01', '2026-09-02'],
      ['2026-08-01', '2026-08-01'],
      ['2026-08-02', '2026-08-01'],
      ['2026-02-30', '2026-03-01'],
      ['01.08.2026', '2026-08-02'],
    ] as const;
    for (const [start_date, end_date] of wrong) {
      assert.equal((await refusal(telnyx.chargesSummary.retrieve({ start_date, end_date }))).status, 400);
      assert.equal((await refusal(telnyx.chargesBreakdown.retrieve({ start_date, end_date }))).status, 400);
    }
    const month = await telnyx.chargesBreakdown.retrieve({ start_date: '2026-01-31' });
    assert.equal(month.data.end_date, '2026-02-28');
  });

  test('come as CSV when asked, which the SDK hands over as text (D17)', async (context) => {
    const { telnyx } = await connect(context);
    const call = telnyx.chargesBreakdown.retrieve({ start_date: '2026-08-01', format: 'csv' });
    assert.equal((await call.asResponse()).headers.get('content-type'), 'text/csv');
    const text: unknown = await call;
    assert.equal(typeof text, 'string');
    assert.match(String(text), /^tn,charge_type,[^\r]+\r\n\+\d+,/);
  });
});

describe('the money of the sample account', () => {
  test('is charged by every payment request, however alike, and seen in the balance', async (context) => {
    const { undoubled, telnyx, simulator } = await connect(context);
    const before = (await telnyx.balance.retrieve()).data?.balance ?? '0';
    const { data } = await undoubled.payment.createStoredPaymentTransaction({ amount: '120.00' });
    await undoubled.payment.createStoredPaymentTransaction({ amount: '120.00' });
    assert.equal(data?.amount_cents, 12_000);
    assert.deepEqual(simulator.account.payments, [12_000, 12_000]);
    const after = (await telnyx.balance.retrieve()).data;
    assert.equal(new Big(after?.balance ?? 0).minus(before).toFixed(2), '240.00');
    assert.equal(sum([after?.balance, after?.credit_limit]), sum([after?.available_credit]));
  });

  test('refuses an amount without cents with code 10027, and charges nothing', async (context) => {
    const { undoubled, simulator } = await connect(context);
    for (const amount of ['120', '1.5', '-5.00', '0.00', '1e3', '']) {
      const { status, errors } = await refusal(undoubled.payment.createStoredPaymentTransaction({ amount }));
      assert.deepEqual([status, errors[0]?.code], [422, '10027'], amount);
    }
    assert.deepEqual(simulator.account.payments, []);
  });

  test('may be charged although the connection dies, and nobody hears of it', async (context) => {
    const { undoubled, simulator } = await connect(context);
    simulator.faults.next({ fault: 'drop', method: 'POST', path: '/payment/stored_payment_transactions' });
    const call = undoubled.payment.createStoredPaymentTransaction({ amount: '50.00' });
    await assert.rejects(Promise.resolve(call), /Connection error/);
    assert.deepEqual(simulator.account.payments, [5000]);
  });

  test('has auto recharge preferences that can be changed, or none at all', async (context) => {
    const { telnyx } = await connect(context);
    const { data } = await telnyx.payment.autoRechargePrefs.update({
      enabled: false,
      recharge_amount: '75.50',
    });
    assert.deepEqual([data?.enabled, data?.recharge_amount], [false, '75.50']);
    assert.deepEqual((await telnyx.payment.autoRechargePrefs.list()).data, data);
    assert.equal(
      (await refusal(telnyx.payment.autoRechargePrefs.update({ recharge_amount: 'much' }))).status,
      422,
    );
    const without = await connect(context, { variants: { autoRechargeMissing: true } });
    assert.equal((await refusal(without.telnyx.payment.autoRechargePrefs.list())).status, 404);
  });
});

describe('the invoices of the sample account', () => {
  test('are 24, without amount or currency, and sorted as asked', async (context) => {
    const { telnyx } = await connect(context);
    const all = await every(telnyx.invoices.list());
    assert.equal(all.length, 24);
    assert.deepEqual(Object.keys(all[0] ?? {}).sort(), [
      'file_id',
      'invoice_id',
      'paid',
      'period_end',
      'period_start',
      'url',
    ]);
    const oldest = await every(telnyx.invoices.list({ sort: 'period_start' }));
    assert.deepEqual(oldest, all.toReversed());
  });

  test('give a link only when asked, to a place that refuses the key and what was tampered with', async (context) => {
    const { telnyx, pass } = await connect(context);
    const id = (await telnyx.invoices.list()).data[0]?.invoice_id ?? '';
    assert.equal((await telnyx.invoices.retrieve(id)).data?.download_url, undefined);
    const url = (await telnyx.invoices.retrieve(id, { action: 'link' })).data?.download_url ?? '';
    assert.equal(new URL(url).pathname.startsWith('/v2'), false);
    const file = await fetch(url);
    assert.deepEqual([file.status, file.headers.get('content-type')], [200, 'application/pdf']);
    assert.equal((await fetch(url, { headers: { authorization: 'Bearer KEY_SAMPLE_ACCOUNT' } })).status, 400);
    assert.equal((await fetch(url.replace('expires=1', 'expires=2'))).status, 403);
    pass(16 * 60_000);
    assert.equal((await fetch(url)).status, 403);
  });
});
