import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compare, neededFor, type Found } from '../../../src/core/plan/compare.ts';
import { factsOf } from '../../../src/core/plan/facts.ts';
import { filterRows, groupsOf } from '../../../src/core/plan/groups.ts';
import { mostNumbers, obstacleOf, tooLarge } from '../../../src/core/plan/guard.ts';
import type { Wish } from '../../../src/core/plan/plan.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { routeDefaults, routePlan } from '../../../src/core/plan/route.ts';
import type { Block, Plan } from '../../../src/core/plan/rows.ts';
import { sayBlock } from '../../../src/core/plan/sayBlock.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { failureOf } from '../telnyx/doors.ts';
import { manyNumbers, toDelete } from './many.ts';

const name = (at: number) => ({
  id: String(1000 + at),
  phoneNumber: `+1312555${String(at).padStart(4, '0')}`,
});
const wish = (at: number, mine: Values, base: Values = {}): Wish => ({ number: name(at), base, mine });

function planOf(proposal: Partial<Proposal>, found: readonly (Found | Values | undefined)[]): Plan {
  const whole: Proposal = { source: 'form', title: 'Try', wishes: [], deletions: [], ...proposal };
  const byId = new Map(
    found.map((one, at) => [name(at).id, one === undefined || 'live' in one ? one : { live: one }] as const),
  );
  const rows = compare(whole, (id) => byId.get(id) as Found | undefined, numberTable);
  return { source: whole.source, title: whole.title, family: 'numbers', rows, warnings: [] };
}

const none: ReadonlySet<string> = new Set();
const states = (plan: Plan) => plan.rows.map(({ state }) => state);
const facts = (plan: Plan, out = none, largeFrom = 100) =>
  factsOf(plan, out, numberTable, { ...routeDefaults, largeFrom });
const reference = (text: string | null): Values => ({ 'general.customer_reference': text });

describe('A proposal compared with the account', () => {
  test('says of every number what would happen to it', () => {
    const mine = reference('NEW');
    const plan = planOf(
      {
        wishes: [
          wish(0, mine),
          wish(1, mine),
          wish(2, mine, reference('SEEN')),
          wish(3, mine),
          wish(4, mine, mine),
        ],
      },
      [reference('OLD'), reference('NEW'), reference('OTHER'), undefined, reference('OLD')],
    );
    assert.deepEqual(states(plan), ['send', 'already', 'conflict', 'blocked', 'already']);
    assert.deepEqual(plan.rows[3]?.block, { why: 'gone' });
    assert.equal(plan.rows[0]?.changes[0]?.live, 'OLD');
  });

  test('takes what nobody looked at for what the review shows, and null for a value', () => {
    const plan = planOf({ wishes: [wish(0, reference('NEW'), reference(null)), wish(1, reference('NEW'))] }, [
      reference('OLD'),
      reference(null),
    ]);
    assert.deepEqual(states(plan), ['conflict', 'send']);
  });

  test('blocks what breaks a rule, alone or with what the account holds', () => {
    const enabled = { 'voice.cnam_listing_enabled': true };
    const plan = planOf(
      {
        wishes: [
          wish(0, { 'voice.cnam_listing_details': 'MUCH TOO LONG A NAME' }),
          wish(1, enabled),
          wish(2, enabled),
        ],
      },
      [{}, { 'voice.cnam_listing_details': null }, { 'voice.cnam_listing_details': 'NAME' }],
    );
    assert.deepEqual(states(plan), ['blocked', 'blocked', 'send']);
    assert.ok(plan.rows[1]?.block && sayBlock(plan.rows[1].block).includes('needs the name'));
  });

  test('a null that is wished is not filled in from the account', () => {
    const plan = planOf(
      { wishes: [wish(0, { 'emergency.emergency_enabled': true, 'emergency.emergency_address_id': null })] },
      [{ 'emergency.emergency_enabled': false, 'emergency.emergency_address_id': '77' }],
    );
    assert.deepEqual(states(plan), ['blocked']);
  });

  test('never deletes a locked number, and never what is named twice', () => {
    const lock = (on: boolean): Values => ({ 'general.deletion_lock_enabled': on });
    const plan = planOf({ deletions: [name(0), name(1), name(2), name(2)] }, [
      lock(true),
      lock(false),
      lock(false),
    ]);
    assert.deepEqual(
      plan.rows.map(({ state, block }) => block?.why ?? state),
      ['locked', 'send', 'twice', 'twice'],
    );
  });

  test('has words for every reason', () => {
    const blocks: readonly Block[] = [
      { why: 'gone' },
      { why: 'unread', sentence: 'No.' },
      { why: 'locked' },
      { why: 'in-job', job: 'j-1' },
      { why: 'invalid', setting: 'general.tags', sentence: 'Bad.' },
      { why: 'twice' },
    ];
    for (const block of blocks) assert.match(sayBlock(block), /\.$/);
  });

  test('groups rows that want the same and finds those of a filter', () => {
    const plan = planOf(
      {
        wishes: [wish(0, reference('A')), wish(1, reference('B')), wish(2, reference('B'))],
        deletions: [name(3)],
      },
      [reference('x'), reference('x'), reference('y'), {}],
    );
    const groups = groupsOf(plan.rows);
    assert.deepEqual(
      groups.map(({ rows, deletes, fields }) => [
        rows.length,
        deletes,
        fields[0]?.mine,
        fields[0]?.before.same,
      ]),
      [
        [1, true, undefined, undefined],
        [2, false, 'B', false],
        [1, false, 'A', true],
      ],
    );
    assert.equal(filterRows(plan.rows, { text: '5550002' }).length, 1);
    assert.equal(filterRows(plan.rows, { states: ['conflict'] }).length, 0);
  });

  test('reads only what it takes: the fields, what travels with them, and what rules ask for', () => {
    const needed = (mine: Values) =>
      neededFor({ source: 'form', title: '', wishes: [wish(0, mine)], deletions: [] }, numberTable);
    assert.deepEqual(needed(reference('A')).records, ['number']);
    const recording = needed({ 'voice.inbound_call_recording_enabled': true });
    assert.deepEqual(recording.records, ['number', 'voice']);
    assert.equal(recording.table.settings.length, 3);
  });
});

