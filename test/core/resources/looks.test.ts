import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { balance, balanceTold } from '../../../src/core/resources/balance.ts';
import { deliveries } from '../../../src/core/resources/deliveries.ts';
import { invoices } from '../../../src/core/resources/invoices.ts';
import { jobs } from '../../../src/core/resources/jobs.ts';
import type { ResourceKind } from '../../../src/core/resources/kind.ts';
import { mobileNumbers } from '../../../src/core/resources/mobile-numbers.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { moment, shortMoment } from '../../../src/core/resources/show.ts';
import type { Item } from '../../../src/core/model/item.ts';

process.env.TZ = 'America/New_York';

function show(kind: ResourceKind, raw: unknown): Item {
  const row = kind.row(raw);
  assert.ok(row);
  return row.item;
}

const line = (item: Item) => `${item.label} | ${item.description ?? ''}`;
const rows = (item: Item) =>
  Object.fromEntries(item.card?.().rows.map(({ label, value }) => [label, value]) ?? []);

const number = {
  id: '1293384261075731499',
  phone_number: '+13125550001',
  status: 'active',
  phone_number_type: 'toll_free',
  country_iso_alpha2: 'US',
  tags: ['support', 'eu'],
  deletion_lock_enabled: true,
};

describe('A date', () => {
  test('is shown in local time when it is an instant, and as it is when it is a day', () => {
    assert.equal(moment('2026-09-25T03:04:05.678901+00:00'), '2026-09-24 23:04');
    assert.equal(moment('2026-09-25T03:04:05-06:00'), '2026-09-25 05:04');
    assert.equal(moment('2026-09-25'), '2026-09-25');
  });

  test('is shown as given when it is none', () => {
    assert.equal(moment('soon'), 'soon');
    // JavaScript takes nearly any text with a number for a date, and one without a zone for local time.
    for (const text of ['Attempt 3', '5', 'May 7', '2026-09-25T03:04:05', '2026-09-25 03:04'])
      assert.equal(moment(text), text);
    assert.equal(moment(undefined), undefined);
  });
});

describe('A phone number', () => {
  test('tells state, type, country and tags in its row, the rest in its card', () => {
    const item = show(numbers, { ...number, connection_name: 'Dispatch' });
    assert.equal(line(item), '+13125550001 | active · toll-free · US · support, eu');
    assert.equal(rows(item)['Deletion lock'], 'on');
    assert.equal(rows(item).Connection, 'Dispatch');
  });

  test('keeps every digit of its id', () => {
    assert.equal(show(numbers, number).apiId, '1293384261075731499');
    assert.equal(numbers.row({ ...number, id: 1293384261075731499n }), undefined);
    assert.equal(numbers.row({ ...number, id: 129 }), undefined, 'a number has lost its digits already');
  });

  test('keeps values nobody has heard of', () => {
    const item = show(numbers, { ...number, status: 'teleporting', phone_number_type: 'lunar', tags: [] });
    assert.equal(line(item), '+13125550001 | teleporting · lunar · US');
    assert.equal(item.icon, 'question');
    assert.equal(line(show(numbers, { ...number, status: 'constructor' })).includes('constructor'), true);
  });

  test('never shows its PIN', () => {
    const item = show(numbers, { ...number, external_pin: '4711' });
    assert.equal(JSON.stringify([item, item.card?.()]).includes('4711'), false);
  });

  test('calls unknown what is not known', () => {
    const item = show(numbers, { id: '1', messaging_profile_id: 'UNAVAILABLE' });
    assert.equal(rows(item)['Deletion lock'], 'unknown');
    assert.equal(rows(item)['Messaging profile'], 'not available at the moment');
    assert.equal(item.abilities.includes('edit'), false, 'without a number there is no document to open');
  });

  test('shows its usage, also a mobile one, where the number is told', () => {
    for (const kind of [numbers, mobileNumbers]) {
      const able = (raw: object) => show(kind, raw).abilities.includes('view-usage');
      assert.deepEqual([able({ id: '1', phone_number: '+13125550001' }), able({ id: '1' })], [true, false]);
    }
  });

  test('shows few of many tags', () => {
    const item = show(numbers, { ...number, tags: ['a', 'b', 'c', 'd', 'e'] });
    assert.match(item.description ?? '', /a, b, c \+2$/);
  });
});

describe('A job', () => {
  const entry = (phone: string) => ({ phone_number: phone });
  const job = {
    id: 'a84a02e1-4c43-4146-9bc8-f1c8ec2216e4',
    type: 'update_phone_numbers',
    status: 'completed',
    phone_numbers: ['+1', '+2', '+3'].map(entry),
    successful_operations: [entry('+1')],
    failed_operations: [
      { id: '77', errors: [{ code: '10021', title: 'In use', detail: 'Locked.' }] },
      { phone_number: '+3', errors: [] },
    ],
    pending_operations: [],
  };

  test('unfolds into succeeded, failed with reasons, and pending, each with its count', () => {
    const item = show(jobs, job);
    const folders = item.parts?.() ?? [];
    assert.deepEqual(folders.map(line), ['Succeeded | 1', 'Failed | 2', 'Pending | 0']);
    assert.deepEqual(folders[1]?.parts?.().map(line), ['77 | In use: Locked.', '+3 | no reason given']);
    assert.equal(folders[2]?.parts, undefined, 'nothing to unfold');
  });

  test('is not called good when some of its numbers failed', () => {
    assert.equal(show(jobs, job).tone, 'bad');
    assert.equal(show(jobs, { ...job, failed_operations: [] }).tone, 'good');
  });

  test('is over when its status says so, never because nothing is pending', () => {
    assert.equal(jobs.row({ ...job, status: 'in_progress' })?.unfinished, true);
    assert.equal(jobs.row({ ...job, status: 'pending' })?.unfinished, true);
    for (const status of ['completed', 'failed', 'expired', 'something new']) {
      assert.equal(jobs.row({ ...job, status, pending_operations: [entry('+1')] })?.unfinished, false);
    }
  });

  test('calls counts unknown that the server did not send', () => {
    const folders = show(jobs, { id: '1', status: 'expired' }).parts?.() ?? [];
    assert.deepEqual(folders.map(line), ['Succeeded | unknown', 'Failed | unknown', 'Pending | unknown']);
  });
});

