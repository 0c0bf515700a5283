import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'valibot';
import { compare, neededFor } from '../../../src/core/plan/compare.ts';
import type { Wish } from '../../../src/core/plan/plan.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import type { Plan, PlanRow } from '../../../src/core/plan/rows.ts';
import { restoreSchema, type Line, type Side } from '../../../src/core/protocol/plan.ts';
import { showValue } from '../../../src/core/settings/kinds.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { decide } from '../../../src/panels/planDecided.ts';
import { isOpen, withSide, type NumberSides, type Sides } from '../../../src/panels/planSides.ts';
import { groupLabel, groupsOf, type ShowValue } from '../../../src/panels/planGroups.ts';
import { LineIndex } from '../../../src/panels/planLines.ts';
import { PlanTable, type TableSource } from '../../../src/panels/planTable.ts';

const name = (at: number) => ({
  id: String(1000 + at),
  phoneNumber: `+1312555${String(at).padStart(4, '0')}`,
});
const wish = (at: number, mine: Values, base: Values = {}): Wish => ({ number: name(at), base, mine });
const tags = (...words: string[]): Values => ({ 'general.tags': words });
const reference = (text: string | null): Values => ({ 'general.customer_reference': text });
const show: ShowValue = ({ setting }, value) => showValue(setting, value);

const proposalOf = (wishes: readonly Wish[], deletions: Proposal['deletions'] = []): Proposal => ({
  source: 'verb',
  title: 'Try',
  wishes,
  deletions,
});

function planOf(proposal: Proposal, live: readonly Values[]): Plan {
  const found = new Map(live.map((values, at) => [name(at).id, { live: values }] as const));
  const rows = compare(proposal, (id) => found.get(id), neededFor(proposal, numberTable).table);
  return { source: 'verb', title: 'Try', family: 'numbers', rows, warnings: [] };
}

function tableOf(rows: readonly PlanRow[], more: Partial<TableSource> = {}): PlanTable {
  return new PlanTable({ rows, out: new Set(), sides: new Map<string, NumberSides>(), show, ...more });
}

const words = (line: Line) =>
  line.type === 'group'
    ? `${line.open ? 'v' : '>'} ${line.label} (${line.count})`
    : [line.first ? line.number : '', line.field, line.before, line.after].join(' | ');

const all = (table: PlanTable) => {
  table.look({ from: 0, to: 300 });
  return table.state().lines.rows;
};

