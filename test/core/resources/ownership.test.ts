import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import {
  reportCsv,
  reportText,
  numbersWith,
  type CheckedList,
} from '../../../src/core/files/ownershipReport.ts';
import { understandFrom } from '../../../src/core/files/e164.ts';
import { readEntries } from '../../../src/core/files/numberEntries.ts';
import { sortEntries } from '../../../src/core/files/numberList.ts';
import { verifyOwnership } from '../../../src/core/resources/ownership.ts';
import { startSimulator } from '../../simulator.ts';
import { doorTo } from '../telnyx/doors.ts';

async function account(t: TestContext) {
  const simulator = await startSimulator({ numbers: 60 });
  t.after(() => simulator.close());
  const [key] = simulator.account.keys;
  const door = doorTo(t, simulator.url, { apiKey: key?.key ?? '' });
  const page = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 250,
  });
  const rows = page.rows as { id: string; phone_number: string; status: string }[];
  return { simulator, door, active: rows.filter(({ status }) => status === 'active') };
}

const strangers = (count: number) =>
  Array.from({ length: count }, (_, at) => `+1999${String(at).padStart(7, '0')}`);

describe('Verifying ownership', () => {
  test('asks for any number of numbers, a thousand at a time', async (t) => {
    const { simulator, door, active } = await account(t);
    const numbers = [...strangers(2400), ...active.map(({ phone_number }) => phone_number)];
    const told: number[] = [];
    const result = await verifyOwnership(door, numbers, { onProgress: (asked) => told.push(asked) });
    const calls = simulator.log.filter(({ method }) => method === 'POST');
    const sizes = calls.map(({ body }) => (body as { phone_numbers: string[] }).phone_numbers.length);
    assert.deepEqual(sizes, [1000, 1000, numbers.length - 2000]);
    assert.deepEqual(told, [1000, 2000, numbers.length]);
    assert.deepEqual(
      [...result.found],
      active.map(({ id, phone_number }) => [phone_number, id]),
    );
    assert.equal(result.notFound.size, 2400);
    assert.equal(result.stopped, undefined);
  });

  test('sends nothing but the numbers', async (t) => {
    const { simulator, door } = await account(t);
    await verifyOwnership(door, strangers(2));
    assert.deepEqual(simulator.log.at(-1)?.body, { phone_numbers: strangers(2) });
  });

  test('asks nothing for an empty list', async (t) => {
    const { simulator, door } = await account(t);
    const before = simulator.log.length;
    assert.equal((await verifyOwnership(door, [])).asked, 0);
    assert.equal(simulator.log.length, before);
  });

  test('works on a read-only account: it changes nothing', async (t) => {
    const { simulator } = await account(t);
    const [key] = simulator.account.keys;
    const door = doorTo(t, simulator.url, { apiKey: key?.key ?? '', readOnly: true });
    assert.equal((await verifyOwnership(door, strangers(1))).notFound.size, 1);
  });

  test('keeps what was answered when it is stopped, and calls the rest unknown', async (t) => {
    const { door } = await account(t);
    const stop = new AbortController();
    const result = await verifyOwnership(door, strangers(3000), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    assert.equal(result.asked, 1000);
    assert.equal(result.notFound.size, 1000);
    assert.equal(result.stopped?.kind, 'cancelled');
  });

  test('keeps what was answered when a later call fails', async (t) => {
    const { simulator, door } = await account(t);
    simulator.faults.add({ fault: '500', method: 'POST', after: 1 });
    const result = await verifyOwnership(door, strangers(1500));
    assert.deepEqual([result.asked, result.stopped?.kind], [1000, 'server']);
  });
});

describe('The result of verifying ownership', () => {
  async function checked(t: TestContext): Promise<CheckedList> {
    const { door, active } = await account(t);
    const own = active[0]?.phone_number ?? '';
    const text = `Number\n${own}\n+19990000001\nhello\u202e <b>\n${own.slice(0, 2)} ${own.slice(2)}\n555 123 4567\n`;
    const { entries, headings, unread } = readEntries(text);
    const list = sortEntries(entries, understandFrom(undefined));
    const ownership = await verifyOwnership(
      door,
      list.numbers.map(({ phoneNumber }) => phoneNumber),
    );
    return { account: 'Northwind', headings, unread, list, ownership };
  }

  test('says what was found and what that means, and every other entry with its line', async (t) => {
    const result = await checked(t);
    const [own] = numbersWith(result, 'found');
    const text = reportText(result);
    for (const part of [
      /^1 {2}Found$/m,
      /^1 {2}Not found$/m,
      /owns the number and that it can be edited/,
      /column "Number"/,
      /\+19990000001 +line 3$/m,
      /hello\[U\+202E\] <b> +line 4$/m,
      /line 5, first in line 2, written/,
      /555 123 4567 +line 6$/m,
    ])
      assert.match(text, part);
    assert.ok(own !== undefined && text.includes(own));
    assert.deepEqual(numbersWith(result, 'not-found'), ['+19990000001']);
  });

  test('names the columns that were read, and those that were not though they look like it', async (t) => {
    const { ownership, list } = await checked(t);
    const columns = { headings: ['Phone', 'Mobile'], unread: ['Fax'] };
    const text = reportText({ account: 'Northwind', ...columns, list, ownership });
    assert.match(text, /^Read from the columns "Phone", "Mobile"\.$/m);
    assert.match(text, /^Not read, though what they hold looks like numbers: "Fax"\.$/m);
  });

  test('becomes CSV with a row for each entry, safe in a spreadsheet', async (t) => {
    const rows = reportCsv(await checked(t))
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n');
    assert.equal(rows.length, 6);
    assert.match(rows[2] ?? '', /^3,'\+19990000001,'\+19990000001,not-found,,$/);
    assert.match(rows[4] ?? '', /,duplicate,,2$/);
  });
});