describe('Money', () => {
  const given = {
    balance: '90071992547409931.10',
    pending: '0.10',
    credit_limit: '-0.00',
    available_credit: '1e3',
    currency: 'USD',
  };

  test('is shown digit by digit as the API gave it', () => {
    const item = show(balance, given);
    assert.equal(item.description, '90071992547409931.10 USD · 1e3 USD available');
    assert.equal(rows(item)['Credit limit'], '-0.00 USD');
    assert.equal(item.copies, '90071992547409931.10 USD');
  });

  test('unfolds into what can be spent, the limit and what is pending, unknown where it is not told', () => {
    const parts = show(balance, { ...given, pending: null }).parts?.() ?? [];
    assert.deepEqual(parts.map(line), [
      'Available credit | 1e3 USD',
      'Credit limit | -0.00 USD',
      'Pending amount | unknown',
    ]);
    assert.deepEqual(
      parts.map(({ copies }) => copies),
      ['1e3 USD', '-0.00 USD', undefined],
    );
  });

  test('is low when what can be spent is below the limit, never when that is not known', () => {
    const low = (available_credit: unknown) =>
      balanceTold({ balance: '-3.00', available_credit, currency: 'EUR' }, 10)?.low;
    assert.deepEqual(['9.99', '10.00', '-1', '1e0', null].map(low), [true, false, true, false, true]);
    assert.equal(balanceTold({ available_credit: '1.00' }, 10), undefined, 'no balance, nothing told');
    assert.deepEqual(balanceTold({ balance: '5.00', currency: 'EUR' }, 10)?.lines, [
      'Balance: 5.00 EUR',
      'Available credit: unknown',
      'Credit limit: unknown',
      'Pending amount: unknown',
    ]);
  });

  test('without a currency gets none made up', () => {
    assert.equal(show(balance, { balance: '5.00' }).description, '5.00');
    assert.equal(show(balance, {}).description, 'unknown');
  });
});

describe('An invoice', () => {
  test('is named by its period, whose dates no time zone moves', () => {
    const invoice = { invoice_id: 'u', period_start: '2026-08-01', period_end: '2026-08-31' };
    assert.equal(line(show(invoices, { ...invoice, paid: true })), '2026-08-01 – 2026-08-31 | paid');
    assert.equal(line(show(invoices, invoice)), '2026-08-01 – 2026-08-31 | unknown');
    assert.equal(rows(show(invoices, invoice)).From, '2026-08-01');
  });
});

describe('A webhook delivery', () => {
  const attempt = (more: object) => ({
    status: 'failed',
    started_at: '2026-09-01T12:00:00.000Z',
    finished_at: '2026-09-01T12:00:01.500Z',
    ...more,
  });
  const delivery = {
    id: 'd',
    status: 'failed',
    webhook: { id: 'w', event_type: 'call.answered' },
    attempts: [
      attempt({ http: { response: { status: 404 } }, errors: [75499] }),
      attempt({
        errors: [{ code: 75001, title: 'No host', detail: 'Unknown name' }],
        http: { response: null },
      }),
      attempt({ finished_at: 'never', http: { reponse: { status: 200 } } }),
    ],
  };

  test('unfolds into its attempts, newest first, in both shapes of the API', () => {
    const parts = show(deliveries, delivery).parts?.() ?? [];
    assert.deepEqual(parts.map(line), [
      'Attempt 3 | failed · HTTP 404 · error 75499 · 1.5 s',
      'Attempt 2 | failed · no answer · No host: Unknown name · 1.5 s',
      'Attempt 1 | failed · no answer',
    ]);
  });

  test('says in its row why it failed', () => {
    assert.match(show(deliveries, delivery).description ?? '', /^failed · HTTP 404 · error 75499/);
  });
});

describe('A moment in a row', () => {
  const local = (text: string) => new Date(text).toISOString();
  const now = new Date('2026-11-22T15:00:00');

  test('is the time alone today, without the year this year, and whole before', () => {
    assert.equal(shortMoment(local('2026-11-22T14:03:22'), now), '14:03');
    assert.equal(shortMoment(local('2026-02-01T00:00:00'), now), '02-01 00:00');
    assert.equal(shortMoment(local('2025-12-31T23:59:00'), now), '2025-12-31 23:59');
  });

  test('is shown as given when it is a day, no date, or not known', () => {
    for (const given of ['2026-11-22', 'soon', undefined]) assert.equal(shortMoment(given, now), given);
  });
});
