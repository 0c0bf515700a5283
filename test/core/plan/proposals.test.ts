import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addingTags,
  assigning,
  clearingTags,
  deleting,
  removingTags,
  type Tagged,
} from '../../../src/core/plan/proposals.ts';
import { tagsOf } from '../../../src/core/plan/tagged.ts';
import { readNumber } from '../../../src/core/plan/records.ts';
import { tagKey } from '../../../src/core/model/tag.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { failureOf } from '../telnyx/doors.ts';
import { shareAccount } from './account.ts';

const tagged = (at: number, ...tags: string[]): Tagged => ({
  number: { id: String(at), phoneNumber: `+1312555000${at}` },
  tags,
});

describe('Proposing tags', () => {
  test('adds to what each number has, and leaves out those that have them', () => {
    const { title, wishes, source } = addingTags(
      [tagged(1, 'vip'), tagged(2), tagged(3, 'Support')],
      ['support'],
      'verb',
    );
    assert.equal(source, 'verb');
    assert.equal(title, 'Add the tag “support” to 2 numbers');
    assert.deepEqual(
      wishes.map(({ number, base, mine }) => [number.id, base, mine]),
      [
        ['1', { 'general.tags': ['vip'] }, { 'general.tags': ['vip', 'support'] }],
        ['2', { 'general.tags': [] }, { 'general.tags': ['support'] }],
      ],
    );
  });

  test('names the number when it is one', () => {
    assert.equal(
      removingTags([tagged(1, 'a', 'b'), tagged(2)], ['A', 'b'], 'verb').title,
      'Remove the tags “A”, “b” from +13125550001',
    );
  });

  test('wishes nothing where there is nothing to change', () => {
    assert.deepEqual(addingTags([tagged(1, 'A')], ['a'], 'drop').wishes, []);
    assert.deepEqual(removingTags([tagged(1, 'A')], ['b'], 'verb').wishes, []);
    assert.deepEqual(clearingTags([tagged(1)], 'drop').wishes, []);
  });

  const tag = fc.stringMatching(/^[a-dA-D]$/);
  const numbers = fc.array(fc.uniqueArray(tag, { selector: tagKey }), { maxLength: 8 });

  test('never takes a tag away by adding, nor adds one by removing, whatever the letter case', () => {
    fc.assert(
      fc.property(numbers, fc.uniqueArray(tag, { selector: tagKey, minLength: 1 }), (lists, chosen) => {
        const all = lists.map((tags, at) => tagged(at, ...tags));
        const keys = (value: unknown) => new Set((value as string[]).map(tagKey));
        for (const { base, mine } of addingTags(all, chosen, 'verb').wishes) {
          const [before, after] = [keys(base['general.tags']), keys(mine['general.tags'])];
          assert.deepEqual([...after].sort(), [...new Set([...before, ...keys(chosen)])].sort());
          assert.ok(after.size > before.size);
        }
        for (const { base, mine } of removingTags(all, chosen, 'verb').wishes)
          assert.deepEqual(
            [...keys(mine['general.tags'])],
            [...keys(base['general.tags'])].filter((key) => !keys(chosen).has(key)),
          );
      }),
    );
  });

  test('shares equal wishes, so that many numbers stay small', () => {
    const { wishes } = addingTags([tagged(1), tagged(2)], ['x'], 'verb');
    assert.equal(wishes[0]?.mine, wishes[1]?.mine);
  });
});

describe('Proposing what numbers point at', () => {
  const numbers = [1, 2].map((at) => tagged(at).number);

  test('says what is assigned, and lets the review show what each number holds', () => {
    const choice = { id: '77', name: 'Main' };
    const { title, wishes } = assigning(numbers, { what: 'messagingProfile', choice }, 'drop');
    assert.equal(title, 'Assign the messaging profile "Main" to 2 numbers');
    assert.deepEqual(wishes[0], {
      number: numbers[0],
      base: {},
      mine: { 'messaging.messaging_profile_id': '77' },
    });
  });

  test('unassigns without a choice, and says so', () => {
    const { title, wishes } = assigning(numbers, { what: 'connection', choice: undefined }, 'verb');
    assert.equal(title, 'Take 2 numbers off their connection');
    assert.deepEqual(wishes[0]?.mine, { 'general.connection_id': null });
  });

  test('names what it deletes, and wishes nothing for them', () => {
    assert.deepEqual(deleting(numbers), {
      source: 'verb',
      title: 'Delete 2 numbers',
      wishes: [],
      deletions: numbers,
    });
  });
});

describe('Knowing the tags of numbers', () => {
  test('believes the row, and reads what no row tells', async (t) => {
    const shared = await shareAccount(t);
    const { door, number } = shared;
    const { raw } = await readNumber(door, number.id);
    const before = shared.count('GET');
    const other = { id: '5', phoneNumber: '+13125550005' };
    const listed = await tagsOf(door, [{ number: other, raw: { tags: ['x'] } }], numberTable);
    assert.deepEqual(listed, { tagged: [{ number: other, tags: ['x'] }], untold: [] });
    assert.equal(shared.count('GET'), before, 'nothing is read for a row that tells');
    const read = await tagsOf(door, [{ number, raw: { status: 'active' } }], numberTable);
    assert.deepEqual(read.tagged[0]?.tags, raw.tags);
    assert.equal(shared.count('GET'), before + 1);
  });

  test('fails as a whole when a number cannot be read: no tag is guessed', async (t) => {
    const { door } = await shareAccount(t);
    const gone = { number: { id: '1', phoneNumber: '+1' } };
    assert.equal((await failureOf(tagsOf(door, [gone], numberTable))).kind, 'not-found');
  });
});
