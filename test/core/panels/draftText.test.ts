import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Wish } from '../../../src/core/plan/plan.ts';
import type { Value, Values } from '../../../src/core/settings/setting.ts';
import { draftOf, draftText } from '../../../src/panels/draftText.ts';
import type { Side } from '../../../src/core/protocol/plan.ts';
import type { Draft } from '../../../src/panels/planReview.ts';
import type { NumberSides } from '../../../src/panels/planSides.ts';

const name = (at: number) => ({
  id: String(1000 + at),
  phoneNumber: `+1312555${String(at).padStart(4, '0')}`,
});

const draftWith = (wishes: readonly Wish[], more: Partial<Draft['proposal']> = {}): Draft => ({
  id: 'one',
  proposal: { source: 'verb', title: 'Try', wishes, deletions: [], ...more },
  remarks: [],
  out: ['1001'],
  sides: { 1002: { 'general.tags': 'mine' } },
});

const pin = fc.stringMatching(/^7391\d{4}$/);
const values: fc.Arbitrary<Values> = fc.record(
  {
    'general.external_pin': fc.oneof(pin, fc.constant(null)),
    'general.customer_reference': fc.oneof<fc.Arbitrary<Value>[]>(
      fc.stringMatching(/^[A-Z]{0,9}$/),
      fc.constant(null),
    ),
    'general.tags': fc.array(fc.constantFrom('a', 'b', 'secret')),
    'voice.call_forwarding_enabled': fc.boolean(),
  },
  { requiredKeys: ['general.tags'] },
);

const sides: fc.Arbitrary<NumberSides> = fc.dictionary(
  fc.constantFrom('general.tags', 'general.customer_reference', 'voice.call_forwarding_enabled'),
  fc.constantFrom<Side>('mine', 'theirs'),
  { noNullPrototype: true },
);

describe('The file of a plan under review', () => {
  test('brings back what the plan is, and of which run', () => {
    const draft = draftWith([{ number: name(1), base: {}, mine: { 'general.tags': ['a'] } }], {
      source: 'undo',
      family: 'numbers',
      of: 'run1',
      restores: { title: 'A plan', again: false },
    });
    assert.deepEqual(draftOf(draftText(draft)), draft);
  });

  test('brings back what was typed, and holds none of its secrets', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(values, values, sides), { maxLength: 12 }), (pairs) => {
        const wishes = pairs.map(([base, mine], at) => ({ number: name(at), base, mine }));
        const decided = Object.fromEntries(pairs.map(([, , chosen], at) => [name(at).id, chosen]));
        const draft = { ...draftWith(wishes), sides: decided };
        const kept = draftText(draft);
        assert.doesNotMatch(kept.text, /7391/);
        assert.deepEqual(draftOf(kept), structuredClone(draft));
      }),
    );
  });

  test('keeps each secret once, however many numbers get it', () => {
    const mine = { 'general.external_pin': '739164' };
    const kept = draftText(
      draftWith(Array.from({ length: 500 }, (_, at) => ({ number: name(at), base: {}, mine }))),
    );
    assert.equal(kept.secrets, '["739164"]');
    const [one, other] = draftOf(kept)?.proposal.wishes ?? [];
    assert.equal(one?.mine, other?.mine);
  });

  test('says which run it takes back', () => {
    const draft = draftWith([], { source: 'undo', of: 'run-7', family: 'mobile' });
    assert.equal(draftOf(draftText(draft))?.proposal.of, 'run-7');
  });

  test('says when its secret is gone, and keeps the rest', () => {
    const secrets: readonly Values[] = [
      { 'general.external_pin': '739164', 'general.tags': ['a'] },
      { 'general.external_pin': '739164' },
    ];
    const draft = draftWith(secrets.map((mine, at) => ({ number: name(at), base: {}, mine })));
    const { text } = draftText(draft);
    const left = draftOf({ text });
    assert.deepEqual(left?.proposal.wishes, [{ number: name(0), base: {}, mine: { 'general.tags': ['a'] } }]);
    assert.deepEqual(left.remarks, [
      'The PIN that was typed is not kept any more, so it is not part of this plan. Type it again.',
    ]);
  });

  test('of an older version, where a number was decided as a whole, has it decided for each of its settings', () => {
    const draft = draftWith([
      { number: name(2), base: {}, mine: { 'general.tags': ['a'], 'general.customer_reference': 'B' } },
    ]);
    const older = JSON.stringify({ ...draft, sides: { 1002: 'theirs', 1003: 'mine' } });
    assert.deepEqual(draftOf({ text: older })?.sides, {
      1002: { 'general.tags': 'theirs', 'general.customer_reference': 'theirs' },
      1003: {},
    });
  });

  test('that nobody can read brings back nothing', () => {
    for (const text of ['', '{', '{}', 'null', '{"id":"one"}']) assert.equal(draftOf({ text }), undefined);
  });
});
