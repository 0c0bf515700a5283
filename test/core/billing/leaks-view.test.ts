import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Big } from 'big.js';
import { leaks, now } from './leaks.ts';

interface Listed {
  readonly phone_number: string;
  readonly status: string;
  readonly connection_id: string | null;
  readonly messaging_profile_id: string | null;
}

const asked = (simulator: { readonly log: readonly { readonly path: string }[] }) =>
  simulator.log.filter(({ path }) => path === '/v2/detail_records').length;

describe('The idle numbers of an account', () => {
  test('are those that cost rent and are connected to nothing, and add up to the cent', async (t) => {
    const { simulator, view, open } = await leaks(t);
    assert.match(view.state().closed ?? '', /"Work" is not open/);
    await open();
    const { table, reasons, month } = view.state();
    assert.equal(month, 'May 2025');
    assert.ok(table && table.total > 3);
    const [, ...rows] = view.exported() ?? [];
    const headers = { authorization: `Bearer ${simulator.account.keys[0]?.key ?? ''}` };
    const listed = new Map<string, Listed>();
    for (const page of [1, 2]) {
      const url = `${simulator.url}/phone_numbers?page[size]=250&page[number]=${page}`;
      const { data } = (await (await fetch(url, { headers })).json()) as { data: Listed[] };
      for (const number of data) listed.set(number.phone_number, number);
    }
    for (const [phone = ''] of rows) {
      const number = listed.get(phone);
      assert.ok(
        number?.status === 'emergency-only' ||
          (number?.connection_id === null && number.messaging_profile_id === null),
        phone,
      );
    }
    const sum = rows.reduce((all, row) => all.plus(row[3] ?? ''), new Big(0));
    assert.equal(table.sum?.[2], `$${sum.toFixed(2)}`);
    assert.equal(table.sum[3], `$${sum.times(12).toFixed(2)}`);
    assert.equal(reasons.find(({ reason }) => reason === 'silent')?.count, undefined);
    assert.equal(asked(simulator), 0, 'records are asked for by a person only');
  });

  test('keep the name of the month that was read, over midnight, until they are read again', async (t) => {
    let time = new Date('2025-06-30T23:59:00Z');
    const { view, open, until } = await leaks(t, 60, () => time);
    await open();
    const { month, table } = view.state();
    time = new Date('2025-07-01T00:01:00Z');
    assert.equal(month, 'May 2025');
    view.sort('name');
    assert.equal(view.state().month, 'May 2025');
    assert.deepEqual(view.state().table?.notes, table?.notes);
    assert.deepEqual(view.period, { from: '2025-05-01', to: '2025-06-01' });
    await view.reload();
    await until(() => view.state().table !== undefined && !view.state().loading);
    assert.equal(view.state().month, 'June 2025');
  });

  test('are chosen only while they are shown', async (t) => {
    const { view, open } = await leaks(t);
    await open();
    view.chooseAll(true);
    assert.equal(view.chosen.length, view.state().table?.total);
    view.choose('+19999999999', true);
    assert.equal(view.chosen.length, view.state().table?.total);
    view.show('unconnected', false);
    const left = view.state().table?.total ?? 0;
    assert.deepEqual([view.chosen.length, view.state().chosen.count], [left, left]);
    view.show('unconnected', true);
    assert.equal(view.chosen.length, left, 'what was hidden is not chosen again behind a back');
    view.chooseAll(false);
    assert.deepEqual([view.chosen, view.state().chosen.words], [[], '']);
  });

  test('are looked for in records, to the last of the period, and those seen are never called idle', async (t) => {
    const { simulator, view, open } = await leaks(t);
    await open();
    await view.search();
    const { records, reasons } = view.state();
    assert.equal(records.failure, undefined);
    assert.match(records.told.join(' '), /^Looked at, .*: Messages \(\d+\), Call Control \(\d+\), SIP/);
    assert.ok(asked(simulator) > 3);
    assert.ok(simulator.log.every(({ method }) => method === 'GET'));
    assert.notEqual(reasons.find(({ reason }) => reason === 'silent')?.count, undefined);
    for (const reason of ['unconnected', 'emergency-only'] as const) view.show(reason, false);
    const [, ...rows] = view.exported() ?? [];
    assert.ok(rows.length > 0);
    const since = new Date(now.getTime() - 30 * 86_400_000).toISOString();
    const key = simulator.account.keys[0]?.key ?? '';
    const used = new Set<string>();
    for (const [type, field] of [
      ['messaging', 'created_at'],
      ['call-control', 'started_at'],
      ['sip-trunking', 'started_at'],
    ] as const)
      for (let page = 1, more = true; more; page++) {
        const query = `filter[record_type]=${type}&filter[${field}][gte]=${since}&page[size]=50&page[number]=${page}`;
        const answer = await fetch(`${simulator.url}/detail_records?${query}`, {
          headers: { authorization: `Bearer ${key}` },
        });
        const { data } = (await answer.json()) as { data: { cli: string; cld: string }[] };
        for (const { cli, cld } of data) used.add(cli).add(cld);
        more = data.length === 50;
      }
    for (const [phone = ''] of rows) assert.equal(used.has(phone), false, phone);
  });

  test('are not told from a part: a type that fails, is stopped or refused leaves the rest unknown', async (t) => {
    const { simulator, view, open, until } = await leaks(t);
    await open();
    simulator.faults.add({ fault: '500', path: '/detail_records' });
    await view.search();
    assert.match(view.state().records.failure?.sentence ?? '', /\w/);
    assert.equal(view.state().reasons.find(({ reason }) => reason === 'silent')?.count, undefined);
    simulator.faults.clear();
    const searching = view.search();
    await until(() => view.state().records.running?.includes('records read') === true);
    view.stop();
    await searching;
    const { records, reasons } = view.state();
    assert.deepEqual([records.running, records.told.length], [undefined, 1]);
    assert.equal(reasons.find(({ reason }) => reason === 'silent')?.count, undefined);
    view.wantType('sip-trunking', false);
    await view.search();
    assert.match(view.state().records.told.join(' '), /Not every one.*no number is called unused/);
    assert.equal(view.state().reasons.find(({ reason }) => reason === 'silent')?.count, undefined);
    for (const { type } of records.types) view.wantType(type, false);
    const before = asked(simulator);
    await view.search();
    assert.equal(asked(simulator), before, 'nothing chosen, nothing asked');
  });

  test('leave with their account, and nothing is chosen in the next', async (t) => {
    const { view, open, account } = await leaks(t);
    await open();
    view.chooseAll(true);
    account.become({ phase: 'none' });
    assert.deepEqual([view.chosen, view.state().table, view.session], [[], undefined, undefined]);
    assert.deepEqual(view.state().restore, {
      profile: 'work',
      account: 'Work',
      shown: ['unconnected', 'emergency-only', 'silent'],
      days: 30,
      types: ['messaging', 'call-control', 'sip-trunking'],
    });
  });
});
