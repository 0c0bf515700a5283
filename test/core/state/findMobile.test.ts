import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { noQuery, withFilter, type Query } from '../../../src/core/find/query.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { mobileNumbers } from '../../../src/core/resources/mobile-numbers.ts';
import { collectionOf, refreshRows } from '../../../src/core/state/collection.ts';
import { Finder } from '../../../src/core/state/finder.ts';
import { Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { DoorOptions } from '../../../src/core/telnyx/door.ts';
import type { SimulatorOptions } from '../../simulator.ts';
import { sampleSession } from './sessions.ts';

interface Mobile {
  readonly id: string;
  readonly phone_number: string;
  readonly status: string;
  readonly country_iso_alpha2: string;
  readonly connection_id: string | null;
  readonly tags: readonly string[];
}

/** A finder of an account of 900 numbers and thirty mobile ones, and those mobile ones as the server has them. */
async function account(t: TestContext, options: SimulatorOptions = {}, door: Partial<DoorOptions> = {}) {
  const { session: bare, simulator } = await sampleSession(t, { numbers: 900, ...options }, door);
  const session = new Session(bare.profile, bare.door, kinds);
  t.after(() => session.dispose());
  const finder = new Finder(session);
  t.after(() => finder.dispose());
  const freely = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const { rows } = await mobileNumbers.list(freely, { number: 1, size: 250 }, new AbortController().signal);
  freely.close();
  const find = async (query: Query) => {
    finder.set(query);
    await finder.settled();
    return mobileIn(finder);
  };
  return { session, simulator, finder, mobile: rows as readonly Mobile[], find };
}

const byText = (text: string): Query => ({ ...noQuery, text });
const mobileIn = ({ index, found }: Finder) =>
  [...found.rows].flatMap((row) => (index.isMobile(row) ? [index.id(row)] : []));

/** A network in which the list of mobile numbers has pages of seven, whatever is asked for. */
const shortPages = (input: RequestInfo | URL, init?: RequestInit) => {
  const url = String(input instanceof Request ? input.url : input);
  const short = url.includes('/mobile_phone_numbers') ? url.replace('page[size]=250', 'page[size]=7') : url;
  return fetch(short.replace('page%5Bsize%5D=250', 'page%5Bsize%5D=7'), init);
};

describe('A finder over both lists of numbers', () => {
  test('finds a mobile number by any part of it, and counts it among all', async (t) => {
    const { finder, mobile, find } = await account(t);
    const [first] = mobile;
    assert.ok(first);
    assert.deepEqual(await find(byText(first.phone_number.slice(-7))), [first.id]);
    assert.match(finder.line, /^\d+ of 930 · /);
    assert.equal(finder.reading.phase, 'done');
    const all = await find({ ...noQuery, sort: 'number' });
    assert.equal(all.length, mobile.length);
    assert.equal(finder.line, '930 · number ascending');
  });

  test('reads every page of the mobile list, however short', async (t) => {
    const { simulator, mobile, find } = await account(t, {}, { fetch: shortPages });
    const found = await find(withFilter(noQuery, 'type', ['=mobile_phone_number']));
    assert.deepEqual(new Set(found), new Set(mobile.map(({ id }) => id)));
    const pages = simulator.log.filter(({ path }) => path.endsWith('/mobile_phone_numbers'));
    assert.ok(pages.length >= 5, 'pages of seven');
  });

  for (const [field, valueOf] of [
    ['status', ({ status }: Mobile) => status],
    ['country', ({ country_iso_alpha2 }: Mobile) => country_iso_alpha2],
    ['connection', ({ connection_id }: Mobile) => connection_id],
    ['tag', ({ tags }: Mobile) => tags[1] ?? null],
  ] as const)
    test(`filters mobile numbers by ${field}, and groups them`, async (t) => {
      const { finder, mobile, find } = await account(t);
      const value = valueOf(mobile[0] ?? assert.fail());
      const asked = value === null ? ('none' as const) : (`=${value}` as const);
      const expected = mobile.filter((one) => valueOf(one) === value).map(({ id }) => id);
      assert.deepEqual(await find(withFilter(noQuery, field, [asked])), expected);
      assert.match(finder.line, / of 930 · /);
      await find({ ...noQuery, group: field });
      const group = finder.groups?.find((one) => one.value === asked);
      const rows = [...(group?.rows ?? [])].filter((row) => finder.index.isMobile(row));
      assert.deepEqual(
        rows.map((row) => finder.index.id(row)),
        expected,
      );
    });

  test('leaves them out where they can have no value, and says what it looked through', async (t) => {
    const { finder, find } = await account(t);
    assert.deepEqual(await find(withFilter(noQuery, 'billingGroup', ['none'])), []);
    assert.match(finder.line, /^\d+ of 900 · billing group is none · without mobile numbers$/);
    await find({ ...noQuery, group: 'billingGroup' });
    const groups = finder.groups ?? [];
    assert.equal(
      groups.reduce((sum, { rows }) => sum + rows.length, 0),
      930,
      'a list that is only grouped loses nobody',
    );
    assert.equal(groups.find(({ value }) => value === 'inapplicable')?.rows.length, 30);
  });

  test('knows their messaging profiles, which only the list of their messaging tells', async (t) => {
    const { session, finder, mobile, find } = await account(t);
    await find({ ...noQuery, group: 'messagingProfile' });
    const page = await session.door.page(
      (sdk, query, options) => sdk.mobilePhoneNumbers.messaging.list(query, options),
      { number: 1, size: 250 },
    );
    const told = page.rows as readonly { id: string; messaging_profile_id: string | null }[];
    assert.equal(told.length, mobile.length);
    for (const { id, messaging_profile_id: profile } of told) {
      const row = finder.index.row(`mobile/${id}`) ?? assert.fail();
      const group = finder.groups?.find(({ rows }) => rows.includes(row));
      assert.equal(group?.value, profile === null ? 'none' : `=${profile}`);
    }
  });

  test('goes on without mobile numbers that cannot be read, says so, and finds them after a refresh', async (t) => {
    const { simulator, finder, find } = await account(t);
    simulator.faults.add({ fault: '500', path: /mobile_phone_numbers/ });
    assert.deepEqual(await find(byText('+')), []);
    assert.equal(finder.reading.phase, 'done');
    assert.equal(finder.line, '900 of 900 · “+”');
    assert.equal(finder.warnings.length, 1);
    assert.match(finder.warnings[0] ?? '', /^Mobile numbers could not be searched: /);
    const before = simulator.traffic.requests;
    await find(byText('+1'));
    assert.equal(simulator.traffic.requests, before, 'typing on does not ask again');
    simulator.faults.clear();
    await finder.refresh();
    await finder.settled();
    assert.equal((await find(byText('+'))).length, 30);
    assert.deepEqual(finder.warnings, []);
    assert.equal(finder.line, '930 of 930 · “+”');
  });

  test('calls their messaging profiles unknown where those cannot be read', async (t) => {
    const { simulator, finder, find } = await account(t);
    simulator.faults.add({ fault: '500', path: '/mobile_phone_numbers/messaging' });
    assert.equal((await find(withFilter(noQuery, 'messagingProfile', ['unknown']))).length, 30);
    assert.match(finder.warnings.join(), /messaging profiles of mobile numbers could not be read/);
  });

  test('knows what was written to a mobile number since', async (t) => {
    const { session, mobile, finder, find } = await account(t);
    const { id } = mobile[29] ?? assert.fail();
    assert.deepEqual(await find(withFilter(noQuery, 'tag', ['=brand-new'])), []);
    await session.door.write(
      (sdk, options) => sdk.mobilePhoneNumbers.update(id, { tags: ['brand-new'] }, options),
      () => undefined,
    );
    await refreshRows(session, 'mobile-number', [id]);
    await finder.settled();
    assert.deepEqual(mobileIn(finder), [id]);
    assert.deepEqual(await find(withFilter(noQuery, 'messagingProfile', ['unknown'])), [], 'the rest stays');
  });

  test('shows them as what they are, in the list of their own', async (t) => {
    const { session, finder, mobile, find } = await account(t);
    const [first] = mobile;
    assert.ok(first);
    await find(byText(first.phone_number));
    const pages = finder.pages();
    const [row] = pages.listing.rows;
    assert.ok(row);
    assert.deepEqual(row.item.subject, {
      type: 'number',
      id: first.id,
      phoneNumber: first.phone_number,
      mobile: true,
    });
    assert.match(row.item.description ?? '', /^mobile number · active · /);
    assert.ok(!row.item.abilities.includes('delete') && row.item.abilities.includes('tag'));
    const card = row.item.card?.().rows.map(({ label }) => label);
    assert.deepEqual(
      card,
      collectionOf(session, mobileNumbers)
        .row(first.id)
        ?.item.card?.()
        .rows.map(({ label }) => label),
    );
    const home = pages.homeOf(row);
    assert.equal(home.kind, mobileNumbers);
    assert.equal(home.row(first.id)?.item.label, first.phone_number);
    assert.equal(home.row('nobody'), undefined);
  });
});