describe('The lines of a plan', () => {
  test('put together what changes in the same way, whatever was there before', () => {
    const plan = planOf(
      proposalOf([
        wish(0, tags('sales', 'vip')),
        wish(1, tags('vip')),
        wish(2, { ...tags('eu', 'vip'), ...reference('A') }),
        wish(3, tags('eu')),
      ]),
      [tags('sales'), tags(), { ...tags('eu'), ...reference(null) }, tags('eu', 'us')],
    );
    assert.deepEqual(all(tableOf(plan.rows)).map(words), [
      'v Tags: add vip (2 numbers)',
      '+13125550000 | Tags | sales | sales, vip',
      '+13125550001 | Tags | none | vip',
      'v Tags: add vip · Customer reference: A (1 number)',
      '+13125550002 | Tags | eu | eu, vip',
      ' | Customer reference | none | A',
      'v Tags: remove us (1 number)',
      '+13125550003 | Tags | eu, us | eu',
    ]);
  });

  test('are one group where each number gets a value of its own', () => {
    const wishes = Array.from({ length: 40 }, (_, at) => wish(at, reference(`R${at}`)));
    const groups = groupsOf(
      planOf(
        proposalOf(wishes),
        wishes.map(() => reference(null)),
      ).rows,
    );
    assert.deepEqual(
      groups.map((group) => groupLabel(group, show)),
      ['Customer reference: each its own'],
    );
    assert.equal(groups[0]?.rows.length, 40);
  });

  test('never hand a secret to the page, not even in the key of a group', () => {
    const pin = (text: string): Values => ({ 'general.external_pin': text });
    const same = [wish(0, pin('739164')), wish(1, pin('739164'))];
    const apart = Array.from({ length: 9 }, (_, at) => wish(at + 2, { ...tags('a'), ...pin(`7391${at}4`) }));
    const table = tableOf(
      planOf(
        proposalOf([...same, ...apart]),
        [...same, ...apart].map(() => tags()),
      ).rows,
    );
    assert.equal(all(table).length, 1 + 2 + 1 + 9 * 2);
    assert.doesNotMatch(JSON.stringify(table.state()), /7391/);
  });

  test('fold and are taken by the number of their group, whatever is searched for meanwhile', () => {
    const plan = planOf(proposalOf([wish(0, tags('a')), wish(1, tags('a')), wish(2, reference('B'))]), [
      tags(),
      tags(),
      reference(null),
    ]);
    const table = tableOf(plan.rows);
    const group = all(table)[3];
    assert.equal(group && words(group), 'v Customer reference: B (1 number)');
    table.setSearch('reference');
    assert.deepEqual(
      table.rowsOf(group?.key ?? '').map(({ number }) => number.id),
      ['1002'],
    );
    table.fold(group?.key ?? '', false);
    table.setSearch('');
    assert.deepEqual(all(table).slice(-1).map(words), ['> Customer reference: B (1 number)']);
  });

  test('fold again what was folded before, and tell of it neither values nor more than can be kept', () => {
    const wishes = Array.from({ length: 300 }, (_, at) => wish(at, reference(`secret ${at >> 1}`)));
    const { rows } = planOf(
      proposalOf(wishes),
      wishes.map(() => reference(null)),
    );
    const table = tableOf(rows);
    const [first, second] = all(table).filter(({ type }) => type === 'group');
    assert.ok(first && second);
    table.fold(first.key, false);
    table.fold(second.key, false);
    table.fold(second.key, true);
    assert.deepEqual(table.folded, ['1000']);
    const again = tableOf([]);
    again.setFolded([...table.folded, 'of another plan']);
    assert.deepEqual(all(again), []);
    again.become({ rows, out: new Set(), sides: new Map<string, NumberSides>(), show });
    assert.deepEqual(all(again).slice(0, 2).map(words), [
      '> Customer reference: secret 0 (2 numbers)',
      'v Customer reference: secret 1 (2 numbers)',
    ]);
    again.setSearch('secret 9');
    assert.deepEqual(again.folded, ['of another plan', '1000'], 'what is out of sight stays folded');
    again.setSearch('');
    again.setFolded(rows.map(({ number }) => number.id));
    const most = again.folded.length;
    all(again);
    assert.deepEqual([most, again.folded.length], [100, 50], 'two numbers of each group');
  });

  test('take nothing hostile for what was folded', () => {
    const kept = (folded: unknown) =>
      parse(restoreSchema, { profile: 'p', account: 'A', plan: 'draft/d', folded }).folded;
    assert.deepEqual(kept(['1000']), ['1000']);
    const hostile = [undefined, 'all', [1], ['x'.repeat(101)], Array.from({ length: 101 }, String), {}];
    for (const folded of hostile) assert.deepEqual(kept(folded), []);
  });

  test('name deletions first, and numbers of which nothing is known last', () => {
    const plan = planOf(proposalOf([wish(0, tags('a')), wish(9, tags('a'))], [name(1)]), [tags(), tags()]);
    assert.deepEqual(all(tableOf(plan.rows)).map(words), [
      'v Delete for good (1 number)',
      '+13125550001 | The number itself |  | deleted',
      'v Tags: add a (1 number)',
      '+13125550000 | Tags | none | a',
      'v Tags: a (1 number)',
      '+13125550009 | Tags | unknown | a',
    ]);
  });

  test('fold, filter and are found by number, setting or value', () => {
    const plan = planOf(proposalOf([wish(0, tags('a')), wish(1, reference('ORDER')), wish(2, tags('a'))]), [
      tags(),
      reference('OLD'),
      tags('a'),
    ]);
    const table = tableOf(plan.rows);
    const firstOf = (search: string) => {
      table.setSearch(search);
      return all(table).flatMap((line) => (line.type === 'change' && line.first ? [line.number] : []));
    };
    assert.deepEqual(firstOf('555 00 01'), ['+13125550001']);
    assert.deepEqual(firstOf('order'), ['+13125550001']);
    assert.deepEqual(firstOf('OLD'), ['+13125550001']);
    assert.deepEqual(firstOf('customer'), ['+13125550001']);
    assert.deepEqual(firstOf('nothing like it'), []);
    table.setSearch('');
    table.setFilter('same');
    assert.deepEqual(all(table).map(words), ['v As wanted already (1 number)', '+13125550002 |  |  | ']);
    table.setFilter('all');
    const [group] = all(table);
    assert.equal(group?.type, 'group');
    table.fold(group.key, false);
    assert.equal(all(table)[0]?.type, 'group');
    assert.equal(all(table)[1]?.type, 'group');
  });

  test('say how much of a group is in the plan, and leave out the choice where there is none', () => {
    const plan = planOf(
      proposalOf([wish(0, tags('a')), wish(1, tags('a')), wish(2, tags('x'), tags('seen'))]),
      [tags(), tags(), tags('theirs')],
    );
    const included = (out: readonly string[]) =>
      all(tableOf(plan.rows, { out: new Set(out) })).map((line) => line.included);
    assert.deepEqual(included([]), ['all', true, true, undefined, undefined]);
    assert.deepEqual(included(['1000']), ['some', false, true, undefined, undefined]);
    assert.deepEqual(included(['1000', '1001']), ['none', false, false, undefined, undefined]);
    const decided = (side: Side) =>
      all(tableOf(plan.rows, { sides: new Map([['1002', { 'general.tags': side }]]) })).at(-1);
    assert.equal(decided('mine')?.included, true, 'what is decided is in the plan');
    assert.equal(decided('theirs')?.included, undefined, 'and nothing is where nothing is sent');
    const conflict = all(tableOf(plan.rows)).at(-1);
    assert.deepEqual(conflict?.type === 'change' && conflict.choice, {
      setting: 'general.tags',
      side: 'open',
    });
    assert.equal(conflict?.type === 'change' && conflict.state?.words, 'you saw: seen');
  });

  test('are found by their place as if all had been made', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), each: fc.integer({ min: 0, max: 3 }) }), {
          maxLength: 8,
        }),
        fc.array(fc.nat(7)),
        fc.nat(40),
        fc.nat(40),
        (sizes, shut, from, length) => {
          const row = {
            number: name(0),
            changes: [],
            live: {},
            state: 'send',
            deletes: false,
            group: '',
          } as const;
          const change = planOf(proposalOf([wish(0, tags('a'))]), [tags()]).rows[0]?.changes[0];
          assert.ok(change);
          const groups = sizes.map(({ size, each }, at) => ({
            key: String(at),
            changes: Array.from({ length: each }, () => change),
            apart: false,
            rows: Array.from({ length: size }, () => ({
              ...row,
              changes: Array.from({ length: each }, () => change),
            })),
          }));
          const closed = new Set(shut.map(String));
          const naive = groups.flatMap((group) => [
            'group',
            ...(closed.has(group.key)
              ? []
              : group.rows.flatMap(() =>
                  Array.from({ length: Math.max(1, group.changes.length) }, (_, at) => at === 0),
                )),
          ]);
          const index = new LineIndex(groups, closed);
          assert.equal(index.total, naive.length);
          assert.deepEqual(
            index.slice(from, from + length).map((place) => (place.type === 'group' ? 'group' : place.first)),
            naive.slice(from, from + length),
          );
        },
      ),
    );
  });
});

