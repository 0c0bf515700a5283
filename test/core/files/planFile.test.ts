import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import fc from 'fast-check';
import { openPlan, renderPlan, wrongAccount } from '../../../src/core/files/planFile.ts';
import { planFileSchema } from '../../../src/core/files/planSchema.ts';
import { readPlan } from '../../../src/core/files/readPlan.ts';
import { compare } from '../../../src/core/plan/compare.ts';
import type { Wish } from '../../../src/core/plan/plan.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import type { PlanRow } from '../../../src/core/plan/rows.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const account = { id: 'profile-1', name: 'Production' };
const name = (at: number) => ({
  id: String(9000 + at),
  phoneNumber: `+1312555${String(at).padStart(4, '0')}`,
});
const proposalOf = (wishes: readonly Wish[], more: Partial<Proposal> = {}): Proposal => ({
  source: 'form',
  title: 'Add the tag "support"',
  wishes,
  deletions: [],
  ...more,
});

/** Wishes as people make them: the table takes each. */
const word = fc.stringMatching(/^[A-Za-z0-9 ]*[A-Za-z0-9]$/);
const wished: fc.Arbitrary<Values> = fc
  .record(
    {
      'general.tags': fc.uniqueArray(word, { selector: (tag) => tag.toLowerCase() }),
      'general.customer_reference': fc.option(word),
      'general.hd_voice_enabled': fc.boolean(),
      'voice.inbound_call_screening': fc.constantFrom('disabled', 'flag_calls'),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((values) => Object.keys(values).length > 0);

/** Whatever an account may hold, and so a plan: none of it has to be what the table would take from a person. */
const oddText = fc.option(fc.string({ unit: 'binary', minLength: 1 }));
const odd: fc.Arbitrary<Values> = fc
  .record(
    {
      'general.tags': fc.array(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'A', '', '__proto__')),
      ),
      'general.customer_reference': oddText,
      'general.billing_group_id': oddText,
      'general.hd_voice_enabled': fc.boolean(),
      'voice.inbound_call_screening': oddText,
      'voice.forwards_to': oddText,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((values) => Object.keys(values).length > 0);

const proposalsOf = (wished: fc.Arbitrary<Values>) =>
  fc
    .array(fc.tuple(wished, wished), { maxLength: 8 })
    .map((pairs) =>
      proposalOf(pairs.map(([mine, other], at) => ({ number: name(at), base: onlyOf(other, mine), mine }))),
    );
const proposals = proposalsOf(wished);

const onlyOf = (base: Values, mine: Values): Values =>
  Object.fromEntries(Object.entries(base).filter(([id]) => id in mine));

function reopened(text: string) {
  const read = readPlan(text);
  assert.ok(read.ok, JSON.stringify(read));
  return openPlan(read.file);
}

const byId = (wishes: readonly Wish[]) =>
  wishes.toSorted((one, other) => (one.number.id < other.number.id ? -1 : 1));

describe('A plan as a file', () => {
  test('says the same when it is opened again, and fits its schema', () => {
    const validate = new Ajv({ allowUnionTypes: true, keywords: ['errorMessage'] }).compile(planFileSchema());
    fc.assert(
      fc.property(proposals, (proposal) => {
        const text = renderPlan(proposal, account);
        assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors));
        const again = reopened(text);
        assert.deepEqual({ ...again.proposal, wishes: byId(again.proposal.wishes) }, proposal);
        assert.deepEqual([again.account, again.remarks], [account, []]);
      }),
    );
  });

  test('is the same plan however odd its values, with what it would block told and kept', () => {
    fc.assert(
      fc.property(proposalsOf(odd), fc.string({ unit: 'binary' }), (proposal, title) => {
        const titled = { ...proposal, title };
        const again = reopened(renderPlan(titled, account));
        assert.deepEqual({ ...again.proposal, wishes: byId(again.proposal.wishes) }, titled);
        const looked = (one: Proposal) => compare(one, () => ({ live: {} }), numberTable);
        const byNumber = (rows: readonly PlanRow[]) =>
          new Map(rows.map(({ number, state, block }) => [number.id, { state, block }]));
        assert.deepEqual(byNumber(looked(again.proposal)), byNumber(looked(titled)));
      }),
    );
  });

  test('with a wish that breaks a rule is opened all the same: the wish is told and is a blocked row', () => {
    const text = renderPlan(
      proposalOf([
        { number: name(1), base: {}, mine: { 'general.tags': ['spring'] } },
        { number: name(2), base: {}, mine: { 'general.tags': ['spring', 'a\u0007b'] } },
        { number: name(3), base: {}, mine: { 'general.tags': ['spring'] } },
        { number: name(3), base: {}, mine: { 'general.tags': ['summer'] } },
      ]),
      account,
    );
    const read = readPlan(text);
    assert.ok(read.ok);
    assert.deepEqual(
      read.problems.map(({ about, sentence }) => `${about}: ${sentence}`),
      [
        'value: A tag must not contain control characters.',
        'value: The number +13125550003 is in this plan twice.',
      ],
    );
    const rows = compare(openPlan(read.file).proposal, () => ({ live: { 'general.tags': [] } }), numberTable);
    assert.deepEqual(
      rows.map(({ number, state, block }) => [number.id, state, block?.why]),
      [
        ['9001', 'send', undefined],
        ['9003', 'blocked', 'twice'],
        ['9002', 'blocked', 'invalid'],
        ['9003', 'blocked', 'twice'],
      ],
    );
  });

  test('keeps numbers to delete', () => {
    const proposal = proposalOf([], { source: 'verb', deletions: [name(1)] });
    assert.deepEqual(reopened(renderPlan(proposal, account)).proposal, proposal);
  });

  test('holds no secret: a new PIN is left out and named, taking it away is kept', () => {
    const pin = 'general.external_pin';
    const text = renderPlan(
      proposalOf([
        { number: name(1), base: { [pin]: '4711' }, mine: { [pin]: '0815', 'general.tags': ['a'] } },
        { number: name(2), base: { [pin]: '4711' }, mine: { [pin]: null } },
        { number: name(3), base: { [pin]: '4711' }, mine: { [pin]: '0815' } },
      ]),
      account,
    );
    assert.doesNotMatch(text, /4711|0815/);
    const { proposal, remarks } = reopened(text);
    assert.deepEqual(
      proposal.wishes.map(({ mine, base }) => ({ mine, base })),
      [
        { mine: { 'general.tags': ['a'] }, base: {} },
        // What the PIN was is not told, so that one set meanwhile is a conflict and not taken away unseen.
        { mine: { [pin]: null }, base: {} },
      ],
    );
    assert.match(remarks.join(), /left out.*External PIN/);
  });

  test('puts equal changes together, so that people can read it', () => {
    const mine = { 'general.tags': ['a'] };
    const file = JSON.parse(
      renderPlan(proposalOf([1, 2, 3].map((at) => ({ number: name(at), base: {}, mine }))), account),
    ) as { changes: unknown[] };
    assert.equal(file.changes.length, 1);
  });

  test('is refused for another account, but taken for the same one on another machine', () => {
    const opened = reopened(
      renderPlan(proposalOf([{ number: name(1), base: {}, mine: { 'general.tags': [] } }]), account),
    );
    const here = { id: 'profile-2', name: 'Elsewhere' };
    assert.equal(
      wrongAccount(opened, account, () => false),
      undefined,
    );
    assert.equal(
      wrongAccount(opened, here, ({ id }) => id === '9001'),
      undefined,
    );
    assert.match(
      wrongAccount(opened, here, () => false) ?? '',
      /made for the account "Production", and "Elsewhere" is open/,
    );
  });

  test('with something wrong is not taken at all, and says what is wrong and where', () => {
    const good = renderPlan(
      proposalOf([
        { number: name(1), base: {}, mine: { 'general.hd_voice_enabled': true } },
        { number: name(2), base: {}, mine: { 'general.hd_voice_enabled': true } },
      ]),
      account,
    );
    const told = (text: string) => {
      const read = readPlan(text);
      assert.ok(!read.ok);
      return read.problems.map(
        ({ sentence, at }) => `${text.slice(at.offset, at.offset + at.length)} | ${sentence}`,
      );
    };
    const from = (before: string, after: string) => told(good.replace(before, after));
    assert.match(from('true', '"yes"').join(), /^"yes" \| HD voice has the wrong type. Write true or false/);
    assert.match(from('hd_voice_enabled', 'hd_voise').join(), /There is no setting "general.hd_voise"/);
    assert.match(from('"telnyx-plan"', '"plan"').join(), /^"plan" \| This is no plan of Telnyx Explorer/);
    assert.match(from('"version": 1', '"version": 2').join(), /^2 \| .*another version/);
    assert.match(from('"9001"', '9001').join(), /^9001 \| An ID is a text of digits/);
    assert.match(
      from('+13125550002', '+13125550001').join(),
      /The number \+13125550001 is in this plan twice/,
      'one number has one id',
    );
    assert.match(from('"changes"', '"__proto__"').join(), /"changes" is missing/);
    assert.match(told('{"format": ').join(), /not valid JSON/);
    assert.match(told('').join(), /not valid JSON/);
    assert.match(told('[]').join(), /wrong type|missing/);
  });
});