describe('The requests of a plan', () => {
  const many = (count: number, mine: (at: number) => Values, live: Values) =>
    planOf(
      { wishes: Array.from({ length: count }, (_, at) => wish(at, mine(at))) },
      Array<Values>(count).fill(live),
    );
  const shape = (plan: Plan, out = none, options = routeDefaults) =>
    routePlan(plan, out, numberTable, options).map(({ operation, way, rows }) => [
      operation,
      way,
      rows.length,
    ]);

  test('are one job for each thousand that want the same', () => {
    const plan = many(2500, () => reference('NEW'), reference('OLD'));
    assert.deepEqual(shape(plan), [
      [10, 'job', 1000],
      [10, 'job', 1000],
      [10, 'job', 500],
    ]);
    assert.deepEqual(
      [facts(plan).requests, facts(plan).jobs, facts(plan).writes[0]?.numbers, facts(plan).writes[0]?.mine],
      [3, 3, 2500, 'NEW'],
    );
  });

  test('are single where only few want the same, and leave out what was taken out', () => {
    const plan = many(3, () => ({ ...reference('NEW'), 'voice.tech_prefix_enabled': true }), {
      ...reference('OLD'),
      'voice.tech_prefix_enabled': false,
    });
    assert.deepEqual(shape(plan, new Set([name(1).id])), [
      [16, 'single', 2],
      [23, 'single', 2],
    ]);
  });

  test('are a job for the deletion lock however few there are, and single for what no batch takes', () => {
    const lock = many(1, () => ({ 'general.deletion_lock_enabled': true, ...reference('N') }), {
      'general.deletion_lock_enabled': false,
    });
    assert.deepEqual(shape(lock), [[10, 'job', 1]]);
    const own = many(
      40,
      (at) => ({ 'general.deletion_lock_enabled': at % 2 === 0, ...reference(`N${at}`) }),
      {
        'general.deletion_lock_enabled': null,
      },
    );
    assert.deepEqual(shape(own), [
      [16, 'single', 40],
      [10, 'job', 20],
      [10, 'job', 20],
    ]);
    const address = many(20, () => ({ 'general.address_id': '7', ...reference('N') }), {});
    assert.deepEqual(shape(address), [[16, 'single', 20]]);
  });

  test('never put numbers into one job that differ in what travels along', () => {
    const live = (to: string): Values => ({ 'voice.call_forwarding_enabled': true, 'voice.forwards_to': to });
    const plan = planOf(
      { wishes: Array.from({ length: 40 }, (_, at) => wish(at, { 'voice.call_forwarding_enabled': false })) },
      Array.from({ length: 40 }, (_, at) => live(at < 20 ? '+13125550001' : '+13125550002')),
    );
    assert.deepEqual(shape(plan), [
      [10, 'job', 20],
      [10, 'job', 20],
    ]);
  });

  test('put a messaging profile into an order, switch emergency calling by a job, and delete last', () => {
    const plan = planOf(
      {
        wishes: Array.from({ length: 20 }, (_, at) =>
          wish(at, { 'messaging.messaging_profile_id': '40017e7d', 'emergency.emergency_enabled': false }),
        ),
        deletions: Array.from({ length: 20 }, (_, at) => name(20 + at)),
      },
      Array<Values>(40).fill({
        'messaging.messaging_profile_id': null,
        'emergency.emergency_enabled': true,
        'emergency.emergency_address_id': '5',
      }),
    );
    assert.deepEqual(shape(plan), [
      [1, 'order', 20],
      [9, 'job', 20],
      [8, 'job', 20],
    ]);
  });

  test('switch emergency calling off by a job where any of few numbers has no address to be told', () => {
    const on = { 'emergency.emergency_enabled': true };
    const plan = planOf({ wishes: [0, 1].map((at) => wish(at, { 'emergency.emergency_enabled': false })) }, [
      { ...on, 'emergency.emergency_address_id': '5' },
      { ...on, 'emergency.emergency_address_id': null },
    ]);
    assert.deepEqual(shape(plan), [[9, 'job', 2]]);
  });

  test('are refused on a read-only account, for nothing, and without the count where one is asked for', () => {
    const plan = many(150, () => reference('NEW'), reference('OLD'));
    const given = facts(plan);
    assert.equal(obstacleOf(given, { readOnly: true, typed: 150 })?.kind, 'read-only');
    assert.equal(obstacleOf(given, { readOnly: false })?.kind, 'misuse');
    assert.equal(obstacleOf(given, { readOnly: false, typed: 149 })?.kind, 'misuse');
    assert.equal(obstacleOf(given, { readOnly: false, typed: 150 }), undefined);
    const all = new Set(plan.rows.map(({ number }) => number.id));
    assert.match(obstacleOf(facts(plan, all), { readOnly: false })?.sentence ?? '', /nothing to send/);
    const deletion = facts(planOf({ deletions: [name(0)] }, [{}]));
    assert.deepEqual(deletion.confirm, { count: 1, deletions: 1 });
    assert.match(obstacleOf(deletion, { readOnly: false })?.sentence ?? '', /nothing can undo/);
  });

  test('are refused before anything is read where they are of more numbers than a plan takes', async (t) => {
    const account = await manyNumbers(t, { numbers: 5 });
    const [first] = account.numbers;
    assert.ok(first);
    const proposal = (wishes: number, deletions: number): Proposal => ({
      ...toDelete(Array.from({ length: deletions }, () => first)),
      wishes: Array.from({ length: wishes }, () => ({ number: first, base: {}, mine: reference('NEW') })),
    });
    assert.equal(tooLarge(proposal(mostNumbers - 2, 2)), undefined);
    const asked = account.simulator.log.length;
    for (const [wishes, deletions] of [
      [mostNumbers + 1, 0],
      [mostNumbers - 1, 2],
      [0, mostNumbers + 1],
    ] as const)
      assert.equal(
        (await failureOf(account.plans.look(proposal(wishes, deletions)))).sentence,
        'A plan takes at most 100,000 numbers, and this one has 100,001. Make several plans of them, each for a part of the numbers.',
      );
    assert.equal(account.simulator.log.length, asked);
  });

  test('say what cannot be taken back', () => {
    const plan = planOf(
      {
        wishes: [
          wish(0, { 'general.external_pin': '1234' }),
          wish(1, { 'general.address_id': '7' }),
          wish(2, { 'voice.forwards_to': '+13125550001' }),
        ],
        deletions: [name(3)],
      },
      [{ 'general.external_pin': null }, {}, { 'voice.forwards_to': null }, {}],
    );
    assert.deepEqual(facts(plan).lasting, { deletion: 1, secret: 1, untold: 1, unclearable: 1 });
  });
});