describe('A conflict', () => {
  const proposal = proposalOf([
    wish(0, { ...tags('mine'), ...reference('R') }, { ...tags('seen'), ...reference('old') }),
    wish(1, tags('mine'), tags('seen')),
  ]);
  const plan = planOf(proposal, [{ ...tags('theirs'), ...reference('old') }, tags('theirs')]);
  const decided = (...sides: (readonly [string, NumberSides])[]) =>
    decide(proposal, plan, new Map(sides), numberTable).plan.rows.map(({ state, changes }) => [
      state,
      ...changes.map(({ setting, mine }) => `${setting.key}=${String(mine)}`),
    ]);

  test('is not sent while nobody has decided', () => {
    assert.deepEqual(
      decided().map(([state]) => state),
      ['conflict', 'conflict'],
    );
  });

  test('decided for mine is sent, compared with what was shown', () => {
    assert.deepEqual(decided(['1000', { 'general.tags': 'mine' }]), [
      ['send', 'tags=mine', 'customer_reference=R'],
      ['conflict', 'tags=mine'],
    ]);
  });

  test('decided for theirs leaves that field alone, and sends the rest', () => {
    const theirs = { 'general.tags': 'theirs' } as const;
    assert.deepEqual(decided(['1000', theirs], ['1001', theirs]), [
      ['send', 'customer_reference=R'],
      ['already'],
    ]);
  });

  test('is decided for each setting of a number by itself, and nothing of it is sent before all are', () => {
    const both = proposalOf([
      wish(0, { ...tags('mine'), ...reference('mine') }, { ...tags('seen'), ...reference('seen') }),
    ]);
    const compared = planOf(both, [{ ...tags('theirs'), ...reference('theirs') }]);
    const [tagsId, referenceId] = ['general.tags', 'general.customer_reference'] as const;
    const after = (sides: Sides) => {
      const [row] = decide(both, compared, sides, numberTable).plan.rows;
      return [row?.state, ...(row?.changes ?? []).map(({ setting, verdict }) => `${setting.key} ${verdict}`)];
    };
    const one = withSide(new Map(), compared.rows, 'mine', tagsId);
    assert.deepEqual(after(one), ['conflict', 'tags change', 'customer_reference conflict']);
    assert.deepEqual(
      compared.rows.map((row) => isOpen(row, one)),
      [true],
    );
    const other = withSide(one, compared.rows, 'theirs', referenceId);
    assert.deepEqual(after(other), ['send', 'tags change']);
    assert.deepEqual(
      compared.rows.map((row) => isOpen(row, other)),
      [false],
    );
    const all = withSide(other, compared.rows, 'mine', undefined);
    assert.deepEqual(after(all), ['send', 'tags change', 'customer_reference change']);
    const lines = (sides: Sides) =>
      tableOf(compared.rows, { sides })
        .state()
        .lines.rows.flatMap((line) => (line.type === 'change' ? [line.choice] : []));
    assert.deepEqual(lines(one), [
      { setting: tagsId, side: 'mine' },
      { setting: referenceId, side: 'open' },
    ]);
  });

  test('is decided for the numbers and the setting it was decided for, and for no other', () => {
    const setting = fc.constantFrom('general.tags', 'general.customer_reference', 'general.nothing');
    const choice = fc.record({
      at: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
      setting: fc.option(setting, { nil: undefined }),
      side: fc.constantFrom<Side>('mine', 'theirs'),
    });
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 8 }), (choices) => {
        let sides: Sides = new Map();
        const expected = new Map<string, Side>();
        for (const { at, setting: id, side } of choices) {
          const rows = plan.rows.filter((_, place) => at.includes(place));
          sides = withSide(sides, rows, side, id);
          // Only the tags of these numbers are in conflict.
          if (id === undefined || id === 'general.tags')
            for (const { number } of rows) expected.set(number.id, side);
        }
        for (const row of plan.rows) {
          const side = expected.get(row.number.id);
          assert.deepEqual(sides.get(row.number.id), side && { 'general.tags': side });
          assert.equal(isOpen(row, sides), side === undefined);
        }
      }),
    );
  });
});
